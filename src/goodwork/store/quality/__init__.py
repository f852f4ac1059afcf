"""Quality, in store."""
