"""How a file of the format csv is told from others."""

from __future__ import annotations

ALIASES = {"tsv": "csv"}
ENDINGS = (".csv", ".tsv")
