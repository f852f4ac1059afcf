"""What goes over the wire: requests and responses, as pydantic models. Times are UTC, ISO 8601."""
