"""My own limits, a pause, leaving a project, as a program sets them: a part of the client."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from goodwork.sdk.part import Part
from goodwork.sdk.shapes.own import OwnProjectOut, OwnWorkOut, QuietHours, StoppedOut
from goodwork.sdk.shapes.queue import BegunOut, ClaimOut, HandedOverRow


class OwnWork(Part):
    """What `Client` does for one's own work. Nobody else reads any of it."""

    def limits(self) -> OwnWorkOut:
        """What I set for my own work, and how today stands by it."""
        return self._send.json("GET", "/me/limits")

    def set_limits(
        self,
        *,
        items_a_day: int | None = None,
        projects_at_once: int | None = None,
        quiet: QuietHours | None = None,
        zone: str | None = None,
        shows_count: bool = True,
    ) -> OwnWorkOut:
        """Set it anew; None: no such limit. ``quiet``: hours such as ``{"begin": 20, "end": 7}`` by the clock of
        ``zone``."""
        body = {
            "items_a_day": items_a_day,
            "projects_at_once": projects_at_once,
            "quiet": quiet,
            "zone": zone,
            "shows_count": shows_count,
        }
        return self._send.json("PUT", "/me/limits", json=body)

    def lift_limits(self) -> OwnWorkOut:
        """Lift what is in my way just now: my ceilings until the day ends, or my quiet hours until they end."""
        return self._send.json("POST", "/me/limits/lift")

    def done_for_today(self) -> OwnWorkOut:
        """No item until the day ends, or I come back. What I began waits for me."""
        return self._send.json("POST", "/me/done")

    def stop(self, *, hand_over: bool = False) -> StoppedOut:
        """Give back all that I hold. My drafts are kept, should I meet the items again; with ``hand_over`` colleagues
        may finish them."""
        return self._send.json("POST", "/me/stop", json={"hand_over": hand_over})

    def pause(self, *, keep_digest: bool = False, hand_over: bool = False) -> StoppedOut:
        """Give back all that I hold, and be given nothing, and no letter, until I come back."""
        return self._send.json("POST", "/me/pause", json={"keep_digest": keep_digest, "hand_over": hand_over})

    def hand_over(self, claim: ClaimOut, answers: Mapping[str, Any]) -> None:
        """Leave what I began for a colleague to finish. I don't meet the item again, unless I take it back."""
        body = {"answers": answers, "form_version": claim["form_version"]}
        self._send.json("POST", f"/claims/{claim['id']}/hand-over", json=body)

    def take_up(self, claim: ClaimOut) -> BegunOut:
        """What a colleague did of this item, to go on with; my answer will be credited to both."""
        return self._send.json("POST", f"/claims/{claim['id']}/take-up")

    def take_back(self, claim_id: int) -> None:
        """Take back what I handed over, as long as nobody has taken it up."""
        self._send.json("POST", f"/claims/{claim_id}/take-back")

    def handed_over(self, project: int) -> Iterator[HandedOverRow]:
        """What I handed over in a project and what became of it, the newest first."""
        return self._pages(f"/projects/{project}/handed-over")

    def come_back(self, items_a_day: int | Literal["as before"] | None = "as before") -> OwnWorkOut:
        """Be given items again; ``items_a_day``: at another load, None is as many as there are."""
        return self._send.json(
            "POST", "/me/come-back", json={} if items_a_day == "as before" else {"items_a_day": items_a_day}
        )

    def wish(self, project: int, wish: Literal["as-it-comes", "harder", "different"]) -> OwnProjectOut:
        """Wish for harder or different items of a project. It orders what I am given, and withholds nothing."""
        return self._send.json("PUT", f"/projects/{project}/wish", json={"wish": wish})

    def leave_project(self, project: int) -> StoppedOut:
        """Leave a project at once. What I said there keeps its credit."""
        return self._send.json("POST", f"/projects/{project}/leave")

    def return_to_project(self, project: int) -> OwnProjectOut:
        """Come back to it."""
        return self._send.json("POST", f"/projects/{project}/return")
