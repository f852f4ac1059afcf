-- Pay the answers to settled items that waited for it, but those that a review decided against; returns how many.
-- In the order of people, so that two batches never wait for each other's sums.
CREATE OR REPLACE FUNCTION pay_accept(p_organization integer, p_items bigint[]) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  v_one record;
  v_paid integer := 0;
BEGIN
  FOR v_one IN
    WITH gone AS (
      DELETE FROM pay_pending w WHERE w.item_id = ANY (p_items) AND w.review_id IS NULL
      RETURNING w.annotation_id, w.project_id, w.person_id, w.rate_id
    )
    SELECT g.annotation_id, g.project_id, g.person_id, g.rate_id, r.currency, r.amount
    FROM gone g JOIN pay_rate r ON r.id = g.rate_id ORDER BY g.person_id, r.currency, g.annotation_id
  LOOP
    PERFORM pay_post(p_organization, v_one.person_id, PayKind.ACCEPTED, v_one.project_id, v_one.annotation_id, NULL,
                     v_one.rate_id, v_one.currency, v_one.amount, '', NULL);
    v_paid := v_paid + 1;
  END LOOP;
  RETURN v_paid;
END $$;
