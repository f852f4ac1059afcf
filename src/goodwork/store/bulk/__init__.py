"""Bulk labelling: the same answers to many items, in store."""
