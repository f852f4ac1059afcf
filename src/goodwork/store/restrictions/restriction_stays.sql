-- What the trigger says to whoever would change what was taken from somebody, or why.
CREATE OR REPLACE FUNCTION restriction_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was taken from somebody, and why, is only added to';
END $$;
