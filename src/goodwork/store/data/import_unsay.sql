-- Take away what an import that is being undone said of items that others brought: its answers, skips and predictions,
-- with the claims that stood for them. The caller has locked the items. Predictions that somebody may have begun with
-- stay. Returns, for each item, how many answers filled a slot, how many did not, and how many skips went. It runs as
-- the owner because nobody else may delete annotations.
CREATE OR REPLACE FUNCTION import_unsay(p_import bigint, p_items bigint[])
RETURNS TABLE (item bigint, filled bigint, surplus bigint, skips bigint, predictions bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  IF NOT EXISTS (SELECT FROM data_import d WHERE d.id = p_import AND d.state = ImportState.UNDOING
                 AND d.organization_id = goodwork_organization()) THEN
    RETURN;
  END IF;
  RETURN QUERY
  WITH gone AS (
    DELETE FROM annotation a WHERE a.import_id = p_import AND a.item_id = ANY(p_items)
    RETURNING a.item_id, a.person_id, a.project_id, a.surplus OR EXISTS (
      SELECT FROM asked_again g WHERE g.item_id = a.item_id AND g.upto >= a.id) AS surplus
  ), passed AS (
    DELETE FROM skip s WHERE s.import_id = p_import AND s.item_id = ANY(p_items) RETURNING s.item_id, s.person_id
  ), unpredicted AS (
    DELETE FROM prediction m WHERE m.import_id = p_import AND m.item_id = ANY(p_items)
      AND NOT EXISTS (SELECT FROM claim c JOIN person p ON p.id = c.person_id
                      WHERE c.item_id = m.item_id AND p.email NOT LIKE '%@imported.invalid')
    RETURNING m.item_id
  ), closed AS (
    DELETE FROM claim c USING (SELECT item_id, person_id FROM gone UNION SELECT item_id, person_id FROM passed) n
    WHERE c.item_id = n.item_id AND c.person_id = n.person_id
  ), fewer AS (
    UPDATE project_person p SET annotations = p.annotations - n.answers
    FROM (SELECT project_id, person_id, count(*) AS answers FROM gone GROUP BY project_id, person_id) n
    WHERE p.project_id = n.project_id AND p.person_id = n.person_id
  )
  SELECT item_id, sum(f)::bigint, sum(u)::bigint, sum(s)::bigint, sum(m)::bigint FROM (
    SELECT item_id, (NOT surplus)::integer AS f, surplus::integer AS u, 0 AS s, 0 AS m FROM gone
    UNION ALL SELECT item_id, 0, 0, 1, 0 FROM passed
    UNION ALL SELECT item_id, 0, 0, 0, 1 FROM unpredicted
  ) n GROUP BY item_id;
  DELETE FROM consensus s WHERE s.item_id = ANY(p_items)
    AND NOT EXISTS (SELECT FROM annotation a WHERE a.item_id = s.item_id AND NOT EXISTS (
      SELECT FROM asked_again g WHERE g.item_id = a.item_id AND g.upto >= a.id))
    AND NOT s.reviewed;
END $$;
REVOKE ALL ON FUNCTION import_unsay FROM public;
GRANT EXECUTE ON FUNCTION import_unsay TO goodwork_app, goodwork_system;
