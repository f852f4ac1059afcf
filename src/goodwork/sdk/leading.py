"""What programs see of a project as whoever leads it does: the outlook, its people, and what versions change."""

from __future__ import annotations

from collections.abc import Iterator

from goodwork.sdk.part import Part
from goodwork.sdk.shapes.data import DifferenceOut, FactOut, NextVersionOut
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

    def version_changes(self, version: int, since: int | None = None) -> Iterator[DifferenceOut]:
        """The items of which the consensus says something else since an earlier version, before and after."""
        return self._pages(f"/versions/{version}/changes", **({} if since is None else {"since": since}))
