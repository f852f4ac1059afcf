-- Write both sides of a posting, and what is owed after it. Nothing where the amount is 0.
CREATE OR REPLACE FUNCTION pay_post(
  p_organization integer, p_person integer, p_kind text, p_project integer, p_annotation bigint, p_source bigint,
  p_rate bigint, p_currency text, p_amount bigint, p_reason text, p_by integer
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_posting bigint;
BEGIN
  IF p_amount = 0 THEN
    RETURN NULL;
  END IF;
  INSERT INTO pay_posting (organization_id, person_id, kind, project_id, annotation_id, source_id, rate_id, reason,
                           made_by)
  VALUES (p_organization, p_person, p_kind, p_project, p_annotation, p_source, p_rate, p_reason, p_by)
  RETURNING id INTO v_posting;
  INSERT INTO pay_entry (posting_id, account, organization_id, currency, amount)
  VALUES (v_posting, 0, p_organization, p_currency, p_amount), (v_posting, 1, p_organization, p_currency, -p_amount);
  INSERT INTO pay_open (posting_id, organization_id, person_id, currency)
  VALUES (v_posting, p_organization, p_person, p_currency);
  INSERT INTO pay_balance AS b (person_id, currency, organization_id, amount, postings)
  VALUES (p_person, p_currency, p_organization, p_amount, 1)
  ON CONFLICT (person_id, currency) DO UPDATE SET amount = b.amount + excluded.amount, postings = b.postings + 1;
  RETURN v_posting;
END $$;
