-- Who is calling, by the hash of a session or of a token: nobody when it is neither, and whether the token covers the
-- scope. It runs as the owner, because it answers before an organization is known, and it answers to the hash of a
-- 256-bit secret only.
CREATE OR REPLACE FUNCTION sign_on(p_session bytea, p_token bytea, p_scope text)
RETURNS TABLE (organization_id integer, person_id integer, role text, scopes text[], covered boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1 SET search_path = public, pg_temp AS $$
BEGIN
  IF p_session IS NOT NULL THEN
    RETURN QUERY SELECT p.organization_id, p.id, p.role, NULL::text[], true
    FROM session s JOIN person p ON p.id = s.person_id
    WHERE s.token_hash = p_session AND s.expires_at > now() AND p.deactivated_at IS NULL;
  ELSE
    RETURN QUERY SELECT p.organization_id, p.id, p.role, k.scopes, p_scope = ANY (k.scopes)
    FROM api_token k JOIN person p ON p.id = k.person_id
    WHERE k.token_hash = p_token AND k.expires_at > now() AND k.revoked_at IS NULL AND p.deactivated_at IS NULL;
  END IF;
END $$;
REVOKE ALL ON FUNCTION sign_on FROM public;
GRANT EXECUTE ON FUNCTION sign_on TO goodwork_app, goodwork_system;
