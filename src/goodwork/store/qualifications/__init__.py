"""Qualifications in the database: what they are, who holds which tier by what, and what projects ask for."""
