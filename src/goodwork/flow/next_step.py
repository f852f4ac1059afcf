"""What is to be done in a project: one sentence, the most important thing first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from goodwork.model.outlook import MOST_COUNTED, NextStep, Place, Waits
from goodwork.model.projects import Progress, ProjectState
from goodwork.model.shares import per_cent
from goodwork.routing.access import ProjectRole


@dataclass(frozen=True, slots=True)
class Situation:
    """A project as whoever leads or reviews it finds it."""

    state: ProjectState
    progress: Progress
    waits: Waits
    gold_can_prove: bool = True
    """Whether gold can prove something of its questions: of those that state a confidence, each has to be of a kind
    that gold calibrates."""

    @property
    def whole(self) -> int:
        """Items that are not set aside."""
        return self.progress.items - self.progress.set_aside

    @property
    def open(self) -> int:
        """Items that get answers, or would."""
        p = self.progress
        return max(0, self.whole - p.settled - p.expert - p.held)


def next_step(situation: Situation, role: ProjectRole, *, leads: bool = False) -> NextStep:
    """The first step that this viewer can take; when there is none, how the project stands.

    People who wait come first, then what keeps the work from going on, then what the result still lacks. ``leads``:
    whether the viewer leads the organization, and so may invite people.
    """
    for step, need in _steps(situation, leads=leads):
        if role >= need:
            return step
    return NextStep(_stands(situation), Place.ITEMS if situation.whole else Place.OVERVIEW, waits=False)


def _steps(s: Situation, *, leads: bool) -> Iterator[tuple[NextStep, ProjectRole]]:
    waits, progress = s.waits, s.progress
    manager, reviewer = ProjectRole.MANAGER, ProjectRole.REVIEWER
    if s.state is ProjectState.ARCHIVED:
        return
    if waits.overdue:
        yield NextStep(f"{_waiting(waits.overdue, 'appeal is', 'appeals are')} past the date.", Place.APPEALS), reviewer
    if waits.flags:
        yield NextStep(f"{_waiting(waits.flags, 'flag waits', 'flags wait')} for an answer.", Place.FLAGS), reviewer
    if waits.threads:
        said = _waiting(waits.threads, "question waits", "questions wait")
        yield NextStep(f"{said} for an answer.", Place.THREADS), manager
    if waits.appeals:
        by = "" if waits.due_at is None else f", by {waits.due_at.day} {waits.due_at:%B}"
        said = _waiting(waits.appeals, "appeal waits", "appeals wait")
        yield NextStep(f"{said} for a decision{by}.", Place.APPEALS), reviewer
    if waits.proposals:
        said = _waiting(waits.proposals, "proposal waits", "proposals wait")
        yield NextStep(f"{said} for your decision.", Place.PROPOSALS), manager
    if waits.import_failed is not None:
        yield NextStep(f"The import of {waits.import_failed} failed: see why, then go on with it.", Place.DATA), manager
    if not progress.items:
        said = "An import is running: its items go to the queue as they come." if waits.importing else "Import items."
        yield NextStep(said, Place.DATA, waits=not waits.importing), manager
        return
    if s.open and s.state is ProjectState.PAUSED:
        said = _many(s.open, "item stays", "items stay")
        yield NextStep(f"The project is paused: {said} open until it goes on.", Place.SETTINGS), manager
    elif s.open and not waits.can_answer:
        what = "invite people" if leads else "open it to people"
        said = f"Nobody but those who lead can answer here: {what}."
        yield NextStep(said[0].upper() + said[1:], Place.PEOPLE if leads else Place.SETTINGS), manager
    if progress.expert:
        said = _many(progress.expert, "item waits", "items wait")
        yield NextStep(f"{said} for a reviewer.", Place.REVIEW), reviewer
    if progress.held:
        said = _many(progress.held, "item is", "items are")
        yield NextStep(f"{said} held after three skips: put them back or set them aside.", Place.HELD), manager
    if s.open and waits.released is not None and not waits.consumed:
        said = f"Nobody is named who uses version {waits.released.number}: say who does before more is asked."
        yield NextStep(said, Place.DATA), manager
    if waits.refit_failed:
        yield NextStep("The newest estimate was given up: estimate again.", Place.OVERVIEW), manager
    gold = _gold(s)
    if gold:
        yield NextStep(gold, Place.ITEMS), manager
    if not s.open and progress.settled and not waits.making:
        since = _since(s)
        if since:
            yield NextStep(f"Publish: {since}.", Place.DATA), manager


def _gold(s: Situation) -> str:
    """What gold still lacks; empty where it proves the target, or can prove nothing."""
    proof = s.progress.proof
    if not s.gold_can_prove or not s.progress.annotations or proof.supported:
        return ""
    target = per_cent(proof.target)
    if proof.missing is None:
        if proof.proves is None:
            return ""
        return f"Gold contradicts the target of {target}: look at the gold that was answered otherwise."
    more = f"{_many(proof.missing, 'more gold item', 'more gold items')}, all right, would prove {target}."
    if proof.proves is None:
        return f"Gold supports nothing yet: {more}"
    return f"Gold supports {per_cent(proof.proves)} so far: {more}"


def _since(s: Situation) -> str:
    """What a new version would hold more than the newest; empty when it would hold no more."""
    released, settled = s.waits.released, s.progress.settled
    if released is None:
        return f"all {settled:,} items are settled" if settled > 1 else "the item is settled"
    more = settled - released.settled
    if more <= 0:
        return ""
    return f"{_many(more, 'more item is', 'more items are')} settled than in version {released.number}"


def _stands(s: Situation) -> str:
    progress, released = s.progress, s.waits.released
    if s.state is ProjectState.ARCHIVED:
        return "The project is archived: it gives out no work, and its data stays."
    if not s.whole:
        return "Every item is set aside: there is nothing to answer." if progress.items else "There are no items yet."
    if s.open and s.state is ProjectState.PAUSED:
        return f"The project is paused: {_many(s.open, 'item stays', 'items stay')} open until it goes on."
    if s.open:
        since = _since(s) if released else ""
        tail = f"; {since}" if since else ""
        return f"Nothing waits for you: {_many(s.open, 'item is', 'items are')} open, and people go on answering{tail}."
    if s.waits.making:
        return "Nothing waits for you: a version is being made."
    if progress.expert or progress.held:
        return "Nothing waits for you: no item is open."
    if released is not None and not _since(s):
        return f"Nothing waits for you: all items are settled, as they are in version {released.number}."
    return "Nothing waits for you: all items are settled."


def _many(n: int, one: str, more: str) -> str:
    return f"1 {one}" if n == 1 else f"{n:,} {more}"


def _waiting(n: int, one: str, more: str) -> str:
    """The same for what is counted up to `MOST_COUNTED` only."""
    return f"{n:,} or more {more}" if n >= MOST_COUNTED else _many(n, one, more)
