"""Pay: what work is paid, what was posted to a person, and what is owed. Amounts are in minor units (cents)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from goodwork.model.ids import PersonId

ZERO = frozenset(
    ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF",
     "XPF"]
)  # fmt: skip
THREE = frozenset(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"])
"""Currencies whose minor unit is no hundredth (ISO 4217): none, and a thousandth."""


class Basis(StrEnum):
    """What a rate pays for."""

    ANSWER = "answer"
    """Each answer, when it is submitted."""
    ACCEPTED = "accepted"
    """Each answer, when its item settles, but one that a reviewer decided against."""
    HOUR = "hour"
    """Each hour that a person enters and a lead confirms."""


class PayKind(StrEnum):
    """What was posted."""

    ANSWER = "answer"
    ACCEPTED = "accepted"
    HOURS = "hours"
    ASSESSMENT = "assessment"
    CORRECTION = "correction"
    STATEMENT = "statement"
    """What was owed went to payroll with a statement."""


class HoursState(StrEnum):
    """What became of hours that somebody entered."""

    ENTERED = "entered"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    """With a reason that the person reads; they may enter them anew."""
    WITHDRAWN = "withdrawn"
    """By the person themselves, before anybody said anything to it."""


@dataclass(frozen=True, slots=True)
class Rate:
    """What a project pays from then on; 0 pays nothing."""

    basis: Basis
    currency: str
    amount: int
    since: date
    by: str


@dataclass(frozen=True, slots=True)
class Floor:
    """The least that an hour may come to in an organization, in one currency."""

    currency: str
    amount: int


@dataclass(frozen=True, slots=True)
class Hourly:
    """What an hour comes to by the median of what people say that an item takes them, beside the floor."""

    people: int
    """Who said so."""
    median: float | None
    """Minutes; None: fewer than eight said it."""
    floors: tuple[Floor, ...]

    def amount(self, basis: Basis, amount: int) -> int | None:
        """What an hour comes to, in minor units, rounded down; None: nobody knows yet.

        >>> Hourly(9, 2.5, ()).amount(Basis.ANSWER, 25), Hourly(7, None, ()).amount(Basis.ANSWER, 25)
        (600, None)
        """
        if basis is Basis.HOUR:
            return amount
        return None if self.median is None else int(Decimal(amount * 60) / Decimal(str(self.median)))

    def below(self, basis: Basis, currency: str, amount: int) -> Floor | None:
        """The floor that a rate falls below; None: it does not, there is none, or nobody knows yet.

        What pays nothing is below no floor: it is voluntary, and says so.
        """
        floor = next((one for one in self.floors if one.currency == currency), None)
        if floor is None or amount == 0:
            return None
        if basis is not Basis.HOUR and self.median is None:
            return None
        minutes = Decimal(60) if basis is Basis.HOUR or self.median is None else Decimal(str(self.median))
        return floor if amount * 60 < floor.amount * minutes else None


@dataclass(frozen=True, slots=True)
class Offer:
    """What a project pays for what is taken now, as those read it who choose their work."""

    basis: Basis
    currency: str
    amount: int
    hourly: int | None
    """What an hour comes to by what people say that an item takes them; None: too few said it."""


@dataclass(frozen=True, slots=True)
class PayLine:
    """A line of a person's ledger: what was posted to them, and on which statement it is."""

    id: int
    at: datetime
    kind: PayKind
    currency: str
    amount: int
    project_id: int | None
    project: str | None
    item: str | None
    """What the item of an answer is called; None: there is none, or it is gone."""
    minutes: int | None
    """Of hours."""
    day: date | None
    """Of hours: the day that they were worked; of statements: the first of their month."""
    reason: str
    by: str | None
    """Who confirmed hours, made a correction or closed the statement."""
    on: date | None
    """The month of the statement that it is on; None: it is on none yet."""
    alone: bool
    """A correction of their own pay, which they made as the only owner."""


@dataclass(frozen=True, slots=True)
class Pending:
    """An answer that is paid when it is accepted."""

    annotation_id: int
    project_id: int
    project: str
    item_id: int
    item: str
    currency: str
    amount: int
    declined: bool
    """Whether a reviewer decided its item otherwise."""
    reason: str
    """What the reviewer said."""
    archived: bool
    """Whether its project is archived: nothing settles there before somebody who leads it sees to it."""


@dataclass(frozen=True, slots=True)
class Owed:
    """What is owed to a person in one currency and on no statement yet."""

    person_id: PersonId
    name: str
    pseudonym: str
    currency: str
    amount: int
    postings: int


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours that a person says they worked in a project on a day."""

    id: int
    project_id: int
    project: str
    person_id: int
    name: str
    day: date
    minutes: int
    note: str
    currency: str
    amount: int
    """What they come to."""
    state: HoursState
    by: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What a person is to be paid for a month in a currency."""

    id: int
    month: date
    person_id: int
    name: str
    pseudonym: str
    currency: str
    amount: int
    lines: int
    alone: int
    """Corrections among them that the person made as the only owner: nobody else looked at them."""
    closed_on: date
    by: str
    sent: str | None
    """Of its message to the hook: ``waiting``, ``delivered``, ``failed``; None: it has none."""
    problem: str | None


@dataclass(frozen=True, slots=True)
class Hook:
    """Where closed statements are sent to."""

    address: str
    since: date
    by: str


def for_minutes(amount: int, minutes: int) -> int:
    """What minutes come to at a rate per hour: half a minor unit is rounded up.

    >>> for_minutes(1550, 90), for_minutes(1, 30), for_minutes(1, 29)
    (2325, 1, 0)
    """
    return (amount * minutes * 2 + 60) // 120


def digits(currency: str) -> int:
    """How many decimals a currency has (ISO 4217).

    >>> digits("EUR"), digits("JPY"), digits("KWD")
    (2, 0, 3)
    """
    return 0 if currency in ZERO else 3 if currency in THREE else 2


def plain(amount: int, currency: str) -> str:
    """An amount with a point and all its decimals, as programs read it.

    >>> plain(-5, "EUR"), plain(1200, "JPY"), plain(1005, "KWD")
    ('-0.05', '1200', '1.005')
    """
    return f"{Decimal(amount).scaleb(-digits(currency)):f}"


def read_amount(written: str, currency: str) -> int | None:
    """The minor units of an amount that somebody wrote; None: it is none, or finer than the currency.

    >>> read_amount("0,25", "EUR"), read_amount("0.255", "EUR"), read_amount("12", "JPY"), read_amount("1.005", "KWD")
    (25, None, 12, 1005)
    """
    try:
        exact = Decimal(written.strip().replace(",", ".")).scaleb(digits(currency))
    except ArithmeticError:
        return None
    return int(exact) if exact.is_finite() and exact == exact.to_integral_value() else None
