-- What somebody set for their own work, and how much they did today by their own clock. Only they read it. Of earlier
-- days nothing is kept, and of no day the hours.
CREATE TABLE own_limit (
  person_id integer PRIMARY KEY REFERENCES person ON DELETE CASCADE,
  organization_id integer NOT NULL,
  items_a_day integer CHECK (items_a_day > 0),
  projects_at_once integer CHECK (projects_at_once > 0),
  quiet_begin smallint CHECK (quiet_begin BETWEEN 0 AND 23),
  quiet_end smallint CHECK (quiet_end BETWEEN 0 AND 23),
  zone text,                              -- of the time zone database; null: never said, UTC
  shows_count boolean NOT NULL DEFAULT true,
  paused boolean NOT NULL DEFAULT false,
  done_on date,                           -- the day on which they said that they were done
  lifted_on date,                         -- the day for which they lifted their ceilings
  quiet_lifted_on date,                   -- the day on which those quiet hours began that they lifted
  day date,                               -- of the counts
  answers integer NOT NULL DEFAULT 0,
  reviews integer NOT NULL DEFAULT 0,
  CHECK ((quiet_begin IS NULL) = (quiet_end IS NULL))
) WITH (fillfactor = 50);

-- How somebody wants to work in a project. Only they read it.
CREATE TABLE own_project (
  project_id integer NOT NULL REFERENCES project ON DELETE CASCADE,
  person_id integer NOT NULL REFERENCES person ON DELETE CASCADE,
  organization_id integer NOT NULL,
  wish text NOT NULL DEFAULT 'as-it-comes',  -- model.limits.WorkWish
  away boolean NOT NULL DEFAULT false,
  PRIMARY KEY (project_id, person_id)
);

-- A digest that rests while its person has paused.
ALTER TABLE digest ADD COLUMN rests boolean NOT NULL DEFAULT false;

DO $$
DECLARE own text;
BEGIN
  FOREACH own IN ARRAY ARRAY['own_limit', 'own_project'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', own);
    EXECUTE format('CREATE POLICY own_person ON %I TO goodwork_app '
                   'USING (organization_id = (SELECT goodwork_organization()) AND person_id = (SELECT goodwork_person())) '
                   'WITH CHECK (organization_id = (SELECT goodwork_organization()) AND person_id = (SELECT goodwork_person()))',
                   own);
    EXECUTE format('CREATE POLICY system ON %I TO goodwork_system USING (true) WITH CHECK (true)', own);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO goodwork_app, goodwork_system', own);
  END LOOP;
END $$;
