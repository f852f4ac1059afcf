-- Whether what was handed over waits for somebody: nobody has taken it up, or whoever did has left the item since, so that
-- nothing comes of it there. One expression, so that it is put in where it is asked.
CREATE OR REPLACE FUNCTION handover_waits(p_carrier bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT p_carrier IS NULL OR EXISTS (SELECT FROM claim c WHERE c.id = p_carrier
                                      AND c.state IN (ClaimState.RELEASED, ClaimState.EXPIRED, ClaimState.SKIPPED))
$$;
