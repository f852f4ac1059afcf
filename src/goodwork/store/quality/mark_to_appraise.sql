-- Have an item appraised. The caller has locked the item: so does the worker before it takes the mark away, and no
-- answer slips between the two.
CREATE OR REPLACE FUNCTION mark_to_appraise(p_organization integer, p_project integer, p_item bigint) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO to_appraise (item_id, organization_id, project_id) VALUES (p_item, p_organization, p_project)
  ON CONFLICT DO NOTHING;
  PERFORM wake_appraisal(p_organization, p_project);
END $$;
