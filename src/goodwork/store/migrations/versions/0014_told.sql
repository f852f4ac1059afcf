-- Told once is known from then on: gold that is changed or taken back hides the entry and keeps when it was first told,
-- since answers given after that are no evidence of what a person knows.
ALTER TABLE inbox
  ADD COLUMN first_at timestamptz,
  ADD COLUMN taken_back boolean NOT NULL DEFAULT false;
UPDATE inbox SET first_at = at;
ALTER TABLE inbox
  ALTER COLUMN first_at SET DEFAULT clock_timestamp(),
  ALTER COLUMN first_at SET NOT NULL;
