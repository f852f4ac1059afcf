-- What somebody may do with a claim of theirs, by their standing in its project: a word of routing.access.ClaimAccess,
-- whose rule this is; a test compares the two. One expression, so that it is put in where it is asked.
CREATE OR REPLACE FUNCTION claim_access(
  p_project_state text, p_role integer, p_finish_in_hand boolean, p_claim_state smallint, p_expires timestamptz
) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN p_project_state = ProjectState.ARCHIVED AND p_role > 0 THEN ClaimAccess.READING
    WHEN p_project_state = ProjectState.ARCHIVED THEN ClaimAccess.ARCHIVED
    WHEN p_role > 0 THEN ClaimAccess.FULL
    WHEN p_finish_in_hand AND p_claim_state = ClaimState.LIVE AND p_expires > now() THEN ClaimAccess.IN_HAND
    ELSE ClaimAccess.ENDED END
$$;
