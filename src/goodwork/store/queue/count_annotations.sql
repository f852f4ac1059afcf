-- Keep how many items each person has answered in a project, so that lists of projects never count annotations; once
-- per statement, so that an import of many pays once. Nothing but one's own row is waited for.
CREATE OR REPLACE FUNCTION count_annotations() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO project_person AS p (organization_id, project_id, person_id, annotations)
  SELECT organization_id, project_id, person_id, count(*) FROM made WHERE revision = 1
  GROUP BY organization_id, project_id, person_id
  ORDER BY project_id, person_id
  ON CONFLICT (project_id, person_id) DO UPDATE SET annotations = p.annotations + excluded.annotations;
  RETURN NULL;
END $$;
