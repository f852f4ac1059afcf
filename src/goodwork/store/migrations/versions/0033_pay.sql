-- What an answer is paid in a project, from when on, and who said so. The newest row holds; 0 pays nothing.
CREATE TABLE pay_rate (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL,
  project_id integer NOT NULL REFERENCES project,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'), -- ISO 4217
  amount bigint NOT NULL CHECK (amount BETWEEN 0 AND 100000000), -- in the currency's minor unit
  since timestamptz NOT NULL DEFAULT now(),
  set_by integer NOT NULL REFERENCES person
);
CREATE INDEX pay_rate_newest ON pay_rate (project_id, since DESC, id DESC);

-- One event of the ledger: an answer that is paid, or a correction by a named person with a reason.
CREATE TABLE pay_posting (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL,
  person_id integer NOT NULL REFERENCES person,
  project_id integer REFERENCES project,
  annotation_id bigint UNIQUE,       -- the answer that is paid; NULL: a correction
  rate_id bigint REFERENCES pay_rate,
  reason text NOT NULL DEFAULT '',
  made_by integer REFERENCES person,
  at timestamptz NOT NULL DEFAULT now(),
  CHECK ((annotation_id IS NULL) = (made_by IS NOT NULL)),
  CHECK ((annotation_id IS NULL) = (rate_id IS NULL)),
  CHECK (annotation_id IS NOT NULL OR reason <> '')
);
CREATE INDEX pay_posting_of_person ON pay_posting (person_id, id DESC);

-- Its two sides, whose sum is 0.
CREATE TABLE pay_entry (
  posting_id bigint NOT NULL REFERENCES pay_posting,
  account smallint NOT NULL CHECK (account IN (0, 1)), -- 0: what is owed to the person, 1: what work cost
  organization_id integer NOT NULL,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  amount bigint NOT NULL CHECK (amount <> 0),
  PRIMARY KEY (posting_id, account)
);

-- The sum of what is owed to a person, kept with every posting, so that nobody adds up a ledger to read it.
CREATE TABLE pay_balance (
  person_id integer NOT NULL REFERENCES person,
  currency text NOT NULL,
  organization_id integer NOT NULL,
  amount bigint NOT NULL,
  postings bigint NOT NULL,
  PRIMARY KEY (person_id, currency)
);
CREATE INDEX pay_balance_of_organization ON pay_balance (organization_id, person_id, currency);

CREATE TRIGGER pay_posting_is_kept BEFORE UPDATE OR DELETE ON pay_posting
  FOR EACH ROW EXECUTE FUNCTION pay_is_kept();
CREATE TRIGGER pay_entry_is_kept BEFORE UPDATE OR DELETE ON pay_entry
  FOR EACH ROW EXECUTE FUNCTION pay_is_kept();
CREATE TRIGGER pay_rate_is_kept BEFORE UPDATE OR DELETE ON pay_rate
  FOR EACH ROW EXECUTE FUNCTION pay_is_kept();

ALTER TABLE pay_rate ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON pay_rate TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON pay_rate TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON pay_rate TO goodwork_app, goodwork_system;

ALTER TABLE pay_posting ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON pay_posting TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON pay_posting TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON pay_posting TO goodwork_app, goodwork_system;

ALTER TABLE pay_entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON pay_entry TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON pay_entry TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON pay_entry TO goodwork_app, goodwork_system;

ALTER TABLE pay_balance ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON pay_balance TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON pay_balance TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON pay_balance TO goodwork_app, goodwork_system;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO goodwork_app, goodwork_system;
