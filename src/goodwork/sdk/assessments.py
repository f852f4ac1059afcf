"""Assessments as a program makes, takes and looks after them: a part of the client."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from goodwork.sdk.part import Answers, Part
from goodwork.sdk.shapes.assessments import (
    AssessmentOut,
    AttemptOut,
    KeyAppealRow,
    OfferOut,
    OneAssessmentOut,
    PoolRow,
    ReadyMadeOut,
    ResultRow,
)


class Assessments(Part):
    """What `Client` does with assessments."""

    def ready_made(self) -> list[ReadyMadeOut]:
        """Ready-made assessments to begin with."""
        return self._send.json("GET", "/ready-made")

    def make_assessment(
        self, terms: Mapping[str, Any], *, project: int | None = None, ready_made: str | None = None
    ) -> int:
        """Make an assessment as a draft: from the gold of a project, or from a ready-made one; returns its id."""
        body = {**terms, "project_id": project, "ready_made": ready_made}
        return self._send.json("POST", "/assessments", json=body)["id"]

    def assessments(self) -> Iterator[AssessmentOut]:
        """The organization's assessments, the newest first."""
        return self._pages("/assessments")

    def assessment(self, assessment: int) -> OneAssessmentOut:
        """One assessment."""
        return self._send.json("GET", f"/assessments/{assessment}")

    def change_assessment(self, assessment: int, terms: Mapping[str, Any], state: str) -> None:
        """Set its terms, open or close it: ``state`` is ``draft``, ``open`` or ``closed``."""
        self._send.json("PUT", f"/assessments/{assessment}", json={**terms, "state": state})

    def assessment_pool(self, assessment: int) -> Iterator[PoolRow]:
        """Its items, with their keys and what the attempts say of them."""
        return self._pages(f"/assessments/{assessment}/pool")

    def assessment_results(self, assessment: int) -> Iterator[ResultRow]:
        """What was handed in, the newest first."""
        return self._pages(f"/assessments/{assessment}/results")

    def set_key_aside(self, assessment: int, item: int, reason: str) -> int:
        """Let a key count for nobody any more; returns how many results rose."""
        path = f"/assessments/{assessment}/pool/{item}/aside"
        return self._send.json("POST", path, json={"reason": reason})["raised"]

    def key_appeals(self, assessment: int) -> Iterator[KeyAppealRow]:
        """Open appeals against its keys that I may decide."""
        return self._pages(f"/assessments/{assessment}/appeals")

    def decide_key_appeal(self, appeal: int, *, upheld: bool, reason: str) -> str:
        """Uphold or decline one; returns what it is then."""
        body = {"upheld": upheld, "reason": reason}
        return self._send.json("POST", f"/key-appeals/{appeal}/decision", json=body)["state"]

    def my_assessments(self) -> Iterator[OfferOut]:
        """Assessments that I may take or have taken, with my attempts."""
        return self._pages("/me/assessments")

    def begin_attempt(self, assessment: int) -> AttemptOut:
        """Begin, or find my attempt that goes on."""
        made = self._send.json("POST", f"/assessments/{assessment}/attempts")["id"]
        return self._send.json("GET", f"/attempts/{made}")

    def save_attempt(self, attempt: int, place: int, answers: Answers, revision: int) -> int:
        """Keep answers to one item on top of a revision; returns the next one."""
        body = {"answers": answers, "revision": revision}
        return self._send.json("PUT", f"/attempts/{attempt}/items/{place}", json=body)["revision"]

    def appeal_key(self, attempt: int, place: int, argument: str = "") -> int:
        """Ask for a second look at the key of an item that my result was marked down at; returns the appeal."""
        body = {"argument": argument}
        return self._send.json("POST", f"/attempts/{attempt}/items/{place}/appeal", json=body)["id"]

    def withdraw_key_appeal(self, attempt: int, place: int) -> None:
        """Take my open appeal back."""
        self._send.json("DELETE", f"/attempts/{attempt}/items/{place}/appeal")

    def hand_in(self, attempt: int) -> AttemptOut:
        """Hand in: the result, with the reason behind each miss."""
        return self._send.json("POST", f"/attempts/{attempt}/handed-in")
