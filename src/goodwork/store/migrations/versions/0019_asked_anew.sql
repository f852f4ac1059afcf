-- What was learned of a project is of the questions that it asked then (form.version). What was learned before this is of
-- those of now, unless they were changed since.
ALTER TABLE project_quality ADD COLUMN form_version integer;
UPDATE project_quality q SET form_version = p.form_version
FROM project p JOIN form f ON f.project_id = p.id AND f.version = p.form_version
WHERE p.id = q.project_id AND f.created_at <= q.fitted_at;
