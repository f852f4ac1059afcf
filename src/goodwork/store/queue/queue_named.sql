-- Lock a stated item that misses an answer of this person's: the item, or the outcome of asking for it, with the
-- claim where it runs already. Here it is waited for: another item would not do.
CREATE OR REPLACE FUNCTION queue_named(
  p_project integer, p_person integer, p_item bigint, p_external text, p_lease interval, p_full_hands boolean,
  OUT outcome text, OUT claim bigint, OUT item bigint
) LANGUAGE plpgsql AS $$
DECLARE
  v_state smallint;
  v_missing smallint;
  v_mine smallint;
BEGIN
  IF p_item IS NOT NULL THEN
    SELECT i.id INTO item FROM item i WHERE i.id = p_item AND i.project_id = p_project;
  ELSE
    SELECT i.item_id INTO item FROM item_payload i WHERE i.project_id = p_project AND i.external_id = p_external;
  END IF;
  SELECT i.state, i.missing INTO v_state, v_missing FROM item i WHERE i.id = queue_named.item FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    outcome := ClaimOutcome.NOT_FOUND;
    RETURN;
  END IF;
  SELECT c.id, c.state INTO claim, v_mine FROM claim c WHERE c.item_id = queue_named.item AND c.person_id = p_person;
  IF v_mine = ClaimState.LIVE THEN
    claim := queue_renew(ARRAY[claim], p_lease);
    outcome := CASE WHEN claim IS NULL THEN NoWork.CHANGING ELSE ClaimOutcome.GRANTED END;
    RETURN;
  END IF;
  outcome := CASE
    WHEN v_mine IN (ClaimState.SUBMITTED, ClaimState.SKIPPED, ClaimState.HANDED_OVER) THEN NoWork.ANSWERED
    WHEN v_state = ItemState.SETTLED THEN NoWork.SETTLED
    WHEN v_state <> ItemState.OPEN OR v_missing <= 0 THEN NoWork.TAKEN
    WHEN p_full_hands THEN ClaimOutcome.TOO_MANY END;
END $$;
