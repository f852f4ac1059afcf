"""Laws of the times of digests, in zones with odd clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from goodwork.model.digests import DigestPlan, Quiet

ZONES = (
    "UTC", "Europe/Helsinki", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia",
    "America/Sao_Paulo", "Africa/Casablanca", "Pacific/Chatham", "America/St_Johns",
)  # fmt: skip
HOURS, DAYS = st.integers(0, 23), st.integers(0, 6)
PLANS = st.builds(
    DigestPlan,
    st.sampled_from(["day", "week"]),
    HOURS,
    st.sampled_from(ZONES),
    DAYS,
    st.none() | st.builds(Quiet, HOURS, HOURS, st.frozensets(DAYS)),
).filter(lambda plan: not plan.is_silent)
MOMENTS = st.datetimes(
    datetime(2005, 1, 1),  # noqa: DTZ001 - drawn moments get their zone from below
    datetime(2035, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)


@given(PLANS, MOMENTS)
def test_the_next_one_comes_later_soon_and_in_no_quiet_hour(plan: DigestPlan, at: datetime) -> None:
    following = plan.next_after(at)
    assert at < following < at + timedelta(days=16)
    assert not plan.is_quiet(following)


@given(PLANS, MOMENTS)
def test_what_is_put_off_comes_when_the_quiet_hours_end_and_not_sooner(plan: DigestPlan, at: datetime) -> None:
    after = plan.after_quiet(at)
    assert not plan.is_quiet(after)
    assert (after == at) == (not plan.is_quiet(at))
    assert after >= at


@given(st.builds(DigestPlan, st.sampled_from(["day", "week"]), HOURS, st.sampled_from(ZONES), DAYS), MOMENTS)
def test_without_quiet_hours_each_day_or_week_has_one(plan: DigestPlan, at: datetime) -> None:
    first = plan.next_after(at)
    second = plan.next_after(first)
    # A clock that is set on or back moves it by an hour or less; Apia left out a day once.
    length = timedelta(days=1 if plan.every == "day" else 7)
    assert length - timedelta(hours=2) <= second - first <= length + timedelta(days=1 if plan.every == "day" else 7)


def test_by_the_clock_on_the_wall() -> None:
    helsinki = DigestPlan("day", 9, "Europe/Helsinki")
    # The clock is set on in the night of the 29th: nine o'clock is nine o'clock.
    assert helsinki.next_after(datetime(2026, 3, 28, 6, tzinfo=UTC)) == datetime(2026, 3, 28, 7, tzinfo=UTC)
    assert helsinki.next_after(datetime(2026, 3, 28, 7, tzinfo=UTC)) == datetime(2026, 3, 29, 6, tzinfo=UTC)
    # Half past three does not exist that night, and three comes an hour later.
    night = DigestPlan("day", 3, "Europe/Helsinki")
    assert night.next_after(datetime(2026, 3, 28, 12, tzinfo=UTC)) == datetime(2026, 3, 29, 1, tzinfo=UTC)


def test_over_midnight_on_stated_days() -> None:
    weekend = DigestPlan("day", 7, "UTC", quiet=Quiet(20, 8, frozenset({4, 5})))  # Friday and Saturday evenings
    friday = datetime(2026, 11, 27, 12, tzinfo=UTC)
    assert weekend.next_after(friday) == datetime(2026, 11, 28, 8, tzinfo=UTC)
    assert weekend.next_after(datetime(2026, 11, 29, 12, tzinfo=UTC)) == datetime(2026, 11, 30, 7, tzinfo=UTC)
    whole = DigestPlan("week", 12, "UTC", weekday=6, quiet=Quiet(0, 0, frozenset({5, 6})))
    assert whole.next_after(friday) == datetime(2026, 11, 30, 0, tzinfo=UTC)
    assert DigestPlan("day", 7, "UTC", quiet=Quiet(5, 5)).is_silent
