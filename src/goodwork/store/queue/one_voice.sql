-- Of all who read what one of them began of an item, one answers: whoever holds the item or has answered it shuts the
-- others out, who gave it back or let it run out. They are not offered it, and a late answer waits for nobody to hold it.
CREATE OR REPLACE FUNCTION one_voice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE claim c SET state = ClaimState.HANDED_OVER
  WHERE c.item_id = NEW.item_id AND c.beginning = NEW.beginning AND c.id <> NEW.id
    AND c.state IN (ClaimState.RELEASED, ClaimState.EXPIRED);
  RETURN NULL;
END $$;
