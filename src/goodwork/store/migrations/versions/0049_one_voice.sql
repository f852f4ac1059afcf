-- Of all who read what one of them began of an item, one answers.
ALTER TABLE claim ADD COLUMN beginning bigint; -- the claim under which what they read of the item was begun
UPDATE claim c SET beginning = n.root
FROM (SELECT h.carrier_id, min(h.claim_id) AS root FROM handover h WHERE h.carrier_id IS NOT NULL GROUP BY 1) n
WHERE c.id = n.carrier_id OR c.id IN (SELECT h.claim_id FROM handover h WHERE h.carrier_id = n.carrier_id);
CREATE UNIQUE INDEX claim_one_voice ON claim (beginning)
  WHERE beginning IS NOT NULL AND state = 1; -- model.claims.ClaimState.SUBMITTED
CREATE TRIGGER one_voice AFTER UPDATE OF state, beginning ON claim FOR EACH ROW
  WHEN (NEW.beginning IS NOT NULL AND NEW.state IN (0, 1)) EXECUTE FUNCTION one_voice(); -- LIVE, SUBMITTED

-- Whoever left by themselves comes back by themselves.
ALTER TABLE person ADD COLUMN left_themselves boolean NOT NULL DEFAULT false;
ALTER TABLE person ADD CONSTRAINT person_left_has_no_access CHECK (NOT left_themselves OR deactivated_at IS NOT NULL);
UPDATE person p SET left_themselves = true
FROM (SELECT DISTINCT ON (a.subject_id) a.subject_id, a.action FROM audit a
      WHERE a.subject = 'person' AND a.action IN ('person.left', 'person.changed', 'person.joined')
      ORDER BY a.subject_id, a.id DESC) n
WHERE n.subject_id = p.id AND n.action = 'person.left' AND p.deactivated_at IS NOT NULL;
CREATE INDEX project_grant_person ON project_grant (person_id);
