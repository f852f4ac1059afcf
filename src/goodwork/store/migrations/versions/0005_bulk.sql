-- One person's same answers to many items, given at once. The batch and its items stay when it is undone.
CREATE TABLE bulk (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL,
  project_id integer NOT NULL REFERENCES project,
  person_id integer NOT NULL REFERENCES person,
  form_version integer NOT NULL,
  answers jsonb NOT NULL,
  filter jsonb NOT NULL,               -- what was asked for
  skipped jsonb NOT NULL DEFAULT '{}', -- reason -> how many
  applied bigint NOT NULL DEFAULT 0,
  undone bigint NOT NULL DEFAULT 0,
  at timestamptz NOT NULL DEFAULT now(),
  undone_at timestamptz
);
CREATE INDEX bulk_project ON bulk (project_id, id DESC);

CREATE TABLE bulk_item (
  bulk_id bigint NOT NULL REFERENCES bulk,
  item_id bigint NOT NULL REFERENCES item ON DELETE CASCADE,
  organization_id integer NOT NULL,
  wanted smallint NOT NULL,            -- how many answers the item wanted before
  claim_state smallint,                -- of the person's own claim before; null: there was none
  state smallint NOT NULL DEFAULT 0,   -- 0 applied, 1 undone, 2 kept when the batch was undone
  PRIMARY KEY (bulk_id, item_id)
);

ALTER TABLE annotation ADD COLUMN bulk_id bigint; -- the batch it came with: no look at this one item

ALTER TABLE bulk ENABLE ROW LEVEL SECURITY;
ALTER TABLE bulk_item ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON bulk TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY own_organization ON bulk_item TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON bulk TO goodwork_system USING (true) WITH CHECK (true);
CREATE POLICY system ON bulk_item TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON bulk, bulk_item TO goodwork_app, goodwork_system;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO goodwork_app, goodwork_system;
