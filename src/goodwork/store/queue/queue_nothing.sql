-- Why the queue has nothing for somebody who has met every open item that misses an answer: a word of NoWork.
CREATE OR REPLACE FUNCTION queue_nothing(p_project integer) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN CASE
    WHEN EXISTS (SELECT FROM item i WHERE i.project_id = p_project AND i.state = ItemState.OPEN AND i.missing > 0)
      THEN NoWork.ALL_ANSWERED
    -- From here on every open item has its answers or is in somebody's hands, so there are few.
    WHEN EXISTS (SELECT FROM item i WHERE i.project_id = p_project AND i.state = ItemState.OPEN AND i.live > 0)
      THEN NoWork.ALL_ANSWERED
    -- What is being appraised may come to miss another answer.
    WHEN EXISTS (SELECT FROM to_appraise a JOIN item i ON i.id = a.item_id
                 WHERE a.project_id = p_project AND i.state = ItemState.OPEN) THEN NoWork.CHANGING
    WHEN EXISTS (SELECT FROM item i WHERE i.project_id = p_project) THEN NoWork.DONE
    ELSE NoWork.EMPTY END;
END $$;
