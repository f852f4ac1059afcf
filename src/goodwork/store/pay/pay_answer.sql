-- Pay an answer what was promised with its claim, in the transaction that takes it; where that is paid for what is
-- accepted, it waits until its item settles, and to one that is settled already it is accepted at once.
CREATE OR REPLACE FUNCTION pay_answer(
  p_organization integer, p_project integer, p_person integer, p_item bigint, p_annotation bigint, p_rate bigint,
  p_settled boolean
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_rate record;
BEGIN
  IF p_rate IS NULL THEN
    RETURN;
  END IF;
  SELECT r.basis, r.currency, r.amount INTO STRICT v_rate FROM pay_rate r WHERE r.id = p_rate;
  IF v_rate.basis = Basis.ANSWER OR (v_rate.basis = Basis.ACCEPTED AND p_settled) THEN
    PERFORM pay_post(p_organization, p_person, v_rate.basis, p_project, p_annotation, NULL, p_rate, v_rate.currency,
                     v_rate.amount, '', NULL);
  ELSIF v_rate.basis = Basis.ACCEPTED AND v_rate.amount > 0 THEN
    INSERT INTO pay_pending (annotation_id, organization_id, project_id, person_id, item_id, rate_id)
    VALUES (p_annotation, p_organization, p_project, p_person, p_item, p_rate);
  END IF;
END $$;
