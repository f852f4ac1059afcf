-- Lock the next gold item that this person has not met and whose cap is not reached, from where they stand among gold;
-- null when there is none. What an assessment asked them is met: they read its key there. When there really is none (others may hold the last one for a moment), gold is not looked
-- for again in the next minute.
CREATE OR REPLACE FUNCTION queue_gold(p_project integer, p_person integer, p_position integer) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
  v_item bigint;
  v_from integer := p_position;
  v_position integer;
  v_dry boolean := false;
BEGIN
  FOR v_pass IN 1..2 LOOP
    SELECT i.id, i.position INTO v_item, v_position
    FROM item i
    WHERE i.project_id = p_project AND i.gold > GoldDraw.NONE AND i.position > v_from
      AND i.state IN (ItemState.OPEN, ItemState.SETTLED) AND i.missing > 0
      AND coalesce((SELECT c.state FROM claim c WHERE c.item_id = i.id AND c.person_id = p_person), ClaimState.RELEASED)
        IN (ClaimState.RELEASED, ClaimState.EXPIRED)
      AND NOT EXISTS (SELECT FROM assessment_item k JOIN attempt_item x ON x.assessment_item_id = k.id
                      JOIN attempt e ON e.id = x.attempt_id AND e.person_id = p_person WHERE k.item_id = i.id)
    ORDER BY i.position LIMIT 1 FOR NO KEY UPDATE OF i SKIP LOCKED;
    EXIT WHEN v_item IS NOT NULL;
    v_from := -1;
  END LOOP;
  IF v_item IS NULL THEN
    v_dry := NOT EXISTS (
      SELECT FROM item i
      WHERE i.project_id = p_project AND i.gold > GoldDraw.NONE
        AND i.state IN (ItemState.OPEN, ItemState.SETTLED) AND i.missing > 0
        AND coalesce((SELECT c.state FROM claim c WHERE c.item_id = i.id AND c.person_id = p_person),
                     ClaimState.RELEASED) IN (ClaimState.RELEASED, ClaimState.EXPIRED)
        AND NOT EXISTS (SELECT FROM assessment_item k JOIN attempt_item x ON x.assessment_item_id = k.id
                        JOIN attempt e ON e.id = x.attempt_id AND e.person_id = p_person WHERE k.item_id = i.id));
  END IF;
  UPDATE queue_cursor q SET gold_position = coalesce(v_position, -1),
    gold_dry_until = CASE WHEN v_dry THEN now() + interval '1 minute' END
  WHERE q.project_id = p_project AND q.person_id = p_person;
  RETURN v_item;
END $$;
