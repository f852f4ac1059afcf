"""Reviewing: a second look at items with answers."""
