-- Items that are asked again because the guideline changed. Answers up to the one named are of an earlier guideline:
-- they are kept and credited, fill no slot and are no evidence.
CREATE TABLE asked_again (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL,
  project_id integer NOT NULL REFERENCES project,
  item_id bigint NOT NULL REFERENCES item ON DELETE CASCADE,
  guideline_version integer NOT NULL,
  upto bigint NOT NULL,              -- the newest annotation of then
  story_id bigint NOT NULL,          -- the line that tells it
  person_id integer NOT NULL REFERENCES person
);
CREATE INDEX asked_again_item ON asked_again (item_id, upto);
CREATE INDEX asked_again_version ON asked_again (project_id, guideline_version);
ALTER TABLE asked_again ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON asked_again TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON asked_again TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON asked_again TO goodwork_app, goodwork_system;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO goodwork_app, goodwork_system;

-- Items that a change of the guideline touches are looked for by the rule that was named of them.
CREATE INDEX thread_rule ON thread (project_id, rule, id) WHERE rule <> '';
