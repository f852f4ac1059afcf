"""Facts as frozen dataclasses, and the ids they go by."""
