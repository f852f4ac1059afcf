-- Give a person their running claim, or grant one: a stated item, a gold one, or the queue's next. The outcome is a
-- word of store.queue.outcomes.ClaimOutcome, or of NoWork; GRANTED and IN_HAND come with the claim.
--
-- A slot is given only while the item row is locked and, in its newest version, misses an answer: no item is
-- over-asked, however many ask. Nobody waits here for others' items, and nobody is told that nothing is left because
-- of what others hold for a moment: then the outcome is CHANGING, and the caller asks again.
--
-- Locks are taken in the order person, item, claim, to_appraise, here and in all functions of the queue. Time is the
-- database's own. It runs as its caller, so row-level security holds inside.
CREATE OR REPLACE FUNCTION queue_claim(
  p_organization integer, p_person integer, p_role text, p_project integer,
  p_item bigint, p_external text, p_further boolean, p_live_most integer, p_draw double precision,
  p_finishing boolean
) RETURNS TABLE (outcome text, claim_id bigint) LANGUAGE plpgsql ROWS 1 AS $$
#variable_conflict use_column
DECLARE
  v_named boolean := p_item IS NOT NULL OR p_external IS NOT NULL;
  v_setting text;
  v_project_state text;
  v_role integer;
  v_lease interval;
  v_fewest smallint;
  v_gold_share double precision;
  v_named_claims boolean;
  v_finish boolean;
  v_stands integer;
  v_hand smallint;
  v_positions integer[];
  v_dry_until timestamptz;
  v_gold_position integer;
  v_gold_dry_until timestamptz;
  v_live bigint[];
  v_lacks boolean;
  v_item bigint;
  v_moved boolean := false;
  v_next record;
  v_limited boolean;
  v_own text;
  v_wish text;
  v_away boolean;
