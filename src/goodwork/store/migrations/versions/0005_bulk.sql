-- One person's same answers to many items, given at once. The batch and its items stay when it is undone.
CREATE TABLE bulk (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id integer NOT NULL,
  project_id integer NOT NULL REFERENCES project,
  person_id integer NOT NULL REFERENCES person,
  form_version integer NOT NULL,
  answers jsonb NOT NULL,
  filter jsonb NOT NULL,               -- what was asked for
  skipped jsonb NOT NULL DEFAULT '{}', -- reason -> how many
  applied bigint NOT NULL DEFAULT 0,
  undone bigint NOT NULL DEFAULT 0,
  at timestamptz NOT NULL DEFAULT now(),
  undone_at timestamptz
);
CREATE INDEX bulk_project ON bulk (project_id, id DESC);

CREATE TABLE bulk_item (
  bulk_id bigint NOT NULL REFERENCES bulk,
  item_id bigint NOT NULL REFERENCES item ON DELETE CASCADE,
  organization_id integer NOT NULL,
  wanted smallint NOT NULL,            -- how many answers the item wanted before
  claim_state smallint,                -- of the person's own claim before; null: there was none
  state smallint NOT NULL DEFAULT 0,   -- 0 applied, 1 undone, 2 kept when the batch was undone
  PRIMARY KEY (bulk_id, item_id)
);

ALTER TABLE annotation ADD COLUMN bulk_id bigint; -- the batch it came with: no look at this one item

ALTER TABLE bulk ENABLE ROW LEVEL SECURITY;
ALTER TABLE bulk_item ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_organization ON bulk TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY own_organization ON bulk_item TO goodwork_app
  USING (organization_id = (SELECT goodwork_organization()))
  WITH CHECK (organization_id = (SELECT goodwork_organization()));
CREATE POLICY system ON bulk TO goodwork_system USING (true) WITH CHECK (true);
CREATE POLICY system ON bulk_item TO goodwork_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON bulk, bulk_item TO goodwork_app, goodwork_system;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO goodwork_app, goodwork_system;

-- The one way in which annotations leave: those of a batch that is being undone, on items that the caller has locked.
-- It runs as the owner because nobody else may delete them; who is asked about is the caller's organization alone.
CREATE FUNCTION bulk_take_back(p_bulk bigint, p_items bigint[]) RETURNS bigint
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
