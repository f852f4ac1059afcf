"""The measured results as tables and one plot: docs/benchmarks/redundancy.md, between two marks."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parents[2] / "docs"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


def table(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows])


def shown(value: Any) -> str:
    """A number with its thousands, or what is not known."""
    return "not said" if value is None else f"{value:,}"


def peers(found: dict[str, Any]) -> str:
    """goodwork above each peer, on the same rows, with the ratio of their times."""
    out: list[list[Any]] = []
    for name, ran in found.items():
        tool, rows = name.rsplit(" ", 1)
        own = found[f"goodwork {rows}"]
        if "failed" in ran:
            out.append([tool, shown(int(rows)), "did not finish", "", "", "", "", "", "", ""])
            continue
        wall, cpu = ran["seconds"], ran["cpu_seconds"]
        times = [f"{wall / own['seconds']:.1f}", f"{cpu / own['cpu_seconds']:.1f}"] if tool != "goodwork" else ["", ""]
        figures = [f"{wall:.1f}", f"{cpu:.1f}", f"{ran['load']:.1f}", shown(ran["kept"])]
        out.append([tool, shown(int(rows)), *figures, shown(ran["lost"]), shown(ran["wrong"]), *times])
    head = ["", "rows", "s", "CPU s", "load", "kept", "clusters lost", "merged wrongly", "times slower, wall", "CPU"]
    return table(head, out)


def sizes(found: dict[str, Any]) -> str:
    """Growth: the table, and the plot beside it."""
    rows = [
        [
            shown(ran["rows"]),
            f"{ran['wall']:.1f}",
            f"{ran['cpu_seconds']:.1f}",
            shown(ran["peak_rss_mb"]),
            f"{ran['load']:.1f}",
            shown(ran["kept"]),
            ran["lost"],
            ran["wrong"],
        ]
        for ran in found.values()
    ]
    head = ["rows", "s, start to lists", "CPU s", "MB resident", "load", "kept", "clusters lost", "merged wrongly"]
    return table(head, rows) + "\n\n![Seconds and memory by rows](../images/redundancy-growth.svg)"


def plot(found: dict[str, Any]) -> str:
    """Seconds and memory by rows, both axes by powers of ten."""
    points = [(ran["rows"], ran["cpu_seconds"], ran["peak_rss_mb"]) for ran in found.values()]
    width, height, left, top = 560, 280, 56, 34
    x0, x1 = math.log10(min(p[0] for p in points)), math.log10(max(p[0] for p in points)) or 1
    y0, y1 = 0.0, math.ceil(math.log10(max(max(p[1:]) for p in points)))

    def at(rows: float, value: float) -> tuple[float, float]:
        x = left + (math.log10(rows) - x0) / max(1e-9, x1 - x0) * (width - left - 90)
        return x, top + (1 - (math.log10(max(value, 1)) - y0) / (y1 - y0)) * (height - top - 40)

    parts: list[str] = []
    for power in range(int(y0), int(y1) + 1):
        _, y = at(10**x0, 10**power)
        parts.append(f'<path d="M{left} {y:.0f}H{width - 90}" stroke="#8886"/>')
        parts.append(f'<text x="{left - 8}" y="{y + 4:.0f}" text-anchor="end">{10**power:,}</text>')
    for rows, _, _ in points:
        x, _ = at(rows, 1)
        parts.append(f'<text x="{x:.0f}" y="{height - 16}" text-anchor="middle">{rows / 1e6:g} M</text>')
    for column, color, name in ((1, "#4c78a8", "CPU s"), (2, "#e45756", "MB")):
        line = " ".join(f"{x:.0f},{y:.0f}" for x, y in (at(p[0], p[column]) for p in points))
        parts.append(f'<polyline points="{line}" fill="none" stroke="{color}" stroke-width="2.5"/>')
        for p in points:
            x, y = at(p[0], p[column])
            parts.append(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="4" fill="{color}"/>')
        x, y = at(points[-1][0], points[-1][column])
        parts.append(f'<text x="{x + 10:.0f}" y="{y + 4:.0f}" fill="{color}">{name}</text>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
        f'font-size="12" fill="#777"><text x="{left}" y="16">CPU seconds and MB resident by rows (axes by tens)</text>'
        f"{''.join(parts)}</svg>\n"
    )


def write(results: Path) -> None:
    """Puts what was measured into the page; parts that were not are left out, and said to be."""
    read: dict[str, Any] = {path.stem: json.loads(path.read_text()) for path in results.glob("*.json")}
    said: list[str] = []
    if found := read.get("texts"):
        said += ["## Beside the peers", peers(found)]
    if found := read.get("growth"):
        said += ["## Growth", sizes(found)]
        (DOCS / "images" / "redundancy-growth.svg").write_text(plot(found))
    if found := read.get("pairs"):
        rows = [
            [name, shown(n["pairs"]), f"{100 * n['joined'] / max(1, n['pairs']):.2f} %"] for name, n in found.items()
        ]
        said += ["## Planted pairs", table(["true Jaccard", "pairs", "joined"], rows)]
    if found := read.get("pictures"):
        faiss = [name for name in found["faiss"] if "found" not in name]
        said += [
            "## Pictures",
            table(
                ["", "goodwork", "peer", "times faster"],
                [
                    [
                        "hash 200 JPEG pictures of 1600 x 1200, CPU s (imagehash.phash)",
                        f"{found['hash']:.2f}",
                        f"{found['imagehash']:.2f}",
                        f"{found['imagehash'] / found['hash']:.1f}",
                    ],
                    *(
                        [
                            f"join a million hashes within 4 bits, s (faiss {name})",
                            f"{found['join']:.2f}",
                            f"{found['faiss'][name]:,.0f}",
                            f"{found['faiss'][name] / found['join']:,.0f}",
                        ]
                        for name in faiss
                    ),
                ],
            ),
            f"Load {found['load']:.1f}. faiss was asked with some of the hashes, and its time stands for all.",
        ]
    missing = sorted({"texts", "growth", "pairs", "pictures"} - read.keys())
    if missing:
        said += [f"Not measured in this state: {', '.join(missing)}."]
    page = DOCS / "benchmarks" / "redundancy.md"
    text = page.read_text()
    head, tail = text.split(BEGIN)[0], text.split(END)[1]
    page.write_text(head + BEGIN + "\n\n" + "\n\n".join(said) + "\n\n" + END + tail)
