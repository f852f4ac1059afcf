-- A skip is final for that person and item, whatever follows.
CREATE OR REPLACE FUNCTION skip_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = 'a skipped claim stays skipped';
END $$;
