"""Restrictions as a program reads, appeals and decides them: a part of the client."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from goodwork.sdk.part import Part
from goodwork.sdk.shapes.deciding import HowDecidedOut
from goodwork.sdk.shapes.people import PersonOut
from goodwork.sdk.shapes.restrictions import RestrictionAppealOut, RestrictionOut


class Restrictions(Part):
    """What `Client` does with what is taken from people."""

    def end_access(self, person: int, reason: str, *, evidence: Sequence[int] = ()) -> PersonOut:
        """End somebody's access, with a reason that they read and may appeal. ``evidence``: items they answered."""
        body = {"active": False, "reason": reason, "evidence": list(evidence)}
        return self._send.json("PATCH", f"/people/{person}", json=body)

    def give_access_back(self, person: int) -> PersonOut:
        """Give it back."""
        return self._send.json("PATCH", f"/people/{person}", json={"active": True})

    def change_role(self, person: int, role: str, reason: str = "", *, evidence: Sequence[int] = ()) -> PersonOut:
        """Give somebody another role in the organization; a narrower one takes a reason."""
        body = {"role": role, "reason": reason, "evidence": list(evidence)}
        return self._send.json("PATCH", f"/people/{person}", json=body)

    def take_back_grant(self, project: int, person: int, reason: str, *, evidence: Sequence[int] = ()) -> None:
        """Take somebody's grant on a project back, with a reason that they read and may appeal."""
        body = {"reason": reason, "evidence": list(evidence)}
        self._send.json("POST", f"/projects/{project}/grants/{person}/take-back", json=body)

    def how_decided(self, project: int) -> HowDecidedOut:
        """How decisions about people are made in a project: what enters each, with the values that hold now."""
        return self._send.json("GET", f"/projects/{project}/how-decided")

    def my_data(self, path: Path) -> Path:
        """Write all that is held about me into a new zip. It takes a sign-in with the password, not a token."""
        with self._send.stream("GET", "/me/data") as response, path.open("xb") as file:
            for chunk in response.iter_bytes():
                file.write(chunk)
        return path

    def my_restrictions(self) -> Iterator[RestrictionOut]:
        """What was taken from me, by whom and why, the newest first."""
        return self._pages("/me/restrictions")

    def appeal_restriction(self, restriction: int, argument: str = "") -> int:
        """Appeal one; returns the appeal. Somebody else who leads decides, where there is somebody."""
        made = self._send.json("POST", f"/me/restrictions/{restriction}/appeal", json={"argument": argument})
        return int(made["id"])

    def withdraw_restriction_appeal(self, restriction: int) -> None:
        """Take my open appeal back."""
        self._send.json("DELETE", f"/me/restrictions/{restriction}/appeal")

    def restriction_appeals(self) -> Iterator[RestrictionAppealOut]:
        """Open appeals against restrictions that I may decide, for those who lead."""
        return self._pages("/restriction-appeals")

    def decide_restriction_appeal(self, appeal: int, reason: str, *, upheld: bool) -> Literal["upheld", "declined"]:
        """Decide one, with a reason. Upheld, what was taken is given back."""
        path = f"/restriction-appeals/{appeal}/decision"
        return self._send.json("POST", path, json={"upheld": upheld, "reason": reason})["state"]
