-- Items that miss the target, where another answer would hardly have helped, are a way of being settled of their own.
ALTER TABLE project_progress DROP COLUMN settled;
ALTER TABLE project_progress ADD COLUMN settled_no_gain bigint NOT NULL DEFAULT 0;
ALTER TABLE project_progress ADD COLUMN settled bigint GENERATED ALWAYS AS
  (settled_met + settled_most_reached + settled_no_gain + settled_by_person + settled_on_count + settled_unknown)
  STORED;
