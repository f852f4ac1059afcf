"""Data, in actions."""
