"""What to do next: the most important thing first, in a whole sentence, for everybody who may look."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwork.flow.next_step import Situation, next_step
from goodwork.model.outlook import MOST_COUNTED, Place, Released, Waits
from goodwork.model.projects import Progress, ProjectState, Proof
from goodwork.routing.access import ProjectRole

UNPROVED = Proof(0.95, 0.81, 23)
PROVED = Proof(0.95, 0.96, 0)
NOTHING = Progress(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Proof(0.95, None, 59))
HALF = replace(NOTHING, items=100, settled=60, met=60, annotations=150, proof=PROVED)
DONE = replace(HALF, settled=100, met=100)
MANAGER, REVIEWER = ProjectRole.MANAGER, ProjectRole.REVIEWER


def _situation(progress: Progress = HALF, state: ProjectState = ProjectState.ACTIVE, **waits: object) -> Situation:
    return Situation(state, progress, replace(Waits(), **waits))  # pyright: ignore[reportArgumentType]


CASES: list[tuple[str, Situation, str, Place, bool]] = [
    ("empty", _situation(NOTHING), "Import items.", Place.DATA, True),
    (
        "an import runs", _situation(NOTHING, importing=True),
        "An import is running: its items go to the queue as they come.", Place.DATA, False,
    ),
    (
        "an import failed", _situation(NOTHING, import_failed="tweets.csv"),
        "The import of tweets.csv failed: see why, then go on with it.", Place.DATA, True,
    ),
    ("one flag", _situation(flags=1), "1 flag waits for an answer.", Place.FLAGS, True),
    ("flags before questions", _situation(flags=3, threads=2), "3 flags wait for an answer.", Place.FLAGS, True),
    ("flags without items", _situation(NOTHING, flags=3), "3 flags wait for an answer.", Place.FLAGS, True),
    ("questions", _situation(threads=2), "2 questions wait for an answer.", Place.THREADS, True),
    (
        "an appeal with its date", _situation(appeals=1, due_at=datetime(2026, 3, 5, tzinfo=UTC)),
        "1 appeal waits for a decision, by 5 March.", Place.APPEALS, True,
    ),
    ("overdue", _situation(flags=3, appeals=2, overdue=2), "2 appeals are past the date.", Place.APPEALS, True),
    ("a proposal", _situation(proposals=1), "1 proposal waits for your decision.", Place.PROPOSALS, True),
    (
        "more than are counted", _situation(flags=MOST_COUNTED),
        "1,000 or more flags wait for an answer.", Place.FLAGS, True,
    ),
    (
        "paused", _situation(state=ProjectState.PAUSED),
        "The project is paused: 40 items stay open until it goes on.", Place.SETTINGS, True,
    ),
    (
        "nobody answers", _situation(can_answer=False),
        "Nobody but those who lead can answer here: open it to people.", Place.SETTINGS, True,
    ),
    ("a reviewer", _situation(replace(HALF, expert=12)), "12 items wait for a reviewer.", Place.REVIEW, True),
    (
        "held", _situation(replace(HALF, held=1)),
        "1 item is held after three skips: put them back or set them aside.", Place.HELD, True,
    ),
    (
        "gold is missing", _situation(replace(HALF, proof=UNPROVED)),
        "Gold supports 81 % so far: 23 more gold items, all right, would prove 95 %.", Place.ITEMS, True,
    ),
    (
        "gold says nothing", _situation(replace(HALF, proof=Proof(0.95, None, 59))),
        "Gold supports nothing yet: 59 more gold items, all right, would prove 95 %.", Place.ITEMS, True,
    ),
    (
        "gold contradicts", _situation(replace(HALF, proof=Proof(0.95, 0.7, None))),
        "Gold contradicts the target of 95 %: look at the gold that was answered otherwise.", Place.ITEMS, True,
    ),
    ("all settled", _situation(DONE), "Publish: all 100 items are settled.", Place.DATA, True),
    (
        "settled since", _situation(DONE, released=Released(3, 40)),
        "Publish: 60 more items are settled than in version 3.", Place.DATA, True,
    ),
    (
        "published", _situation(DONE, released=Released(3, 100)),
        "Nothing waits for you: all items are settled, as they are in version 3.", Place.ITEMS, False,
    ),
    (
        "being published", _situation(DONE, making=True),
        "Nothing waits for you: a version is being made.", Place.ITEMS, False,
    ),
    (
        "work goes on", _situation(),
        "Nothing waits for you: 40 items are open, and people go on answering.", Place.ITEMS, False,
    ),
    (
        "work goes on since a version", _situation(released=Released(1, 50)),
        "Nothing waits for you: 40 items are open, and people go on answering; 10 more items are settled than in"
        " version 1.", Place.ITEMS, False,
    ),
    (
        "archived", _situation(state=ProjectState.ARCHIVED, flags=3),
        "The project is archived: it gives out no work, and its data stays.", Place.ITEMS, False,
    ),
    (
        "all set aside", _situation(replace(NOTHING, items=5, set_aside=5)),
        "Every item is set aside: there is nothing to answer.", Place.OVERVIEW, False,
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[name for name, *_ in CASES])
def test_the_sentence_of_each_case(case: tuple[str, Situation, str, Place, bool]) -> None:
    _, situation, says, place, waits = case
    found = next_step(situation, MANAGER)
    assert (found.says, found.place, found.waits) == (says, place, waits)


def test_who_leads_the_organization_invites_people() -> None:
    found = next_step(_situation(can_answer=False), MANAGER, leads=True)
    assert (found.says, found.place) == ("Nobody but those who lead can answer here: invite people.", Place.PEOPLE)


def test_gold_that_can_prove_nothing_is_not_asked_for() -> None:
    situation = replace(_situation(replace(DONE, proof=Proof(0.95, None, 59))), gold_can_prove=False)
    assert next_step(situation, MANAGER).says == "Publish: all 100 items are settled."


counts = st.integers(0, 2_000)


@given(
    state=st.sampled_from(ProjectState),
    numbers=st.lists(counts, min_size=6, max_size=6),
    waits=st.builds(
        Waits, flags=counts, threads=counts, appeals=counts, overdue=counts, proposals=counts,
        due_at=st.sampled_from((None, datetime(2026, 3, 5, tzinfo=UTC))), importing=st.booleans(),
        import_failed=st.none() | st.just("a file.csv"), making=st.booleans(), refit_failed=st.booleans(),
        can_answer=st.booleans(), released=st.none() | st.builds(Released, st.integers(1, 9), counts),
    ),
    proof=st.builds(Proof, st.floats(0.5, 0.999), st.none() | st.floats(0, 1), st.none() | counts),
    role=st.sampled_from((MANAGER, REVIEWER)),
    leads=st.booleans(),
)  # fmt: skip
def test_every_sentence_is_whole_and_every_step_open_to_its_viewer(
    state: ProjectState, numbers: list[int], waits: Waits, proof: Proof, role: ProjectRole, leads: bool
) -> None:
    more, settled, expert, held, aside, answers = numbers
    progress = replace(
        NOTHING, items=more + settled + expert + held + aside, settled=settled, met=settled, expert=expert, held=held,
        set_aside=aside, annotations=answers, proof=proof,
    )  # fmt: skip
    found = next_step(Situation(state, progress, waits), role, leads=leads)
    assert re.fullmatch(r"[A-Z0-9][^\n]*[\w%]\.", found.says), found.says
    assert not re.search(r"None|\b0 |\bby [.;:,]|[ .,:;]\.|  | 1 \w+s ", found.says), found.says
    if role is REVIEWER and found.waits:
        assert found.place in (Place.REVIEW, Place.FLAGS, Place.APPEALS)
    if not leads:
        assert found.place is not Place.PEOPLE
