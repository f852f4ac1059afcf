ALTER TABLE data_import ADD COLUMN pictures jsonb,
  ADD COLUMN again_of bigint REFERENCES data_import;  -- the import whose rows without pictures it tries again

-- Whether a row lacks nothing but a picture that could not be fetched.
ALTER TABLE data_import_fault ADD COLUMN picture boolean NOT NULL DEFAULT false;

-- Pictures that could not be fetched, and why (model.data.Missed).
CREATE TABLE data_import_picture (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL,
  import_id bigint NOT NULL REFERENCES data_import ON DELETE CASCADE,
  name bytea NOT NULL,               -- SHA-256 of the address
  address text NOT NULL,
  why text NOT NULL,
  UNIQUE (import_id, name)
);

ALTER TABLE data_import_picture ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON data_import_picture TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON data_import_picture TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON data_import_picture TO goodwork_app, goodwork_system;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO goodwork_app, goodwork_system;
