"""Projects, in actions."""
