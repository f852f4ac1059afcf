"""Queue, in actions."""
