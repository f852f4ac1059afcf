"""Files to neutral records and back."""
