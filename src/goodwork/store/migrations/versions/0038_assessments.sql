-- What people show that they can do: questions, the rules for them, and how an attempt is judged. What is asked is a copy:
-- the project that it came from may change, and a result still says what was asked.
CREATE TABLE assessment (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL,
  project_id integer REFERENCES project,  -- where its items come from; NULL: from a ready-made one
  title text NOT NULL CHECK (title <> ''),
  about text NOT NULL DEFAULT '',
  questions jsonb NOT NULL,
  guideline text NOT NULL DEFAULT '',
  state smallint NOT NULL DEFAULT 0,      -- model.assessments.AssessmentState
  drawn smallint NOT NULL CHECK (drawn BETWEEN 1 AND 100),
  pass_mark real NOT NULL CHECK (pass_mark > 0 AND pass_mark <= 1),
  tries smallint NOT NULL CHECK (tries BETWEEN 1 AND 100),
  wait_days smallint NOT NULL CHECK (wait_days BETWEEN 0 AND 365),
  minutes smallint NOT NULL CHECK (minutes BETWEEN 1 AND 480), -- what it takes, by the word of whoever made it
  qualification_id integer REFERENCES qualification, -- what passing it awards
  tier smallint,
  handed_in integer NOT NULL DEFAULT 0,   -- attempts, and how many of them passed
  passed integer NOT NULL DEFAULT 0,
  made_by integer NOT NULL REFERENCES person,
  made_on date NOT NULL DEFAULT current_date,
  CHECK ((qualification_id IS NULL) = (tier IS NULL))
);
CREATE INDEX assessment_of_organization ON assessment (organization_id, id);

-- An item of the pool: what it shows, what is right, and why. A key that is set aside counts for nobody any more.
CREATE TABLE assessment_item (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL,
  assessment_id integer NOT NULL REFERENCES assessment,
  item_id bigint,                         -- of the project, whoever worked on it there is not asked it here
  payload jsonb NOT NULL,
  key jsonb NOT NULL,                     -- what is right: question key -> answer
  reason text NOT NULL CHECK (reason <> ''),
  aside_reason text NOT NULL DEFAULT '',  -- empty: it counts
  aside_by integer REFERENCES person,
  aside_on date,
  asked integer NOT NULL DEFAULT 0,       -- of how many people what follows was computed last
  share_right real,
  point_biserial real,
  discrimination real,
  difficulty real,
  suspicion jsonb,                        -- quality.item_statistics.Suspicion; NULL: none
  UNIQUE (assessment_id, item_id),
  CHECK ((aside_reason = '') = (aside_by IS NULL) AND (aside_by IS NULL) = (aside_on IS NULL))
);
CREATE INDEX assessment_item_of_assessment ON assessment_item (assessment_id, id);

-- One person at one assessment. A try is used up when it is handed in, and no time of day is kept.
CREATE TABLE attempt (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL,
  assessment_id integer NOT NULL REFERENCES assessment,
  person_id integer NOT NULL REFERENCES person,
  number smallint NOT NULL,
  pass_mark real NOT NULL,                -- as it was shown before the start
  handed_in_on date,                      -- NULL: it goes on
  score real,                             -- NULL: none of its items counts
  low real,
  high real,
  passed boolean NOT NULL DEFAULT false,
  raised_on date,                         -- when a key that was set aside raised the score last
  UNIQUE (assessment_id, person_id, number),
  CHECK (handed_in_on IS NOT NULL OR (score IS NULL AND NOT passed)),
  CHECK ((score IS NULL) = (low IS NULL) AND (score IS NULL) = (high IS NULL))
);
CREATE UNIQUE INDEX attempt_going_on ON attempt (assessment_id, person_id) WHERE handed_in_on IS NULL;
CREATE INDEX attempt_of_person ON attempt (person_id, id);
CREATE INDEX attempt_handed_in ON attempt (assessment_id, id) WHERE handed_in_on IS NOT NULL;

-- What was asked, in its order, and what they answered: saved at every step.
CREATE TABLE attempt_item (
  attempt_id bigint NOT NULL REFERENCES attempt,
  place smallint NOT NULL,
  organization_id integer NOT NULL,
  assessment_item_id bigint NOT NULL REFERENCES assessment_item,
  answers jsonb NOT NULL DEFAULT '{}',
  revision integer NOT NULL DEFAULT 0,
  credits jsonb,                          -- question key -> 0..1, when it is handed in
  credit real,                            -- their mean
  PRIMARY KEY (attempt_id, place)
);
CREATE INDEX attempt_item_of_item ON attempt_item (assessment_item_id, attempt_id);

-- What somebody says against a key. Whose it is, nobody reads who decides.
CREATE TABLE attempt_appeal (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL,
  assessment_id integer NOT NULL REFERENCES assessment,
  assessment_item_id bigint NOT NULL REFERENCES assessment_item,
  attempt_id bigint NOT NULL,
  place smallint NOT NULL,
  person_id integer NOT NULL REFERENCES person,
  argument text NOT NULL DEFAULT '',
  due_on date NOT NULL,
  state smallint NOT NULL DEFAULT 0,      -- model.appeals.AppealState
  decided_by integer REFERENCES person,
  decision text NOT NULL DEFAULT '',      -- why
  UNIQUE (attempt_id, place),
  FOREIGN KEY (attempt_id, place) REFERENCES attempt_item,
  CHECK (state IN (0, 3) OR decision <> '')
);
CREATE INDEX attempt_appeal_open ON attempt_appeal (assessment_id, id) WHERE state = 0;
CREATE INDEX attempt_appeal_of_item ON attempt_appeal (assessment_item_id) WHERE state = 0;

ALTER TABLE assessment ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON assessment TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON assessment TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON assessment TO goodwork_app, goodwork_system;

ALTER TABLE assessment_item ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON assessment_item TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON assessment_item TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON assessment_item TO goodwork_app, goodwork_system;

ALTER TABLE attempt ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON attempt TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON attempt TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON attempt TO goodwork_app, goodwork_system;

ALTER TABLE attempt_item ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON attempt_item TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON attempt_item TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON attempt_item TO goodwork_app, goodwork_system;

ALTER TABLE attempt_appeal ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON attempt_appeal TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON attempt_appeal TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON attempt_appeal TO goodwork_app, goodwork_system;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO goodwork_app, goodwork_system;
