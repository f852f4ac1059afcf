-- queue_lanes
-- The lanes of open items in the order in which a claim looks through them: the rule of routing.order.lanes, and a test
-- compares the two. Lane 0 has what is contested, lane n what misses n answers.
CREATE OR REPLACE FUNCTION queue_lanes(p_fewest integer, p_most integer, p_hand smallint, p_finishing boolean)
RETURNS integer[] LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  v_begun integer[] :=
    ARRAY(SELECT generate_series(p_fewest - 1, 1, -1)) || ARRAY(SELECT generate_series(p_fewest + 1, p_most));
BEGIN
  RETURN CASE
    WHEN p_finishing THEN ARRAY(SELECT generate_series(1, p_most)) || 0
    WHEN p_hand = Hand.ABOVE THEN ARRAY[0, p_fewest] || v_begun
    WHEN p_hand = Hand.BELOW THEN p_fewest || v_begun || 0
    ELSE ARRAY[p_fewest, 0] || v_begun END;
END $$;
