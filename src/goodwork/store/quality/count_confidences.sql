-- Keep how many items are how sure, per question, in tenths: once per statement, and in one order. A statement that moves no
-- item to another tenth waits for nobody.
CREATE OR REPLACE FUNCTION count_confidences() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO confidence_count AS c (organization_id, project_id, question, bin, items)
    SELECT organization_id, project_id, question, least(9, floor(CAST(confidence AS numeric) * 10)), count(*)
    FROM made WHERE confidence IS NOT NULL GROUP BY 1, 2, 3, 4 ORDER BY 2, 3, 4
    ON CONFLICT (project_id, question, bin) DO UPDATE SET items = c.items + excluded.items;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO confidence_count AS c (organization_id, project_id, question, bin, items)
    SELECT organization_id, project_id, question, least(9, floor(CAST(confidence AS numeric) * 10)), -count(*)
    FROM gone WHERE confidence IS NOT NULL GROUP BY 1, 2, 3, 4 ORDER BY 2, 3, 4
    ON CONFLICT (project_id, question, bin) DO UPDATE SET items = c.items + excluded.items;
  ELSE
    INSERT INTO confidence_count AS c (organization_id, project_id, question, bin, items)
    SELECT organization_id, project_id, question, least(9, floor(CAST(confidence AS numeric) * 10)), sum(n)
    FROM (
      SELECT organization_id, project_id, question, confidence, 1 AS n FROM made
      UNION ALL SELECT organization_id, project_id, question, confidence, -1 FROM gone
    ) moved
    WHERE confidence IS NOT NULL GROUP BY 1, 2, 3, 4 HAVING sum(n) <> 0 ORDER BY 2, 3, 4
    ON CONFLICT (project_id, question, bin) DO UPDATE SET items = c.items + excluded.items;
  END IF;
  RETURN NULL;
END $$;
