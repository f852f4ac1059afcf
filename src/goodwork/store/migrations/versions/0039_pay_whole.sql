-- What a rate pays for: each answer, each answer that is accepted, or each hour.
ALTER TABLE pay_rate ADD COLUMN basis text NOT NULL DEFAULT 'answer'
  CHECK (basis IN ('answer', 'accepted', 'hour')); -- model.pay.Basis
ALTER TABLE pay_rate ALTER COLUMN basis DROP DEFAULT;

-- What was promised with a claim is what is paid for it, whenever a new rate is committed. Without a foreign key: it
-- would lock the row of the rate at every claim; goodwork verify holds it.
ALTER TABLE claim ADD COLUMN rate_id bigint;
UPDATE claim c SET rate_id = (
  SELECT r.id FROM pay_rate r WHERE r.project_id = c.project_id AND r.since <= c.granted_at
  ORDER BY r.since DESC, r.id DESC LIMIT 1)
WHERE c.project_id IN (SELECT project_id FROM pay_rate);

-- The ledger's events have a kind. The type is changed to fill it: rows of the ledger are never updated.
ALTER TABLE pay_posting ADD COLUMN kind text, ADD COLUMN source_id bigint; -- source: hours, an assessment, a statement
ALTER TABLE pay_posting
  ALTER COLUMN kind TYPE text USING (CASE WHEN annotation_id IS NULL THEN 'correction' ELSE 'answer' END);
ALTER TABLE pay_posting ALTER COLUMN kind SET NOT NULL;
ALTER TABLE pay_posting
  DROP CONSTRAINT pay_posting_check, DROP CONSTRAINT pay_posting_check1, DROP CONSTRAINT pay_posting_check2,
  ADD CONSTRAINT pay_posting_kind CHECK (CASE kind -- model.pay.PayKind
    WHEN 'answer' THEN annotation_id IS NOT NULL AND rate_id IS NOT NULL AND made_by IS NULL
    WHEN 'accepted' THEN annotation_id IS NOT NULL AND rate_id IS NOT NULL AND made_by IS NULL
    WHEN 'hours' THEN source_id IS NOT NULL AND rate_id IS NOT NULL AND made_by IS NOT NULL AND annotation_id IS NULL
    WHEN 'assessment' THEN source_id IS NOT NULL AND rate_id IS NULL AND made_by IS NULL AND annotation_id IS NULL
    WHEN 'correction' THEN made_by IS NOT NULL AND reason <> '' AND annotation_id IS NULL AND rate_id IS NULL
    WHEN 'statement' THEN source_id IS NOT NULL AND made_by IS NOT NULL AND annotation_id IS NULL AND rate_id IS NULL
    ELSE false END);
CREATE UNIQUE INDEX pay_posting_source ON pay_posting (kind, source_id) WHERE source_id IS NOT NULL;

-- 0: what is owed to the person, 1: what work cost, 2: what went to payroll with a statement.
ALTER TABLE pay_entry DROP CONSTRAINT pay_entry_account_check,
  ADD CONSTRAINT pay_entry_account_check CHECK (account IN (0, 1, 2));

-- Answers that are paid when they are accepted, until they are. review_id: the review that decided otherwise.
CREATE TABLE pay_pending (
  annotation_id bigint PRIMARY KEY REFERENCES annotation ON DELETE CASCADE,
  organization_id integer NOT NULL,
  project_id integer NOT NULL,
  person_id integer NOT NULL REFERENCES person,
  item_id bigint NOT NULL,
  rate_id bigint NOT NULL REFERENCES pay_rate,
  review_id bigint REFERENCES review
);
CREATE INDEX pay_pending_item ON pay_pending (item_id);
CREATE INDEX pay_pending_person ON pay_pending (person_id, annotation_id DESC);

-- Hours that somebody says they worked in a project on a day, and what a named lead said to it. Nothing is measured,
-- and no time of day is kept.
CREATE TABLE pay_hours (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL,
  project_id integer NOT NULL REFERENCES project,
  person_id integer NOT NULL REFERENCES person,
  day date NOT NULL,
  minutes integer NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
  note text NOT NULL DEFAULT '',
  rate_id bigint NOT NULL REFERENCES pay_rate,
  state text NOT NULL DEFAULT 'entered'
    CHECK (state IN ('entered', 'confirmed', 'declined', 'withdrawn')), -- model.pay.HoursState
  entered_on date NOT NULL DEFAULT current_date,
  decided_on date,
  decided_by integer REFERENCES person,
  reason text NOT NULL DEFAULT '',
  CHECK ((state IN ('confirmed', 'declined')) = (decided_by IS NOT NULL)),
  CHECK (state <> 'declined' OR reason <> ''),
  CHECK (decided_by <> person_id)
);
CREATE INDEX pay_hours_of_person ON pay_hours (person_id, id DESC);
CREATE INDEX pay_hours_of_project ON pay_hours (project_id, state, id);

