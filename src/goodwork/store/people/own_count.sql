-- Count what a person did today by their own clock, for themselves alone. A day that has begun since takes the place
-- of the one before.
CREATE OR REPLACE FUNCTION own_count(p_organization integer, p_person integer, p_answers integer, p_reviews integer)
RETURNS void LANGUAGE sql AS $$
  INSERT INTO own_limit AS o (person_id, organization_id, day, answers, reviews)
  VALUES (p_person, p_organization, (now() AT TIME ZONE 'UTC')::date, p_answers, p_reviews)
  ON CONFLICT (person_id) DO UPDATE SET
    day = (now() AT TIME ZONE coalesce(o.zone, 'UTC'))::date,
    answers = p_answers
      + CASE WHEN o.day = (now() AT TIME ZONE coalesce(o.zone, 'UTC'))::date THEN o.answers ELSE 0 END,
    reviews = p_reviews
      + CASE WHEN o.day = (now() AT TIME ZONE coalesce(o.zone, 'UTC'))::date THEN o.reviews ELSE 0 END
$$;
