-- What people are called where a finding speaks of them: a letter, drawn at random among those who came into a finding
-- together, so that neither an id nor the order of joining tells it.
CREATE TABLE pseudonym (
  organization_id integer NOT NULL,
  project_id integer NOT NULL REFERENCES project ON DELETE CASCADE,
  person_id integer NOT NULL REFERENCES person,
  number integer NOT NULL,             -- 0 is A
  PRIMARY KEY (project_id, person_id),
  UNIQUE (project_id, number)
);

-- People whose answers to a question depend on each other, as refits find it. It names nobody: whoever reads it reads
-- their pseudonyms.
CREATE TABLE dependence (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL,
  project_id integer NOT NULL REFERENCES project ON DELETE CASCADE,
  question text NOT NULL,
  people integer[] NOT NULL,           -- in order
  share real NOT NULL,                 -- of their answers that are repeats
  items jsonb NOT NULL,                -- what shows it: item, said, people, others, known
  found_at timestamptz NOT NULL DEFAULT now(),
  holds boolean NOT NULL DEFAULT true, -- whether the last refit found it
  wrong boolean NOT NULL DEFAULT false,-- whether somebody decided that it is no such thing
  UNIQUE (project_id, question, people)
);
CREATE INDEX dependence_holding ON dependence (project_id, id) WHERE holds AND NOT wrong;

ALTER TABLE pseudonym ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON pseudonym TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON pseudonym TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON pseudonym TO goodwork_app, goodwork_system;

ALTER TABLE dependence ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON dependence TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON dependence TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON dependence TO goodwork_app, goodwork_system;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO goodwork_app, goodwork_system;
