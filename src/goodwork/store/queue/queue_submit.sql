-- Take a person's answers to an item: append them, close the claim, count them and mark the item to be appraised.
-- The outcome is a word of store.queue.outcomes.SubmitOutcome, or of ClaimAccess where that closes the claim; what was
-- submitted before comes back with TAKEN (the same again) and with CONFLICT (something else).
CREATE OR REPLACE FUNCTION queue_submit(
  p_organization integer, p_person integer, p_role text, p_claim bigint, p_form_version integer, p_answers jsonb,
  p_blob text, p_prediction bigint, p_key text, p_mark bytea
) RETURNS TABLE (
  outcome text, annotation_id bigint, item_id bigint, revision smallint, form_version integer, answers jsonb,
  answers_blob text, surplus boolean, submitted_at timestamptz
) LANGUAGE plpgsql ROWS 1 AS $$
#variable_conflict use_variable
DECLARE
  v_setting text;
  v_item bigint;
  v_project integer;
  v_gold smallint;
  v_item_state smallint;
  v_missing smallint;
  v_state smallint;
  v_expires timestamptz;
  v_rate bigint;
  v_beginning bigint;
  v_known bytea;
  v_late boolean;
  v_project_state text;
  v_open_to text;
  v_access text := ClaimAccess.FULL;
