"""Qualifications as a program reads and gives them: a part of the client."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from goodwork.sdk.part import Part
from goodwork.sdk.shapes.qualifications import (
    HolderOut,
    MyQualificationOut,
    QualificationDetail,
    QualificationOut,
    RequirementOut,
)
from goodwork.sdk.shapes.records import RecordCheckedOut, SigningKeysOut


class Qualifications(Part):
    """What `Client` does with qualifications."""

    def qualifications(self) -> Iterator[QualificationOut]:
        """Those of the organization, with their tiers."""
        return self._pages("/qualifications")

    def make_qualification(
        self, name: str, tiers: Sequence[Mapping[str, Any]], *, description: str = "",
        sources: Sequence[Mapping[str, Any]] = (),
    ) -> QualificationDetail:  # fmt: skip
        """Make one. ``tiers``, the lowest first: ``name``, and ``least`` and ``items`` where work earns it.
        ``sources``: ``project_id`` and ``question`` of the questions whose answers speak for it."""
        body = {"name": name, "description": description, "tiers": list(tiers), "sources": list(sources)}
        return self._send.json("POST", "/qualifications", json=body)

    def holders(self, qualification: int) -> Iterator[HolderOut]:
        """Who holds it and by what, for those who lead the organization."""
        return self._pages(f"/qualifications/{qualification}/people")

    def give_tier(self, qualification: int, person: int, tier: int, reason: str) -> None:
        """Give somebody a tier, with a reason that they read."""
        path = f"/qualifications/{qualification}/people/{person}/give"
        self._send.json("POST", path, json={"tier": tier, "reason": reason})

    def take_tier(self, qualification: int, person: int, reason: str, *, keeps: int = 0) -> None:
        """Take a tier from somebody, but for ``keeps``, with a reason that they read and may appeal."""
        path = f"/qualifications/{qualification}/people/{person}/take"
        self._send.json("POST", path, json={"tier": keeps, "reason": reason})

    def my_qualifications(self) -> Iterator[MyQualificationOut]:
        """What I hold and by what, and what is missing for the next tier."""
        return self._pages("/me/qualifications")

    def my_record(self, path: Path, *, named: Literal["name", "pseudonym"] = "name") -> Path:
        """Write what I hold into a new file, signed by the server, to take along."""
        with self._send.stream("GET", "/me/qualifications/record", params={"named": named}) as response:
            content = response.read()
        with path.open("xb") as file:
            file.write(content)
        return path

    def check_record(self, path: Path) -> RecordCheckedOut:
        """Whether a file is a record as this server signed it; nobody has to be signed in."""
        return self._send.json("POST", "/records/check", json={"file": path.read_text(encoding="utf-8")})

    def signing_keys(self) -> SigningKeysOut:
        """The public halves of the keys that signed records here, for anybody."""
        return self._send.json("GET", "/signing-keys")

    def appeal_taking(self, event: int, argument: str = "") -> int:
        """Appeal that a tier was taken from me; returns the appeal. Somebody else who leads decides it."""
        made = self._send.json("POST", f"/me/qualifications/events/{event}/appeal", json={"argument": argument})
        return int(made["id"])

    def requirements(self, project: int) -> list[RequirementOut]:
        """What a project asks for, beside what I hold."""
        return self._send.json("GET", f"/projects/{project}/requirements")

    def require(self, project: int, tiers: Mapping[int, int], reason: str = "") -> list[RequirementOut]:
        """Have a project ask for these tiers (qualification -> tier), and for no others. Whoever works there and lacks
        what is added reads the reason, and may appeal; without one it is refused then."""
        body = {"requirements": _asked(tiers), "reason": reason}
        return self._send.json("PUT", f"/projects/{project}/requirements", json=body)

    def would_shut_out(self, project: int, tiers: Mapping[int, int]) -> int:
        """How many who work in a project would lack something if it asked for these tiers. Changes nothing."""
        body = {"requirements": _asked(tiers)}
        return int(self._send.json("POST", f"/projects/{project}/requirements/shut-out", json=body)["people"])


def _asked(tiers: Mapping[int, int]) -> list[dict[str, int]]:
    return [{"qualification_id": one, "tier": tier} for one, tier in tiers.items()]
