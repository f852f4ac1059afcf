"""Applying as a program does it, and decides on it: a part of the client."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from goodwork.sdk.part import Part
from goodwork.sdk.shapes.applications import ApplicantOut, ApplicationOut, FoundPageOut, PublicPageOut
from goodwork.sdk.shapes.work import OrganizationWaitingOut


class Applications(Part):
    """What `Client` does with the public page and with applications."""

    def work_with_us(self, address: str) -> FoundPageOut:
        """What an organization says at an address of its public page; nobody has to be signed in."""
        return self._send.json("GET", f"/work-with-us/{_ending(address)}")

    def public_page(self) -> PublicPageOut:
        """The public page of my organization."""
        return self._send.json("GET", "/public-page")

    def write_public_page(self, **page: Any) -> PublicPageOut:
        """Write it whole, show it (``shown=True``) or take it away; for owners."""
        return self._send.json("PUT", "/public-page", json=page)

    def applications(self, state: str = "waiting") -> Iterator[ApplicantOut]:
        """Applications that are ``open``, ``admitted``, ``declined`` or ``withdrawn``, the newest first; ``waiting``:
        open ones, and appeals, that I may decide."""
        return self._pages("/applications", state=state)

    def decide_application(self, person: int, *, admit: bool, reason: str = "", declined: bool = False) -> str:
        """Admit somebody, or decline with a reason that they read; returns what it is then.

        Whom somebody declined, only who knows of it admits: ``declined``.
        """
        body = {"admit": admit, "reason": reason, "declined": declined}
        return self._send.json("POST", f"/applications/{person}/decision", json=body)["state"]

    def decide_declined_appeal(self, person: int, *, upheld: bool, reason: str) -> str:
        """Uphold or decline an appeal against declining; returns what it is then."""
        body = {"upheld": upheld, "reason": reason}
        return self._send.json("POST", f"/applications/{person}/appeal/decision", json=body)["state"]

    def waiting(self) -> OrganizationWaitingOut:
        """What waits in the organization for a decision that I may make: applications, and appeals."""
        return self._send.json("GET", "/waiting")

    def withdraw_application(self) -> ApplicationOut:
        """Withdraw my open application; no reason is asked for."""
        return self._send.json("POST", "/me/application/withdraw")

    def apply_again(self) -> ApplicationOut:
        """Open my withdrawn application again."""
        return self._send.json("POST", "/me/application/again")

    def my_application(self) -> ApplicationOut:
        """What became of my application."""
        return self._send.json("GET", "/me/application")

    def appeal_declining(self, argument: str = "") -> ApplicationOut:
        """Ask that somebody else looks at my declined application again."""
        return self._send.json("POST", "/me/application/appeal", json={"argument": argument})


def _ending(address: str) -> str:
    return address.rstrip("/").rsplit("/", 1)[-1]
