-- What the queue goes by in a policy, as columns: read without taking JSON apart, and with its defaults (those of
-- model.projects.Policy; a test compares the two) in one place.
ALTER TABLE project
  ADD COLUMN lease interval NOT NULL GENERATED ALWAYS AS
    (make_interval(secs => coalesce((policy ->> 'lease_hours')::double precision, 24) * 3600)) STORED,
  ADD COLUMN fewest smallint NOT NULL GENERATED ALWAYS AS (coalesce((policy ->> 'fewest')::smallint, 2)) STORED,
  ADD COLUMN gold_share double precision NOT NULL GENERATED ALWAYS AS
    (coalesce((policy ->> 'gold_share')::double precision, 0)) STORED,
  ADD COLUMN named_claims boolean NOT NULL GENERATED ALWAYS AS
    (coalesce((policy ->> 'named_claims')::boolean, false)) STORED,
  ADD COLUMN finish_in_hand boolean NOT NULL GENERATED ALWAYS AS
    (coalesce((policy ->> 'finish_in_hand')::boolean, true)) STORED;

-- Its rule is project_standing's now.
DROP FUNCTION IF EXISTS project_role(project, integer, text);
