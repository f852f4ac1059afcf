-- A second look by a person at an item with answers. Append-only: the newest one holds, and one without answers takes
-- the earlier ones back.
CREATE TABLE review (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL,
  project_id integer NOT NULL REFERENCES project,
  item_id bigint NOT NULL REFERENCES item ON DELETE CASCADE,
  person_id integer NOT NULL REFERENCES person,
  -- What it comes to, beside what was there: the consensus, one person's answers, several people's, or words of its own.
  decision text NOT NULL CHECK (decision IN ('accepted', 'picked', 'merged', 'corrected', 'withdrawn')),
  annotation_id bigint,              -- the one that was picked
  form_version integer NOT NULL,
  answers jsonb NOT NULL,            -- question key -> answer; empty: withdrawn
  reason text NOT NULL DEFAULT '',
  at timestamptz NOT NULL DEFAULT now(),
  CHECK (decision = 'accepted' OR reason <> '')
);
CREATE INDEX review_item ON review (item_id, id DESC);
CREATE INDEX review_project ON review (project_id, id DESC);

ALTER TABLE consensus ADD COLUMN reviewed boolean NOT NULL DEFAULT false; -- a reviewer said it

-- How many wrong answers a review of the item is expected to put right; 0: none, or it was reviewed.
ALTER TABLE item_quality ADD COLUMN review_gain real NOT NULL DEFAULT 0;
UPDATE item_quality SET review_gain = coalesce(1 - confidence, disagreement) WHERE annotations > 0;
CREATE INDEX item_review ON item_quality (project_id, review_gain DESC, item_id) WHERE review_gain > 0;

ALTER TABLE review ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON review TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON review TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON review TO goodwork_app, goodwork_system;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO goodwork_app, goodwork_system;
