-- Items that somebody began and left for a colleague to finish. The draft lies under the claim that was handed over; what
-- it becomes is the one answer of the claim that carries it on, credited to both. No time of anybody's is kept.
CREATE TABLE handover (
  claim_id bigint PRIMARY KEY REFERENCES claim ON DELETE CASCADE, -- under which it was begun
  organization_id integer NOT NULL,
  project_id integer NOT NULL,
  item_id bigint NOT NULL,
  person_id integer NOT NULL REFERENCES person,                   -- who began it
  carrier_id bigint REFERENCES claim                              -- the claim that carries it on; null: none yet
);
CREATE INDEX handover_item ON handover (item_id);
CREATE INDEX handover_carrier ON handover (carrier_id) WHERE carrier_id IS NOT NULL;
CREATE INDEX handover_person ON handover (person_id, project_id, claim_id);

ALTER TABLE handover ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON handover TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON handover TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON handover TO goodwork_app, goodwork_system;
