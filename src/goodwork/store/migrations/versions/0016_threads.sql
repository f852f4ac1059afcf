-- What people ask of a project's guideline, what is answered, and what is decided for good: beside the task.

-- Whom questions go to. Null: whoever made the project.
ALTER TABLE project ADD COLUMN answerer_id integer REFERENCES person;

CREATE TABLE thread (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL,
  project_id integer NOT NULL REFERENCES project,
  item_id bigint REFERENCES item ON DELETE CASCADE,  -- null: it is about a rule, or the guideline as a whole
  rule text NOT NULL DEFAULT '',                     -- the heading of a section of the guideline
  person_id integer NOT NULL REFERENCES person,
  asked text NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  answer text,
  answered_by integer REFERENCES person,
  answered_at timestamptz,                           -- the first answer: from then on it was known
  changed_at timestamptz                             -- when another answer took its place
);
CREATE INDEX thread_project ON thread (project_id, id);
CREATE INDEX thread_waiting ON thread (project_id, id) WHERE answered_at IS NULL;
CREATE INDEX thread_person ON thread (person_id, project_id) WHERE answered_at IS NULL;
CREATE INDEX thread_item ON thread (item_id);

CREATE TABLE comment (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL,
  project_id integer NOT NULL REFERENCES project,
  thread_id bigint REFERENCES thread ON DELETE CASCADE,
  person_id integer NOT NULL REFERENCES person,
  said text NOT NULL,
  at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX comment_thread ON comment (thread_id, id);

CREATE TABLE decided_case (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL,
  project_id integer NOT NULL REFERENCES project,
  item_id bigint REFERENCES item ON DELETE CASCADE,
  rule text NOT NULL DEFAULT '',
  asked text NOT NULL,
  answer text NOT NULL,
  why text NOT NULL DEFAULT '',
  item_words text NOT NULL DEFAULT '',  -- the beginning of the item's texts, for searches
  source smallint NOT NULL,          -- model.guideline.CaseSource
  source_id bigint NOT NULL,         -- the thread or review; of gold the item
  person_id integer NOT NULL REFERENCES person,
  at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (source, source_id)
);
CREATE INDEX case_project ON decided_case (project_id, id);
CREATE INDEX case_item ON decided_case (item_id);

-- The words and trigrams by which cases are found that are like an item, as hashes. Plain numbers: under row-level
-- security no index serves PostgreSQL's operators of text search.
CREATE TABLE case_term (
  organization_id integer NOT NULL,
  project_id integer NOT NULL,
  term integer NOT NULL,
  case_id bigint NOT NULL REFERENCES decided_case ON DELETE CASCADE,
  PRIMARY KEY (project_id, term, case_id)
);
CREATE INDEX case_term_case ON case_term (case_id);

-- What is told may be about no item.
ALTER TABLE inbox ALTER COLUMN item_id DROP NOT NULL;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['thread', 'comment', 'decided_case', 'case_term'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own_organization ON %I TO goodwork_app '
                   'USING (organization_id = (SELECT goodwork_organization())) '
                   'WITH CHECK (organization_id = (SELECT goodwork_organization()))', name);
    EXECUTE format('CREATE POLICY system ON %I TO goodwork_system USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE ON thread TO goodwork_app, goodwork_system;
GRANT SELECT, INSERT ON comment TO goodwork_app, goodwork_system;
GRANT SELECT, INSERT, DELETE ON decided_case, case_term TO goodwork_app, goodwork_system;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO goodwork_app, goodwork_system;
