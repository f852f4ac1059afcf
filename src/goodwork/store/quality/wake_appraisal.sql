-- Wake the worker when it is not on its way to a project.
CREATE OR REPLACE FUNCTION wake_appraisal(p_organization integer, p_project integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_lock text := 'appraise:' || p_project;
BEGIN
  IF NOT EXISTS (SELECT FROM procrastinate_jobs j WHERE j.queueing_lock = v_lock AND j.status = 'todo') THEN
    INSERT INTO procrastinate_jobs (queue_name, task_name, lock, queueing_lock, args)
    VALUES ('default', 'appraise', v_lock, v_lock,
            jsonb_build_object('organization', p_organization, 'project', p_project))
    ON CONFLICT (queueing_lock) WHERE status = 'todo' DO NOTHING;
  END IF;
END $$;
