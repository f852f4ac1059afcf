-- What a qualification and its tiers were called before they were renamed, so that whoever holds one reads both.
CREATE TABLE qualification_former_name (
  id bigint GENERATED ALWAYS AS IDENTITY,
  qualification_id integer NOT NULL REFERENCES qualification,
  tier smallint NOT NULL CHECK (tier BETWEEN 0 AND 9), -- 0: the qualification itself
  organization_id integer NOT NULL,
  name text NOT NULL,
  until date NOT NULL DEFAULT current_date,
  PRIMARY KEY (qualification_id, tier, id)
);

ALTER TABLE qualification_former_name ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON qualification_former_name TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON qualification_former_name TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, DELETE ON qualification_former_name TO goodwork_app, goodwork_system;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO goodwork_app, goodwork_system;
