-- The house: everything the loop stands on.
--
-- Two roles use these tables and own none of them. goodwork_app sees one organization, the one that
-- store.transaction(actor) has set; goodwork_system sees all and serves sign-in, set-up and the worker's lists.
-- Both are NOLOGIN: a transaction takes one of them on with SET LOCAL ROLE.

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'goodwork_app') THEN CREATE ROLE goodwork_app NOLOGIN; END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'goodwork_system') THEN CREATE ROLE goodwork_system NOLOGIN; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- another database of the same server was first
END $$;
DO $$ BEGIN
  EXECUTE format('GRANT goodwork_app, goodwork_system TO %I', current_user);
EXCEPTION WHEN OTHERS THEN
  -- A superuser may take on any role without the grant, and an administrator may have given it before.
  IF NOT (pg_has_role(current_user, 'goodwork_app', 'MEMBER') AND pg_has_role(current_user, 'goodwork_system', 'MEMBER'))
  THEN RAISE; END IF;
END $$;

-- People and access ------------------------------------------------------------------------------------------

CREATE TABLE organization (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE person (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL REFERENCES organization,
  name text NOT NULL,
  email text NOT NULL CHECK (email = lower(email)),
  role text NOT NULL CHECK (role IN ('owner', 'manager', 'reviewer', 'annotator')),
  password_hash text,
  pseudonym text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  deactivated_at timestamptz,
  UNIQUE (email),
  UNIQUE (organization_id, pseudonym)
);

CREATE TABLE team (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL REFERENCES organization,
  name text NOT NULL,
  UNIQUE (organization_id, name)
);

CREATE TABLE team_member (
  organization_id integer NOT NULL,
  team_id integer NOT NULL REFERENCES team ON DELETE CASCADE,
  person_id integer NOT NULL REFERENCES person ON DELETE CASCADE,
  PRIMARY KEY (team_id, person_id)
);
CREATE INDEX ON team_member (person_id);

CREATE TABLE session (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL,
  person_id integer NOT NULL REFERENCES person ON DELETE CASCADE,
  token_hash bytea NOT NULL UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL
);
CREATE INDEX ON session (person_id);

CREATE TABLE api_token (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL,
  person_id integer NOT NULL REFERENCES person ON DELETE CASCADE,
  name text NOT NULL,
  prefix text NOT NULL,
  token_hash bytea NOT NULL UNIQUE,
  scopes text[] NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz
);
CREATE INDEX ON api_token (person_id);

CREATE TABLE invitation (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL REFERENCES organization,
  email text,
  role text NOT NULL CHECK (role IN ('owner', 'manager', 'reviewer', 'annotator')),
  team_ids integer[] NOT NULL DEFAULT '{}',
  token_hash bytea NOT NULL UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by integer NOT NULL REFERENCES person,
  expires_at timestamptz NOT NULL,
  accepted_at timestamptz,
  revoked_at timestamptz
);

-- Failures only, by a keyed hash of what was tried, and swept after an hour: no record of presence.
CREATE TABLE sign_in_failure (
  key bytea NOT NULL,
  at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON sign_in_failure (key, at);

CREATE TABLE audit (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  person_id integer,
  action text NOT NULL,
  subject text NOT NULL,
  subject_id bigint,
  detail jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX ON audit (organization_id, id DESC);

CREATE TABLE idempotency (
  organization_id integer NOT NULL,
  person_id integer NOT NULL,
  key text NOT NULL,
  fingerprint bytea NOT NULL,
  response jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (person_id, key)
);
CREATE INDEX ON idempotency (created_at);

-- Projects ---------------------------------------------------------------------------------------------------

CREATE TABLE project (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL REFERENCES organization,
  name text NOT NULL,
  purpose text NOT NULL CHECK (purpose <> ''),
  state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'paused', 'archived')),
  policy jsonb NOT NULL,
  form_version integer NOT NULL DEFAULT 1,
  guideline_version integer NOT NULL DEFAULT 1,
  open_to text NOT NULL DEFAULT 'organization' CHECK (open_to IN ('organization', 'teams')),
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by integer REFERENCES person,
  UNIQUE (organization_id, name)
);

CREATE TABLE project_team (
  organization_id integer NOT NULL,
  project_id integer NOT NULL REFERENCES project ON DELETE CASCADE,
  team_id integer NOT NULL REFERENCES team ON DELETE CASCADE,
  PRIMARY KEY (project_id, team_id)
);

CREATE TABLE project_grant (
  organization_id integer NOT NULL,
  project_id integer NOT NULL REFERENCES project ON DELETE CASCADE,
  person_id integer NOT NULL REFERENCES person ON DELETE CASCADE,
  role text NOT NULL CHECK (role IN ('manager', 'reviewer')),
  PRIMARY KEY (project_id, person_id)
);

-- The questions of a project, as a whole, per version. Answers name the version they were given to.
CREATE TABLE form (
  organization_id integer NOT NULL,
  project_id integer NOT NULL REFERENCES project ON DELETE CASCADE,
  version integer NOT NULL,
  questions jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by integer,
  PRIMARY KEY (project_id, version)
);

CREATE TABLE guideline (
  organization_id integer NOT NULL,
  project_id integer NOT NULL REFERENCES project ON DELETE CASCADE,
  version integer NOT NULL,
  markdown text NOT NULL,
  note text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by integer,
  PRIMARY KEY (project_id, version)
);

-- Data -------------------------------------------------------------------------------------------------------

CREATE TABLE data_import (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL,
  project_id integer NOT NULL REFERENCES project,
  name text NOT NULL,
  format text NOT NULL,
  mapping jsonb NOT NULL DEFAULT '{}',
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'failed', 'stopped')),
  blob text,
  size bigint,
  position bigint NOT NULL DEFAULT 0, -- rows read so far: where a resumed import goes on
  added bigint NOT NULL DEFAULT 0,
  duplicate bigint NOT NULL DEFAULT 0,
  rejected bigint NOT NULL DEFAULT 0,
  gold bigint NOT NULL DEFAULT 0,
  report jsonb NOT NULL DEFAULT '{}', -- kept, changed, lost: formats.report
  error text,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by integer,
  finished_at timestamptz
);
CREATE INDEX ON data_import (project_id, id DESC);
CREATE INDEX ON data_import (id) WHERE state IN ('waiting', 'running');

