"""Bulk labelling: the same answers to many items, and undoing it."""
