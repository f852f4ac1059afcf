"""Asking about the guideline, answering, and deciding for good."""
