"""What work is paid: rates, my lines and hours, statements of an organization. A part of the client.

Amounts are whole numbers of the currency's minor unit, such as cents.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodwork.sdk.part import Part
from goodwork.sdk.shapes.pay import (
    HoursOut,
    HoursProjectOut,
    OwedOut,
    PayLineOut,
    PendingOut,
    ProjectPayOut,
    StatementOut,
)


class Pay(Part):
    """What `Client` does where work is paid."""

    def project_pay(self, project: int) -> ProjectPayOut:
        """What work in a project is paid, now and before, and what an hour comes to."""
        return self._send.json("GET", f"/projects/{project}/pay")

    def set_pay(
        self, project: int, amount: int, currency: str, *, basis: str = "answer", below_floor: bool = False
    ) -> ProjectPayOut:
        """Pay this much for each "answer", "accepted" answer or "hour" from the next claim on; 0 pays nothing.

        A rate below the organization's floor is refused unless ``below_floor`` says that it is meant.
        """
        body = {"basis": basis, "currency": currency, "amount": amount, "below_floor": below_floor}
        return self._send.json("PUT", f"/projects/{project}/pay", json=body)

    def my_pay(self) -> list[OwedOut]:
        """What is owed to me and on no statement yet, by currency."""
        return self._send.json("GET", "/me/pay")

    def my_pay_lines(self) -> Iterator[PayLineOut]:
        """What was posted to me, the newest first."""
        return self._pages("/me/pay/lines")

    def my_pending_pay(self) -> Iterator[PendingOut]:
        """My answers that are paid when they are accepted, and are not yet."""
        return self._pages("/me/pay/pending")

    def my_statements(self) -> Iterator[StatementOut]:
        """My statements, the newest first."""
        return self._pages("/me/pay/statements")

    def enter_hours(self, project: int, day: str, minutes: int, note: str = "") -> HoursOut:
        """Say that I worked so long in a project on a day (2026-01-31). A lead confirms it; nothing is measured."""
        body = {"day": day, "minutes": minutes, "note": note}
        return self._send.json("POST", f"/projects/{project}/hours", json=body)

    def my_hours(self) -> Iterator[HoursOut]:
        """The hours that I entered, the newest first."""
        return self._pages("/me/pay/hours")

    def hours_projects(self) -> Iterator[HoursProjectOut]:
        """Projects in which I worked and that paid by the hour: I may enter hours there, whatever my access is now."""
        return self._pages("/me/pay/hours/projects")

    def withdraw_hours(self, hours: int) -> None:
        """Take back hours of mine that nobody has said anything to yet."""
        self._send.json("DELETE", f"/me/pay/hours/{hours}")

    def hours_to_confirm(self, project: int) -> Iterator[HoursOut]:
        """Hours of a project that wait for a lead, the oldest first."""
        return self._pages(f"/projects/{project}/hours")

    def decide_hours(self, hours: int, *, confirmed: bool, reason: str = "") -> HoursOut:
        """Confirm hours, which posts them, or decline them with a reason that the person reads."""
        return self._send.json("PUT", f"/hours/{hours}", json={"confirmed": confirmed, "reason": reason})

    def owed(self) -> Iterator[OwedOut]:
        """What the organization owes to whom and is on no statement yet; for owners."""
        return self._pages("/pay")

    def correct_pay(self, person: int, amount: int, currency: str, reason: str) -> int:
        """Post so much more, or less, to a person, with a reason that they read; for owners. Returns its number."""
        body = {"currency": currency, "amount": amount, "reason": reason}
        return self._send.json("POST", f"/people/{person}/pay", json=body)["id"]

    def set_pay_floor(self, currency: str, amount: int) -> None:
        """The least that an hour may come to without it being said; 0: there is no floor. For owners."""
        self._send.json("PUT", "/pay/floors", json={"currency": currency, "amount": amount})

    def close_month(self, month: str) -> int:
        """Close the statements of a month (2026-01) for everybody; returns how many. For owners.

        Said again, nothing is closed twice.
        """
        made, query = 0, dict[str, str]()
        while True:
            closed = self._send.json("POST", "/pay/statements", json={"month": month}, params=query)
            made += closed["statements"]
            if closed["next"] is None:
                return made
            query = {"after": closed["next"]}

    def statements(self, month: str) -> Iterator[StatementOut]:
        """The statements of a month; for owners."""
        return self._pages("/pay/statements", month=month)

    def payroll(self, month: str, form: str = "csv") -> str:
        """The statements of a month as a file for payroll: "csv" or "json". For owners."""
        return self._send.text("/pay/statements/export", params={"month": month, "form": form})

    def set_pay_hook(self, address: str) -> str:
        """Post each closed statement to an https address, signed; returns the key that signs, shown this once."""
        return self._send.json("PUT", "/pay/hook", json={"address": address})["key"]

    def end_pay_hook(self) -> None:
        """Post nothing any more."""
        self._send.json("DELETE", "/pay/hook")

    def send_statement(self, statement: int) -> None:
        """Send a statement to the hook again, under the same key."""
        self._send.json("POST", f"/pay/statements/{statement}/send")
