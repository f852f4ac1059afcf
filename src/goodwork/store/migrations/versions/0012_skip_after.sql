-- The same rule after the row was written: a trigger before it would read and lock the row once more at every submission.
DROP TRIGGER skip_stays ON claim;
CREATE TRIGGER skip_stays AFTER UPDATE OF state ON claim
  FOR EACH ROW WHEN (old.state = 4 AND new.state <> 4) EXECUTE FUNCTION skip_stays();
