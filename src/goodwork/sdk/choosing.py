"""Choosing work: what a project says of itself, and what one chose for one's own work. A part of the client."""

from __future__ import annotations

from collections.abc import Sequence

from goodwork.sdk.part import Part
from goodwork.sdk.shapes.work import CardWire, ChoicesWire, OwnEffortOut, SampleOut


class Choosing(Part):
    """What `Client` does where people choose their work."""

    def card(self, project: int) -> CardWire:
        """What a project tells those who choose their work, beside its purpose."""
        return self._send.json("GET", f"/projects/{project}/card")

    def set_card(
        self,
        project: int,
        *,
        deliverables: str = "",
        languages: Sequence[str] = (),
        warnings: Sequence[str] = (),
        sample_item: int | None = None,
    ) -> CardWire:
        """Write it anew; for the project's managers. A sample is an item that is no gold."""
        body = {
            "deliverables": deliverables,
            "languages": list(languages),
            "warnings": list(warnings),
            "sample_item": sample_item,
        }
        return self._send.json("PUT", f"/projects/{project}/card", json=body)

    def sample(self, project: int) -> SampleOut:
        """An item to look at before choosing, and what is asked of it. No claim is made."""
        return self._send.json("GET", f"/projects/{project}/sample")

    def effort(self, project: int) -> OwnEffortOut:
        """About how many minutes I said that an item takes me."""
        return self._send.json("GET", f"/projects/{project}/effort")

    def report_effort(self, project: int, minutes: float | None) -> None:
        """Say so, in the place of what I said before; None takes it back. It is voluntary, and nothing is measured."""
        if minutes is None:
            self._send.json("DELETE", f"/projects/{project}/effort")
        else:
            self._send.json("PUT", f"/projects/{project}/effort", json={"minutes": minutes})

    def choices(self) -> ChoicesWire:
        """What I chose for my own work. Nobody else reads it."""
        return self._send.json("GET", "/me/choices")

    def choose(self, *, avoids: Sequence[str] = ()) -> ChoicesWire:
        """Choose anew: projects that warn of any of ``avoids`` are not offered to me."""
        return self._send.json("PUT", "/me/choices", json={"avoids": list(avoids)})
