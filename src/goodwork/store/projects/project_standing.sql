-- What a person may do in a project, and what of its policy the queue goes by; no row when there is no such project.
-- The role is the rule of routing.access.project_role (0: the project does not exist for them); a test compares the
-- two. One SELECT in SQL, so that the planner puts it into the statement that asks.
CREATE OR REPLACE FUNCTION project_standing(p_project integer, p_person integer, p_role text)
RETURNS TABLE (
  state text, role integer, lease interval, fewest smallint, gold_share double precision, named_claims boolean,
  finish_in_hand boolean
) LANGUAGE sql STABLE ROWS 1 AS $$
  SELECT p.state,
    CASE WHEN p_role IN (Role.OWNER, Role.MANAGER) THEN ProjectRole.MANAGER
      WHEN p_role = Role.APPLICANT THEN 0 ELSE greatest(
      CASE (SELECT g.role FROM project_grant g WHERE g.project_id = p.id AND g.person_id = p_person)
        WHEN 'manager' THEN ProjectRole.MANAGER WHEN 'reviewer' THEN ProjectRole.REVIEWER ELSE 0 END,
      CASE WHEN p_role = Role.REVIEWER THEN ProjectRole.REVIEWER
        WHEN project_is_open(p.state, p.open_to, p_role) THEN ProjectRole.ANNOTATOR
        WHEN p.state <> ProjectState.ARCHIVED AND EXISTS (SELECT FROM project_team pt JOIN team_member m ON m.team_id = pt.team_id
                     WHERE pt.project_id = p.id AND m.person_id = p_person) THEN ProjectRole.ANNOTATOR
        ELSE 0 END) END,
    p.lease, p.fewest, p.gold_share, p.named_claims, p.finish_in_hand
  FROM project p WHERE p.id = p_project
$$;
