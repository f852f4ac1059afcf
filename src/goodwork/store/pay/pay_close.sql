-- Close the statement of a person for a month in a currency: what was posted by its end and is on none yet goes from
-- what is owed to what went to payroll. Returns its number; NULL: it was closed before, or nothing is to be paid.
CREATE OR REPLACE FUNCTION pay_close(
  p_organization integer, p_person integer, p_currency text, p_month date, p_by integer
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_postings bigint[];
  v_amount bigint;
  v_statement bigint;
  v_posting bigint;
BEGIN
  -- Whoever posts to this person waits here, or comes first.
  PERFORM FROM pay_balance b WHERE b.person_id = p_person AND b.currency = p_currency FOR NO KEY UPDATE;
  IF NOT FOUND OR EXISTS (SELECT FROM pay_statement s
                          WHERE s.person_id = p_person AND s.currency = p_currency AND s.month = p_month) THEN
    RETURN NULL;
  END IF;
  SELECT array_agg(o.posting_id), sum(e.amount) INTO v_postings, v_amount
  FROM pay_open o JOIN pay_posting g ON g.id = o.posting_id JOIN pay_entry e ON e.posting_id = g.id AND e.account = 0
  WHERE o.person_id = p_person AND o.currency = p_currency
    AND g.at < (p_month + interval '1 month') AT TIME ZONE 'UTC';
  IF coalesce(v_amount, 0) <= 0 THEN
    RETURN NULL;
  END IF;
  INSERT INTO pay_statement (organization_id, person_id, currency, month, amount, lines, closed_by)
  VALUES (p_organization, p_person, p_currency, p_month, v_amount, cardinality(v_postings), p_by)
  RETURNING id INTO v_statement;
  INSERT INTO pay_statement_line (posting_id, statement_id, organization_id)
  SELECT posting, v_statement, p_organization FROM unnest(v_postings) posting;
  DELETE FROM pay_open o WHERE o.posting_id = ANY (v_postings);
  INSERT INTO pay_posting (organization_id, person_id, kind, source_id, made_by)
  VALUES (p_organization, p_person, PayKind.STATEMENT, v_statement, p_by) RETURNING id INTO v_posting;
  INSERT INTO pay_entry (posting_id, account, organization_id, currency, amount)
  VALUES (v_posting, 0, p_organization, p_currency, -v_amount), (v_posting, 2, p_organization, p_currency, v_amount);
  UPDATE pay_balance b SET amount = b.amount - v_amount, postings = b.postings - cardinality(v_postings)
  WHERE b.person_id = p_person AND b.currency = p_currency;
  INSERT INTO pay_delivery (statement_id, organization_id, message)
  SELECT v_statement, p_organization, gen_random_uuid()::text FROM pay_hook h WHERE h.organization_id = p_organization;
  RETURN v_statement;
END $$;
