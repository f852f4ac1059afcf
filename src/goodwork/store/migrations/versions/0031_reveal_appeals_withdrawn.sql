-- Whoever appealed a reveal may take the appeal back: nobody decides it then, and no reason is given.
ALTER TABLE reveal_appeal DROP CONSTRAINT reveal_appeal_check;
ALTER TABLE reveal_appeal ADD CONSTRAINT reveal_appeal_check CHECK (state IN (0, 3) OR decision <> '');
