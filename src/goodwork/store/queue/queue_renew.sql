-- The oldest of these claims that still runs, locked; null when every one of them was closed a moment ago. One that
-- has run out runs on, because its slot is still theirs.
CREATE OR REPLACE FUNCTION queue_renew(p_claims bigint[], p_lease interval) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_claim bigint;
BEGIN
  SELECT c.id INTO v_claim FROM claim c
  WHERE c.id = ANY (p_claims) AND c.state = ClaimState.LIVE ORDER BY c.id LIMIT 1 FOR NO KEY UPDATE;
  UPDATE claim c SET expires_at = now() + p_lease WHERE c.id = v_claim AND c.expires_at < now();
  RETURN v_claim;
END $$;
