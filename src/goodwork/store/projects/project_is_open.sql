-- Whether a role in the organization is enough to work in a project: no grant and no team has to be looked for. A part
-- of project_standing, by itself because most submissions need no more. One expression, so that it is put in.
CREATE OR REPLACE FUNCTION project_is_open(p_state text, p_open_to text, p_role text) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT p_role IN (Role.OWNER, Role.MANAGER, Role.REVIEWER)
    OR (p_role = Role.ANNOTATOR AND p_state <> ProjectState.ARCHIVED AND p_open_to = OpenTo.ORGANIZATION)
$$;
