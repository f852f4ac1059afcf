-- Who wants to be told by mail what came back to them, and when. No row: the digest is off.
CREATE TABLE digest (
  person_id integer PRIMARY KEY REFERENCES person,
  organization_id integer NOT NULL,
  plan jsonb NOT NULL,               -- model.digests.DigestPlan
  since timestamptz NOT NULL DEFAULT clock_timestamp(),
  next_at timestamptz NOT NULL,
  tries smallint NOT NULL DEFAULT 0,
  sending boolean NOT NULL DEFAULT false,
  sent_at timestamptz,
  error text
);
CREATE INDEX digest_due ON digest (next_at);

-- The number under which a digest has told an entry. One that is told anew has another number.
ALTER TABLE inbox ADD COLUMN mailed bigint;

ALTER TABLE digest ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON digest TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON digest TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON digest TO goodwork_app, goodwork_system;
