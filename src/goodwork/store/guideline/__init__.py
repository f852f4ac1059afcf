"""What people ask of a guideline, and what was decided."""
