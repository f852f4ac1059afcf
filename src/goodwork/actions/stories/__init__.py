"""Stories of items, in actions."""
