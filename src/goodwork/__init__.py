"""goodwork: an open-source work platform for human data."""

__version__ = "0.1.0"
