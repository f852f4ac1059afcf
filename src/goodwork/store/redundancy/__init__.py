"""Redundancy, in store."""
