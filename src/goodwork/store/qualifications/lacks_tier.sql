-- Whether a project asks for a tier that a person does not hold: the rule of routing.qualifying.lacks; a test compares
-- the two. One expression, so that it is put in where it is asked: a row of an index for each tier that is asked for.
CREATE OR REPLACE FUNCTION lacks_tier(p_project integer, p_person integer) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM project_requirement r
    WHERE r.project_id = p_project AND coalesce((
      SELECT h.tier FROM qualification_held h
      WHERE h.person_id = p_person AND h.qualification_id = r.qualification_id), 0) < r.tier)
$$;
