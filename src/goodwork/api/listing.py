"""The formats as the web client lists them, out of their registry.

``python -m goodwork.api.listing > web/src/api/formats.gen.ts`` writes them; a test fails when they are not fresh.
"""

from __future__ import annotations

import json
import sys

from goodwork.formats.registry import FORMATS

_HEAD = """\
/** The formats that are read. Written by `python -m goodwork.api.listing`. */

"""


def document() -> str:
    """The module of TypeScript, the same for the same registry."""
    read = {
        known.name: {
            "title": known.title,
            "knownAs": known.known_as,
            "endings": known.endings,
            "readsBeginning": known.reads_beginning,
            "isSettled": known.is_settled,
            "asksHeader": known.asks_header,
        }
        for known in FORMATS.values()
    }
    return (
        f"{_HEAD}/**\n * `readsBeginning`: a beginning shows its first items; `isSettled`: its columns are known;\n"
        " * `asksHeader`: its first row may be data; `knownAs`: its name in a sentence, if it has one.\n */\n"
        f"export const READ = {_json(read)} as const\n"
    )


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)


if __name__ == "__main__":
    sys.stdout.write(document())
