-- Null: as their browser says. Which languages there are, the client knows.
ALTER TABLE person ADD COLUMN language text CHECK (language ~ '^[a-z]{2,3}$');
