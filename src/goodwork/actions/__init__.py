"""One file per use case, one folder per word."""
