-- What a published version was used for, as its consumers and those who lead say; a download of a day is said by itself.
CREATE TABLE version_use (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL,
  project_id integer NOT NULL REFERENCES project ON DELETE CASCADE,
  version_id integer NOT NULL REFERENCES dataset_version ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('download', 'training', 'note')),
  consumer text NOT NULL DEFAULT '',     -- who uses it; empty for downloads alone
  purpose text NOT NULL DEFAULT '',      -- what for, in the consumer's words
  used_on date NOT NULL,                 -- a day: no time of anybody's is kept
  CHECK (kind = 'download' OR (consumer <> '' AND purpose <> ''))
);
CREATE INDEX version_use_version ON version_use (version_id, id);
CREATE INDEX version_use_named ON version_use (project_id) WHERE consumer <> '';
CREATE UNIQUE INDEX version_use_download ON version_use (version_id, used_on) WHERE kind = 'download';

-- How many answers of a person are in a version, counted when it was made.
CREATE TABLE version_share (
  organization_id integer NOT NULL,
  project_id integer NOT NULL REFERENCES project ON DELETE CASCADE,
  version_id integer NOT NULL REFERENCES dataset_version ON DELETE CASCADE,
  person_id integer NOT NULL REFERENCES person,
  answers integer NOT NULL,
  PRIMARY KEY (person_id, project_id, version_id)
);
CREATE INDEX version_share_version ON version_share (version_id);

ALTER TABLE version_use ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON version_use TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON version_use TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON version_use TO goodwork_app, goodwork_system;

ALTER TABLE version_share ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON version_share TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON version_share TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON version_share TO goodwork_app, goodwork_system;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO goodwork_app, goodwork_system;
