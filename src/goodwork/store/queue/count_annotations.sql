-- Keep how many answers each person has given in a project, so that lists of projects never count annotations; once
-- per statement, so that an import of many pays once. A change of an answer is none; what is said anew because the item
-- is asked again is one. Nothing but one's own row is waited for.
CREATE OR REPLACE FUNCTION count_annotations() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO project_person AS p (organization_id, project_id, person_id, annotations)
  SELECT organization_id, project_id, person_id, count(*) FROM made WHERE revision = 1
  GROUP BY organization_id, project_id, person_id
  ORDER BY project_id, person_id
  ON CONFLICT (project_id, person_id) DO UPDATE SET annotations = p.annotations + excluded.annotations;
  IF EXISTS (SELECT FROM made WHERE revision > 1) THEN
    INSERT INTO project_person AS p (organization_id, project_id, person_id, annotations)
    SELECT organization_id, project_id, person_id, count(*) FROM made m
    WHERE EXISTS (
      SELECT FROM annotation b JOIN asked_again g ON g.item_id = b.item_id AND g.upto >= b.id AND g.upto < m.id
      WHERE b.item_id = m.item_id AND b.person_id = m.person_id AND b.revision = m.revision - 1)
    GROUP BY organization_id, project_id, person_id
    ORDER BY project_id, person_id
    ON CONFLICT (project_id, person_id) DO UPDATE SET annotations = p.annotations + excluded.annotations;
  END IF;
  RETURN NULL;
END $$;
