-- What the trigger says to whoever would change how somebody came to a tier.
CREATE OR REPLACE FUNCTION qualification_event_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'how somebody came to hold a tier is only added to';
END $$;
