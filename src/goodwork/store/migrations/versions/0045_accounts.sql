-- How somebody signs in. A person is one account in one organization: role, pseudonym, teams and work belong to the
-- person, and what lets in belongs to the account, which no organization reads.
CREATE TABLE account (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email text NOT NULL UNIQUE CHECK (email = lower(email)),
  password_hash text
);

ALTER TABLE person
  ADD COLUMN account_id integer REFERENCES account, -- NULL: somebody that an import named, who never signs in
  ADD COLUMN own_way_back boolean NOT NULL DEFAULT false; -- nobody who leads makes a reset link for them
INSERT INTO account (email, password_hash)
SELECT email, password_hash FROM person WHERE email NOT LIKE '%@imported.invalid' ORDER BY id;
UPDATE person p SET account_id = a.id FROM account a WHERE a.email = p.email;
ALTER TABLE person
  DROP CONSTRAINT person_email_key,
  DROP COLUMN password_hash,
  ADD CONSTRAINT person_organization_id_email_key UNIQUE (organization_id, email),
  ADD CONSTRAINT person_account_id_organization_id_key UNIQUE (account_id, organization_id);

ALTER TABLE account ENABLE ROW LEVEL SECURITY;
CREATE POLICY system ON account TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON account TO goodwork_system;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO goodwork_app, goodwork_system;
