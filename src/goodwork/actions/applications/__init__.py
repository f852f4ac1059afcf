"""Applying: the public page, applying there, and deciding on applications."""
