-- What an organization asks of people before some of its work: a language, a domain, Python. One that is removed is kept
-- for the sake of what people hold.
CREATE TABLE qualification (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL REFERENCES organization,
  name text NOT NULL,
  description text NOT NULL DEFAULT '',
  removed boolean NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX qualification_name ON qualification (organization_id, lower(name)) WHERE NOT removed;

-- Its tiers from the lowest, 1, as the organization names them, and what of somebody's answers earns one.
CREATE TABLE qualification_tier (
  qualification_id integer NOT NULL REFERENCES qualification,
  tier smallint NOT NULL CHECK (tier BETWEEN 1 AND 9),
  organization_id integer NOT NULL,
  name text NOT NULL,
  least double precision CHECK (least > 0 AND least < 1), -- the lower end of a skill's interval; NULL: not by work
  items integer CHECK (items >= 10),         -- that it rests on at least
  PRIMARY KEY (qualification_id, tier),
  CHECK ((least IS NULL) = (items IS NULL))
);

-- The questions whose answers speak for it.
CREATE TABLE qualification_source (
  qualification_id integer NOT NULL REFERENCES qualification,
  project_id integer NOT NULL REFERENCES project ON DELETE CASCADE,
  question text NOT NULL,
  organization_id integer NOT NULL,
  PRIMARY KEY (qualification_id, project_id, question)
);
CREATE INDEX qualification_source_of_project ON qualification_source (project_id);

-- What a project asks of whoever annotates there.
CREATE TABLE project_requirement (
  project_id integer NOT NULL REFERENCES project ON DELETE CASCADE,
  qualification_id integer NOT NULL,
  tier smallint NOT NULL,
  organization_id integer NOT NULL,
  PRIMARY KEY (project_id, qualification_id),
  FOREIGN KEY (qualification_id, tier) REFERENCES qualification_tier
);
CREATE INDEX project_requirement_of_qualification ON project_requirement (qualification_id, tier);

-- How somebody came to hold a tier, or holds it no more: only added to. A day is kept, no time of anybody's.
CREATE TABLE qualification_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL,
  qualification_id integer NOT NULL REFERENCES qualification,
  person_id integer NOT NULL REFERENCES person,
  tier smallint NOT NULL CHECK (tier BETWEEN 0 AND 9), -- what they hold from then on; 0: none
  how smallint NOT NULL CHECK (how BETWEEN 1 AND 5),   -- model.qualifications.How
  evidence jsonb NOT NULL DEFAULT '{}',
  reason text NOT NULL DEFAULT '',
  made_by integer REFERENCES person,
  day date NOT NULL DEFAULT current_date,
  CHECK ((how IN (3, 4, 5)) = (made_by IS NOT NULL)),      -- given, taken, restored: by a named person
  CHECK (made_by IS NULL OR (reason <> '' AND made_by <> person_id)),
  CHECK (made_by IS NOT NULL OR evidence <> '{}'),
  CHECK (tier > 0 OR how = 4)
);
CREATE INDEX qualification_event_of_person ON qualification_event (person_id, qualification_id, id);
CREATE TRIGGER qualification_event_stays BEFORE UPDATE OR DELETE ON qualification_event
  FOR EACH ROW EXECUTE FUNCTION qualification_event_stays();

-- The newest of these, for the queue.
CREATE TABLE qualification_held (
  person_id integer NOT NULL REFERENCES person,
  qualification_id integer NOT NULL REFERENCES qualification,
  organization_id integer NOT NULL,
  tier smallint NOT NULL,
  event_id bigint NOT NULL UNIQUE REFERENCES qualification_event,
  PRIMARY KEY (person_id, qualification_id)
);
CREATE INDEX qualification_held_by ON qualification_held (qualification_id, person_id) WHERE tier > 0;

-- What somebody says against a taking; whoever took does not decide.
CREATE TABLE qualification_appeal (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL,
  event_id bigint NOT NULL UNIQUE REFERENCES qualification_event,
  argument text NOT NULL DEFAULT '',
  state smallint NOT NULL DEFAULT 0, -- model.appeals.AppealState
  due date NOT NULL,
  decided_by integer REFERENCES person,
  decision text NOT NULL DEFAULT '', -- why
  CHECK ((state IN (1, 2)) = (decided_by IS NOT NULL AND decision <> ''))
);
CREATE INDEX qualification_appeal_open ON qualification_appeal (organization_id, id) WHERE state = 0;

-- What is told of a qualification is of no project.
ALTER TABLE inbox ALTER COLUMN project_id DROP NOT NULL;

ALTER TABLE qualification ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON qualification TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON qualification TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON qualification TO goodwork_app, goodwork_system;

ALTER TABLE qualification_tier ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON qualification_tier TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON qualification_tier TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON qualification_tier TO goodwork_app, goodwork_system;

ALTER TABLE qualification_source ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON qualification_source TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON qualification_source TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, DELETE ON qualification_source TO goodwork_app, goodwork_system;

ALTER TABLE project_requirement ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON project_requirement TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON project_requirement TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON project_requirement TO goodwork_app, goodwork_system;

ALTER TABLE qualification_event ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON qualification_event TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON qualification_event TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON qualification_event TO goodwork_app, goodwork_system;

ALTER TABLE qualification_held ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON qualification_held TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON qualification_held TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON qualification_held TO goodwork_app, goodwork_system;

ALTER TABLE qualification_appeal ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON qualification_appeal TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON qualification_appeal TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON qualification_appeal TO goodwork_app, goodwork_system;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO goodwork_app, goodwork_system;
