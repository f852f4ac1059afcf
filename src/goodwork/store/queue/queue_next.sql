-- Lock the queue's next item for a person, and say where they stand then; or the outcome of having looked in vain.
--
-- Items are looked for lane by lane (see routing.order), from where the person stands in each. Only when every lane has
-- ended does the search begin again at the top, so nothing that is wanted is withheld from anybody; and a search that
-- took long and found nothing is not repeated before twenty times as long has passed.
--
-- The search from the top decides what people are told, so it does not pass over what others hold: it reads without
-- locks and then tries to lock what it found. CHANGING: there was something, and it was locked or changed under it.
-- Every other outcome was true at one moment, in one snapshot: queue_nothing is STABLE and reads the statement's own.
CREATE OR REPLACE FUNCTION queue_next(
  p_project integer, p_person integer, p_fewest smallint, p_hand smallint, p_finishing boolean, p_positions integer[],
  p_dry_until timestamptz,
  OUT outcome text, OUT item bigint, OUT positions integer[], OUT dry_until timestamptz
) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  v_lane smallint;
  v_place integer;
  v_from integer;
  v_position integer;
  v_began timestamptz;
  v_changing boolean := false;
BEGIN
  positions := p_positions;
  -- Plain variables only: row-level security lets no other expression into an index condition. And pairs of lane and
  -- position, so that no other index has the order that is asked for.
  FOREACH v_lane IN ARRAY queue_lanes(
    p_fewest, greatest(p_fewest, array_upper(p_positions, 1) - 1), p_hand, p_finishing) LOOP
    v_place := v_lane + 1;
    v_from := coalesce(p_positions[v_place], -1);
    SELECT i.id, i.position INTO item, v_position
    FROM item i
    WHERE i.project_id = p_project AND (i.lane, i.position) > (v_lane, v_from) AND i.lane <= v_lane
      AND i.missing > 0 AND i.state = ItemState.OPEN
      AND coalesce((SELECT c.state FROM claim c WHERE c.item_id = i.id AND c.person_id = p_person), ClaimState.RELEASED)
        IN (ClaimState.RELEASED, ClaimState.EXPIRED)
    ORDER BY i.lane, i.position LIMIT 1 FOR NO KEY UPDATE OF i SKIP LOCKED;
    IF item IS NOT NULL THEN
      positions[v_place] := v_position;
      RETURN;
    END IF;
    -- Nothing for this person from here to the end of the lane: next time they begin behind what was looked through.
    SELECT i.position INTO v_position
    FROM item i
    WHERE i.project_id = p_project AND (i.lane, i.position) > (v_lane, v_from) AND i.lane <= v_lane
      AND i.missing > 0 AND i.state = ItemState.OPEN
    ORDER BY i.lane DESC, i.position DESC LIMIT 1;
    IF FOUND THEN
      positions[v_place] := v_position;
    END IF;
  END LOOP;

  dry_until := p_dry_until;
  IF p_dry_until > now() THEN
    outcome := queue_nothing(p_project);
    RETURN;
  END IF;
  v_began := clock_timestamp();
  v_lane := -1;
  v_from := -1;
  LOOP
    SELECT n.id, n.lane, n.position, CASE WHEN n.id IS NULL THEN queue_nothing(p_project) END
    INTO item, v_lane, v_from, outcome
    FROM (VALUES (0)) asked LEFT JOIN LATERAL (
      SELECT i.id, i.lane, i.position
      FROM item i
      WHERE i.project_id = p_project AND (i.lane, i.position) > (v_lane, v_from)
        AND i.missing > 0 AND i.state = ItemState.OPEN
        AND coalesce((SELECT c.state FROM claim c WHERE c.item_id = i.id AND c.person_id = p_person),
                     ClaimState.RELEASED) IN (ClaimState.RELEASED, ClaimState.EXPIRED)
      ORDER BY i.lane, i.position LIMIT 1) n ON true;
    EXIT WHEN item IS NULL;
    PERFORM FROM item i
    WHERE i.id = queue_next.item AND i.missing > 0 AND i.state = ItemState.OPEN FOR NO KEY UPDATE SKIP LOCKED;
    IF FOUND THEN
      positions[v_lane + 1] := v_from;
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
