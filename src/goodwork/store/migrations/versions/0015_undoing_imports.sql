-- What a file said says which import brought it. Of older imports that is not known of answers to items that were there.
ALTER TABLE annotation ADD COLUMN import_id bigint;
ALTER TABLE prediction ADD COLUMN import_id bigint;
ALTER TABLE skip ADD COLUMN import_id bigint;
CREATE INDEX annotation_of_import ON annotation (import_id, item_id) WHERE import_id IS NOT NULL;
CREATE INDEX prediction_of_import ON prediction (import_id, item_id) WHERE import_id IS NOT NULL;
CREATE INDEX skip_of_import ON skip (import_id, item_id) WHERE import_id IS NOT NULL;

ALTER TABLE data_import DROP CONSTRAINT data_import_state_check;
ALTER TABLE data_import ADD CONSTRAINT data_import_state_check
  CHECK (state IN ('waiting', 'running', 'done', 'failed', 'stopped', 'undoing', 'undone'));
ALTER TABLE data_import
  ADD COLUMN first_position integer,               -- its items stand from here to there; null: not known, or it has none
  ADD COLUMN last_position integer,
  ADD COLUMN undone_by integer,
  ADD COLUMN undone_at timestamptz,
  ADD COLUMN undo_reached integer NOT NULL DEFAULT -1, -- items up to this position have been looked at
  ADD COLUMN removed bigint NOT NULL DEFAULT 0,    -- items that went
  ADD COLUMN removed_answers bigint NOT NULL DEFAULT 0, -- and what it had said of items that were there before
  ADD COLUMN stayed bigint NOT NULL DEFAULT 0;     -- items that people had worked on
CREATE INDEX ON data_import (id) WHERE state = 'undoing';

-- A position is never given twice, also when the last items went.
ALTER TABLE project_progress ADD COLUMN last_position integer NOT NULL DEFAULT 0;

-- Items go only while an import is undone; who may delete them stays nobody but the function that does it.
DROP TRIGGER stays ON item;
CREATE TRIGGER stays BEFORE DELETE ON item FOR EACH ROW
  WHEN (current_setting('goodwork.undoing', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION stays();

-- What refers to an item is found by it.
CREATE INDEX flag_of_item ON flag (item_id);
CREATE INDEX bulk_item_of_item ON bulk_item (item_id);
CREATE INDEX redundancy_cluster_of_item ON redundancy_cluster (representative_id);
CREATE INDEX redundancy_member_of_item ON redundancy_member (item_id);
CREATE INDEX redundancy_split_of_item ON redundancy_split_item (item_id);
