"""Writes the reference pages that come from the code: command line, settings, HTTP interface.

``python scripts/reference.py`` writes them; a test fails when they are not as the code says.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from goodwork.cli.main import COMMANDS, load
from goodwork.settings import Settings

ROOT = Path(__file__).parents[1]
MADE = "<!-- Made from the code by scripts/reference.py: change it there. -->\n"


def command_line() -> str:
    """Every command with its arguments and options, as its ``--help`` has them."""
    lines = [MADE, "# Command line\n", "Every command explains itself: `goodwork COMMAND --help`.\n"]
    for name, entry in COMMANDS.items():
        lines += [f"## goodwork {name}\n", f"{entry.help}\n", *_command(load(name), f"goodwork {name}", top=True)]
    return "\n".join(lines)


def _command(command: Any, name: str, *, top: bool = False) -> Iterator[str]:
    children = getattr(command, "commands", None)
    if children:
        for child, of in children.items():
            yield f"### {name} {child}\n"
            yield from _command(of, f"{name} {child}")
        return
    if not top or (command.help or "").strip() != COMMANDS[name.split()[1]].help:
        yield _prose(command.help or "") + "\n"
    skipped = {"help", "install_completion", "show_completion"}
    shown = [p for p in command.params if not getattr(p, "hidden", False) and p.name not in skipped]
    if shown:
        yield "| | |\n|---|---|"
        yield from (f"| {_names(p)} | {_cell(getattr(p, 'help', '') or '')} |" for p in shown)
        yield ""


def _names(parameter: Any) -> str:
    if parameter.param_type_name == "option":
        return ", ".join(f"`{option}`" for option in parameter.opts)
    return f"`{(parameter.metavar or parameter.name or '').upper()}`"


def _prose(text: str) -> str:
    paragraphs = [" ".join(part.split()) for part in text.strip().split("\n\n")]
    return "\n\n".join(
        f"```\n{p.removeprefix('Example:').strip()}\n```" if p.startswith("Example:") else p for p in paragraphs
    )


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def settings() -> str:
    """Every setting with its default and its help text."""
    lines = [
        MADE,
        "# Settings\n",
        "Settings are environment variables. They are read once, when a command starts.\n",
        "| variable | means | default |\n|---|---|---|",
    ]
    for name, field in Settings.model_fields.items():
        default = "" if field.default_factory or field.default in (None, "", (), []) else f"`{field.default}`"
        lines.append(f"| `GOODWORK_{name.upper()}` | {_cell(field.description or '')} | {default} |")
    return "\n".join(lines) + "\n"


def http() -> str:
    """Every route by its tag, from the OpenAPI document."""
    document = json.loads((ROOT / "openapi.json").read_text())
    by_tag: dict[str, list[str]] = defaultdict(list)
    for path, methods in document["paths"].items():
        for method, route in methods.items():
            told = (route.get("description") or route.get("summary") or "").strip().split("\n\n")[0]
            by_tag[(route.get("tags") or ["other"])[0]].append(f"| `{method.upper()}` | `{path}` | {_cell(told)} |")
    lines = [
        MADE,
        "# HTTP interface\n",
        "The contract is `openapi.json` in the repository; "
        "a running goodwork hands it out at `/api/v1/openapi.json`.\n",
        "- Sign in with `POST /api/v1/session` (a cookie, and `csrf` for the header `X-CSRF-Token` on writes) or send "
        "an API token: `Authorization: Bearer gw_...`.\n"
        "- Errors are problem details (RFC 9457): what happened, what was kept, what to do next.\n"
        "- Lists are paged by key: pass `next` of one page as `?after=` of the following.\n"
        "- Requests that write take an `Idempotency-Key`: sent twice with the same key, they happen once.\n",
    ]
    for tag, rows in by_tag.items():
        lines += [f"## {tag.capitalize()}\n", "| | | |\n|---|---|---|", *rows, ""]
    return "\n".join(lines)


PAGES = {"cli.md": command_line, "settings.md": settings, "http.md": http}


def main() -> None:
    """Write the pages."""
    folder = ROOT / "docs" / "reference"
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (folder / name).write_text(page().rstrip() + "\n", encoding="utf-8")
    sys.stdout.write(f"{', '.join(PAGES)}\n")


if __name__ == "__main__":
    main()
