"""Any answer to a question about boxes: what the laws are tried on."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from goodwork.kinds.boxes.schema import BoxesQuestion


@st.composite
def boxed(draw: st.DrawFn, question: BoxesQuestion) -> dict[str, Any]:
    """Boxes that touch, hold and repeat each other, as raw JSON."""
    boxes: list[dict[str, Any]] = []
    seen: set[Any] = set()
    for n in range(draw(st.integers(0, 6))):
        left, top = draw(st.integers(0, 80)) / 4, draw(st.integers(0, 80)) / 4
        width, height = (question.least + draw(st.integers(0, 60)) / 4 for _ in range(2))
        rotation = draw(st.sampled_from([0.0, 0.0, 12.5, 90.0, 210.0])) if question.rotated else 0.0
        label = draw(st.sampled_from(question.labels))
        box = (left, top, left + width, top + height)
        if (label.id, box, rotation) in seen:
            continue
        seen.add((label.id, box, rotation))
        said: dict[str, str] = {}
        for attribute in label.attributes:
            if attribute.required or draw(st.booleans()):
                options = [option.id for option in attribute.options]
                said[attribute.id] = draw(st.sampled_from(options) if options else st.sampled_from(["x", "Ω y"]))
        crowd = question.crowds and draw(st.booleans())
        boxes.append(
            {"id": f"n{n}", "label": label.id, "box": box, "rotation": rotation, "crowd": crowd, "attributes": said}
        )
    return {"boxes": boxes}
