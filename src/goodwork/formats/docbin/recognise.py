"""How a file of the format docbin is told from others."""

from __future__ import annotations

ALIASES = {"spacy": "docbin"}
ENDINGS = (".spacy", ".docbin")
