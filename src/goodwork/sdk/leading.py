"""What programs see of a project as whoever leads it does: the outlook, its people, and what versions change."""

from __future__ import annotations

from collections.abc import Iterator

from goodwork.sdk.part import Part
from goodwork.sdk.shapes.data import DifferenceOut, FactOut, NextVersionOut, ShareOut, UseOut
from goodwork.sdk.shapes.outlook import AnswerCostWire, OutlookOut, ProjectPersonOut


class Leading(Part):
    """The part of the client for those who lead."""

    def outlook(self, project: int) -> OutlookOut:
        """What is to be done next, how many answers are still needed, and what an answer costs."""
        return self._send.json("GET", f"/projects/{project}/outlook")

    def report(self, project: int) -> str:
        """What the labels of a project are worth, as one page to send on: HTML that fetches nothing."""
        return self._send.text(f"/projects/{project}/report")

    def project_people(self, project: int, search: str = "") -> Iterator[ProjectPersonOut]:
        """Who has answered in a project, by their names: answers, reviews, skills with their intervals."""
        return self._pages(f"/projects/{project}/people", search=search)

    def state_cost(
        self, project: int, *, price: float | None = None, currency: str | None = None, minutes: float | None = None
    ) -> AnswerCostWire:
        """State what one answer costs: a price, the minutes that it takes, both, or none."""
        body = {"price": price, "currency": currency, "minutes": minutes}
        return self._send.json("PUT", f"/projects/{project}/answer-cost", json=body)

    def next_version(self, project: int) -> NextVersionOut:
        """What a version would hold if it were published now: how much is open, and which forms of files fit."""
        return self._send.json("GET", f"/projects/{project}/next-version")

    def version_facts(self, version: int, since: int | None = None) -> list[FactOut]:
        """What changed since an earlier version (its number; None: the one before), in counts and words."""
        query = {} if since is None else {"since": since}
        return self._send.json("GET", f"/versions/{version}/changes", params={**query, "limit": 1})["facts"]

    def record_use(
        self, version: int, consumer: str, purpose: str, *, kind: str = "training", day: str | None = None
    ) -> UseOut:
        """Say who uses a version and what for: a "training" or a "note". ``day``: 2026-01-31; None: today."""
        body = {"kind": kind, "consumer": consumer, "purpose": purpose, "day": day}
        return self._send.json("POST", f"/versions/{version}/uses", json=body)

    def uses(self, version: int) -> Iterator[UseOut]:
        """What a version was used for, newest first."""
        return self._pages(f"/versions/{version}/uses")

    def my_versions(self, project: int) -> Iterator[ShareOut]:
        """The versions of a project that hold answers of mine, and what they were used for."""
        return self._pages(f"/projects/{project}/my-versions")

    def version_changes(self, version: int, since: int | None = None) -> Iterator[DifferenceOut]:
        """The items of which the consensus says something else since an earlier version, before and after."""
        return self._pages(f"/versions/{version}/changes", **({} if since is None else {"since": since}))
