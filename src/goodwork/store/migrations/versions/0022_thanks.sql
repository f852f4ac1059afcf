-- Thanks for what somebody did, in one sentence: read by them alone. Nothing counts them.
CREATE TABLE thanks (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL,
  project_id integer NOT NULL REFERENCES project,
  item_id bigint REFERENCES item ON DELETE CASCADE,
  person_id integer NOT NULL REFERENCES person,
  given_by integer NOT NULL REFERENCES person,
  what smallint NOT NULL,            -- model.inbox.Deed
  subject_id bigint NOT NULL,        -- the annotation, flag, thread or proposal
  words text NOT NULL DEFAULT '',
  at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (given_by, what, subject_id)
);
CREATE INDEX thanks_given ON thanks (given_by, at);
CREATE INDEX thanks_of_item ON thanks (item_id);

ALTER TABLE thanks ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON thanks TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON thanks TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON thanks TO goodwork_app, goodwork_system;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO goodwork_app, goodwork_system;
