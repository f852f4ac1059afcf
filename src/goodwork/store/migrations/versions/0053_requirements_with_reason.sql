ALTER TABLE restriction DROP CONSTRAINT restriction_what_check, DROP CONSTRAINT restriction_check1;
ALTER TABLE restriction ADD CONSTRAINT restriction_what_check CHECK (what BETWEEN 1 AND 6), -- model.restrictions.Restricts
  ADD CONSTRAINT restriction_check1 CHECK ((what IN (4, 5, 6)) = (project_id IS NOT NULL));

-- Who works in a project without a tier that it asks for, because an appeal was upheld. Up to this tier: a higher one
-- takes a reason of its own.
CREATE TABLE requirement_waiver (
  project_id integer NOT NULL REFERENCES project ON DELETE CASCADE,
  person_id integer NOT NULL REFERENCES person,
  qualification_id integer NOT NULL REFERENCES qualification,
  organization_id integer NOT NULL,
  tier smallint NOT NULL,
  PRIMARY KEY (project_id, person_id, qualification_id)
);
CREATE INDEX requirement_waiver_of_person ON requirement_waiver (person_id);

-- Without a restriction in the same transaction nobody who works in a project is asked for what they lack.
CREATE TRIGGER requirement_with_reason AFTER INSERT OR UPDATE OF tier ON project_requirement
  FOR EACH ROW EXECUTE FUNCTION shut_out_with_reason();

ALTER TABLE requirement_waiver ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON requirement_waiver TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON requirement_waiver TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON requirement_waiver TO goodwork_app, goodwork_system;
