"""Any answer to a question about keypoints: what the laws are tried on."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from goodwork.kinds.keypoints.schema import KeypointsQuestion


@st.composite
def jointed(draw: st.DrawFn, question: KeypointsQuestion) -> dict[str, Any]:
    """Skeletons near each other, with points that are hidden or not there, as raw JSON."""
    skeletons: list[dict[str, Any]] = []
    seen: set[Any] = set()
    for n in range(draw(st.integers(0, 2))):
        names = draw(st.sets(st.sampled_from(question.point_ids), min_size=1))
        points = {
            name: (draw(st.integers(0, 80)) / 2, draw(st.integers(0, 80)) / 2, draw(st.sampled_from([1, 2])))
            for name in sorted(names)
        }
        label = draw(st.sampled_from(question.labels))
        if (label.id, str(points)) in seen:
            continue
        seen.add((label.id, str(points)))
        said: dict[str, str] = {}
        for attribute in label.attributes:
            if attribute.required or draw(st.booleans()):
                options = [option.id for option in attribute.options]
                said[attribute.id] = draw(st.sampled_from(options) if options else st.sampled_from(["x", "Ω y"]))
        skeletons.append({"id": f"n{n}", "label": label.id, "points": points, "attributes": said})
    return {"keypoints": skeletons}
