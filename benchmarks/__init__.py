"""Measurements: not part of the tests. ``make bench`` runs them all."""
