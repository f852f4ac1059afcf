"""Redundancy, in actions."""
