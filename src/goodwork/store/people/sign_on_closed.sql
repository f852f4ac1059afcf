-- Who signed in although their access has ended, by the hash of a session: they read what was decided about them, and no
-- other door asks here. It runs as the owner for the same reason as sign_on.
CREATE OR REPLACE FUNCTION sign_on_closed(p_session bytea)
RETURNS TABLE (organization_id integer, person_id integer)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 1 SET search_path = public, pg_temp AS $$
  SELECT p.organization_id, p.id FROM session s JOIN person p ON p.id = s.person_id
  WHERE s.token_hash = p_session AND s.expires_at > now() AND p.deactivated_at IS NOT NULL
$$;
REVOKE ALL ON FUNCTION sign_on_closed FROM public;
GRANT EXECUTE ON FUNCTION sign_on_closed TO goodwork_app, goodwork_system;
