"""People: signing in, invitations, roles, tokens."""
