-- A foreign key looks and locks row by row: a third of the time of an import. This looks once for all rows that a
-- statement brings. It holds no locks, so nothing may take the projects away: see stays.
CREATE OR REPLACE FUNCTION items_have_projects() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM (SELECT DISTINCT project_id FROM added) a
             WHERE NOT EXISTS (SELECT FROM project p WHERE p.id = a.project_id)) THEN
    RAISE foreign_key_violation USING MESSAGE = 'an item belongs to no project';
  END IF;
  RETURN NULL;
END $$;
