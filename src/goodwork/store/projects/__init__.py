"""Projects, in store."""
