"""Versions, in store."""
