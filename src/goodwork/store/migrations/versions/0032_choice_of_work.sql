-- What a project tells those who choose their work, beside its purpose. What an item takes is what people reported of
-- their own accord: of how many, and their median and ninth decile, written when one of them reports.
CREATE TABLE project_card (
  project_id integer PRIMARY KEY REFERENCES project ON DELETE CASCADE,
  organization_id integer NOT NULL,
  deliverables text NOT NULL DEFAULT '',
  languages text[] NOT NULL DEFAULT '{}',
  warnings text[] NOT NULL DEFAULT '{}',  -- model.work.ContentWarning
  sample_item bigint REFERENCES item ON DELETE SET NULL,
  effort_people integer NOT NULL DEFAULT 0,
  effort_median real,
  effort_p90 real
);
CREATE INDEX project_card_sample ON project_card (sample_item) WHERE sample_item IS NOT NULL;

-- About how many minutes an item took somebody, as they say: their newest word, and the day of it. Nothing is measured.
CREATE TABLE effort_report (
  project_id integer NOT NULL REFERENCES project ON DELETE CASCADE,
  person_id integer NOT NULL REFERENCES person ON DELETE CASCADE,
  organization_id integer NOT NULL,
  minutes real NOT NULL CHECK (minutes > 0),
  day date NOT NULL,
  PRIMARY KEY (project_id, person_id)
);

-- What somebody chose for their own work. They alone read it.
CREATE TABLE own_choice (
  person_id integer PRIMARY KEY REFERENCES person ON DELETE CASCADE,
  organization_id integer NOT NULL,
  avoids text[] NOT NULL DEFAULT '{}'     -- model.work.ContentWarning
);

ALTER TABLE project_card ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON project_card TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON project_card TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON project_card TO goodwork_app, goodwork_system;

ALTER TABLE effort_report ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON effort_report TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON effort_report TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON effort_report TO goodwork_app, goodwork_system;

ALTER TABLE own_choice ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON own_choice TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON own_choice TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON own_choice TO goodwork_app, goodwork_system;
