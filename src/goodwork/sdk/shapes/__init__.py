"""What goes over the wire, as typed dictionaries. Times are UTC, as ISO 8601 text."""
