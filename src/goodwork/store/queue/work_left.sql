-- How many open items that miss an answer a person could be given in a project, and whether there may be more. Constant
-- work: it looks at p_most + 1 items behind where the person stands in each lane, and at as many
-- from the top, where whatever lies behind is theirs already or was counted.
CREATE OR REPLACE FUNCTION work_left(p_project integer, p_person integer, p_most integer, OUT items integer, OUT more boolean)
LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_positions integer[];
  v_lane smallint;
  v_from integer;
  v_seen integer;
  v_free integer;
BEGIN
  items := 0;
  more := false;
  SELECT coalesce((SELECT q.positions FROM queue_cursor q WHERE q.project_id = p_project AND q.person_id = p_person), '{}')
  INTO v_positions;
  FOR v_place IN 1..least(array_upper(v_positions, 1), 20) LOOP
    CONTINUE WHEN v_positions[v_place] IS NULL;
    v_lane := v_place - 1;
    v_from := v_positions[v_place];
    SELECT count(*), count(*) FILTER (WHERE coalesce(c.state, ClaimState.RELEASED)
                                        IN (ClaimState.RELEASED, ClaimState.EXPIRED))
    INTO v_seen, v_free
    FROM (SELECT i.id FROM item i
          WHERE i.project_id = p_project AND (i.lane, i.position) > (v_lane, v_from) AND i.lane <= v_lane
            AND i.missing > 0 AND i.state = ItemState.OPEN
          ORDER BY i.lane, i.position LIMIT p_most + 1) n
    LEFT JOIN claim c ON c.item_id = n.id AND c.person_id = p_person;
    items := items + v_free;
    more := more OR v_seen > p_most;
  END LOOP;
  SELECT count(*), count(*) FILTER (WHERE n.position <= coalesce(v_positions[n.lane + 1], n.position)
    AND coalesce(c.state, ClaimState.RELEASED) IN (ClaimState.RELEASED, ClaimState.EXPIRED))
  INTO v_seen, v_free
  FROM (SELECT i.id, i.lane, i.position FROM item i
        WHERE i.project_id = p_project AND i.missing > 0 AND i.state = ItemState.OPEN
        ORDER BY i.lane, i.position LIMIT p_most + 1) n
  LEFT JOIN claim c ON c.item_id = n.id AND c.person_id = p_person;
  items := items + v_free;
  more := more OR v_seen > p_most;
  IF items > p_most THEN
    items := p_most;
    more := true;
  END IF;
END $$;
