"""Assessments: making them, taking them, their results, and deciding on keys."""
