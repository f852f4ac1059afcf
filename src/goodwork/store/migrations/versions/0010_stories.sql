-- What was decided of an item, and what the decision rested on: a line for each that changed something. Append-only.
-- Claims and answers are no decisions and are not told.
CREATE TABLE story (
  id bigint GENERATED ALWAYS AS IDENTITY,
  organization_id integer NOT NULL,
  project_id integer NOT NULL,
  item_id bigint NOT NULL REFERENCES item ON DELETE CASCADE,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  step smallint NOT NULL,            -- model.stories.Step
  cause smallint NOT NULL,           -- model.stories.Cause
  before_state smallint NOT NULL,    -- model.items.ItemState
  after_state smallint NOT NULL,
  settled_how smallint NOT NULL,     -- model.items.SettledHow
  before_wanted smallint NOT NULL,
  wanted smallint NOT NULL,
  completed smallint NOT NULL,
  calibrated boolean,
  answers smallint,                  -- that were weighed; null, and with it the following: a person or a count decided
  confidence real,                   -- the lowest of the required questions; null: none has one
  target real,
  proves real,                       -- the accuracy that gold proved for what reaches the target; null: nothing
  fitted_at timestamptz,             -- of the refit whose skills weighed them
  person_id integer,                 -- who decided, when a person did
  question text,                     -- which has that confidence
  reason text NOT NULL DEFAULT '',   -- the person's own words
  PRIMARY KEY (item_id, id)
);
ALTER TABLE story ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON story TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON story TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON story TO goodwork_app, goodwork_system;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO goodwork_app, goodwork_system;

-- Why an item was marked: what its story will tell as the cause.
ALTER TABLE to_appraise ADD COLUMN cause smallint NOT NULL DEFAULT 0; -- model.stories.Cause

-- How an item came to be settled (model.items.SettledHow), as far as it can be told for those that are settled already:
-- by a person; with the target met; on count; with most reached. What can't be told stays unknown, and says so.
ALTER TABLE item ADD COLUMN settled_how smallint NOT NULL DEFAULT 0;
UPDATE item SET settled_how = CASE
    WHEN s.by_lead THEN 3
    WHEN coalesce(q.annotations, 0) = 0 THEN 5
    WHEN q.confidence IS NULL THEN 4
    WHEN q.confidence >= coalesce(p.policy ->> 'target', '0.9')::real THEN 1
    WHEN s.completed >= coalesce(p.policy ->> 'most', '5')::smallint THEN 2
    ELSE 5 END
FROM item s JOIN project p ON p.id = s.project_id LEFT JOIN item_quality q ON q.item_id = s.id
WHERE item.id = s.id AND s.state = 1;
CREATE INDEX item_settled_how ON item (project_id, settled_how, position) WHERE settled_how > 0;

ALTER TABLE set_aside ADD COLUMN before_how smallint NOT NULL DEFAULT 0;
UPDATE set_aside SET before_how = CASE WHEN before_by_lead THEN 3 ELSE 5 END WHERE before_state = 1;

-- The sums of a project tell apart how its items came to be settled. Its items are these, and those that are open.
ALTER TABLE item_quality DROP COLUMN settled;
ALTER TABLE project_progress DROP COLUMN settled;
ALTER TABLE project_progress
  ADD COLUMN settled_met bigint NOT NULL DEFAULT 0,
  ADD COLUMN settled_most_reached bigint NOT NULL DEFAULT 0,
  ADD COLUMN settled_by_person bigint NOT NULL DEFAULT 0,
  ADD COLUMN settled_on_count bigint NOT NULL DEFAULT 0,
  ADD COLUMN settled_unknown bigint NOT NULL DEFAULT 0,
  ADD COLUMN expert bigint NOT NULL DEFAULT 0,
  ADD COLUMN held bigint NOT NULL DEFAULT 0;
ALTER TABLE project_progress ADD COLUMN settled bigint GENERATED ALWAYS AS
  (settled_met + settled_most_reached + settled_by_person + settled_on_count + settled_unknown) STORED;
UPDATE project_progress p SET settled_met = n.met, settled_most_reached = n.most_reached,
  settled_by_person = n.by_person, settled_on_count = n.on_count, settled_unknown = n.unknown, expert = n.expert,
  held = n.held
FROM (
  SELECT project_id, count(*) FILTER (WHERE settled_how = 1) AS met, count(*) FILTER (WHERE settled_how = 2)
    AS most_reached, count(*) FILTER (WHERE settled_how = 3) AS by_person, count(*) FILTER (WHERE settled_how = 4)
    AS on_count, count(*) FILTER (WHERE settled_how = 5) AS unknown, count(*) FILTER (WHERE state = 2) AS expert,
    count(*) FILTER (WHERE state = 3) AS held
  FROM item WHERE state <> 0 GROUP BY project_id
) n WHERE n.project_id = p.project_id;

-- What gold proves of a project's confidence, at its last refit: the least over its questions that state one.
ALTER TABLE project_quality
  ADD COLUMN proves real,                        -- the accuracy of what reaches the target; null: nothing is proved
  ADD COLUMN proof_target real,                  -- the target of that refit
  ADD COLUMN proof_missing integer;              -- further items of gold, all right, until the target is proved
