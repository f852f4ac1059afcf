"""Restrictions and the appeals against them, in the database."""
