-- Keys that sign what people take along. One signs; earlier ones stay, so that what they signed can still be checked.
CREATE TABLE signing_key (
  id text PRIMARY KEY CHECK (id ~ '^[A-Za-z0-9_-]{43}$'),      -- the thumbprint of its public half (RFC 7638)
  public_half text NOT NULL CHECK (public_half ~ '^[A-Za-z0-9_-]{43}$'),
  sealed text,                            -- the private half, sealed with the secret; gone when it signs no more
  made_on date NOT NULL DEFAULT current_date,
  ended_on date,                          -- since when it signs nothing
  withdrawn text NOT NULL DEFAULT '',     -- why nothing that it signed is to be trusted; empty: it is
  CHECK ((sealed IS NULL) = (ended_on IS NOT NULL)),
  CHECK (withdrawn = '' OR ended_on IS NOT NULL)
);
CREATE UNIQUE INDEX signing_key_signs ON signing_key ((ended_on IS NULL)) WHERE ended_on IS NULL;

ALTER TABLE signing_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY system ON signing_key TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON signing_key TO goodwork_system;
