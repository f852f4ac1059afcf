-- Why a person is given no item in a project by their own word: the rule of wellbeing.limits.met, and a test compares
-- the two. A word of NoWork, or null. p_here: whether they hold something in this project; p_anew: whether a further
-- item would be given. Whoever has ceilings is held until the transaction ends, so that two tabs in two projects count
-- one after the other; nobody else is.
CREATE OR REPLACE FUNCTION own_limit_met(
  p_person integer, p_project integer, p_here boolean, p_anew boolean, p_now timestamptz
) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_own own_limit;
  v_local timestamp;
  v_began date;
  v_held integer := 0;
  v_elsewhere integer := 0;
BEGIN
  SELECT * INTO v_own FROM own_limit o WHERE o.person_id = p_person;
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
  SELECT * INTO v_own FROM own_limit o WHERE o.person_id = p_person FOR NO KEY UPDATE;
  SELECT coalesce(sum(h.items), 0), count(*) FILTER (WHERE h.project_id <> p_project) INTO v_held, v_elsewhere
  FROM (SELECT c.project_id, count(*) AS items FROM claim c
        WHERE c.person_id = p_person AND c.state = ClaimState.LIVE GROUP BY c.project_id) h;
  RETURN CASE
    WHEN CASE WHEN v_own.day = v_local::date THEN v_own.answers ELSE 0 END + v_held >= v_own.items_a_day
      THEN NoWork.OWN_ITEMS
    WHEN NOT p_here AND v_elsewhere >= v_own.projects_at_once THEN NoWork.OWN_PROJECTS END;
END $$;
