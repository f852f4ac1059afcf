-- Proposed changes of the guideline and of the questions, and what was decided of them.

ALTER TABLE project ADD COLUMN comment_days smallint NOT NULL DEFAULT 7 CHECK (comment_days BETWEEN 0 AND 90);

CREATE TABLE proposal (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL,
  project_id integer NOT NULL REFERENCES project,
  person_id integer NOT NULL REFERENCES person,
  about text NOT NULL CHECK (about IN ('guideline', 'questions')),
  base_version integer NOT NULL,     -- of the guideline that it was written over
  words text NOT NULL,               -- the whole guideline as it is to be; of questions, what is to change
  why text NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  closes_at timestamptz NOT NULL,    -- until then comments are waited for
  accepted boolean,
  reason text,
  decided_by integer REFERENCES person,
  decided_at timestamptz,
  guideline_version integer          -- that it became
);
CREATE INDEX proposal_project ON proposal (project_id, id);
CREATE INDEX proposal_open ON proposal (project_id, id) WHERE decided_at IS NULL;
CREATE INDEX proposal_person ON proposal (person_id, project_id) WHERE decided_at IS NULL;

ALTER TABLE comment ADD COLUMN proposal_id bigint REFERENCES proposal ON DELETE CASCADE;
ALTER TABLE comment ADD CHECK (num_nonnulls(thread_id, proposal_id) = 1);
CREATE INDEX comment_proposal ON comment (proposal_id, id);

ALTER TABLE proposal ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON proposal TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON proposal TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON proposal TO goodwork_app, goodwork_system;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO goodwork_app, goodwork_system;