CREATE TABLE data_import_fault (
  organization_id integer NOT NULL,
  import_id bigint NOT NULL REFERENCES data_import ON DELETE CASCADE,
  line bigint NOT NULL,
  reason text NOT NULL,
  excerpt text NOT NULL DEFAULT '',
  PRIMARY KEY (import_id, line)
);

-- Narrow on purpose: this is what the claim statement reads and writes. Everything wide is beside it.
CREATE TABLE item (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL,
  project_id integer NOT NULL REFERENCES project,
  position integer NOT NULL,
  state smallint NOT NULL DEFAULT 0,      -- model.items.ItemState
  wanted smallint NOT NULL,
  completed smallint NOT NULL DEFAULT 0,  -- answers that fill a slot (surplus ones do not)
  live smallint NOT NULL DEFAULT 0 CHECK (live >= 0), -- claims that run
  gold smallint NOT NULL DEFAULT 0,       -- model.items.GoldDraw
  skips smallint NOT NULL DEFAULT 0,
  by_lead boolean NOT NULL DEFAULT false, -- a person decided its state: no refit changes it
  missing smallint GENERATED ALWAYS AS (wanted - completed - live) STORED,
  UNIQUE (project_id, position)
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05);
CREATE INDEX item_queue ON item (project_id, missing, position) WHERE state = 0 AND missing > 0;
CREATE INDEX item_gold ON item (project_id, position) WHERE gold > 0;
CREATE INDEX item_state ON item (project_id, state, position) WHERE state <> 0;
-- For lists of open items. Named so that the queue's statements, which say state alone, never take it for theirs.
CREATE INDEX item_open ON item (project_id, (state + 0), position) WHERE state = 0;

CREATE TABLE item_payload (
  item_id bigint PRIMARY KEY REFERENCES item ON DELETE CASCADE,
  organization_id integer NOT NULL,
  project_id integer NOT NULL,
  import_id bigint,
  external_id text COLLATE "C",
  content_hash bytea NOT NULL,
  payload jsonb NOT NULL,   -- {"parts": [...]}: model.items.Part
  metadata jsonb NOT NULL DEFAULT '{}',
  UNIQUE (project_id, content_hash),
  UNIQUE (project_id, external_id)
);

CREATE TABLE gold (
  item_id bigint PRIMARY KEY REFERENCES item ON DELETE CASCADE,
  organization_id integer NOT NULL,
  project_id integer NOT NULL,
  answers jsonb NOT NULL,            -- question key -> answer
  reason text NOT NULL DEFAULT '',
  inclusion double precision,        -- probability of having been drawn; null when it was chosen, not drawn
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by integer
);
CREATE INDEX ON gold (project_id);

