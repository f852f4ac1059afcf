"""Letters: made of words, handed to a mail server."""
