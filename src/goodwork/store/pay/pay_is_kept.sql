-- What triggers of the ledger say to whoever would change it.
CREATE OR REPLACE FUNCTION pay_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ledger of pay is only added to: a correction is a new posting';
END $$;
