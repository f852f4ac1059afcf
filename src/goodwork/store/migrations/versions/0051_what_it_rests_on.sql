-- A key that is set aside later raises results and lowers none: some rest on it still, and some don't.
ALTER TABLE attempt ADD COLUMN rests_on smallint;      -- items that the score is the mean of
UPDATE attempt a SET rests_on = (
  SELECT count(*) FROM attempt_item x JOIN assessment_item i ON i.id = x.assessment_item_id
  WHERE x.attempt_id = a.id AND (i.aside_on IS NULL OR i.aside_on > coalesce(a.raised_on, a.handed_in_on)))
WHERE a.score IS NOT NULL;
ALTER TABLE attempt ADD CHECK ((rests_on IS NULL) = (score IS NULL));

-- Few rows: a statement says how many of them are on it without reading all its lines.
CREATE INDEX pay_posting_alone ON pay_posting (person_id, id) WHERE kind = 'correction' AND made_by = person_id;
-- Who only reviews works there, too.
CREATE INDEX review_of_person ON review (person_id, project_id);
