-- Access that ends, and skips that are final.

-- Whoever was deactivated before goodwork freed what they held.
CREATE INDEX person_deactivated ON person (id) WHERE deactivated_at IS NOT NULL;

-- Skips that a release undid are skips again: the reason that was written down is the proof.
UPDATE claim c SET state = 4 FROM skip s
WHERE s.item_id = c.item_id AND s.person_id = c.person_id AND c.state IN (2, 3);

CREATE TRIGGER skip_stays BEFORE UPDATE OF state ON claim
  FOR EACH ROW WHEN (old.state = 4 AND new.state <> 4) EXECUTE FUNCTION skip_stays();
