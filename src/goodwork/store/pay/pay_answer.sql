-- Pay an answer at the rate that held when its item was claimed, in the transaction that takes it.
CREATE OR REPLACE FUNCTION pay_answer(
  p_organization integer, p_project integer, p_person integer, p_annotation bigint, p_claimed timestamptz
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_rate record;
BEGIN
  SELECT r.id, r.currency, r.amount INTO v_rate FROM pay_rate r
  WHERE r.project_id = p_project AND r.since <= p_claimed ORDER BY r.since DESC, r.id DESC LIMIT 1;
  IF FOUND THEN
    PERFORM pay_post(p_organization, p_person, p_project, p_annotation, v_rate.id, v_rate.currency, v_rate.amount,
                     '', NULL);
  END IF;
END $$;
