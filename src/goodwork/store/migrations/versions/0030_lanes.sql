-- Which lane an open item stands in (routing.order): 0 what is contested, n what misses n answers.
ALTER TABLE item ADD COLUMN contested boolean NOT NULL DEFAULT false;  -- asked beyond the fewest answers
ALTER TABLE item ADD COLUMN lane smallint NOT NULL
  GENERATED ALWAYS AS (CASE WHEN contested THEN 0 ELSE wanted - completed - live END) STORED;
UPDATE item i SET contested = true FROM project p
WHERE p.id = i.project_id AND i.state = 0 AND i.gold = 0 AND i.wanted > p.fewest;
DROP INDEX item_queue;
CREATE INDEX item_queue ON item (project_id, lane, position) WHERE state = 0 AND missing > 0;

-- Where a person stands in each lane: positions[n + 1] for lane n. What is known of them beside others is routing.order.Hand.
UPDATE queue_cursor SET positions = '{}';
ALTER TABLE queue_cursor ADD COLUMN hand smallint NOT NULL DEFAULT 0;
