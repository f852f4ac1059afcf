-- Keep how many items of a project are set aside, like its other sums.
CREATE OR REPLACE FUNCTION count_set_aside() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO project_progress AS p (project_id, organization_id, set_aside)
  SELECT project_id, organization_id, CASE TG_OP WHEN 'INSERT' THEN count(*) ELSE -count(*) END FROM changed
  GROUP BY project_id, organization_id ORDER BY project_id
  ON CONFLICT (project_id) DO UPDATE SET set_aside = p.set_aside + excluded.set_aside, updated_at = now();
  RETURN NULL;
END $$;
