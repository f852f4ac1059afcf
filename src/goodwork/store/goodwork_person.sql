-- The person in whose name the running transaction goes; null for goodwork's own, so that what only they read is not
-- seen there.
CREATE OR REPLACE FUNCTION goodwork_person() RETURNS integer LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT nullif(current_setting('goodwork.person', true), '')::integer
$$;
