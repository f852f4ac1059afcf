-- Whoever applies is a person of the organization who reaches nothing of it but what is their own.
ALTER TABLE person DROP CONSTRAINT person_role_check,
  ADD CONSTRAINT person_role_check CHECK (role IN ('owner', 'manager', 'reviewer', 'annotator', 'applicant'));

-- What an organization says to whoever has no account: work with us. It is there while it is shown.
CREATE TABLE public_page (
  organization_id integer PRIMARY KEY REFERENCES organization,
  address text NOT NULL UNIQUE,           -- the end of its address: drawn, so that none can be guessed
  shown boolean NOT NULL DEFAULT false,
  work text NOT NULL DEFAULT '',          -- what the work is
  used_by text NOT NULL DEFAULT '',       -- who uses what comes of it
  asked text NOT NULL DEFAULT '',         -- what is asked of people
  pay text NOT NULL DEFAULT 'unsaid'
    CHECK (pay IN ('unsaid', 'stated', 'rates')), -- model.applications.PublicPay
  pay_currency text CHECK (pay_currency ~ '^[A-Z]{3}$'),
  pay_low bigint CHECK (pay_low BETWEEN 1 AND 100000000), -- for an hour, in minor units, by the owner's word
  pay_high bigint CHECK (pay_high BETWEEN 1 AND 100000000),
  assessment_id integer REFERENCES assessment, -- what applicants take
  admits boolean NOT NULL DEFAULT false,  -- whether passing it makes an applicant an annotator
  most_open integer NOT NULL DEFAULT 50 CHECK (most_open BETWEEN 1 AND 1000),
  changed_by integer NOT NULL REFERENCES person,
  changed_on date NOT NULL DEFAULT current_date,
  CHECK (NOT admits OR assessment_id IS NOT NULL),
  CHECK ((pay = 'stated') = (pay_low IS NOT NULL) AND (pay_low IS NULL) = (pay_high IS NULL)
    AND (pay_low IS NULL) = (pay_currency IS NULL) AND pay_low <= pay_high),
  CHECK (NOT shown OR (work <> '' AND used_by <> ''))
);

-- Somebody who applied. Days, no times. Nobody is declined but by a named person with a reason.
CREATE TABLE application (
  person_id integer PRIMARY KEY REFERENCES person,
  organization_id integer NOT NULL,
  state smallint NOT NULL DEFAULT 0,      -- model.applications.ApplicationState
  applied_on date NOT NULL DEFAULT current_date,
  decided_on date,
  decided_by integer REFERENCES person,   -- NULL of an admitted one: by the rule, for an assessment that was passed
  reason text NOT NULL DEFAULT '',
  attempt_id bigint REFERENCES attempt,   -- that admitted by the rule
  appeal_state smallint,                  -- model.appeals.AppealState; NULL: none
  appeal_argument text NOT NULL DEFAULT '',
  appeal_due_on date,
  appeal_decided_by integer REFERENCES person,
  appeal_decision text NOT NULL DEFAULT '',
  CHECK ((state IN (1, 2)) = (decided_on IS NOT NULL)),
  CHECK (state <> 2 OR (decided_by IS NOT NULL AND reason <> '')),
  CHECK (state <> 1 OR decided_by IS NOT NULL OR attempt_id IS NOT NULL),
  CHECK (decided_by <> person_id AND appeal_decided_by <> person_id),
  CHECK (appeal_decided_by IS NULL OR appeal_decision <> ''),
  CHECK ((appeal_state IS NULL) = (appeal_due_on IS NULL))
);
CREATE INDEX application_open ON application (organization_id, state, person_id);

ALTER TABLE public_page ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON public_page TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON public_page TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON public_page TO goodwork_app, goodwork_system;

ALTER TABLE application ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON application TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON application TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON application TO goodwork_app, goodwork_system;
