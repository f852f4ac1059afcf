-- What a named person took from another one, and why. Only added to. A day is kept, no time of anybody's.
CREATE TABLE restriction (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL REFERENCES organization,
  person_id integer NOT NULL REFERENCES person,
  what smallint NOT NULL CHECK (what BETWEEN 1 AND 5), -- model.restrictions.Restricts
  project_id integer REFERENCES project,
  before jsonb NOT NULL,
  after jsonb NOT NULL,
  reason text NOT NULL CHECK (char_length(btrim(reason, E' \t\n\r')) BETWEEN 10 AND 2000),
  evidence bigint[] NOT NULL DEFAULT '{}' CHECK (cardinality(evidence) <= 20), -- items that the person answered
  made_by integer NOT NULL REFERENCES person,
  day date NOT NULL DEFAULT current_date,
  made_in xid8 NOT NULL DEFAULT pg_current_xact_id(), -- what is taken in this transaction rests on it
  CHECK (made_by <> person_id),
  CHECK ((what IN (4, 5)) = (project_id IS NOT NULL))
);
CREATE INDEX restriction_of_person ON restriction (person_id, id);
CREATE TRIGGER restriction_stays BEFORE UPDATE OR DELETE ON restriction
  FOR EACH ROW EXECUTE FUNCTION restriction_stays();

-- What somebody says against one. Whoever restricted does not decide, where somebody else leads.
CREATE TABLE restriction_appeal (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL,
  restriction_id bigint NOT NULL UNIQUE REFERENCES restriction,
  argument text NOT NULL DEFAULT '',
  state smallint NOT NULL DEFAULT 0, -- model.appeals.AppealState
  openings smallint NOT NULL DEFAULT 1 CHECK (openings BETWEEN 1 AND 3),
  due date NOT NULL,
  decided_by integer REFERENCES person,
  decision text NOT NULL DEFAULT '', -- why
  CHECK ((state IN (1, 2)) = (decided_by IS NOT NULL AND decision <> ''))
);
CREATE INDEX restriction_appeal_open ON restriction_appeal (organization_id, id) WHERE state = 0;

-- Without a restriction in the same transaction nobody loses these, but by their own hand.
CREATE TRIGGER person_with_reason BEFORE UPDATE OF role, deactivated_at ON person
  FOR EACH ROW EXECUTE FUNCTION taken_with_reason();
CREATE TRIGGER team_member_with_reason BEFORE DELETE ON team_member
  FOR EACH ROW EXECUTE FUNCTION taken_with_reason();
CREATE TRIGGER project_grant_with_reason BEFORE UPDATE OR DELETE ON project_grant
  FOR EACH ROW EXECUTE FUNCTION taken_with_reason();

ALTER TABLE restriction ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON restriction TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON restriction TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON restriction TO goodwork_app, goodwork_system;

ALTER TABLE restriction_appeal ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON restriction_appeal TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON restriction_appeal TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON restriction_appeal TO goodwork_app, goodwork_system;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO goodwork_app, goodwork_system;
