-- Links with which somebody makes an organization: given by whoever runs the server, or sent by mail to an address that
-- is to be proved. The token is signed with the secret, so that nothing here opens anything. Used, a link is gone.
CREATE TABLE sign_up_link (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text CHECK (email = lower(email)), -- the only address that may use it
  mailed boolean NOT NULL,                 -- somebody asked for it, and it goes to the address by mail
  made_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  CHECK (email IS NOT NULL OR NOT mailed)
);
CREATE UNIQUE INDEX sign_up_link_mailed ON sign_up_link (email) WHERE mailed;

-- What an organization used in a month (UTC), for whoever runs the server. Nobody's name is in it.
CREATE TABLE metered_month (
  organization_id integer NOT NULL REFERENCES organization,
  month date NOT NULL CHECK (extract(day FROM month) = 1),
  answers bigint NOT NULL,                 -- submitted here, corrections among them; none that was imported
  items bigint NOT NULL,                   -- added
  bytes bigint NOT NULL,                   -- of items with their pictures, when it was measured
  measured_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, month)
);

-- What the items take that an import added, with their pictures. Of earlier ones the size of the file is the guess.
ALTER TABLE data_import ADD COLUMN kept_bytes bigint NOT NULL DEFAULT 0;
UPDATE data_import SET kept_bytes = size WHERE size IS NOT NULL;

-- Answers come in the order of their time: a month of them is found without an entry for each.
CREATE INDEX annotation_submitted ON annotation USING brin (submitted_at) WITH (autosummarize = on);

ALTER TABLE sign_up_link ENABLE ROW LEVEL SECURITY;
CREATE POLICY system ON sign_up_link TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON sign_up_link TO goodwork_system;

ALTER TABLE metered_month ENABLE ROW LEVEL SECURITY;
CREATE POLICY system ON metered_month TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON metered_month TO goodwork_system;

GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO goodwork_app, goodwork_system;
