CREATE INDEX assessment_item_of_item ON assessment_item (item_id) WHERE item_id IS NOT NULL;
