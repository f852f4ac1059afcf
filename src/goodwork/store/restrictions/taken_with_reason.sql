-- Nobody loses their access, a role, a team or a grant but by a restriction that this very transaction wrote down, with
-- who decided it and why, or by their own hand. Whatever code forgets it is refused here.
CREATE OR REPLACE FUNCTION taken_with_reason() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  whose integer;
  taken smallint[] := '{}';
  in_project integer;
BEGIN
  IF TG_TABLE_NAME = 'person' THEN
    whose := OLD.id;
    IF OLD.deactivated_at IS NULL AND NEW.deactivated_at IS NOT NULL THEN
      taken := taken || Restricts.ACCESS::smallint;
    END IF;
    IF array_position(ARRAY[Role.APPLICANT, Role.ANNOTATOR, Role.REVIEWER, Role.MANAGER, Role.OWNER], NEW.role)
       < array_position(ARRAY[Role.APPLICANT, Role.ANNOTATOR, Role.REVIEWER, Role.MANAGER, Role.OWNER], OLD.role) THEN
      taken := taken || Restricts.ROLE::smallint;
    END IF;
  ELSIF TG_TABLE_NAME = 'team_member' THEN
    whose := OLD.person_id;
    taken := ARRAY[Restricts.TEAM::smallint];
  ELSE
    whose := OLD.person_id;
    in_project := OLD.project_id;
    IF TG_OP = 'DELETE' THEN
      taken := ARRAY[Restricts.GRANT::smallint];
    ELSIF OLD.role = 'manager' AND NEW.role <> 'manager' THEN
      taken := ARRAY[Restricts.GRANT::smallint];
    END IF;
  END IF;
  IF whose IS DISTINCT FROM goodwork_person() AND EXISTS (
    SELECT FROM unnest(taken) AS lost WHERE NOT EXISTS (
      SELECT FROM restriction r WHERE r.person_id = whose AND r.what = lost AND r.made_in = pg_current_xact_id()
        AND (in_project IS NULL OR r.project_id = in_project)))
  THEN
    RAISE EXCEPTION 'nothing is taken from a person without a written reason' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END $$;
