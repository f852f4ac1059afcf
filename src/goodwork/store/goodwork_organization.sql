-- The organization of the running transaction; null outside of store.transaction, so that nothing is seen.
CREATE OR REPLACE FUNCTION goodwork_organization() RETURNS integer LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT nullif(current_setting('goodwork.organization', true), '')::integer
$$;
