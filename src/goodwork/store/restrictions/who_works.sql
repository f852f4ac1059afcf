-- Whoever was given work in a project, or answered there, and may do so still: to anybody else a project that closes, or
-- that asks for more, takes nothing away.
CREATE OR REPLACE FUNCTION who_works(p_project integer)
RETURNS TABLE (person_id integer, role integer) LANGUAGE sql STABLE ROWS 100 AS $$
  SELECT p.id, s.role FROM (
    SELECT q.person_id FROM queue_cursor q WHERE q.project_id = p_project
    UNION SELECT n.person_id FROM project_person n WHERE n.project_id = p_project) w
  JOIN person p ON p.id = w.person_id
  CROSS JOIN LATERAL project_standing(p_project, p.id, p.role) s
  WHERE p.deactivated_at IS NULL AND p.account_id IS NOT NULL AND s.role > 0
$$;
