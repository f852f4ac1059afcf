"""The public pages of organizations and who applied there, in the database."""