-- Postings that are on no statement yet.
CREATE TABLE pay_open (
  posting_id bigint PRIMARY KEY REFERENCES pay_posting,
  organization_id integer NOT NULL,
  person_id integer NOT NULL,
  currency text NOT NULL
);
CREATE INDEX pay_open_of_person ON pay_open (person_id, currency, posting_id);
INSERT INTO pay_open (posting_id, organization_id, person_id, currency)
SELECT p.id, p.organization_id, p.person_id, e.currency
FROM pay_posting p JOIN pay_entry e ON e.posting_id = p.id AND e.account = 0;

-- What a person is to be paid for a month in a currency: closed once, and never changed.
CREATE TABLE pay_statement (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL,
  person_id integer NOT NULL REFERENCES person,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  month date NOT NULL CHECK (extract(day FROM month) = 1),
  amount bigint NOT NULL CHECK (amount > 0),
  lines integer NOT NULL CHECK (lines > 0),
  closed_on date NOT NULL DEFAULT current_date,
  closed_by integer NOT NULL REFERENCES person,
  UNIQUE (person_id, currency, month)
);
CREATE INDEX pay_statement_of_month ON pay_statement (organization_id, month, id);

CREATE TABLE pay_statement_line (
  posting_id bigint PRIMARY KEY REFERENCES pay_posting,
  statement_id bigint NOT NULL REFERENCES pay_statement,
  organization_id integer NOT NULL
);
CREATE INDEX pay_statement_line_of ON pay_statement_line (statement_id);

-- The least that an hour may come to, by currency: what is below it is said, to whoever sets a rate and to people.
CREATE TABLE pay_floor (
  organization_id integer NOT NULL,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  amount bigint NOT NULL CHECK (amount BETWEEN 1 AND 100000000),
  since date NOT NULL DEFAULT current_date,
  set_by integer NOT NULL REFERENCES person,
  PRIMARY KEY (organization_id, currency)
);

-- Where closed statements are sent to, and what they are signed with.
CREATE TABLE pay_hook (
  organization_id integer PRIMARY KEY,
  address text NOT NULL,
  secret text NOT NULL,
  since date NOT NULL DEFAULT current_date,
  set_by integer NOT NULL REFERENCES person
);

CREATE TABLE pay_delivery (
  statement_id bigint PRIMARY KEY REFERENCES pay_statement,
  organization_id integer NOT NULL,
  message text NOT NULL UNIQUE,      -- its idempotency key: the same however often it is sent
  tries smallint NOT NULL DEFAULT 0,
  next_at timestamptz DEFAULT now(), -- NULL: it was taken, or is given up
  delivered_on date,
  problem text
);
CREATE INDEX pay_delivery_due ON pay_delivery (next_at) WHERE next_at IS NOT NULL;

CREATE TRIGGER pay_statement_is_kept BEFORE UPDATE OR DELETE ON pay_statement
  FOR EACH ROW EXECUTE FUNCTION pay_is_kept();
CREATE TRIGGER pay_statement_line_is_kept BEFORE UPDATE OR DELETE ON pay_statement_line
  FOR EACH ROW EXECUTE FUNCTION pay_is_kept();

ALTER TABLE pay_pending ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON pay_pending TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON pay_pending TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON pay_pending TO goodwork_app, goodwork_system;

ALTER TABLE pay_hours ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON pay_hours TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON pay_hours TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON pay_hours TO goodwork_app, goodwork_system;

ALTER TABLE pay_open ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON pay_open TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON pay_open TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, DELETE ON pay_open TO goodwork_app, goodwork_system;

ALTER TABLE pay_statement ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON pay_statement TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON pay_statement TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON pay_statement TO goodwork_app, goodwork_system;

ALTER TABLE pay_statement_line ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON pay_statement_line TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON pay_statement_line TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON pay_statement_line TO goodwork_app, goodwork_system;

ALTER TABLE pay_floor ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON pay_floor TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON pay_floor TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON pay_floor TO goodwork_app, goodwork_system;

ALTER TABLE pay_hook ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON pay_hook TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON pay_hook TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON pay_hook TO goodwork_app, goodwork_system;

ALTER TABLE pay_delivery ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON pay_delivery TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON pay_delivery TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON pay_delivery TO goodwork_app, goodwork_system;

GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO goodwork_app, goodwork_system;
