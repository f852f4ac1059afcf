"""How a file of the format text is told from others: by its name alone."""

from __future__ import annotations

ALIASES = {"txt": "text", "lines": "text"}
ENDINGS = (".txt",)
