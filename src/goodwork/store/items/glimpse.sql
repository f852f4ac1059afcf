-- The beginning of what an item shows, enough for the line that stands for it in a list: its parts with the first
-- letters of their texts, of a conversation the turn that is shown, of a table the first row, of other data the first
-- fields. A list that took its items whole would take as long and as much memory as all of them together.
CREATE OR REPLACE FUNCTION glimpse(p_payload jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT jsonb_build_object('parts', coalesce(jsonb_agg(jsonb_build_object(
    'name', left(part ->> 'name', 400), 'type', part ->> 'type', 'text', left(part ->> 'text', 400),
    'data', CASE
      WHEN jsonb_typeof(part -> 'data') IS DISTINCT FROM 'object' THEN NULL
      WHEN part ->> 'type' = 'conversation' THEN (
        SELECT jsonb_build_object('turns', jsonb_agg(shown.turn)) FROM (
          SELECT jsonb_build_object('role', left(turn ->> 'role', 400), 'text', left(turn ->> 'text', 400)) AS turn
          FROM jsonb_array_elements(CASE jsonb_typeof(part #> '{data,turns}') WHEN 'array'
            THEN part #> '{data,turns}' ELSE '[]' END) WITH ORDINALITY AS turns (turn, place)
          WHERE jsonb_typeof(turn) = 'object' AND turn ->> 'text' <> ''
          ORDER BY turn ->> 'role' IN ('system', 'developer') IS TRUE, place LIMIT 1) AS shown)
      WHEN part ->> 'type' = 'table' THEN (
        SELECT jsonb_build_object('rows', jsonb_build_array(jsonb_agg(
          CASE WHEN jsonb_typeof(cell) IN ('string', 'array', 'object') THEN to_jsonb(left(cell #>> '{}', 400))
            ELSE cell END ORDER BY place)))
        FROM (SELECT coalesce(nullif(nullif(part #> '{data,rows,0}', 'null'), '[]'), part #> '{data,columns}')) AS r (row),
          jsonb_array_elements(CASE jsonb_typeof(r.row) WHEN 'array' THEN r.row ELSE '[]' END)
            WITH ORDINALITY AS cells (cell, place)
        WHERE place <= 100)
      ELSE (
        SELECT jsonb_object_agg(field, CASE WHEN jsonb_typeof(value) IN ('string', 'array', 'object')
          THEN to_jsonb(left(value #>> '{}', 400)) ELSE value END)
        FROM (SELECT key AS field, value FROM jsonb_each(part -> 'data') LIMIT 5) AS fields)
      END
    ) ORDER BY number), '[]'))
  FROM jsonb_array_elements(CASE jsonb_typeof(p_payload -> 'parts') WHEN 'array' THEN p_payload -> 'parts' ELSE '[]' END)
    WITH ORDINALITY AS parts (part, number)
  WHERE number <= 100
$$;
