CREATE INDEX flag_open ON flag (project_id, id) WHERE resolved_at IS NULL;

-- What an answer costs, as whoever leads the project states it. No time is ever measured.
ALTER TABLE project
  ADD COLUMN answer_price double precision CHECK (answer_price > 0),
  ADD COLUMN answer_currency text CHECK (answer_currency ~ '^[A-Z]{3}$'),
  ADD COLUMN answer_minutes double precision CHECK (answer_minutes > 0),
  ADD CHECK ((answer_price IS NULL) = (answer_currency IS NULL));

-- How many items state a confidence in each tenth, per question: the confidences of `consensus`, counted as they change, so
-- that a page shows those that the items show, of every kind, and counts none.
CREATE TABLE confidence_count (
  project_id integer NOT NULL REFERENCES project ON DELETE CASCADE,
  question text NOT NULL,
  bin smallint NOT NULL CHECK (bin BETWEEN 0 AND 9),
  organization_id integer NOT NULL,
  items bigint NOT NULL,
  PRIMARY KEY (project_id, question, bin)
) WITH (fillfactor = 50);
ALTER TABLE confidence_count ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON confidence_count TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON confidence_count TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON confidence_count TO goodwork_app, goodwork_system;

INSERT INTO confidence_count (organization_id, project_id, question, bin, items)
SELECT organization_id, project_id, question, least(9, floor(CAST(confidence AS numeric) * 10)), count(*)
FROM consensus WHERE confidence IS NOT NULL GROUP BY 1, 2, 3, 4;

CREATE TRIGGER count_confidences_made AFTER INSERT ON consensus
  REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION count_confidences();
CREATE TRIGGER count_confidences_changed AFTER UPDATE ON consensus
  REFERENCING NEW TABLE AS made OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION count_confidences();
CREATE TRIGGER count_confidences_gone AFTER DELETE ON consensus
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION count_confidences();
