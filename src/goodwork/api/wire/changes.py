"""Versions of the guideline beside each other, what a change touches, and what is asked again."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from goodwork.api.wire.base import Wire
from goodwork.api.wire.items import ItemRow


class LabelRef(Wire):
    """A label of a question."""

    question: str
    label: str = Field(description="Its id.")
    name: str


class ChangeOut(Wire):
    """GET /projects/{id}/guideline/versions/{number}: a version beside the one before, or beside ``since``."""

    version: int
    markdown: str
    before: str = Field(description="The earlier text; empty: there was none.")
    note: str
    on: date
    by: str | None = Field(description="Who wrote it; null: it is not known.")
    proposal_id: int | None = Field(description="The proposal that it was.")
    asked_again: int = Field(description="Items that were asked again because of it.")
    rules: list[str] = Field(description="Headings of the sections that differ.")
    labels: list[LabelRef] = Field(description="Labels that are named in lines that differ.")
    words: list[str] = Field(description="Words that only one of the two has in lines that differ.")
    all_labels: list[LabelRef] = Field(description="Every label of the questions, to look for.")


class TouchedRow(ItemRow):
    """An item that a change touches, and by what it was found."""

    rule: str | None = Field(description="The rule that somebody named of it; null: not by a rule.")
    label: str | None = Field(description="The id of the label that its consensus has; null: not by a label.")
    word: str | None = Field(description="The word that its texts have; null: not by a word.")


class TouchedPage(Wire):
    """GET /projects/{id}/guideline/versions/{number}/touched: answered items, in the order of import.

    One request looks through 20,000 items whatever it finds, so a page may be empty and have a next one.
    """

    rows: list[TouchedRow]
    next: str | None = Field(description="What goes into `after` of the next request; null: this was the last.")
    looked: float = Field(description="The share of the project that was looked through so far, 0 to 1.")


class AskAgainIn(Wire):
    """POST /projects/{id}/guideline/versions/{number}/ask-again."""

    items: list[Annotated[int, Field(ge=0, le=2**62)]] = Field(min_length=1, max_length=500)


class RefusedItem(Wire):
    """An item that is not asked again."""

    item_id: int
    why: str


class AskedAgainOut(Wire):
    """What became of asking items again."""

    items: list[int]
    refused: list[RefusedItem]
