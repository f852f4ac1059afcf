-- The beginning of what an item shows, enough to compare it word by word with another as far as a page shows them: its
-- parts with so many letters of their texts, of a conversation as many turns as hold them, of other data that is large
-- what a list shows. A list of clusters that took its items whole would take as long and as much memory as all of them.
CREATE OR REPLACE FUNCTION beginning(p_payload jsonb, p_letters integer) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT jsonb_build_object('parts', coalesce(jsonb_agg(jsonb_build_object(
    'name', left(part ->> 'name', 400), 'type', part ->> 'type', 'blob', part ->> 'blob',
    'text', left(part ->> 'text', p_letters),
    'data', CASE
      WHEN jsonb_typeof(part -> 'data') IS DISTINCT FROM 'object' THEN NULL
      WHEN jsonb_typeof(part #> '{data,turns}') = 'array' THEN (
        SELECT jsonb_build_object('turns', coalesce(jsonb_agg(
          jsonb_strip_nulls(jsonb_build_object(
            'role', left(turn ->> 'role', 400), 'text', left(turn ->> 'text', p_letters)))
          ORDER BY place), '[]'))
        FROM (
          SELECT turn, place, sum(1 + coalesce(length(turn ->> 'text'), 0)) OVER (
            ORDER BY place ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
          FROM jsonb_array_elements(part #> '{data,turns}') WITH ORDINALITY AS turns (turn, place)
          WHERE jsonb_typeof(turn) = 'object') AS told
        WHERE coalesce(before, 0) < p_letters)
      WHEN length(CAST(part -> 'data' AS text)) <= 4 * p_letters THEN part -> 'data'
      ELSE glimpse(jsonb_build_object('parts', jsonb_build_array(part))) #> '{parts,0,data}'
      END
    ) ORDER BY number), '[]'))
  FROM jsonb_array_elements(CASE jsonb_typeof(p_payload -> 'parts') WHEN 'array' THEN p_payload -> 'parts' ELSE '[]' END)
    WITH ORDINALITY AS parts (part, number)
  WHERE number <= 100
$$;
