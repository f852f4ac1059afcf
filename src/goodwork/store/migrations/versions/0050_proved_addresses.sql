-- A link that is sent to an address, and proves that whoever opens it reads the mailbox.
CREATE TABLE proof_link (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  proves text NOT NULL CHECK (proves IN ('reset', 'applying')), -- model.people.Proves
  email text NOT NULL CHECK (email = lower(email)),
  page text NOT NULL DEFAULT '', -- the end of the address of the public page that it is for
  made_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  UNIQUE (email, proves, page)
);
ALTER TABLE proof_link ENABLE ROW LEVEL SECURITY;
CREATE POLICY system ON proof_link TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON proof_link TO goodwork_system;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO goodwork_app, goodwork_system;

-- What applicants are paid for in a month is bounded, so that accounts without number earn nothing. A count of the
-- month, of nobody.
ALTER TABLE public_page
  ADD COLUMN paid_a_month integer NOT NULL DEFAULT 20 CHECK (paid_a_month BETWEEN 1 AND 10000),
  ADD COLUMN paid_month date,                      -- the month (UTC) that is counted
  ADD COLUMN paid_begun integer NOT NULL DEFAULT 0; -- paid attempts of applicants that were begun in it
