-- Sessions that people can tell apart, and reset links.

-- The family of the device, such as 'Firefox on Linux', from two short lists of actions/people/device.py; never what
-- the browser wrote, never where from, never when it was last used.
ALTER TABLE session ADD COLUMN device text NOT NULL DEFAULT 'Unknown device' CHECK (length(device) <= 60);

-- A person's reset link: one at most, so that a new one takes the place of an earlier one. Used or withdrawn, its row
-- is gone. Without a maker it was made on the server's own command line.
CREATE TABLE password_reset (
  person_id integer PRIMARY KEY REFERENCES person ON DELETE CASCADE,
  organization_id integer NOT NULL REFERENCES organization,
  token_hash bytea NOT NULL UNIQUE,
  created_by integer REFERENCES person ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL
);
CREATE INDEX ON password_reset (created_by);
ALTER TABLE password_reset ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON password_reset TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON password_reset TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON password_reset TO goodwork_app, goodwork_system;
