-- A second look that somebody asked for at what was decided of an answer of theirs. What was decided is kept as it stood
-- then; who appealed is shown to nobody who decides.
CREATE TABLE appeal (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL,
  project_id integer NOT NULL REFERENCES project,
  item_id bigint NOT NULL REFERENCES item ON DELETE CASCADE,
  person_id integer NOT NULL REFERENCES person,
  against smallint NOT NULL,         -- model.appeals.Against
  verdict text NOT NULL,             -- which: nobody appeals the same one twice
  given_by integer REFERENCES person,-- who gave it; null: the answers of all together
  answers jsonb NOT NULL,            -- what it says: question key -> answer
  form_version integer NOT NULL,
  reason text NOT NULL DEFAULT '',
  annotation_id bigint NOT NULL REFERENCES annotation ON DELETE CASCADE, -- an import that is undone takes its answers back
  argument text NOT NULL DEFAULT '',
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  due_at timestamptz NOT NULL,
  state smallint NOT NULL DEFAULT 0, -- model.appeals.AppealState
  decided_at timestamptz,
  decided_by integer REFERENCES person,
  decision text NOT NULL DEFAULT '', -- why
  rule text NOT NULL DEFAULT '',     -- the section of the guideline that decides; empty: none does
  guideline_version integer,
  ruled jsonb,                       -- what is right, of an upheld one
  ruled_version integer,
  CHECK (state IN (0, 3) OR decision <> ''),
  CHECK ((state = 1) = (ruled IS NOT NULL))
);
CREATE UNIQUE INDEX appeal_once ON appeal (person_id, item_id, against, verdict) WHERE state <> 3;
CREATE INDEX appeal_open ON appeal (project_id, due_at, id) WHERE state = 0;
CREATE INDEX appeal_of_person ON appeal (person_id, id);
CREATE INDEX appeal_of_item ON appeal (item_id);
CREATE INDEX appeal_of_annotation ON appeal (annotation_id);
CREATE INDEX appeal_decided ON appeal (project_id, id DESC) INCLUDE (state) WHERE state IN (1, 2);

-- The appeal that a review or gold carries out: what it says counts for everybody's skill at the item.
ALTER TABLE review ADD COLUMN appeal_id bigint;
ALTER TABLE gold ADD COLUMN appeal_id bigint;

ALTER TABLE appeal ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON appeal TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON appeal TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON appeal TO goodwork_app, goodwork_system;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO goodwork_app, goodwork_system;

-- What a person's skill on a question is computed from: the beginning of a grid of skills, the width of its cells, and the
-- logarithm of the likelihood of their answers in each. A ruling exchanges what one answer adds to it, in its own transaction.
ALTER TABLE skill ADD COLUMN basis real[];
