-- Whether what was begun of an item may be passed on: where the project lets people hand over, and never of gold, whose
-- answer everybody is to find for themselves. One expression, so that it is put in where it is asked.
CREATE OR REPLACE FUNCTION handover_opens(p_item bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM item i JOIN project p ON p.id = i.project_id
                 WHERE i.id = p_item AND i.gold = GoldDraw.NONE AND coalesce((p.policy ->> 'hand_over')::boolean, true))
$$;
