-- The one way in which items leave: those of an import that is being undone, which the caller has locked and which nobody
-- worked on. With them goes all that hangs on them, and the sums of the project follow. It runs as the owner because
-- nobody else may delete items; who is asked about is the caller's organization alone.
CREATE OR REPLACE FUNCTION import_take_back(p_import bigint, p_items bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_project integer;
  v_items bigint[];
  v_positions integer[];
BEGIN
  SELECT i.project_id, array_agg(i.id), array_agg(i.position) INTO v_project, v_items, v_positions
  FROM data_import d JOIN item_payload w ON w.import_id = d.id JOIN item i ON i.id = w.item_id
  WHERE d.id = p_import AND d.state = ImportState.UNDOING AND d.organization_id = goodwork_organization()
    AND i.id = ANY(p_items) AND i.project_id = d.project_id
  GROUP BY i.project_id;
  IF v_items IS NULL THEN
    RETURN;
  END IF;

  UPDATE project_progress p SET items = p.items - n.items, settled_met = p.settled_met - n.met,
    settled_most_reached = p.settled_most_reached - n.most_reached,
    settled_no_gain = p.settled_no_gain - n.no_gain,
    settled_by_person = p.settled_by_person - n.by_person, settled_on_count = p.settled_on_count - n.on_count,
    settled_unknown = p.settled_unknown - n.unknown, expert = p.expert - n.expert, held = p.held - n.held,
    annotations = p.annotations - n.annotations, answers_saved = p.answers_saved - n.saved,
    last_position = greatest(p.last_position, n.last_position), updated_at = now()
  FROM (
    SELECT count(*) AS items,
      count(*) FILTER (WHERE i.settled_how = SettledHow.MET) AS met,
      count(*) FILTER (WHERE i.settled_how = SettledHow.MOST_REACHED) AS most_reached,
      count(*) FILTER (WHERE i.settled_how = SettledHow.NO_GAIN) AS no_gain,
      count(*) FILTER (WHERE i.settled_how = SettledHow.BY_PERSON) AS by_person,
      count(*) FILTER (WHERE i.settled_how = SettledHow.ON_COUNT) AS on_count,
      count(*) FILTER (WHERE i.settled_how = SettledHow.UNKNOWN) AS unknown,
      count(*) FILTER (WHERE i.state = ItemState.EXPERT) AS expert,
      count(*) FILTER (WHERE i.state = ItemState.HELD) AS held, coalesce(sum(q.annotations), 0) AS annotations,
      coalesce(sum(q.answers_saved), 0) AS saved, max(i.position) AS last_position
    FROM item i LEFT JOIN item_quality q ON q.item_id = i.id WHERE i.id = ANY(v_items)
  ) n WHERE p.project_id = v_project;

  -- What a search reads: the texts go, and the places of the others stay what they are.
  UPDATE item_text b SET texts = (
    SELECT string_agg(CASE WHEN b.first + n::integer - 1 = ANY(v_positions) THEN '' ELSE hit END, chr(30) ORDER BY n)
    FROM unnest(string_to_array(b.texts, chr(30))) WITH ORDINALITY AS hits (hit, n))
  WHERE b.project_id = v_project AND b.first <= (SELECT max(p) FROM unnest(v_positions) p)
    AND b.first > (SELECT min(p) FROM unnest(v_positions) p) - 2000
    AND EXISTS (SELECT FROM unnest(v_positions) p WHERE p >= b.first AND p < b.first + b.items);

  WITH gone AS (
    DELETE FROM annotation WHERE item_id = ANY(v_items) RETURNING person_id
  )
  UPDATE project_person p SET annotations = p.annotations - n.answers
  FROM (SELECT person_id, count(*) AS answers FROM gone GROUP BY person_id) n
  WHERE p.project_id = v_project AND p.person_id = n.person_id;
  DELETE FROM claim WHERE item_id = ANY(v_items);
  DELETE FROM skip WHERE item_id = ANY(v_items);
  DELETE FROM prediction WHERE item_id = ANY(v_items);
  DELETE FROM gold WHERE item_id = ANY(v_items);
  DELETE FROM set_aside WHERE item_id = ANY(v_items);
  DELETE FROM redundancy_cluster c USING redundancy_member m
  WHERE m.item_id = ANY(v_items) AND c.check_id = m.check_id AND c.number = m.number
    AND (c.size <= 2 OR c.representative_id = m.item_id);
  WITH out AS (
    DELETE FROM redundancy_member WHERE item_id = ANY(v_items) RETURNING check_id, number
  )
  UPDATE redundancy_cluster c SET size = c.size - n.members
  FROM (SELECT check_id, number, count(*) AS members FROM out GROUP BY check_id, number) n
  WHERE c.check_id = n.check_id AND c.number = n.number;
  PERFORM set_config('goodwork.undoing', 'on', true);
  DELETE FROM item_payload WHERE item_id = ANY(v_items);
  DELETE FROM item WHERE id = ANY(v_items);
  PERFORM set_config('goodwork.undoing', '', true);
END $$;
REVOKE ALL ON FUNCTION import_take_back FROM public;
GRANT EXECUTE ON FUNCTION import_take_back TO goodwork_app, goodwork_system;
