-- Access that ends, and skips that are final.

-- Whoever was deactivated before goodwork freed what they held.
CREATE INDEX person_deactivated ON person (id) WHERE deactivated_at IS NOT NULL;

-- Skips that a release undid are skips again: the reason that was written down is the proof.
UPDATE claim c SET state = 4 FROM skip s
WHERE s.item_id = c.item_id AND s.person_id = c.person_id AND c.state IN (2, 3);

-- A skip is final for that person and item, whatever follows.
CREATE FUNCTION skip_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = 'a skipped claim stays skipped';
END $$;
CREATE TRIGGER skip_stays BEFORE UPDATE OF state ON claim
  FOR EACH ROW WHEN (old.state = 4 AND new.state <> 4) EXECUTE FUNCTION skip_stays();

-- What somebody may do with a claim of theirs: 'full'; 'in-hand' (no role in the project any more, but the policy lets
-- them finish what they hold until its lease ends); 'reading' (an archive, for those who lead or review);
-- 'archived' or 'ended': nothing. The same rule as routing.access.claim_access; a test compares the two.
CREATE FUNCTION claim_access(
  p_project integer, p_person integer, p_role text, p_state smallint, p_expires timestamptz
) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_role integer;
  v_state text;
  v_finish boolean;
BEGIN
  SELECT project_role(p, p_person, p_role), p.state, coalesce((p.policy ->> 'finish_in_hand')::boolean, true)
  INTO v_role, v_state, v_finish FROM project p WHERE p.id = p_project;
  RETURN CASE
    WHEN v_state = 'archived' AND v_role > 0 THEN 'reading'
    WHEN v_state = 'archived' THEN 'archived'
    WHEN v_role > 0 THEN 'full'
    WHEN v_finish AND p_state = 0 AND p_expires > now() THEN 'in-hand'
    ELSE 'ended' END;
END $$;

-- A claim of one's own, whatever became of it, and what claim_access says of it.
DROP FUNCTION queue_look(integer, integer, bigint);
CREATE FUNCTION queue_look(p_organization integer, p_person integer, p_role text, p_claim bigint)
RETURNS TABLE (claim_id bigint, access text)
LANGUAGE plpgsql ROWS 1 AS $$
BEGIN
  PERFORM set_config('goodwork.organization', p_organization::text, true),
          set_config('goodwork.person', p_person::text, true);
  RETURN QUERY SELECT c.id, claim_access(c.project_id, p_person, p_role, c.state, c.expires_at) FROM claim c
  WHERE c.id = p_claim AND c.person_id = p_person;
END $$;

-- Give a person their running claim, or grant one. The outcome is 'claim' or 'in-hand' (see claim_access) with the
-- claim's id, or a word: not-found, not-allowed, too-many, paused, taken, settled, answered, empty, done, all-answered.
--
-- A slot is given only while the item row is locked and, in its newest version, misses an answer: no item is
-- over-asked, however many ask. Items are looked for from where the person stands in each class of missing answers
-- (fewest missing first, so that items are finished that were begun); only when every class has ended does the search
-- begin again at the top, and a search that took long is not repeated before twenty times as long has passed.
CREATE OR REPLACE FUNCTION queue_claim(
  p_organization integer, p_person integer, p_role text, p_project integer,
  p_item bigint, p_external text, p_further boolean, p_live_most integer, p_draw double precision
) RETURNS TABLE (outcome text, claim_id bigint) LANGUAGE plpgsql ROWS 1 AS $$
#variable_conflict use_column
DECLARE
  v_named boolean := p_item IS NOT NULL OR p_external IS NOT NULL;
  v_setting text;
  v_project_state text;
  v_policy jsonb;
  v_role integer;
  v_lease interval;
  v_stands integer;
  v_positions integer[];
  v_before integer[];
  v_dry_until timestamptz;
  v_gold_position integer;
  v_gold_dry_until timestamptz;
  v_live bigint[];
  v_claim bigint;
  v_item bigint;
  v_position integer;
  v_from integer;
  v_state smallint;
  v_missing smallint;
  v_mine smallint;
  v_top integer;
  v_began timestamptz;
