-- Somebody who leads a project read the names behind a finding that answers depend on each other: who, when and why.
CREATE TABLE reveal (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL,
  project_id integer NOT NULL REFERENCES project ON DELETE CASCADE,
  finding_id bigint NOT NULL REFERENCES dependence ON DELETE CASCADE,
  revealed_by integer NOT NULL REFERENCES person,
  reason text NOT NULL CHECK (reason <> ''),
  at timestamptz NOT NULL DEFAULT now(),
  withdrawn_at timestamptz,          -- when an appeal against one of the finding's reveals was upheld
  UNIQUE (finding_id, revealed_by)
);

-- What one of the people who were revealed says against it. Whose it is, nobody reads who decides.
CREATE TABLE reveal_appeal (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL,
  project_id integer NOT NULL REFERENCES project ON DELETE CASCADE,
  reveal_id bigint NOT NULL REFERENCES reveal ON DELETE CASCADE,
  person_id integer NOT NULL REFERENCES person,
  argument text NOT NULL DEFAULT '',
  at timestamptz NOT NULL DEFAULT now(),
  due_at timestamptz NOT NULL,
  state smallint NOT NULL DEFAULT 0, -- model.appeals.AppealState
  decided_at timestamptz,
  decided_by integer REFERENCES person,
  decision text NOT NULL DEFAULT '', -- why
  UNIQUE (reveal_id, person_id),
  CHECK (state = 0 OR decision <> '')
);
CREATE INDEX reveal_appeal_open ON reveal_appeal (project_id, due_at, id) WHERE state = 0;

ALTER TABLE reveal ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON reveal TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON reveal TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON reveal TO goodwork_app, goodwork_system;

ALTER TABLE reveal_appeal ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON reveal_appeal TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON reveal_appeal TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON reveal_appeal TO goodwork_app, goodwork_system;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO goodwork_app, goodwork_system;
