"""Any answer to a question about masks: what the laws are tried on."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st

from goodwork.geometry import masks
from goodwork.geometry.coco_text import to_text
from goodwork.kinds.masks.schema import MasksQuestion

HEIGHT, WIDTH = 14, 18


@st.composite
def painted(draw: st.DrawFn, question: MasksQuestion) -> dict[str, Any]:
    """Strokes that touch, hold and repeat each other, some with a hole, as raw JSON; apart where the question asks."""
    drawn: list[dict[str, Any]] = []
    taken = np.zeros((HEIGHT, WIDTH), dtype=bool)
    seen: set[Any] = set()
    for n in range(draw(st.integers(0, 3))):
        pixels = np.zeros((HEIGHT, WIDTH), dtype=bool)
        for has_paint in (True, True, False)[draw(st.integers(0, 1)) :]:
            x, y, width, height = (draw(st.integers(0, 9)) for _ in range(4))
            pixels[y : y + height + 1, x : x + width + 1] = has_paint
        if question.overlap == "none":
            pixels &= ~taken
            taken |= pixels
        label = draw(st.sampled_from(question.labels))
        counts = to_text(masks.from_dense(pixels))
        if pixels.sum() < question.least or (label.id, counts) in seen:
            continue
        seen.add((label.id, counts))
        said: dict[str, str] = {}
        for attribute in label.attributes:
            if attribute.required or draw(st.booleans()):
                options = [option.id for option in attribute.options]
                said[attribute.id] = draw(st.sampled_from(options) if options else st.sampled_from(["x", "Ω y"]))
        drawn.append({"id": f"n{n}", "label": label.id, "size": (HEIGHT, WIDTH), "counts": counts, "attributes": said})
    return {"masks": drawn}
