"""Items, claims and annotations as JSON, made by hand where it must be quick.

The shapes are those of api.wire.queue; a test reads what is written here with those models.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson
from fastapi import Response

from goodwork import bounds
from goodwork.forms.showing import shown_metadata
from goodwork.model.claims import Annotation, ClaimView
from goodwork.model.items import ItemState, SettledHow
from goodwork.model.reviews import Review
from goodwork.store.items.listing import ListedItem
from goodwork.store.redundancy.aside import AsideRow

EXCERPT = 160
"""Characters of an item's text that stand for it in lists."""


def json_response(value: Any, status: int = 200) -> Response:
    """A response that is JSON already: no model is made, so none is checked."""
    try:
        written = orjson.dumps(value)
    except TypeError:
        # What was stored before there were bounds may be nested too deeply to be written.
        written = orjson.dumps(bounds.shallow(value))
    return Response(written, status, media_type="application/json")


def parts(item: int, payload: Mapping[str, Any]) -> list[dict[str, Any]]:
    """An item's parts (PartOut); pictures by the address of their bytes."""
    return parts_at(f"items/{item}", payload)


def parts_at(place: str, payload: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The same for what is found at another address."""
    return [
        {
            "name": part["name"],
            "type": part["type"],
            "title": part.get("title") or "",
            "text": part.get("text"),
            "url": f"/api/v1/{place}/parts/{part['name']}" if part.get("blob") else None,
            "media": part.get("media"),
            "width": part.get("width"),
            "height": part.get("height"),
            "data": part.get("data"),
        }
        for part in payload.get("parts", ())
    ]


def excerpt(payload: Mapping[str, Any]) -> str:
    """The beginning of an item's first words: a text, code, or what the first person in a conversation says.

    Without words the values of a table or of metadata, else the name of the first part.
    """
    held = payload.get("parts", ())
    words = (found for part in held if (found := _words(part)))
    text = next(words, None)
    if text is None:
        return str(held[0]["name"]) if held else ""
    line = " ".join(text[: 2 * EXCERPT].split())
    return line if len(line) <= EXCERPT else line[: EXCERPT - 1] + "…"


def _words(part: Mapping[str, Any]) -> str:
    if part.get("text"):
        return str(part["text"])
    data = part.get("data")
    if not isinstance(data, Mapping):
        return ""
    match part.get("type"):
        case "conversation":
            # Instructions to a model are alike in every item; what is asked is not.
            said = [turn for turn in data.get("turns") or () if isinstance(turn, Mapping) and turn.get("text")]
            asked = [turn for turn in said if turn.get("role") not in ("system", "developer")] or said
            return str(asked[0]["text"]) if asked else ""
        case "table":
            row = next(iter(data.get("rows") or ()), None) or data.get("columns") or ()
            return " · ".join(str(cell) for cell in row if cell is not None)
        case _:
            return " · ".join(f"{name}: {value}" for name, value in list(data.items())[:5])


def claim(view: ClaimView, annotation: Annotation | None = None) -> dict[str, Any]:
    """A claim with all that the desk needs (ClaimOut)."""
    return {
        "id": view.id,
        "project_id": view.project_id,
        "state": view.state.name.lower().replace("_", "-"),
        "granted_at": view.granted_at,
        "expires_at": view.expires_at,
        "item": {
            "id": view.item_id,
            "project_id": view.project_id,
            "external_id": view.external_id,
            "parts": parts(view.item_id, view.payload),
            "metadata": shown_metadata(view.metadata),
        },
        "form_version": view.form_version,
        "predictions": view.predictions,
        "draft": view.draft,
        "pay": view.pay,
        "begun": view.begun,
        "annotation": None if annotation is None else annotation_out(annotation),
        "in_hand": view.in_hand,
    }


def annotation_out(made: Annotation) -> dict[str, Any]:
    """An annotation (AnnotationOut)."""
    return {
        "id": made.id,
        "item_id": made.item_id,
        "revision": made.revision,
        "form_version": made.form_version,
        "answers": made.answers,
        "surplus": made.surplus,
        "submitted_at": made.submitted_at,
        "earlier": made.earlier,
    }


def state_name(state: ItemState) -> str:
    """The word for an item's state on the wire."""
    return state.name.lower().replace("_", "-")


def how_name(how: SettledHow) -> str | None:
    """The word for how an item came to be settled; None: it is not."""
    return None if how is SettledHow.NOT else how.name.lower().replace("_", "-")


def item_row(row: ListedItem, aside: AsideRow | None = None) -> dict[str, Any]:
    """An item in a list (ItemRow)."""
    return {
        "id": row.id,
        "external_id": row.external_id,
        "excerpt": excerpt(row.payload),
        "state": state_name(row.state),
        "how": how_name(row.how),
        "gold": row.gold.name.lower(),
        "answers": row.answers,
        "wanted": row.wanted,
        "confidence": row.confidence,
        "disagreement": row.disagreement,
        "aside": None if aside is None else aside_out(aside),
    }


def aside_out(row: AsideRow) -> dict[str, Any]:
    """Why an item is set aside (AsideOut)."""
    return {
        "reason": row.reason,
        "representative_id": row.representative_id,
        "similarity": row.similarity,
        "exact": row.exact,
        "takes_consensus": row.takes_consensus,
        "on": row.on,
    }


def review_out(made: Review, person: str, *, mine: bool) -> dict[str, Any]:
    """A review (ReviewOut)."""
    return {
        "id": made.id,
        "person": person,
        "mine": mine,
        "decision": made.decision.value,
        "annotation_id": made.annotation_id,
        "form_version": made.form_version,
        "answers": made.answers,
        "reason": made.reason,
        "on": made.on,
    }
