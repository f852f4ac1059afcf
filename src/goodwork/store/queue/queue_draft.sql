-- Keep a draft, and with it the claim: the lease begins anew. An expired claim whose slot is still free runs again;
-- else the draft is kept all the same. The outcome is a word of store.queue.outcomes.DraftOutcome, or of ClaimAccess:
-- IN_HAND is a draft that was kept though the lease ends when it ends; the other words close the claim. With CONFLICT
-- another tab saved a newer draft, which is returned and not overwritten.
CREATE OR REPLACE FUNCTION queue_draft(
  p_organization integer, p_person integer, p_role text, p_claim bigint, p_form_version integer, p_answers jsonb,
  p_revision integer
) RETURNS TABLE (outcome text, answers jsonb, revision integer, saved_at timestamptz) LANGUAGE plpgsql ROWS 1 AS $$
DECLARE
  v_claim claim;
  v_item item;
  v_draft draft;
  v_lease interval;
  v_access text;
  v_word text;
BEGIN
  PERFORM set_config('goodwork.organization', p_organization::text, true);
  SELECT * INTO v_claim FROM claim c WHERE c.id = p_claim AND c.person_id = p_person;
  IF v_claim.state = ClaimState.EXPIRED THEN
    SELECT * INTO v_item FROM item i WHERE i.id = v_claim.item_id FOR NO KEY UPDATE;
  END IF;
  SELECT * INTO v_claim FROM claim c WHERE c.id = p_claim AND c.person_id = p_person FOR NO KEY UPDATE;
  IF NOT FOUND OR v_claim.state IN (ClaimState.SUBMITTED, ClaimState.SKIPPED, ClaimState.HANDED_OVER) THEN
    RETURN QUERY SELECT
      CASE v_claim.state WHEN ClaimState.SUBMITTED THEN DraftOutcome.SUBMITTED
        WHEN ClaimState.SKIPPED THEN DraftOutcome.SKIPPED
        WHEN ClaimState.HANDED_OVER THEN DraftOutcome.HANDED_OVER ELSE DraftOutcome.NOT_FOUND END,
      NULL::jsonb, NULL::integer, NULL::timestamptz;
    RETURN;
  END IF;
  SELECT claim_access(s.state, s.role, s.finish_in_hand, v_claim.state, v_claim.expires_at), s.lease
  INTO v_access, v_lease
  FROM project_standing(v_claim.project_id, p_person, p_role) s;
  IF v_access NOT IN (ClaimAccess.FULL, ClaimAccess.IN_HAND) THEN
    RETURN QUERY SELECT v_access, NULL::jsonb, NULL::integer, NULL::timestamptz;
    RETURN;
  END IF;
  v_word := CASE v_access WHEN ClaimAccess.FULL THEN DraftOutcome.KEPT ELSE v_access END;
  SELECT * INTO v_draft FROM draft d WHERE d.claim_id = p_claim;
  IF coalesce(v_draft.revision, 0) <> p_revision THEN
    -- The same draft sent twice is no conflict: its first answer was lost on the way.
    RETURN QUERY SELECT
      CASE WHEN v_draft.revision = p_revision + 1 AND v_draft.answers = p_answers THEN v_word
        ELSE DraftOutcome.CONFLICT END,
      v_draft.answers, v_draft.revision, v_draft.saved_at;
    RETURN;
  END IF;
  IF v_access = ClaimAccess.IN_HAND THEN
    NULL; -- it ends when it ends
  ELSIF v_claim.state = ClaimState.LIVE THEN
    UPDATE claim c SET expires_at = now() + v_lease WHERE c.id = p_claim;
  ELSIF v_claim.state = ClaimState.EXPIRED AND v_item.state = ItemState.OPEN AND v_item.missing > 0 THEN
    UPDATE item i SET live = i.live + 1 WHERE i.id = v_item.id;
    UPDATE claim c SET state = ClaimState.LIVE, expires_at = now() + v_lease WHERE c.id = p_claim;
  END IF;
  INSERT INTO draft AS d (claim_id, organization_id, form_version, answers, revision)
  VALUES (p_claim, p_organization, p_form_version, p_answers, p_revision + 1)
  ON CONFLICT (claim_id) DO UPDATE SET form_version = excluded.form_version, answers = excluded.answers,
    revision = excluded.revision, saved_at = now()
  RETURNING * INTO v_draft;
  RETURN QUERY SELECT v_word, v_draft.answers, v_draft.revision, v_draft.saved_at;
END $$;
