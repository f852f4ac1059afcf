-- What the pictures of items look like, in 64 bits each (redundancy/prints.py): decided cases of pictures are found by it.
-- Filled behind the imports by the worker; how far it came stands beside it.
CREATE TABLE picture_print (
  item_id bigint PRIMARY KEY REFERENCES item ON DELETE CASCADE,
  organization_id integer NOT NULL,
  project_id integer NOT NULL REFERENCES project,
  prints bigint[] NOT NULL           -- one for each picture that has structure
);
CREATE TABLE print_progress (
  project_id integer PRIMARY KEY REFERENCES project,
  organization_id integer NOT NULL,
  reached integer NOT NULL           -- the position of the last item that was looked at
);
ALTER TABLE picture_print ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON picture_print TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON picture_print TO goodwork_system USING (true) WITH CHECK (true);
ALTER TABLE print_progress ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON print_progress TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON print_progress TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON picture_print TO goodwork_app, goodwork_system;
GRANT SELECT, INSERT, UPDATE ON print_progress TO goodwork_app, goodwork_system;
