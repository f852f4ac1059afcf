-- Where the search goes on in every lane for somebody who wishes for different work: up to a twentieth of the project
-- further on, and over its end to the top. What is passed over is met when the lanes have ended.
CREATE OR REPLACE FUNCTION queue_elsewhere(p_project integer, p_fewest smallint, p_positions integer[], p_draw double precision)
RETURNS integer[] LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_items integer;
BEGIN
  SELECT coalesce(max(i.position), -1) + 1 INTO v_items FROM item i WHERE i.project_id = p_project;
  RETURN ARRAY(
    SELECT (coalesce(p_positions[n], -1) + 1 + floor(p_draw * v_items / 20)::integer) % greatest(v_items, 1) - 1
    FROM generate_series(1, greatest(p_fewest + 1, coalesce(array_upper(p_positions, 1), 1))) n);
END $$;
