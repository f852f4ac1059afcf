-- Redundancy: checks of a project's items, what they found, and items that were set aside because another one stands
-- for them. Nothing is ever deleted: an item that was set aside keeps its row, its answers and the way back.

-- Why an item is set aside, and how it stood before. Every item in the state SET_ASIDE has a row here.
CREATE TABLE set_aside (
  item_id bigint PRIMARY KEY REFERENCES item ON DELETE CASCADE,
  organization_id integer NOT NULL,
  project_id integer NOT NULL,
  reason text NOT NULL DEFAULT '',     -- a lead's own words; empty: it repeats its representative
  representative_id bigint REFERENCES item ON DELETE SET NULL,
  similarity real,                     -- to the representative; null: not measured
  exact boolean NOT NULL DEFAULT false, -- the same content after normalisation
  takes_consensus boolean NOT NULL DEFAULT false, -- what is said of the representative holds for it too
  before_state smallint NOT NULL,      -- model.items.ItemState, and whether a lead had decided it
  before_by_lead boolean NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  person_id integer
) WITH (fillfactor = 90);
CREATE INDEX set_aside_duplicate ON set_aside (project_id, item_id) WHERE representative_id IS NOT NULL;
CREATE INDEX set_aside_representative ON set_aside (representative_id) WHERE representative_id IS NOT NULL;

INSERT INTO set_aside (item_id, organization_id, project_id, reason, before_state, before_by_lead)
SELECT i.id, i.organization_id, i.project_id,
  coalesce((SELECT a.detail ->> 'reason' FROM audit a WHERE a.organization_id = i.organization_id
            AND a.action = 'item.state-changed' AND a.subject_id = i.id ORDER BY a.id DESC LIMIT 1), ''), 0, false
FROM item i WHERE i.state = 4;

-- How many items are set aside is kept like the other sums of a project: without counting.
ALTER TABLE project_progress ADD COLUMN set_aside bigint NOT NULL DEFAULT 0;
UPDATE project_progress p SET set_aside = (SELECT count(*) FROM set_aside s WHERE s.project_id = p.project_id);

CREATE TRIGGER count_set_aside AFTER INSERT ON set_aside
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_set_aside();
CREATE TRIGGER uncount_set_aside AFTER DELETE ON set_aside
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_set_aside();

CREATE TABLE redundancy_check (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL,
  project_id integer NOT NULL REFERENCES project ON DELETE CASCADE,
  import_id bigint,                    -- the import that asked for it
  looks_at text NOT NULL CHECK (looks_at IN ('text', 'picture')),
  part text,                           -- null: all parts of the item that can be read, or its first picture
  threshold double precision NOT NULL,
  keep text NOT NULL CHECK (keep IN ('longest', 'earliest', 'highest')),
  keep_field text,                     -- of the metadata, for the highest
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'failed')),
  stage text NOT NULL DEFAULT '',
  stage_done bigint NOT NULL DEFAULT 0,
  stage_total bigint,
  items bigint NOT NULL DEFAULT 0,     -- that were compared
  left_out bigint NOT NULL DEFAULT 0,  -- nothing to compare in them, or withdrawn by a lead
  exact bigint NOT NULL DEFAULT 0,
  near bigint NOT NULL DEFAULT 0,
  clusters bigint NOT NULL DEFAULT 0,
  largest bigint NOT NULL DEFAULT 0,
  sizes jsonb NOT NULL DEFAULT '[]',   -- [[least size, greatest size, clusters], ...]
  notes jsonb NOT NULL DEFAULT '[]',   -- sentences
  error text,
  -- Setting aside or restoring many items goes on in the background, one thing at a time.
  task text CHECK (task IN ('set-aside', 'restore')),
  task_detail jsonb,
  task_done bigint NOT NULL DEFAULT 0,
  task_total bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by integer,
  finished_at timestamptz
) WITH (fillfactor = 50);
CREATE INDEX ON redundancy_check (project_id, id DESC);
CREATE INDEX ON redundancy_check (id) WHERE state IN ('waiting', 'running') OR task IS NOT NULL;

-- Clusters of two or more items, of the newest finished check of each project.
CREATE TABLE redundancy_cluster (
  check_id bigint NOT NULL REFERENCES redundancy_check ON DELETE CASCADE,
  number integer NOT NULL,
  organization_id integer NOT NULL,
  size integer NOT NULL,
  representative_id bigint NOT NULL REFERENCES item ON DELETE CASCADE,
  PRIMARY KEY (check_id, number)
);
CREATE INDEX ON redundancy_cluster (check_id, size DESC, number);

CREATE TABLE redundancy_member (
  check_id bigint NOT NULL,
  item_id bigint NOT NULL REFERENCES item ON DELETE CASCADE,
  number integer NOT NULL,
  organization_id integer NOT NULL,
  similarity real,                     -- to the representative; null: not measured
  exact boolean NOT NULL,
  PRIMARY KEY (check_id, item_id),
  FOREIGN KEY (check_id, number) REFERENCES redundancy_cluster ON DELETE CASCADE
);
CREATE INDEX ON redundancy_member (check_id, number, item_id);

-- What a lead said is not the same: items on different sides of a split are never in one cluster again.
CREATE TABLE redundancy_split (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL,
  project_id integer NOT NULL REFERENCES project ON DELETE CASCADE,
  at timestamptz NOT NULL DEFAULT now(),
  person_id integer
);
CREATE INDEX ON redundancy_split (project_id, id DESC);

CREATE TABLE redundancy_split_item (
  split_id bigint NOT NULL REFERENCES redundancy_split ON DELETE CASCADE,
  item_id bigint NOT NULL REFERENCES item ON DELETE CASCADE,
  organization_id integer NOT NULL,
  side smallint NOT NULL CHECK (side IN (0, 1)),
  PRIMARY KEY (split_id, item_id)
);

ALTER TABLE data_import ADD COLUMN redundancy boolean NOT NULL DEFAULT false; -- look for it when the file is in

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['set_aside', 'redundancy_check', 'redundancy_cluster', 'redundancy_member',
                              'redundancy_split', 'redundancy_split_item']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own_organization ON %I TO goodwork_app '
                   'USING (organization_id = (SELECT goodwork_organization())) '
                   'WITH CHECK (organization_id = (SELECT goodwork_organization()))', name);
    EXECUTE format('CREATE POLICY system ON %I TO goodwork_system USING (true) WITH CHECK (true)', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO goodwork_app, goodwork_system', name);
  END LOOP;
END $$;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO goodwork_app, goodwork_system;
