"""Quality, in actions."""
