-- A claim of one's own, whatever became of it, and what may be done with it (a word of routing.access.ClaimAccess).
CREATE OR REPLACE FUNCTION queue_look(p_organization integer, p_person integer, p_role text, p_claim bigint)
RETURNS TABLE (claim_id bigint, access text) LANGUAGE plpgsql ROWS 1 AS $$
BEGIN
  PERFORM set_config('goodwork.organization', p_organization::text, true);
  RETURN QUERY SELECT c.id, claim_access(s.state, s.role, s.finish_in_hand, c.state, c.expires_at)
  FROM claim c CROSS JOIN LATERAL project_standing(c.project_id, p_person, p_role) s
  WHERE c.id = p_claim AND c.person_id = p_person;
END $$;
