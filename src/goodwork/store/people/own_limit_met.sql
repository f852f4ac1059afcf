-- Why a person is given no item in a project by their own word: the rule of wellbeing.limits.met, and a test compares
-- the two. A word of NoWork, or null. p_here: whether they hold something in this project; p_anew: whether a further
-- item would be given. Whoever has limits and would be given one is held until the transaction ends, so that two tabs in
-- two projects count one after the other; nobody else is. They are held in memory, so that nothing is written for it.
-- What they hold and what they answered is read in one statement: an answer that comes in meanwhile is in one of the two.
CREATE OR REPLACE FUNCTION own_limit_met(
  p_person integer, p_project integer, p_here boolean, p_anew boolean, p_now timestamptz
) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_own record;
  v_local timestamp;
  v_began date;
BEGIN
  IF p_anew THEN
    PERFORM pg_advisory_xact_lock(0, p_person);
  END IF;
  SELECT o.*, h.held, h.elsewhere INTO v_own
  FROM own_limit o CROSS JOIN LATERAL (
    SELECT count(*) AS held, count(DISTINCT c.project_id) FILTER (WHERE c.project_id <> p_project) AS elsewhere
    FROM claim c WHERE p_anew AND c.person_id = p_person AND c.state = ClaimState.LIVE) h
  WHERE o.person_id = p_person;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  v_local := p_now AT TIME ZONE coalesce(v_own.zone, 'UTC');
  IF v_own.paused THEN
    RETURN NoWork.OWN_PAUSE;
  ELSIF v_own.done_on = v_local::date THEN
    RETURN NoWork.OWN_DONE;
  END IF;
  IF v_own.quiet_begin IS NOT NULL THEN
    -- Of today, or of yesterday where they go over midnight.
    v_began := CASE
      WHEN v_own.quiet_begin < v_own.quiet_end THEN
        CASE WHEN extract(hour FROM v_local) >= v_own.quiet_begin AND extract(hour FROM v_local) < v_own.quiet_end
          THEN v_local::date END
      WHEN extract(hour FROM v_local) >= v_own.quiet_begin THEN v_local::date
      WHEN extract(hour FROM v_local) < v_own.quiet_end THEN v_local::date - 1 END;
    IF v_began IS NOT NULL AND v_own.quiet_lifted_on IS DISTINCT FROM v_began THEN
      RETURN NoWork.OWN_QUIET;
    END IF;
  END IF;
  IF NOT p_anew OR v_own.lifted_on = v_local::date
     OR (v_own.items_a_day IS NULL AND v_own.projects_at_once IS NULL) THEN
    RETURN NULL;
  END IF;
  RETURN CASE
    WHEN CASE WHEN v_own.day = v_local::date THEN v_own.answers ELSE 0 END + v_own.held >= v_own.items_a_day
      THEN NoWork.OWN_ITEMS
    WHEN NOT p_here AND v_own.elsewhere >= v_own.projects_at_once THEN NoWork.OWN_PROJECTS END;
END $$;
