CREATE INDEX person_named ON person (organization_id, lower(name), id);

-- Of the items that a person has answered, those that were reviewed after it.
ALTER TABLE project_person ADD COLUMN reviewed bigint NOT NULL DEFAULT 0;
UPDATE project_person m SET reviewed = n.reviewed
FROM (SELECT a.project_id, a.person_id, count(DISTINCT a.item_id) AS reviewed FROM annotation a
      WHERE EXISTS (SELECT FROM review r WHERE r.item_id = a.item_id) GROUP BY 1, 2) n
WHERE n.project_id = m.project_id AND n.person_id = m.person_id;