BEGIN
  v_setting := set_config('goodwork.organization', p_organization::text, true);
  v_setting := set_config('goodwork.person', p_person::text, true);
  -- Two tabs of one person wait for each other here, before anything is read.
  IF NOT pg_try_advisory_xact_lock(p_project, p_person) THEN
    PERFORM pg_advisory_xact_lock(p_project, p_person);
  END IF;
  -- The role is the rule of routing.access.project_role; a test compares the two.
  SELECT p.state, p.policy,
    CASE WHEN p_role IN ('owner', 'manager') THEN 3 ELSE greatest(
      CASE (SELECT g.role FROM project_grant g WHERE g.project_id = p.id AND g.person_id = p_person)
        WHEN 'manager' THEN 3 WHEN 'reviewer' THEN 2 ELSE 0 END,
      CASE WHEN p_role = 'reviewer' THEN 2
        WHEN p.state = 'archived' THEN 0
        WHEN p.open_to = 'organization' THEN 1
        WHEN EXISTS (SELECT FROM project_team pt JOIN team_member m ON m.team_id = pt.team_id
                     WHERE pt.project_id = p.id AND m.person_id = p_person) THEN 1 ELSE 0 END) END,
    q.person_id, q.positions, q.dry_until, q.gold_position, q.gold_dry_until,
    ARRAY(SELECT c.id FROM claim c WHERE c.person_id = p_person AND c.project_id = p_project AND c.state = 0)
  INTO v_project_state, v_policy, v_role, v_stands, v_positions, v_dry_until, v_gold_position, v_gold_dry_until, v_live
  FROM project p LEFT JOIN queue_cursor q ON q.project_id = p_project AND q.person_id = p_person
  WHERE p.id = p_project;
  IF coalesce(v_role, 0) = 0 THEN
    -- What they hold may be finished where the policy says so, and its lease is not renewed.
    SELECT c.id INTO v_claim FROM claim c
    WHERE c.id = ANY (v_live) AND NOT v_named
      AND claim_access(p_project, p_person, p_role, c.state, c.expires_at) = 'in-hand'
    ORDER BY c.id LIMIT 1;
    outcome := CASE WHEN v_claim IS NULL THEN 'not-found' ELSE 'in-hand' END; claim_id := v_claim;
    RETURN NEXT; RETURN;
  ELSIF v_named AND v_role = 1 AND NOT coalesce((v_policy ->> 'named_claims')::boolean, false) THEN
    outcome := 'not-allowed'; RETURN NEXT; RETURN;
  ELSIF v_project_state = 'archived' OR (v_project_state <> 'active' AND (v_named OR cardinality(v_live) = 0)) THEN
    outcome := 'paused'; RETURN NEXT; RETURN;
  END IF;
  v_lease := make_interval(secs => coalesce((v_policy ->> 'lease_hours')::double precision, 24) * 3600);

  -- What runs already.
  IF NOT v_named AND cardinality(v_live) > 0
     AND (NOT p_further OR cardinality(v_live) >= p_live_most OR v_project_state <> 'active') THEN
    SELECT min(c) INTO v_claim FROM unnest(v_live) c;
    -- It may have run out, but the slot is still theirs.
    UPDATE claim c SET expires_at = now() + v_lease WHERE c.id = v_claim AND c.state = 0 AND c.expires_at < now();
    outcome := 'claim'; claim_id := v_claim; RETURN NEXT; RETURN;
  END IF;
  IF v_stands IS NULL AND NOT v_named THEN
    v_positions := '{}';
    INSERT INTO queue_cursor (organization_id, project_id, person_id, gold_position)
    VALUES (p_organization, p_project, p_person,
            floor(random() * (SELECT coalesce(max(position), 0) FROM item WHERE project_id = p_project)))
    ON CONFLICT DO NOTHING RETURNING gold_position INTO v_gold_position;
  END IF;

  IF v_named THEN
    IF p_item IS NOT NULL THEN
      SELECT i.id INTO v_item FROM item i WHERE i.id = p_item AND i.project_id = p_project;
    ELSE
      SELECT i.item_id INTO v_item FROM item_payload i WHERE i.project_id = p_project AND i.external_id = p_external;
    END IF;
    SELECT i.state, i.missing INTO v_state, v_missing FROM item i WHERE i.id = v_item FOR NO KEY UPDATE;
    IF NOT FOUND THEN
      outcome := 'not-found'; RETURN NEXT; RETURN;
    END IF;
    SELECT c.id, c.state INTO v_claim, v_mine FROM claim c WHERE c.item_id = v_item AND c.person_id = p_person;
    IF v_mine = 0 THEN
      UPDATE claim c SET expires_at = now() + v_lease WHERE c.id = v_claim AND c.expires_at < now();
      outcome := 'claim'; claim_id := v_claim; RETURN NEXT; RETURN;
    END IF;
    outcome := CASE
      WHEN v_mine IN (1, 4) THEN 'answered'
      WHEN v_state = 1 THEN 'settled'
      WHEN v_state <> 0 OR v_missing <= 0 THEN 'taken'
      WHEN cardinality(v_live) >= p_live_most THEN 'too-many' END;
    IF outcome IS NOT NULL THEN
      RETURN NEXT; RETURN;
    END IF;
  ELSE
    v_before := v_positions;
    IF p_draw < coalesce((v_policy ->> 'gold_share')::double precision, 0)
       AND (v_gold_dry_until IS NULL OR v_gold_dry_until < now()) THEN
      FOR v_pass IN 1..2 LOOP
        v_from := v_gold_position;
        SELECT i.id, i.position INTO v_item, v_gold_position
        FROM item i
        WHERE i.project_id = p_project AND i.gold > 0 AND i.position > v_from
          AND i.state IN (0, 1) AND i.missing > 0
          AND coalesce((SELECT c.state FROM claim c WHERE c.item_id = i.id AND c.person_id = p_person), 2) IN (2, 3)
        ORDER BY i.position LIMIT 1 FOR NO KEY UPDATE OF i SKIP LOCKED;
        EXIT WHEN v_item IS NOT NULL;
        v_gold_position := -1;
      END LOOP;
      UPDATE queue_cursor q SET gold_position = v_gold_position,
        gold_dry_until = CASE WHEN v_item IS NULL THEN now() + interval '1 minute' END
      WHERE q.project_id = p_project AND q.person_id = p_person;
    END IF;
    IF v_item IS NULL THEN
      v_top := greatest(coalesce((v_policy ->> 'fewest')::integer, 2), 1);
      <<search>>
      FOR v_pass IN 1..2 LOOP
        IF v_pass = 2 THEN
          EXIT WHEN v_dry_until > now();
          v_began := clock_timestamp();
          SELECT greatest(v_top, max(i.missing)) INTO v_top
          FROM item i WHERE i.project_id = p_project AND i.state = 0 AND i.missing > 0;
        END IF;
        FOR v_class IN 1..v_top LOOP
          -- Plain variables only: row-level security lets no other expression into an index condition. And pairs of
          -- missing and position, so that no other index has the order that is asked for.
          v_missing := v_class;
          v_from := CASE v_pass WHEN 1 THEN coalesce(v_positions[v_class], -1) ELSE -1 END;
          SELECT i.id, i.position INTO v_item, v_position
          FROM item i
          WHERE i.project_id = p_project AND (i.missing, i.position) > (v_missing, v_from) AND i.missing <= v_missing
            AND i.missing > 0 AND i.state = 0
            AND coalesce((SELECT c.state FROM claim c WHERE c.item_id = i.id AND c.person_id = p_person), 2) IN (2, 3)
          ORDER BY i.missing, i.position LIMIT 1 FOR NO KEY UPDATE OF i SKIP LOCKED;
          IF v_item IS NOT NULL THEN
            v_positions[v_class] := v_position;
            EXIT search;
          END IF;
          -- Nothing for this person from here to the end: next time they begin behind what was looked through.
          SELECT i.position INTO v_position
          FROM item i
          WHERE i.project_id = p_project AND (i.missing, i.position) > (v_missing, v_from) AND i.missing <= v_missing
            AND i.missing > 0 AND i.state = 0
          ORDER BY i.missing DESC, i.position DESC LIMIT 1;
          IF FOUND THEN
            v_positions[v_class] := v_position;
          END IF;
        END LOOP;
      END LOOP;
      IF clock_timestamp() - v_began > interval '20 milliseconds' THEN
        v_dry_until := clock_timestamp() + 20 * (clock_timestamp() - v_began);
        UPDATE queue_cursor q SET dry_until = v_dry_until
        WHERE q.project_id = p_project AND q.person_id = p_person;
      END IF;
    END IF;
    IF v_item IS NULL THEN
      UPDATE queue_cursor q SET positions = v_positions
      WHERE q.project_id = p_project AND q.person_id = p_person AND q.positions <> v_positions;
      outcome := CASE
        WHEN EXISTS (SELECT FROM item i WHERE i.project_id = p_project AND i.state = 0 AND i.missing > 0)
          THEN 'all-answered'
        WHEN EXISTS (SELECT FROM item i WHERE i.project_id = p_project) THEN 'done'
        ELSE 'empty' END;
      RETURN NEXT; RETURN;
    END IF;
  END IF;

  outcome := 'claim';
  -- The row says again that it may be asked for: it was read before the item was locked, and may have been skipped or
  -- answered in another tab since.
  WITH granted AS (
    INSERT INTO claim AS c (organization_id, project_id, item_id, person_id, expires_at)
    VALUES (p_organization, p_project, v_item, p_person, now() + v_lease)
    ON CONFLICT (item_id, person_id)
      DO UPDATE SET state = 0, granted_at = now(), expires_at = excluded.expires_at WHERE c.state IN (2, 3)
    RETURNING c.id
  ), taken AS (
    UPDATE item i SET live = i.live + 1 FROM granted WHERE i.id = v_item
  ), moved AS (
    UPDATE queue_cursor q SET positions = v_positions
    WHERE v_before IS DISTINCT FROM v_positions AND q.project_id = p_project AND q.person_id = p_person
  )
  SELECT g.id INTO claim_id FROM granted g;
  IF claim_id IS NULL THEN
    RETURN QUERY SELECT q.outcome, q.claim_id FROM queue_claim(
      p_organization, p_person, p_role, p_project, p_item, p_external, p_further, p_live_most, p_draw) q;
    RETURN;
  END IF;
  RETURN NEXT;
