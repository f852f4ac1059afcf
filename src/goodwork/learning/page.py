"""The page of a quality report, of a file's labels and of a project alike: one file, no scripts, nothing fetched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template

from goodwork import __version__


@dataclass(frozen=True, slots=True)
class Tile:
    """A number that the eye finds first."""

    term: str
    value: str
    note: str


def page(
    name: str, story: Sequence[str], tiles: Sequence[Tile], body: Sequence[str], *, under: str = "", sheet: bool = False
) -> str:
    """The page, in HTML. ``body`` is HTML already, all else is text; ``under`` stands below the name.

    ``sheet``: set closely, for what is to fit on one sheet of paper.
    """
    cells = "".join(
        f'<div class="tile"><dt>{escape(tile.term)}</dt>'
        f"<dd>{escape(tile.value)}<small>{escape(tile.note)}</small></dd></div>"
        for tile in tiles
    )
    parts = [
        f"<h1>Quality of {escape(name)}</h1>",
        f'<p class="under">{escape(under)}</p>' if under else "",
        '<div class="story">' + "".join(f"<p>{escape(sentence)}</p>" for sentence in story) + "</div>",
        f'<dl class="tiles">{cells}</dl>',
        *body,
        f"<footer>Made by goodwork {escape(__version__)}. This page is one file and fetches nothing.</footer>",
    ]
    template = Template((Path(__file__).parent / "page.html").read_text(encoding="utf-8"))
    return template.substitute(
        name=escape(name), body="\n".join(part for part in parts if part), kind="sheet" if sheet else "long"
    )


def percent(value: float | None, digits: int = 1) -> str:
    """A share in per cent, or a dash."""
    return "–" if value is None else f"{100 * value:.{digits}f} %"
