"""Versions of the guideline beside each other, what a change touches, and what is asked again.

Written by ``python -m goodwork.api.shapes`` from the server's wire models; not edited by hand.
"""

from __future__ import annotations

from typing import Literal, TypedDict

from goodwork.sdk.shapes.items import AsideOut


class AskAgainIn(TypedDict):
    """POST /projects/{id}/guideline/versions/{number}/ask-again."""

    items: list[int]


class AskedAgainOut(TypedDict):
    """What became of asking items again."""

    items: list[int]
    refused: list[RefusedItem]


class ChangeOut(TypedDict):
    """GET /projects/{id}/guideline/versions/{number}: a version beside the one before, or beside ``since``."""

    version: int
    markdown: str
    before: str
    note: str
    on: str
    by: str | None
    proposal_id: int | None
    asked_again: int
    rules: list[str]
    labels: list[LabelRef]
    words: list[str]
    all_labels: list[LabelRef]


class LabelRef(TypedDict):
    """A label of a question."""

    question: str
    label: str
    name: str


class RefusedItem(TypedDict):
    """An item that is not asked again."""

    item_id: int
    why: str


class TouchedPage(TypedDict):
    """GET /projects/{id}/guideline/versions/{number}/touched: answered items, in the order of import.
    
    One request looks through 20,000 items whatever it finds, so a page may be empty and have a next one.
    """

    rows: list[TouchedRow]
    next: str | None
    looked: float


class TouchedRow(TypedDict):
    """An item that a change touches, and by what it was found."""

    id: int
    external_id: str | None
    excerpt: str
    state: Literal["open", "settled", "expert", "held", "set-aside"]
    how: Literal["met", "most-reached", "no-gain", "by-person", "on-count", "unknown"] | None
    gold: Literal["none", "drawn", "chosen"]
    answers: int
    wanted: int
    confidence: float | None
    disagreement: float | None
    aside: AsideOut | None
    rule: str | None
    label: str | None
    word: str | None