BEGIN
  v_setting := set_config('goodwork.organization', p_organization::text, true)
    || set_config('goodwork.person', p_person::text, true);
  -- The person first, as everywhere: what counts their day waits for nobody who waits for this item.
  PERFORM FROM own_limit o WHERE o.person_id = p_person FOR NO KEY UPDATE;
  outcome := SubmitOutcome.NOT_FOUND;
  -- The item is locked first, then the claim.
  SELECT i.id, i.project_id, i.state, i.missing, i.gold, c.state, c.expires_at, c.rate_id, c.beginning,
    p.state, p.open_to,
    (SELECT k.fingerprint FROM idempotency k WHERE k.person_id = p_person AND k.key = p_key)
  INTO v_item, v_project, v_item_state, v_missing, v_gold, v_state, v_expires, v_rate, v_beginning,
    v_project_state, v_open_to, v_known
  FROM claim c JOIN item i ON i.id = c.item_id JOIN project p ON p.id = c.project_id
  WHERE c.id = p_claim AND c.person_id = p_person FOR NO KEY UPDATE OF i, c;
  IF NOT FOUND THEN
    RETURN NEXT; RETURN;
  ELSIF v_known <> p_mark THEN
    outcome := SubmitOutcome.OTHER_REQUEST; RETURN NEXT; RETURN;
  ELSIF v_state = ClaimState.SUBMITTED THEN
    RETURN QUERY SELECT
      CASE WHEN a.answers IS NOT DISTINCT FROM p_answers AND a.answers_blob IS NOT DISTINCT FROM p_blob
        AND a.form_version = p_form_version THEN SubmitOutcome.TAKEN ELSE SubmitOutcome.CONFLICT END,
      a.id, a.item_id, a.revision, a.form_version, a.answers, a.answers_blob, a.surplus, a.submitted_at
    FROM annotation a WHERE a.item_id = v_item AND a.person_id = p_person
      AND NOT EXISTS (SELECT FROM asked_again g WHERE g.item_id = v_item AND g.upto >= a.id)
    ORDER BY a.revision LIMIT 1;
    RETURN;
  ELSIF v_known = p_mark THEN
    -- Taken before, and the item is asked again since: sent a second time it is not another answer.
    RETURN QUERY SELECT SubmitOutcome.TAKEN, a.id, a.item_id, a.revision, a.form_version, a.answers, a.answers_blob,
      a.surplus, a.submitted_at
    FROM annotation a WHERE a.item_id = v_item AND a.person_id = p_person ORDER BY a.revision DESC LIMIT 1;
    RETURN;
  ELSIF v_state = ClaimState.SKIPPED THEN
    outcome := SubmitOutcome.SKIPPED; RETURN NEXT; RETURN;
  ELSIF v_state = ClaimState.HANDED_OVER AND (
       EXISTS (SELECT FROM handover h WHERE h.claim_id = p_claim AND NOT handover_waits(h.carrier_id))
       OR EXISTS (SELECT FROM claim o WHERE o.item_id = v_item AND o.beginning = v_beginning AND o.id <> p_claim
                  AND o.state IN (ClaimState.LIVE, ClaimState.SUBMITTED))) THEN
    -- A colleague carries it on: what they submit is the one answer that comes of it.
    outcome := SubmitOutcome.HANDED_OVER; RETURN NEXT; RETURN;
  END IF;
  -- What was acknowledged before is said again whatever became of the access; a new answer needs it.
  IF v_project_state = ProjectState.ARCHIVED OR NOT project_is_open(v_project_state, v_open_to, p_role) THEN
    SELECT claim_access(s.state, s.role, s.finish_in_hand, v_state, v_expires) INTO v_access
    FROM project_standing(v_project, p_person, p_role) s;
  END IF;
  IF v_access NOT IN (ClaimAccess.FULL, ClaimAccess.IN_HAND) THEN
    outcome := v_access; RETURN NEXT; RETURN;
  ELSIF p_prediction IS NOT NULL
     AND NOT EXISTS (SELECT FROM prediction m WHERE m.id = p_prediction AND m.item_id = v_item) THEN
    outcome := SubmitOutcome.NO_PREDICTION; RETURN NEXT; RETURN;
  END IF;

  -- A running claim holds its slot. A late answer takes one that is still free, else it is surplus.
  v_late := v_state <> ClaimState.LIVE;
  surplus := v_late AND NOT (v_missing > 0
    AND (v_item_state = ItemState.OPEN OR (v_item_state = ItemState.SETTLED AND v_gold > GoldDraw.NONE)));
  outcome := SubmitOutcome.TAKEN; item_id := v_item; form_version := p_form_version;
  answers := p_answers; answers_blob := p_blob;
  WITH counted AS (
    UPDATE item i SET live = i.live - (NOT v_late)::integer, completed = i.completed + 1
    WHERE i.id = v_item AND NOT surplus
  ), closed AS (
    UPDATE claim c SET state = ClaimState.SUBMITTED WHERE c.id = p_claim
  ), marked AS (
    INSERT INTO to_appraise (item_id, organization_id, project_id) VALUES (v_item, p_organization, v_project)
    ON CONFLICT DO NOTHING
  ), known AS (
    INSERT INTO idempotency (organization_id, person_id, key, fingerprint, response)
    SELECT p_organization, p_person, p_key, p_mark, 'null' WHERE p_key IS NOT NULL AND v_known IS NULL
    ON CONFLICT DO NOTHING
  ), undrafted AS (
    DELETE FROM draft d
    WHERE d.claim_id = ANY (p_claim || ARRAY(SELECT h.claim_id FROM handover h WHERE h.carrier_id = p_claim))
  ), taken_back AS (
    -- What they submit themselves after all is no colleague's any more.
    DELETE FROM handover h WHERE v_state = ClaimState.HANDED_OVER AND h.claim_id = p_claim
  )
  -- Behind what they said by an earlier guideline, where the item is asked again.
  INSERT INTO annotation AS a (organization_id, project_id, item_id, person_id, claim_id, revision, form_version,
                               answers, answers_blob, surplus, prediction_id)
  VALUES (p_organization, v_project, v_item, p_person, p_claim,
          coalesce((SELECT max(b.revision) FROM annotation b WHERE b.item_id = v_item AND b.person_id = p_person), 0) + 1,
          p_form_version, p_answers, p_blob, surplus, p_prediction)
  RETURNING a.id, a.revision, a.submitted_at INTO annotation_id, revision, submitted_at;
  PERFORM own_count(p_organization, p_person, 1, 0);
  PERFORM wake_appraisal(p_organization, v_project);
  -- What is owed comes last, as wherever answers are accepted: nobody waits for anything while they hold it.
  PERFORM pay_answer(p_organization, v_project, p_person, v_item, annotation_id, v_rate,
                     v_item_state = ItemState.SETTLED);
  RETURN NEXT;
END $$;
