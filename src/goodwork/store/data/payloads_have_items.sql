-- As items_have_projects, for what belongs to items. By the index, whatever a plan that was made for a small table says.
CREATE OR REPLACE FUNCTION payloads_have_items() RETURNS trigger LANGUAGE plpgsql
  SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off AS $$
BEGIN
  IF EXISTS (SELECT FROM added a WHERE NOT EXISTS (SELECT FROM item i WHERE i.id = a.item_id)) THEN
    RAISE foreign_key_violation USING MESSAGE = 'a payload belongs to no item';
  END IF;
  RETURN NULL;
END $$;
