"""Many items at once: the same answers, and undoing them; set aside and put back."""
