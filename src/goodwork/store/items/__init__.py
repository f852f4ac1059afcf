"""Items, in store."""
