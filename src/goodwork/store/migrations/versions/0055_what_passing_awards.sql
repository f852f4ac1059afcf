UPDATE assessment a SET qualification_id = NULL, tier = NULL
WHERE a.qualification_id IS NOT NULL AND NOT EXISTS (
  SELECT FROM qualification q JOIN qualification_tier n ON n.qualification_id = q.id
  WHERE q.id = a.qualification_id AND n.tier = a.tier AND NOT q.removed);

ALTER TABLE attempt
  ADD COLUMN qualification_id integer REFERENCES qualification, -- what passing it awards, as it was told before the start
  ADD COLUMN tier smallint,
  ADD CONSTRAINT attempt_awards_check CHECK ((qualification_id IS NULL) = (tier IS NULL));

UPDATE attempt t SET qualification_id = a.qualification_id, tier = a.tier
FROM assessment a WHERE a.id = t.assessment_id AND a.qualification_id IS NOT NULL;
