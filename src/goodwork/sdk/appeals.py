"""Appeals as a program makes and decides them: a part of the client."""

from __future__ import annotations

from collections.abc import Iterator

from goodwork.sdk.part import Answers, Part
from goodwork.sdk.shapes.appeals import AppealDecisionOut, AppealOut, AppealRow, OwnAppealOut, OwnAppealRow


class Appeals(Part):
    """What `Client` does with appeals."""

    def appeal(self, item: int, against: str, argument: str = "") -> OwnAppealOut:
        """Ask for a second look at what was decided of my answer: against a ``review``, ``gold`` or my ``score``."""
        body = {"against": against, "argument": argument}
        return self._send.json("POST", f"/items/{item}/appeals", json=body)

    def my_appeals(self) -> Iterator[OwnAppealRow]:
        """My appeals, newest first."""
        return self._pages("/me/appeals")

    def withdraw_appeal(self, appeal: int) -> None:
        """Take an open appeal of mine back."""
        self._send.json("POST", f"/appeals/{appeal}/withdraw")

    def appeals(self, project: int) -> Iterator[AppealRow]:
        """Open appeals that I may decide, the one that is due first comes first."""
        return self._pages(f"/projects/{project}/appeals")

    def read_appeal(self, appeal: int) -> AppealOut:
        """An appeal with what its decision may rest on; it does not say whose it is."""
        return self._send.json("GET", f"/appeals/{appeal}")

    def decide_appeal(
        self, appeal: AppealOut, *, upheld: bool, reason: str, rule: str = "", answers: Answers | None = None
    ) -> AppealDecisionOut:
        """Decide an appeal that I read; upheld without ``answers``, what the appellant said is right."""
        body = {"upheld": upheld, "reason": reason, "rule": rule, "standing": appeal["standing"], "answers": answers}
        return self._send.json("POST", f"/appeals/{appeal['id']}/decision", json=body)
