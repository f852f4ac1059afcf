-- What others refer to never goes, and they refer to it for ever, also for the tables' owner. Identities can't be
-- updated anyhow.
CREATE OR REPLACE FUNCTION stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE foreign_key_violation USING MESSAGE = format('rows of %s are not deleted and keep their ids', TG_TABLE_NAME);
END $$;
