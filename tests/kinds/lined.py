"""Any answer to a question about polylines: what the laws are tried on."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from goodwork.kinds.polylines.schema import PolylinesQuestion


@st.composite
def lined(draw: st.DrawFn, question: PolylinesQuestion) -> dict[str, Any]:
    """Lines near each other, that cross and repeat and turn back, as raw JSON."""
    lines: list[dict[str, Any]] = []
    seen: set[Any] = set()
    for n in range(draw(st.integers(0, 2))):
        places = draw(st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), min_size=2, max_size=6))
        points = [(x / 2, y / 2) for k, (x, y) in enumerate(places) if k == 0 or places[k - 1] != (x, y)]
        if len(points) < 2:
            points.append((points[0][0] + 1, points[0][1]))
        label = draw(st.sampled_from(question.labels))
        drawn = (label.id, str(min(points, points[::-1])))
        if drawn in seen:
            continue
        seen.add(drawn)
        said: dict[str, str] = {}
        for attribute in label.attributes:
            if attribute.required or draw(st.booleans()):
                options = [option.id for option in attribute.options]
                said[attribute.id] = draw(st.sampled_from(options) if options else st.sampled_from(["x", "Ω y"]))
        lines.append({"id": f"n{n}", "label": label.id, "points": points, "attributes": said})
    return {"polylines": lines}
