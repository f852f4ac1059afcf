-- Lock the queue's next item for a person, and say where they stand then; or the outcome of having looked in vain.
--
-- Items are looked for from where the person stands in each class of missing answers (fewest missing first, so that
-- items are finished that were begun). Only when every class has ended does the search begin again at the top, and a
-- search that took long and found nothing is not repeated before twenty times as long has passed.
--
-- The search from the top decides what people are told, so it does not pass over what others hold: it reads without
-- locks and then tries to lock what it found. CHANGING: there was something, and it was locked or changed under it.
-- Every other outcome was true at one moment, in one snapshot: queue_nothing is STABLE and reads the statement's own.
CREATE OR REPLACE FUNCTION queue_next(
  p_project integer, p_person integer, p_fewest smallint, p_positions integer[], p_dry_until timestamptz,
  OUT outcome text, OUT item bigint, OUT positions integer[], OUT dry_until timestamptz
) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  v_missing smallint;
  v_from integer;
  v_position integer;
  v_began timestamptz;
  v_changing boolean := false;
BEGIN
  positions := p_positions;
  -- Plain variables only: row-level security lets no other expression into an index condition. And pairs of missing
  -- and position, so that no other index has the order that is asked for.
  FOR v_class IN 1..greatest(p_fewest, cardinality(p_positions)) LOOP
    v_missing := v_class;
    v_from := coalesce(p_positions[v_class], -1);
    SELECT i.id, i.position INTO item, v_position
    FROM item i
    WHERE i.project_id = p_project AND (i.missing, i.position) > (v_missing, v_from) AND i.missing <= v_missing
      AND i.missing > 0 AND i.state = ItemState.OPEN
      AND coalesce((SELECT c.state FROM claim c WHERE c.item_id = i.id AND c.person_id = p_person), ClaimState.RELEASED)
        IN (ClaimState.RELEASED, ClaimState.EXPIRED)
    ORDER BY i.missing, i.position LIMIT 1 FOR NO KEY UPDATE OF i SKIP LOCKED;
    IF item IS NOT NULL THEN
      positions[v_class] := v_position;
      RETURN;
    END IF;
    -- Nothing for this person from here to the end: next time they begin behind what was looked through.
    SELECT i.position INTO v_position
    FROM item i
    WHERE i.project_id = p_project AND (i.missing, i.position) > (v_missing, v_from) AND i.missing <= v_missing
      AND i.missing > 0 AND i.state = ItemState.OPEN
    ORDER BY i.missing DESC, i.position DESC LIMIT 1;
    IF FOUND THEN
      positions[v_class] := v_position;
    END IF;
  END LOOP;

  dry_until := p_dry_until;
  IF p_dry_until > now() THEN
    outcome := queue_nothing(p_project);
    RETURN;
  END IF;
  v_began := clock_timestamp();
  v_missing := 0;
  v_from := -1;
  LOOP
    SELECT n.id, n.missing, n.position, CASE WHEN n.id IS NULL THEN queue_nothing(p_project) END
    INTO item, v_missing, v_from, outcome
    FROM (VALUES (0)) asked LEFT JOIN LATERAL (
      SELECT i.id, i.missing, i.position
      FROM item i
      WHERE i.project_id = p_project AND (i.missing, i.position) > (v_missing, v_from)
        AND i.missing > 0 AND i.state = ItemState.OPEN
        AND coalesce((SELECT c.state FROM claim c WHERE c.item_id = i.id AND c.person_id = p_person),
                     ClaimState.RELEASED) IN (ClaimState.RELEASED, ClaimState.EXPIRED)
      ORDER BY i.missing, i.position LIMIT 1) n ON true;
    EXIT WHEN item IS NULL;
    PERFORM FROM item i
    WHERE i.id = queue_next.item AND i.missing > 0 AND i.state = ItemState.OPEN FOR NO KEY UPDATE SKIP LOCKED;
    IF FOUND THEN
      positions[v_missing] := v_from;
      RETURN;
    END IF;
    v_changing := true;
  END LOOP;
  IF v_changing THEN
    outcome := NoWork.CHANGING;
  ELSIF clock_timestamp() - v_began > interval '20 milliseconds' THEN
    dry_until := clock_timestamp() + 20 * (clock_timestamp() - v_began);
  END IF;
END $$;
