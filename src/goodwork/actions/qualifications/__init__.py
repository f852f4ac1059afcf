"""Qualifications: made by those who lead, earned or given, taken only by a named person, asked for by projects."""