CREATE TABLE prediction (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL,
  project_id integer NOT NULL,
  item_id bigint NOT NULL REFERENCES item ON DELETE CASCADE,
  model text NOT NULL,
  answers jsonb NOT NULL,
  score real,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (item_id, model)
);

-- The queue --------------------------------------------------------------------------------------------------

CREATE TABLE claim (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL,
  project_id integer NOT NULL,
  item_id bigint NOT NULL REFERENCES item ON DELETE CASCADE,
  person_id integer NOT NULL REFERENCES person,
  state smallint NOT NULL DEFAULT 0, -- model.claims.ClaimState
  granted_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  UNIQUE (item_id, person_id)        -- nobody is asked twice
) WITH (fillfactor = 80);
CREATE INDEX claim_person ON claim (person_id, project_id, id) WHERE state = 0;
-- Not null is said so that the sweep alone uses this index: it names the time, and a person's claims don't.
CREATE INDEX claim_expiry ON claim (expires_at) WHERE state = 0 AND expires_at IS NOT NULL;

CREATE TABLE draft (
  claim_id bigint PRIMARY KEY REFERENCES claim ON DELETE CASCADE,
  organization_id integer NOT NULL,
  form_version integer NOT NULL,
  answers jsonb NOT NULL,
  revision integer NOT NULL,
  saved_at timestamptz NOT NULL DEFAULT now()
);

-- Where a person stands in each class of items with as many answers missing: positions[n] for n missing answers.
-- A search through everything that took long is not repeated before dry_until.
CREATE TABLE queue_cursor (
  organization_id integer NOT NULL,
  project_id integer NOT NULL,
  person_id integer NOT NULL,
  positions integer[] NOT NULL DEFAULT '{}',
  dry_until timestamptz,
  gold_position integer NOT NULL DEFAULT -1,
  gold_dry_until timestamptz,
  PRIMARY KEY (project_id, person_id)
) WITH (fillfactor = 50);

CREATE TABLE annotation (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL,
  project_id integer NOT NULL,
  item_id bigint NOT NULL REFERENCES item,
  person_id integer NOT NULL REFERENCES person,
  claim_id bigint NOT NULL,
  revision smallint NOT NULL DEFAULT 1,
  form_version integer NOT NULL,
  answers jsonb,                     -- question key -> answer; null when it is in a blob
  answers_blob text,
  surplus boolean NOT NULL DEFAULT false,
  prediction_id bigint,              -- the prediction it was accepted from, if any
  submitted_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (item_id, person_id, revision)
);
CREATE INDEX annotation_person ON annotation (person_id, project_id, id DESC);
CREATE INDEX annotation_project ON annotation (project_id, id);

-- How many items each person has answered in a project. Kept by the trigger.
CREATE TABLE project_person (
  organization_id integer NOT NULL,
  project_id integer NOT NULL REFERENCES project ON DELETE CASCADE,
  person_id integer NOT NULL REFERENCES person ON DELETE CASCADE,
  annotations bigint NOT NULL,
  PRIMARY KEY (project_id, person_id)
) WITH (fillfactor = 50);

CREATE TRIGGER count_annotations AFTER INSERT ON annotation
  REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION count_annotations();

CREATE TABLE skip (
  organization_id integer NOT NULL,
  project_id integer NOT NULL,
  item_id bigint NOT NULL REFERENCES item ON DELETE CASCADE,
  person_id integer NOT NULL,
  reason text NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (item_id, person_id)
);

CREATE TABLE flag (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL,
  project_id integer NOT NULL,
  item_id bigint NOT NULL REFERENCES item ON DELETE CASCADE,
  person_id integer NOT NULL,
  note text NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  resolved_at timestamptz,
  resolved_by integer,
  resolution text
);
CREATE INDEX ON flag (project_id, id DESC);

-- Quality ----------------------------------------------------------------------------------------------------

CREATE TABLE to_appraise (
  item_id bigint PRIMARY KEY REFERENCES item ON DELETE CASCADE,
  organization_id integer NOT NULL,
  project_id integer NOT NULL,
  since timestamptz NOT NULL DEFAULT now()
) WITH (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 2000); -- rows come and go
CREATE INDEX ON to_appraise (project_id, since);

