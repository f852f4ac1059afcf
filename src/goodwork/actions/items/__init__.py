"""Items, in actions."""
