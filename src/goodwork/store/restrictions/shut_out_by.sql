-- Who works in a project and lacks this tier, but not the one that it asked for before (0: none): whom the change from
-- the one to the other shuts out. Those who review or lead there are let in by their role.
CREATE OR REPLACE FUNCTION shut_out_by(p_project integer, p_qualification integer, p_before integer, p_tier integer)
RETURNS SETOF integer LANGUAGE plpgsql STABLE ROWS 10 AS $$
BEGIN
  RETURN QUERY SELECT w.person_id FROM who_works(p_project) w CROSS JOIN LATERAL (SELECT greatest(
    (SELECT h.tier FROM qualification_held h
     WHERE h.person_id = w.person_id AND h.qualification_id = p_qualification),
    (SELECT v.tier FROM requirement_waiver v WHERE v.project_id = p_project AND v.person_id = w.person_id
       AND v.qualification_id = p_qualification), 0) AS tier) has
  WHERE w.role = ProjectRole.ANNOTATOR AND has.tier >= p_before AND has.tier < p_tier;
END $$;
