-- A project asks nobody who works there for a tier that they lack but by a restriction that this very transaction wrote
-- down, with who decided it and why. Whatever code forgets it is refused here.
CREATE OR REPLACE FUNCTION shut_out_with_reason() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM shut_out_by(
      NEW.project_id, NEW.qualification_id, CASE WHEN TG_OP = 'UPDATE' THEN OLD.tier ELSE 0 END, NEW.tier) AS whose
    WHERE whose IS DISTINCT FROM goodwork_person() AND NOT EXISTS (
      SELECT FROM restriction r
      WHERE r.person_id = whose AND r.what = Restricts.REQUIREMENT AND r.project_id = NEW.project_id
        AND (r.before ->> 'qualification_id')::integer = NEW.qualification_id AND r.made_in = pg_current_xact_id()))
  THEN
    RAISE EXCEPTION 'nobody is shut out of a project without a written reason' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