BEGIN
  v_setting := set_config('goodwork.organization', p_organization::text, true)
    || set_config('goodwork.person', p_person::text, true);
  -- Two tabs of one person wait for each other here, before anything is read.
  IF NOT pg_try_advisory_xact_lock(p_project, p_person) THEN
    PERFORM pg_advisory_xact_lock(p_project, p_person);
  END IF;
  SELECT s.state, s.role, s.lease, s.fewest, s.gold_share, s.named_claims, s.finish_in_hand,
    q.person_id, q.hand, q.positions, q.dry_until, q.gold_position, q.gold_dry_until,
    ARRAY(SELECT c.id FROM claim c
          WHERE c.person_id = p_person AND c.project_id = p_project AND c.state = ClaimState.LIVE),
    s.role = ProjectRole.ANNOTATOR AND EXISTS (
      SELECT FROM project_requirement r WHERE r.project_id = p_project AND coalesce((
        SELECT h.tier FROM qualification_held h
        WHERE h.person_id = p_person AND h.qualification_id = r.qualification_id), 0) < r.tier
        AND NOT EXISTS (SELECT FROM requirement_waiver v WHERE v.project_id = r.project_id
                          AND v.person_id = p_person AND v.qualification_id = r.qualification_id
                          AND v.tier >= r.tier)),
    EXISTS (SELECT FROM own_limit o WHERE o.person_id = p_person), w.wish, w.away
  INTO v_project_state, v_role, v_lease, v_fewest, v_gold_share, v_named_claims, v_finish,
    v_stands, v_hand, v_positions, v_dry_until, v_gold_position, v_gold_dry_until, v_live, v_lacks, v_limited, v_wish,
    v_away
  FROM project_standing(p_project, p_person, p_role) s
  LEFT JOIN queue_cursor q ON q.project_id = p_project AND q.person_id = p_person
  LEFT JOIN own_project w ON w.project_id = p_project AND w.person_id = p_person;

  -- Who may ask.
  IF coalesce(v_role, 0) = 0 THEN
    -- What they hold may be finished where the policy says so, and its lease is not renewed.
    SELECT c.id INTO claim_id FROM claim c
    WHERE c.id = ANY (v_live) AND NOT v_named
      AND claim_access(v_project_state, 0, v_finish, c.state, c.expires_at) = ClaimAccess.IN_HAND
    ORDER BY c.id LIMIT 1;
    outcome := CASE WHEN claim_id IS NULL THEN ClaimOutcome.NOT_FOUND ELSE ClaimOutcome.IN_HAND END;
    RETURN NEXT; RETURN;
  ELSIF v_named AND v_role = ProjectRole.ANNOTATOR AND NOT v_named_claims THEN
    outcome := ClaimOutcome.NOT_ALLOWED; RETURN NEXT; RETURN;
  ELSIF v_project_state = ProjectState.ARCHIVED
     OR (v_project_state <> ProjectState.ACTIVE AND (v_named OR cardinality(v_live) = 0)) THEN
    outcome := NoWork.PAUSED; RETURN NEXT; RETURN;
  ELSIF v_away THEN
    outcome := NoWork.AWAY; RETURN NEXT; RETURN;
  END IF;
  -- What they set for themselves.
  IF v_limited THEN
    v_own := own_limit_met(p_person, p_project, cardinality(v_live) > 0, CASE
      WHEN v_named THEN NOT EXISTS (
        SELECT FROM claim c JOIN item_payload i ON i.item_id = c.item_id
        WHERE c.id = ANY (v_live) AND (c.item_id = p_item OR i.external_id = p_external))
      ELSE p_further OR cardinality(v_live) = 0 END, now());
    IF v_own IS NOT NULL THEN
      outcome := v_own; RETURN NEXT; RETURN;
    END IF;
  END IF;

  -- Which item.
  IF v_named THEN
    v_next := queue_named(p_project, p_person, p_item, p_external, v_lease, cardinality(v_live) >= p_live_most);
    IF v_next.outcome IS NOT NULL THEN
      outcome := v_next.outcome; claim_id := v_next.claim; RETURN NEXT; RETURN;
    END IF;
    -- What they have in hand they may finish, whatever the project asks for by now.
    IF v_lacks THEN
      outcome := NoWork.NOT_QUALIFIED; RETURN NEXT; RETURN;
    END IF;
    v_item := v_next.item;
  ELSIF cardinality(v_live) > 0
     AND (NOT p_further OR cardinality(v_live) >= p_live_most OR v_project_state <> ProjectState.ACTIVE) THEN
    claim_id := queue_renew(v_live, v_lease);
    outcome := CASE WHEN claim_id IS NULL THEN NoWork.CHANGING ELSE ClaimOutcome.GRANTED END;
    RETURN NEXT; RETURN;
  ELSIF v_lacks THEN
    outcome := NoWork.NOT_QUALIFIED; RETURN NEXT; RETURN;
  ELSE
    IF v_stands IS NULL THEN
      v_positions := '{}';
      v_hand := Hand.ALIKE;
      INSERT INTO queue_cursor (organization_id, project_id, person_id, gold_position)
      VALUES (p_organization, p_project, p_person,
              floor(random() * (SELECT coalesce(max(position), 0) FROM item WHERE project_id = p_project)))
      ON CONFLICT DO NOTHING RETURNING gold_position INTO v_gold_position;
    END IF;
    IF p_draw < v_gold_share AND (v_gold_dry_until IS NULL OR v_gold_dry_until < now()) THEN
      v_item := queue_gold(p_project, p_person, v_gold_position);
    END IF;
    IF v_item IS NULL THEN
      -- Their wish for this project (routing.order).
      IF v_wish = WorkWish.DIFFERENT THEN
        v_positions := queue_elsewhere(p_project, v_fewest, v_positions, random());
      END IF;
      v_next := queue_next(
        p_project, p_person, v_fewest, CASE v_wish WHEN WorkWish.HARDER THEN Hand.ABOVE::smallint ELSE v_hand END,
        p_finishing AND v_wish IS DISTINCT FROM WorkWish.HARDER, v_positions, v_dry_until);
      IF v_next.outcome IS NOT NULL THEN
        UPDATE queue_cursor q SET positions = v_next.positions, dry_until = v_next.dry_until
        WHERE q.project_id = p_project AND q.person_id = p_person
          AND (q.positions, q.dry_until) IS DISTINCT FROM (v_next.positions, v_next.dry_until);
        outcome := v_next.outcome; RETURN NEXT; RETURN;
      END IF;
      v_item := v_next.item;
      v_moved := v_next.positions IS DISTINCT FROM v_positions;
      v_positions := v_next.positions;
    END IF;
  END IF;

  -- The row of the claim says again that the item may be asked for: it was read before the item was locked, and may
  -- have been skipped or answered in another tab since. What the project pays now is promised with it.
  WITH granted AS (
    INSERT INTO claim AS c (organization_id, project_id, item_id, person_id, expires_at, rate_id)
    VALUES (p_organization, p_project, v_item, p_person, now() + v_lease,
            (SELECT r.id FROM pay_rate r WHERE r.project_id = p_project ORDER BY r.since DESC, r.id DESC LIMIT 1))
    ON CONFLICT (item_id, person_id)
      DO UPDATE SET state = ClaimState.LIVE, granted_at = now(), expires_at = excluded.expires_at,
        rate_id = excluded.rate_id
      WHERE c.state IN (ClaimState.RELEASED, ClaimState.EXPIRED)
    RETURNING c.id
  ), taken AS (
    UPDATE item i SET live = i.live + 1 FROM granted WHERE i.id = v_item
  ), moved AS (
    UPDATE queue_cursor q SET positions = v_positions
    WHERE v_moved AND q.project_id = p_project AND q.person_id = p_person
  )
  SELECT g.id INTO claim_id FROM granted g;
  outcome := CASE WHEN claim_id IS NULL THEN NoWork.CHANGING ELSE ClaimOutcome.GRANTED END;
  RETURN NEXT;
END $$;
