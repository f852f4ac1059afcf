"""The report of a run as one page of HTML with nothing to load: the answer, its cost, clusters side by side."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from pathlib import Path

from goodwork.redundancy.differences import Piece, differences
from goodwork.redundancy.keep import written_whole

STYLE = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }
table { border-collapse: collapse; } td, th { padding: .2rem .8rem .2rem 0; text-align: left; }
td.n { text-align: right; font-variant-numeric: tabular-nums; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; border-top: 1px solid #8886; padding: .6rem 0; }
.pair p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
ins { text-decoration: none; background: #2a93; font-weight: 600; } del { background: #c443; }
small { opacity: .75; } summary { cursor: pointer; font-weight: 600; margin-top: 2rem; }
svg { max-width: 100%; height: auto; }
@media (max-width: 40rem) { .pair { grid-template-columns: 1fr; } }
"""


def _marked(pieces: Iterable[Piece]) -> str:
    names = {"same": "{}", "only here": "<ins>{}</ins>"}
    return "".join(names[piece.kind].format(html.escape(piece.text)) for piece in pieces)


def histogram(bins: Sequence[tuple[int, int, int]]) -> str:
    """Clusters by size as an inline picture, with the numbers as text."""
    if not bins:
        return "<p>No rows.</p>"
    most = max(n for _, _, n in bins)
    width, bar = 640, 22
    lines: list[str] = []
    for i, (low, high, n) in enumerate(bins):
        name = "alone" if high == 1 else f"{low}" if low == high else f"{low}–{high} rows"
        length = 380 * n / most
        y = i * (bar + 4)
        lines.append(
            f'<text x="110" y="{y + 16}" text-anchor="end" fill="currentColor" font-size="13">{name}</text>'
            f'<rect x="120" y="{y}" width="{length:.1f}" height="{bar}" fill="#4c78a8"/>'
            f'<text x="{126 + length:.1f}" y="{y + 16}" fill="currentColor" font-size="13">{n:,}</text>'
        )
    height = len(bins) * (bar + 4)
    return (
        f'<svg role="img" aria-label="Clusters by number of rows" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}">{"".join(lines)}</svg>'
    )


def write_report(
    path: Path,
    title: str,
    answer: str,
    facts: Sequence[tuple[str, str]],
    bins: Sequence[tuple[int, int, int]],
    pairs: Sequence[tuple[str, str, str, str, float]],
    notes: Sequence[str],
) -> None:
    """Writes the page. ``pairs`` are (name, text, representative's name, its text, similarity)."""
    rows = "".join(f'<tr><th>{html.escape(k)}</th><td class="n">{html.escape(v)}</td></tr>' for k, v in facts)
    shown: list[str] = []
    for name, text, other, its, similarity in pairs:
        left, right = differences(text, its)
        shown.append(
            f'<div class="pair"><p><small>set aside: {html.escape(name)} · similarity {similarity:.3f}</small>\n'
            f"{_marked(left)}</p><p><small>stands for it: {html.escape(other)}</small>\n{_marked(right)}</p></div>"
        )
    page = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{STYLE}</style><h1>{html.escape(title)}</h1><p><strong>{html.escape(answer)}</strong></p>"
        f"<ul>{''.join(f'<li>{html.escape(note)}</li>' for note in notes)}</ul>"
        f"<h2>Clusters by size</h2>{histogram(bins)}"
        f"<h2>Side by side</h2>{''.join(shown) or '<p>There is nothing to show.</p>'}"
        f"<details><summary>All numbers</summary><table>{rows}</table></details></html>"
    )
    with written_whole(path) as fresh:
        fresh.write_text(page, encoding="utf-8", errors="replace")
