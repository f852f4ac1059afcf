"""The plot of growth, as SVG without a library: both axes logarithmic, a line of slope one to compare with."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

WIDTH, HEIGHT, LEFT, BOTTOM = 560, 360, 60, 44


def growth(rows: list[dict[str, Any]], path: Path) -> None:
    """Seconds of reading and of ten rounds of fitting against labels."""
    labels = [row["labels"] for row in rows]
    lines = {"read": [row["read_s"] for row in rows], "ten rounds": [row["ten_rounds_s"] for row in rows]}
    flat = [s for line in lines.values() for s in line]
    x0, x1 = math.floor(math.log10(min(labels))), math.ceil(math.log10(max(labels)))
    y0, y1 = math.floor(math.log10(min(flat))), math.ceil(math.log10(max(flat)))

    def at(x: float, y: float) -> str:
        across = LEFT + (math.log10(x) - x0) / (x1 - x0) * (WIDTH - LEFT - 70)
        up = HEIGHT - BOTTOM - (math.log10(y) - y0) / (y1 - y0) * (HEIGHT - BOTTOM - 20)
        return f"{across:.1f},{up:.1f}"

    def text(x: float, y: float, words: str, dx: int, dy: int, anchor: str) -> str:
        left, top = (float(v) for v in at(x, y).split(","))
        return f'<text x="{left + dx:.1f}" y="{top + dy:.1f}" text-anchor="{anchor}">{words}</text>'

    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
           f'font-size="12" fill="#555"><title>Seconds against labels</title>']  # fmt: skip
    for d in range(x0, x1 + 1):
        out.append(f'<polyline points="{at(10**d, 10**y0)} {at(10**d, 10**y1)}" stroke="#8884"/>')
        out.append(text(10**d, 10**y0, f"{10**d:,}", 0, 18, "middle"))
    for d in range(y0, y1 + 1):
        out.append(f'<polyline points="{at(10**x0, 10**d)} {at(10**x1, 10**d)}" stroke="#8884"/>')
        out.append(text(10**x0, 10**d, f"{10.0**d:g} s", -6, 4, "end"))
    anchor = lines["ten rounds"][0] / labels[0]
    linear = " ".join(at(n, min(max(anchor * n, 10**y0), 10**y1)) for n in labels)
    out.append(f'<polyline points="{linear}" fill="none" stroke="#999" stroke-dasharray="4 4"/>')
    for (name, line), colour in zip(lines.items(), ("#2a7", "#36c"), strict=True):
        points = " ".join(at(n, s) for n, s in zip(labels, line, strict=True))
        out.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        out.append(text(labels[-1], line[-1], name, 8, 4, "start"))
    out.append(text(10 ** ((x0 + x1) / 2), 10**y0, "labels (dashed: in proportion)", 0, 36, "middle"))
    path.write_text("\n".join([*out, "</svg>"]) + "\n", encoding="utf-8")
