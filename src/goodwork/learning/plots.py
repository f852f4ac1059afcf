"""The plots of quality reports, drawn as inline SVG that takes its colors from the page, light or dark."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from goodwork.quality.calibration import Bin

if TYPE_CHECKING:  # the web process draws calibration alone, and loads no kernels for it
    from goodwork.quality.label_curve import CurvePoint
    from goodwork.quality.skill import Skill

MOST_PEOPLE = 40
MOST_CLASSES = 12


def reliability_plot(bins: Sequence[Bin], target: float) -> str:
    """Accuracy against confidence, with 95 % intervals, the ideal as a line, and how many items stand behind each."""
    left = min(0.5, np.floor(10 * min(b.confidence for b in bins)) / 10)
    low = min(0.5, np.floor(10 * min(b.accuracy for b in bins)) / 10)
    x, y = _Scale(left, 1.0, 64, 604), _Scale(low, 1.0, 300, 24)
    parts = _grid(y, _ticks(low, 1.0), 64, 604)
    parts += [_text(x(tick), 318, f"{tick:g}", "tick middle") for tick in _ticks(left, 1.0)]
    start = max(left, low)
    parts.append(f'<line class="ideal" x1="{x(start):.1f}" y1="{y(start):.1f}" x2="{x(1):.1f}" y2="{y(1):.1f}"/>')
    parts.append(_text(x(1) + 5, y(1) + 4, "ideal", "note"))
    if left < target < 1:
        parts.append(f'<line class="target" x1="{x(target):.1f}" x2="{x(target):.1f}" y1="24" y2="300"/>')
        parts.append(_text(x(target) - 6, 296, f"target {target:g}", "note end"))
    most = max(b.n for b in bins)
    for b in bins:
        top, bottom = y(min(b.high, 1.0)), y(max(b.low, low))
        where = x(b.confidence)
        tip = f"confidence {b.confidence:.2f}: {100 * b.accuracy:.1f} % of {b.n:,} gold items are right"
        parts.append(f'<line class="whisker" x1="{where:.1f}" x2="{where:.1f}" y1="{top:.1f}" y2="{bottom:.1f}"/>')
        parts.append(
            f'<circle class="dot" cx="{where:.1f}" cy="{y(b.accuracy):.1f}" r="5"><title>{tip}</title></circle>'
        )
        height = max(34 * b.n / most, 1.5)
        parts.append(
            f'<rect class="bar" x="{where - 10:.1f}" y="{384 - height:.1f}" width="20" height="{height:.1f}"/>'
        )
        parts.append(_text(where, 398, f"{b.n:,}", "note middle"))
    parts.append(_text(334, 338, "confidence of the label", "label middle"))
    parts.append(_text(2, 384, "gold items", "note"))
    parts.append(_side(16, 162, "share that is right"))
    return _svg(640, 406, "Accuracy against confidence", parts)


def curve_plot(points: Sequence[CurvePoint], method: str) -> str:
    """Accuracy on gold against the mean number of answers per item, for the model and for the majority."""
    lowest = min(min(p.low, p.majority) for p in points)
    highest = max(max(p.high, p.majority) for p in points)
    low = max(0.0, np.floor(20 * lowest - 0.2) / 20)
    high = min(1.0, np.ceil(20 * highest + 0.2) / 20)
    most = points[-1].labels
    x, y = _Scale(0, most, 64, 524), _Scale(low, high, 300, 24)
    parts = _grid(y, _ticks(low, high), 64, 524)
    for step in _ticks(0, most):
        parts.append(_text(x(step), 318, f"{step:g}", "tick middle"))
    band = [f"{x(p.labels):.1f},{y(p.high):.1f}" for p in points]
    band += [f"{x(p.labels):.1f},{y(p.low):.1f}" for p in reversed(points)]
    parts.append(f'<polygon class="band" points="{" ".join(band)}"/>')
    ends = [y(points[-1].model), y(points[-1].majority)]
    if abs(ends[0] - ends[1]) < 16:
        middle, up = sum(ends) / 2, 8 if ends[0] <= ends[1] else -8
        ends = [middle - up, middle + up]
    for name, style, values, end in (
        ("majority", "second", [p.majority for p in points], ends[1]),
        (method.replace("_", " "), "first", [p.model for p in points], ends[0]),
    ):
        line = " ".join(f"{x(p.labels):.1f},{y(v):.1f}" for p, v in zip(points, values, strict=True))
        parts.append(f'<polyline class="line {style}" points="{line}"/>')
        for p, v in zip(points, values, strict=True):
            tip = f"{name}, {p.labels:.1f} answers per item: {100 * v:.1f} % of gold right"
            mark = f'<circle class="mark {style}" cx="{x(p.labels):.1f}" cy="{y(v):.1f}" r="3.5">'
            parts.append(f"{mark}<title>{escape(tip)}</title></circle>")
        parts.append(_text(534, end + 4, f"{name} {100 * values[-1]:.1f} %", f"name {style}"))
    parts.append(_text(294, 340, "answers per item", "label middle"))
    parts.append(_side(16, 162, "gold items judged right"))
    return _svg(710, 350, "Accuracy against answers per item", parts)


def skills_plot(people: Sequence[Skill], chance: float) -> str:
    """Skills with their 95 % intervals, of the people who answered most; ``chance`` is what guessing gives."""
    shown = [
        (s.person, s.value, s.low, s.high, s.answers)
        for s in people
        if s.value is not None and s.low is not None and s.high is not None
    ][:MOST_PEOPLE]
    low = max(0.0, np.floor(10 * min(chance, *(least for _, _, least, _, _ in shown))) / 10)
    bottom = 30 + 18 * len(shown)
    x = _Scale(low, 1.0, 150, 540)
    parts: list[str] = []
    for tick in _ticks(low, 1.0):
        parts.append(f'<line class="grid" x1="{x(tick):.1f}" x2="{x(tick):.1f}" y1="24" y2="{bottom}"/>')
        parts.append(_text(x(tick), 16, f"{100 * tick:g} %", "tick middle"))
    if chance > low:
        parts.append(f'<line class="ideal" x1="{x(chance):.1f}" x2="{x(chance):.1f}" y1="24" y2="{bottom}"/>')
        parts.append(_text(x(chance), bottom + 16, "guessing", "note middle"))
    for n, (person, value, least, most, answers) in enumerate(shown):
        at = 38 + 18 * n
        name = str(person)
        range_ = f"{100 * least:.1f} % and {100 * most:.1f} %"
        tip = f"{name}: {100 * value:.1f} % right, between {range_}; {answers:,} comparable answers"
        parts.append(_text(138, at + 4, name if len(name) <= 18 else name[:17] + "…", "row end"))
        parts.append(f'<line class="whisker" x1="{x(least):.1f}" x2="{x(most):.1f}" y1="{at}" y2="{at}"/>')
        parts.append(f'<circle class="dot" cx="{x(value):.1f}" cy="{at}" r="4"><title>{escape(tip)}</title></circle>')
        parts.append(_text(624, at + 4, f"{answers:,}", "note end"))
    parts.append(_text(624, 16, "answers", "tick end"))
    return _svg(640, bottom + 24, "Skill of each person with its interval", parts)


def confusion_plot(
    matrix: npt.NDArray[np.float64], classes: Sequence[Any], said: str = "answers", what: str = "item"
) -> str:
    """How often things of a class (row) got each answer (column), in per cent; the largest classes only."""
    size = len(classes)
    cell = max(30, min(104, 420 // size))
    names = [str(name) for name in classes]
    short = [name if len(name) <= 16 else name[:15] + "…" for name in names]
    # With a gap between two names.
    upright = 7 * max(map(len, short)) + 6 <= cell
    left, top = 150, 44 if upright else 120
    parts = [_text(left + cell * size / 2, 14, f"what {said} say", "label middle")]
    for c in range(size):
        middle = left + cell * (c + 0.5)
        if upright:
            parts.append(_text(middle, top - 8, short[c], "row middle"))
        else:
            place = f'x="{middle + 4:.1f}" y="{top - 8}" transform="rotate(-55 {middle + 4:.1f} {top - 8})"'
            parts.append(f'<text class="row" {place}>{escape(short[c])}</text>')
        parts.append(_text(left - 10, top + cell * (c + 0.5) + 4, short[c], "row end"))
    for r in range(size):
        for c in range(size):
            share = float(matrix[r, c])
            kind = "hit" if r == c else "miss"
            spot = f'x="{left + cell * c + 1}" y="{top + cell * r + 1}" width="{cell - 2}" height="{cell - 2}"'
            tip = escape(f"{what}s of {names[r]}: {100 * share:.1f} % of {said} say {names[c]}")
            fill = f'<rect class="{kind}" {spot} rx="3" fill-opacity="{0.06 + 0.74 * share:.3f}">'
            parts.append(f"{fill}<title>{tip}</title></rect>")
            strong = " strong" if share > 0.6 else ""
            number = f"{100 * share:.0f}"
            parts.append(_text(left + cell * (c + 0.5), top + cell * (r + 0.5) + 4, number, f"cell middle{strong}"))
    parts.append(_side(16, top + cell * size / 2, f"what the {what} is"))
    return _svg(left + cell * size + 20, top + cell * size + 12, "Which classes are confused", parts)


class _Scale:
    """A straight line from data to picture."""

    def __init__(self, low: float, high: float, start: float, end: float) -> None:
        self.low, self.start = low, start
        self.slope = (end - start) / ((high - low) or 1.0)

    def __call__(self, value: float) -> float:
        return self.start + (value - self.low) * self.slope


def _ticks(low: float, high: float) -> list[float]:
    """About five round numbers from ``low`` to ``high``."""
    width = (high - low) or 1.0
    step = 10 ** np.floor(np.log10(width / 4))
    step *= next(m for m in (1, 2, 2.5, 5, 10) if width / (m * step) <= 6)
    first = np.ceil(low / step - 1e-9) * step
    count = int(np.floor((high + step * 1e-6 - first) / step)) + 1
    return [round(float(first + n * step), 10) + 0.0 for n in range(count)]


def _grid(y: _Scale, ticks: Sequence[float], left: float, right: float) -> list[str]:
    parts: list[str] = []
    for tick in ticks:
        parts.append(f'<line class="grid" x1="{left}" x2="{right}" y1="{y(tick):.1f}" y2="{y(tick):.1f}"/>')
        parts.append(_text(left - 8, y(tick) + 4, f"{100 * tick:g} %", "tick end"))
    return parts


def _text(x: float, y: float, words: str, style: str) -> str:
    return f'<text class="{style}" x="{x:.1f}" y="{y:.1f}">{escape(words)}</text>'


def _side(x: float, y: float, words: str) -> str:
    return f'<text class="label middle" transform="translate({x:.1f} {y:.1f}) rotate(-90)">{escape(words)}</text>'


def _svg(width: float, height: float, title: str, parts: Sequence[str]) -> str:
    head = f'<svg viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" role="img" aria-label="{escape(title)}">'
    return head + "".join(parts) + "</svg>"
