"""The OpenAPI document on the standard output.

``python -m goodwork.api.openapi > openapi.json`` writes the one that is kept beside the code; a test fails when it is
not fresh.
"""

from __future__ import annotations

import json
import sys

from goodwork.api.app import new_app


def document() -> str:
    """The document as JSON, the same for the same code."""
    return json.dumps(new_app().openapi(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(document())