END $$;

-- Take a person's answers to an item: append them, close the claim, count them and mark the item to be appraised.
-- The outcome is 'annotation' (also when the same was submitted before), not-found, conflict (something else was
-- submitted before), skipped, ended or archived (see claim_access), other-request (the key belongs to another request), no-prediction.
DROP FUNCTION queue_submit(integer, integer, bigint, integer, jsonb, text, bigint, text, bytea);
CREATE FUNCTION queue_submit(
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
  v_known bytea;
  v_late boolean;
  v_access text;
BEGIN
  v_setting := set_config('goodwork.organization', p_organization::text, true);
  v_setting := set_config('goodwork.person', p_person::text, true);
  outcome := 'not-found';
  -- The item is locked first, then the claim.
  SELECT i.id, i.project_id, i.state, i.missing, i.gold, c.state, c.expires_at,
    (SELECT k.fingerprint FROM idempotency k WHERE k.person_id = p_person AND k.key = p_key)
  INTO v_item, v_project, v_item_state, v_missing, v_gold, v_state, v_expires, v_known
  FROM claim c JOIN item i ON i.id = c.item_id
  WHERE c.id = p_claim AND c.person_id = p_person FOR NO KEY UPDATE OF i, c;
  IF NOT FOUND THEN
    RETURN NEXT; RETURN;
  ELSIF v_known <> p_mark THEN
    outcome := 'other-request'; RETURN NEXT; RETURN;
  ELSIF v_state = 1 THEN
    RETURN QUERY SELECT
      CASE WHEN a.answers IS NOT DISTINCT FROM p_answers AND a.answers_blob IS NOT DISTINCT FROM p_blob
        AND a.form_version = p_form_version THEN 'annotation' ELSE 'conflict' END,
      a.id, a.item_id, a.revision, a.form_version, a.answers, a.answers_blob, a.surplus, a.submitted_at
    FROM annotation a WHERE a.item_id = v_item AND a.person_id = p_person AND a.revision = 1;
    RETURN;
  ELSIF v_state = 4 THEN
    outcome := 'skipped'; RETURN NEXT; RETURN;
  END IF;
  -- What was acknowledged before is said again whatever became of the access; a new answer needs it.
  v_access := claim_access(v_project, p_person, p_role, v_state, v_expires);
  IF v_access NOT IN ('full', 'in-hand') THEN
    outcome := v_access; RETURN NEXT; RETURN;
  ELSIF p_prediction IS NOT NULL
     AND NOT EXISTS (SELECT FROM prediction m WHERE m.id = p_prediction AND m.item_id = v_item) THEN
    outcome := 'no-prediction'; RETURN NEXT; RETURN;
  END IF;

  -- A running claim holds its slot. A late answer takes one that is still free, else it is surplus.
  v_late := v_state <> 0;
  surplus := v_late AND NOT (v_missing > 0 AND (v_item_state = 0 OR (v_item_state = 1 AND v_gold > 0)));
  outcome := 'annotation'; item_id := v_item; revision := 1; form_version := p_form_version; answers := p_answers;
  answers_blob := p_blob;
  WITH counted AS (
    UPDATE item i SET live = i.live - (NOT v_late)::integer, completed = i.completed + 1
    WHERE i.id = v_item AND NOT surplus
  ), closed AS (
    UPDATE claim c SET state = 1 WHERE c.id = p_claim
  ), marked AS (
    INSERT INTO to_appraise (item_id, organization_id, project_id) VALUES (v_item, p_organization, v_project)
    ON CONFLICT DO NOTHING
  ), known AS (
    INSERT INTO idempotency (organization_id, person_id, key, fingerprint, response)
    SELECT p_organization, p_person, p_key, p_mark, 'null' WHERE p_key IS NOT NULL AND v_known IS NULL
    ON CONFLICT DO NOTHING
  ), undrafted AS (
    DELETE FROM draft d WHERE d.claim_id = p_claim
  )
  INSERT INTO annotation AS a (organization_id, project_id, item_id, person_id, claim_id, form_version, answers,
                               answers_blob, surplus, prediction_id)
  VALUES (p_organization, v_project, v_item, p_person, p_claim, p_form_version, p_answers, p_blob, surplus,
          p_prediction)
  RETURNING a.id, a.submitted_at INTO annotation_id, submitted_at;
  PERFORM wake_appraisal(p_organization, v_project);
  RETURN NEXT;
END $$;

-- Keep a draft, and with it the claim: the lease begins anew. An expired claim whose slot is still free runs again;
-- else the draft is kept all the same. The outcome is 'draft', 'in-hand' (kept, but
-- the lease ends when it ends: see claim_access), not-found, submitted, skipped, reading, archived, ended, or conflict:
-- another tab saved a newer one, which is returned and not overwritten.
DROP FUNCTION queue_draft(integer, integer, bigint, integer, jsonb, integer);
CREATE FUNCTION queue_draft(
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
  PERFORM set_config('goodwork.organization', p_organization::text, true),
          set_config('goodwork.person', p_person::text, true);
  SELECT * INTO v_claim FROM claim c WHERE c.id = p_claim AND c.person_id = p_person;
  IF v_claim.state = 3 THEN
    SELECT * INTO v_item FROM item i WHERE i.id = v_claim.item_id FOR NO KEY UPDATE;
  END IF;
  SELECT * INTO v_claim FROM claim c WHERE c.id = p_claim AND c.person_id = p_person FOR NO KEY UPDATE;
  IF NOT FOUND OR v_claim.state IN (1, 4) THEN
    RETURN QUERY SELECT CASE v_claim.state WHEN 1 THEN 'submitted' WHEN 4 THEN 'skipped' ELSE 'not-found' END,
      NULL::jsonb, NULL::integer, NULL::timestamptz;
    RETURN;
  END IF;
  v_access := claim_access(v_claim.project_id, p_person, p_role, v_claim.state, v_claim.expires_at);
  IF v_access NOT IN ('full', 'in-hand') THEN
    RETURN QUERY SELECT v_access, NULL::jsonb, NULL::integer, NULL::timestamptz;
    RETURN;
  END IF;
  v_word := CASE v_access WHEN 'full' THEN 'draft' ELSE v_access END;
  SELECT * INTO v_draft FROM draft d WHERE d.claim_id = p_claim;
  IF coalesce(v_draft.revision, 0) <> p_revision THEN
    -- The same draft sent twice is no conflict: its first answer was lost on the way.
    RETURN QUERY SELECT
      CASE WHEN v_draft.revision = p_revision + 1 AND v_draft.answers = p_answers THEN v_word ELSE 'conflict' END,
      v_draft.answers, v_draft.revision, v_draft.saved_at;
    RETURN;
  END IF;
  SELECT make_interval(secs => coalesce((p.policy ->> 'lease_hours')::double precision, 24) * 3600) INTO v_lease
  FROM project p WHERE p.id = v_claim.project_id;
  IF v_access = 'in-hand' THEN
    NULL; -- it ends when it ends
  ELSIF v_claim.state = 0 THEN
    UPDATE claim c SET expires_at = now() + v_lease WHERE c.id = p_claim;
  ELSIF v_claim.state = 3 AND v_item.state = 0 AND v_item.missing > 0 THEN
    UPDATE item i SET live = i.live + 1 WHERE i.id = v_item.id;
    UPDATE claim c SET state = 0, expires_at = now() + v_lease WHERE c.id = p_claim;
  END IF;
  INSERT INTO draft AS d (claim_id, organization_id, form_version, answers, revision)
  VALUES (p_claim, p_organization, p_form_version, p_answers, p_revision + 1)
  ON CONFLICT (claim_id) DO UPDATE SET form_version = excluded.form_version, answers = excluded.answers,
    revision = excluded.revision, saved_at = now()
  RETURNING * INTO v_draft;
  RETURN QUERY SELECT v_word, v_draft.answers, v_draft.revision, v_draft.saved_at;
END $$;
