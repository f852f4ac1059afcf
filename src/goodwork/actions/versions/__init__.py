"""Versions, in actions."""
