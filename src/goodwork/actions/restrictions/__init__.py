"""Restrictions: decided by a named person with a reason, read by whom they concern, and appealed."""
