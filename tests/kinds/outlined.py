"""Any answer to a question about polygons: what the laws are tried on."""

from __future__ import annotations

import math
from typing import Any

from hypothesis import strategies as st

from goodwork.kinds.polygons.schema import PolygonsQuestion


@st.composite
def outlined(draw: st.DrawFn, question: PolygonsQuestion) -> dict[str, Any]:
    """Stars that touch, hold and repeat each other, some with a hole, some of two parts, as raw JSON."""
    polygons: list[dict[str, Any]] = []
    seen: set[Any] = set()
    for n in range(draw(st.integers(0, 2))):
        x, y = draw(st.integers(0, 80)) / 2, draw(st.integers(0, 80)) / 2
        reach = math.sqrt(question.least) + draw(st.integers(2, 40)) / 2
        corners = draw(st.integers(3, 6))
        parts = [_part(x, y, reach, corners, has_hole=draw(st.booleans()))]
        if draw(st.booleans()):
            parts.append(_part(x + 2 * reach, y, reach, 5, has_hole=False))
        label = draw(st.sampled_from(question.labels))
        if (label.id, str(parts)) in seen:
            continue
        seen.add((label.id, str(parts)))
        said: dict[str, str] = {}
        for attribute in label.attributes:
            if attribute.required or draw(st.booleans()):
                options = [option.id for option in attribute.options]
                said[attribute.id] = draw(st.sampled_from(options) if options else st.sampled_from(["x", "Ω y"]))
        polygons.append({"id": f"n{n}", "label": label.id, "parts": parts, "attributes": said})
    return {"polygons": polygons}


def _part(x: float, y: float, reach: float, corners: int, *, has_hole: bool) -> list[list[tuple[float, float]]]:
    turns = [2 * math.pi * k / corners for k in range(corners)]
    outer = [(round(x + reach * math.cos(a), 2), round(y + reach * math.sin(a), 2)) for a in turns]
    hole = [(x, y), (x + reach / 8, y), (x, y + reach / 8)]
    return [outer, hole] if has_hole else [outer]
