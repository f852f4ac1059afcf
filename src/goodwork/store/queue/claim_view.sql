-- What the desk shows of a claim. VOLATILE, because it must see the claim that the same command has granted.
CREATE OR REPLACE FUNCTION claim_view(p_claim bigint)
RETURNS TABLE (
  claim_id bigint, project_id integer, state smallint, granted_at timestamptz, expires_at timestamptz,
  form_version integer, item_id bigint, external_id text, payload jsonb, metadata jsonb, predictions jsonb,
  draft jsonb, pay jsonb, begun text
) LANGUAGE plpgsql ROWS 1 AS $$
BEGIN
  RETURN QUERY SELECT c.id, c.project_id, c.state, c.granted_at, c.expires_at, p.form_version, c.item_id, i.external_id,
    i.payload, i.metadata,
    (SELECT jsonb_agg(jsonb_build_object('id', m.id, 'model', m.model, 'answers', m.answers, 'score', m.score)
                      ORDER BY m.id) FROM prediction m
     WHERE m.item_id = c.item_id AND coalesce(p.policy ->> 'predictions', PredictionsAre.SHOWN) = PredictionsAre.SHOWN),
    (SELECT jsonb_build_object('answers', d.answers, 'revision', d.revision, 'saved_at', d.saved_at)
     FROM draft d WHERE d.claim_id = c.id),
    (SELECT jsonb_build_object('basis', r.basis, 'currency', r.currency, 'amount', r.amount)
     FROM pay_rate r WHERE r.id = c.rate_id AND r.amount > 0),
    CASE WHEN EXISTS (SELECT FROM handover h WHERE h.carrier_id = c.id) THEN Begun.CARRIED
      WHEN c.state = ClaimState.LIVE AND EXISTS (
        SELECT FROM handover h JOIN draft d ON d.claim_id = h.claim_id
        WHERE h.item_id = c.item_id AND handover_waits(h.carrier_id) AND handover_opens(h.item_id)) THEN Begun.OFFERED END
  FROM claim c JOIN project p ON p.id = c.project_id JOIN item_payload i ON i.item_id = c.item_id
  WHERE c.id = p_claim;
END $$;
