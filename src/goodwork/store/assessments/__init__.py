"""Assessments: what is asked, the attempts, what the answers say of the items, and appeals against keys."""
