-- How far a batch has come, so that a request that broke off goes on where it stopped when it is sent again.
ALTER TABLE bulk ADD COLUMN reached bigint NOT NULL DEFAULT 0;  -- positions below it have been looked at
ALTER TABLE bulk ADD COLUMN ends bigint NOT NULL DEFAULT 0;     -- items that were imported later are none of its
ALTER TABLE bulk ADD COLUMN finished_at timestamptz;            -- null: it is running, or broke off
UPDATE bulk SET finished_at = at;