CREATE TABLE consensus (
  item_id bigint NOT NULL REFERENCES item ON DELETE CASCADE,
  question text NOT NULL,
  organization_id integer NOT NULL,
  project_id integer NOT NULL,
  answer jsonb NOT NULL,
  confidence real,                   -- null where the kind has none
  calibrated boolean NOT NULL DEFAULT false,
  disagreement real,                 -- mean distance between pairs of answers
  answers smallint NOT NULL,
  decided_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (item_id, question)
) WITH (fillfactor = 80);

-- What an item shows in lists: its lowest confidence, its highest disagreement.
CREATE TABLE item_quality (
  item_id bigint PRIMARY KEY REFERENCES item ON DELETE CASCADE,
  organization_id integer NOT NULL,
  project_id integer NOT NULL,
  confidence real,
  disagreement real NOT NULL DEFAULT 0,
  -- What the item adds to project_progress, so that the sums are kept without counting.
  settled boolean NOT NULL DEFAULT false,
  annotations smallint NOT NULL DEFAULT 0,
  answers_saved smallint NOT NULL DEFAULT 0
) WITH (fillfactor = 80);
CREATE INDEX item_disputed ON item_quality (project_id, disagreement DESC, item_id);

CREATE TABLE skill (
  project_id integer NOT NULL,
  question text NOT NULL,
  person_id integer NOT NULL,
  organization_id integer NOT NULL,
  estimate real,                     -- null below the minimum of evidence
  low real,
  high real,
  items integer NOT NULL,
  evidence jsonb NOT NULL DEFAULT '{}',
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (project_id, question, person_id)
);
CREATE INDEX ON skill (person_id);

-- One row per project: what the last refit found, and the fitted model that appraisal uses until the next.
CREATE TABLE project_quality (
  project_id integer PRIMARY KEY REFERENCES project ON DELETE CASCADE,
  organization_id integer NOT NULL,
  report jsonb NOT NULL DEFAULT '{}',
  model jsonb NOT NULL DEFAULT '{}',
  annotations bigint NOT NULL DEFAULT 0, -- how many were there at that refit
  fitted_at timestamptz
);

CREATE TABLE project_progress (
  project_id integer PRIMARY KEY REFERENCES project ON DELETE CASCADE,
  organization_id integer NOT NULL,
  items bigint NOT NULL DEFAULT 0,
  settled bigint NOT NULL DEFAULT 0,
  annotations bigint NOT NULL DEFAULT 0,
  answers_saved bigint NOT NULL DEFAULT 0,
  updated_at timestamptz NOT NULL DEFAULT now()
);

-- Versions ---------------------------------------------------------------------------------------------------

CREATE TABLE dataset_version (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL,
  project_id integer NOT NULL REFERENCES project,
  number integer NOT NULL,
  state text NOT NULL DEFAULT 'making' CHECK (state IN ('making', 'published', 'failed')),
  known_limits text NOT NULL CHECK (known_limits <> ''),
  sha256 bytea,
  path text,
  manifest jsonb,
  error text,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by integer,
  UNIQUE (project_id, number)
);

-- Row-level security: every table with an organization shows only the transaction's own.
DO $$
DECLARE
  name text;
BEGIN
  FOR name IN SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
              WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attname = 'organization_id'
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own_organization ON %I TO goodwork_app '
                   'USING (organization_id = (SELECT goodwork_organization())) '
                   'WITH CHECK (organization_id = (SELECT goodwork_organization()))', name);
    EXECUTE format('CREATE POLICY system ON %I TO goodwork_system USING (true) WITH CHECK (true)', name);
  END LOOP;
  ALTER TABLE organization ENABLE ROW LEVEL SECURITY;
  CREATE POLICY own_organization ON organization TO goodwork_app
    USING (id = (SELECT goodwork_organization())) WITH CHECK (id = (SELECT goodwork_organization()));
  CREATE POLICY system ON organization TO goodwork_system USING (true) WITH CHECK (true);
END $$;

GRANT USAGE ON SCHEMA public TO goodwork_app, goodwork_system;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO goodwork_app, goodwork_system;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO goodwork_app, goodwork_system;
-- Facts that are never rewritten.
REVOKE UPDATE, DELETE ON annotation, audit FROM goodwork_app, goodwork_system;
REVOKE UPDATE, DELETE ON form, guideline FROM goodwork_app;
REVOKE ALL ON sign_in_failure FROM goodwork_app;
