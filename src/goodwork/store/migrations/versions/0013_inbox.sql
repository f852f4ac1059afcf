-- What comes back to people: answers to their flags, a reviewer's word on what they answered, and why a known answer is
-- right that they answered otherwise.
CREATE TABLE inbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL,
  project_id integer NOT NULL REFERENCES project,
  item_id bigint NOT NULL REFERENCES item ON DELETE CASCADE,
  person_id integer NOT NULL REFERENCES person,
  about smallint NOT NULL,       -- model.inbox.About
  subject_id bigint NOT NULL,    -- the flag or review; of gold the item
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  read_at timestamptz,
  UNIQUE (person_id, about, subject_id)
);
CREATE INDEX inbox_of_person ON inbox (person_id, id);
CREATE INDEX inbox_unread ON inbox (person_id) WHERE read_at IS NULL;
CREATE INDEX inbox_of_item ON inbox (item_id);
ALTER TABLE inbox ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON inbox TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON inbox TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON inbox TO goodwork_app, goodwork_system;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO goodwork_app, goodwork_system;

-- Reviews and flags that were decided before are not told: nobody waits for them any more, and hundreds at once are none
-- that anybody reads.
