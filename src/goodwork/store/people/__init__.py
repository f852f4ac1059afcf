"""People, sessions, tokens, invitations, in the database."""
