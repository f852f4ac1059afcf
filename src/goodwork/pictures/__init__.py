"""Data sets to pictures that a person can look at."""
