-- The texts of items, as ``contains`` reads them: folded to lower case and laid side by side, some thirty short items to
-- a row. Reading a million short texts this way takes a tenth of a second; in item_payload it takes many. Filled behind
-- the imports by the worker (store/items/texts.py); items behind the last row are searched one by one until then.
CREATE TABLE item_text (
  organization_id integer NOT NULL,
  project_id integer NOT NULL REFERENCES project,
  first integer NOT NULL,  -- the position of the first item in the row
  items integer NOT NULL,  -- how many: their positions follow each other
  texts text NOT NULL,     -- items apart by U+001E, the parts of an item by U+001F
  PRIMARY KEY (project_id, first)
);
-- Long texts are left uncompressed: they are read far more often than written.
ALTER TABLE item_text ALTER COLUMN texts SET STORAGE EXTERNAL;

ALTER TABLE item_text ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON item_text TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON item_text TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, DELETE ON item_text TO goodwork_app, goodwork_system;
