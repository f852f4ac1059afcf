-- The one way in which annotations leave: those of a batch that is being undone, on items that the caller has locked.
-- It runs as the owner because nobody else may delete them; who is asked about is the caller's organization alone.
CREATE OR REPLACE FUNCTION bulk_take_back(p_bulk bigint, p_items bigint[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_gone bigint;
BEGIN
  WITH gone AS (
    DELETE FROM annotation a
    WHERE a.bulk_id = p_bulk AND a.item_id = ANY(p_items) AND a.organization_id = goodwork_organization()
    RETURNING a.project_id, a.person_id
  ), fewer AS (
    UPDATE project_person p SET annotations = p.annotations - n.answers
    FROM (SELECT project_id, person_id, count(*) AS answers FROM gone GROUP BY project_id, person_id) n
    WHERE p.project_id = n.project_id AND p.person_id = n.person_id
  )
  SELECT count(*) INTO v_gone FROM gone;
  RETURN v_gone;
END $$;
REVOKE ALL ON FUNCTION bulk_take_back FROM public;
GRANT EXECUTE ON FUNCTION bulk_take_back TO goodwork_app, goodwork_system;
