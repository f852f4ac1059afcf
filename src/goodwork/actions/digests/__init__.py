"""Digests: when somebody wants one, and the letter itself."""
