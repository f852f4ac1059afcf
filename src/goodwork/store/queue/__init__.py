"""Queue, in store."""
