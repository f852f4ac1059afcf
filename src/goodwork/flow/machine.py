"""The life of an item.

::

              claim, submit, release, expire
                        ┌───┐      every target met, *most* reached,
                        │   ▼      or another answer would hardly help
        put back ┌────▶ OPEN ─────────────────────────────▶ SETTLED
                 │      │ ▲ │                                  │
                 │ three│ │ │ target missed, asking ends,      │ a refit finds it below target - 0.02,
                 │ skips│ │ │ and the policy asks an expert    │ and that another answer would help
                 │      │ │ └────────────▶ EXPERT              │
                 │      ▼ └────────────────────────────────────┘
                 └─── HELD          SET_ASIDE: by a lead, from anywhere, and restored to where it was

        asked again: OPEN, SETTLED and EXPERT begin anew when the guideline changed; the answers so far fill no slot

``decide`` raises *wanted* and nothing else does; it never goes above *most* (gold has a cap of its own, for the share
of claims that is served from gold). What it decides is carried out in one place (``actions.stories.carry_out``), which
writes the item's story from the instructions. The database carries out claims and submissions itself, in one statement
each; a test holds it to this machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from goodwork.judging.item import Judged
from goodwork.judging.stopping import REOPEN_WORTH, Stop, stop
from goodwork.model.items import GoldDraw, ItemCounts, ItemState, SettledHow
from goodwork.model.projects import Disputed, Policy

SKIPS_TO_HOLD = 3
"""People who skipped an item since it was last put back, after which it waits for the lead: a skip is final for whoever
skips, so nobody counts twice."""


# What can happen ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Claimed:
    """Somebody asks for the item; refused when no slot is free."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """An answer came. ``late``: from a claim that does not run any more."""

    late: bool = False


@dataclass(frozen=True, slots=True)
class Released:
    """Running claims were given back."""

    claims: int = 1


@dataclass(frozen=True, slots=True)
class Expired:
    """Running claims ran out."""

    claims: int = 1


@dataclass(frozen=True, slots=True)
class Resumed:
    """A draft was saved under an expired claim: it runs again if its slot is still free."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """One more person skipped the item. ``late``: their claim does not run any more."""

    late: bool = False


@dataclass(frozen=True, slots=True)
class Appraised:
    """The answers so far were weighed, after a submission or by a refit."""

    questions: Sequence[Judged]

    @property
    def lowest(self) -> float | None:
        """The lowest confidence of a required question; None when none has one."""
        return min((q.confidence for q in self.questions if q.required and q.confidence is not None), default=None)

    def worth(self, target: float) -> float | None:
        """What another answer is worth to the required question it helps most; None where one is below and unknown."""
        below = [q.worth for q in self.questions if q.required and q.confidence is not None and q.confidence < target]
        return None if None in below else max((w for w in below if w is not None), default=None)


@dataclass(frozen=True, slots=True)
class Undone:
    """Answers were taken back, with the batch or the import that they came with."""

    wanted: int | None = None
    """How many answers the item wanted before them; None: that is not known, and the policy says it."""
    answers: int = 1
    """Those that filled a slot."""
    skips: int = 0
    """Skips that were taken back with them."""


@dataclass(frozen=True, slots=True)
class PutBack:
    """A lead puts the item back into the queue."""

    unsays: bool = False
    """Whether a review is withdrawn with it, so that the answers speak again."""


@dataclass(frozen=True, slots=True)
class AskedAgain:
    """The guideline changed, and a lead has the item asked anew: its answers so far are of an earlier guideline."""


@dataclass(frozen=True, slots=True)
class SettledByLead:
    """A lead settles the item as it is; no refit reopens it."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """An appeal is upheld: what was decided of the item is mended."""

    settles: bool
    """Whether it takes the place of the consensus; else the known answer alone is mended."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A lead takes the item out of the queue."""

    ended: int = 0
    """Running claims that end with it."""


@dataclass(frozen=True, slots=True)
class Restored:
    """An item that was set aside is again what it was before."""

    state: ItemState
    by_lead: bool
    how: SettledHow
    answered: bool
    """Whether there are answers, some of which may have come meanwhile."""


@dataclass(frozen=True, slots=True)
class GoldChanged:
    """The item became gold, or is gold no more: gold has a cap of its own."""

    gold: GoldDraw


@dataclass(frozen=True, slots=True)
class PolicyChanged:
    """The policy asks for something else than when the item was decided last."""

    confidence: float | None
    """What the item shows: its lowest, when its answers were weighed last."""


Event = (
    Claimed
    | Submitted
    | Released
    | Expired
    | Resumed
    | Skipped
    | Appraised
    | Undone
    | PutBack
    | AskedAgain
    | SettledByLead
    | Ruled
    | SetAside
    | Restored
    | GoldChanged
    | PolicyChanged
)


# What is to be done ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ask:
    """The item wants this many answers now, which is another number than before."""

    wanted: int


@dataclass(frozen=True, slots=True)
class AskAnew:
    """The item is asked as if nobody had answered it; those who have may be asked as well."""


@dataclass(frozen=True, slots=True)
class Settle:
    """The item is settled, and how; also when it was settled another way before."""

    how: SettledHow


@dataclass(frozen=True, slots=True)
class Reopen:
    """The item is in the queue again."""


@dataclass(frozen=True, slots=True)
class CallExpert:
    """The item waits for a reviewer."""


@dataclass(frozen=True, slots=True)
class Hold:
    """The item waits for the lead."""


@dataclass(frozen=True, slots=True)
class TakeOut:
    """The item is out of the queue."""


@dataclass(frozen=True, slots=True)
class PutWhereItWas:
    """The item is again what it was before it was taken out."""


@dataclass(frozen=True, slots=True)
class Mend:
    """What is said to be right of it is another thing now; it stands as it stood."""


@dataclass(frozen=True, slots=True)
class Appraise:
    """Its answers are to be weighed again."""


@dataclass(frozen=True, slots=True)
class Refuse:
    """It can't be done; nothing changes."""

    why: str


Instruction = Ask | AskAnew | Settle | Reopen | CallExpert | Hold | TakeOut | PutWhereItWas | Mend | Appraise | Refuse

Decision = tuple[ItemCounts, list[Instruction]]


def decide(item: ItemCounts, event: Event, policy: Policy) -> Decision:
    """The item's new state after an event, and what is to be done.

    >>> item = ItemCounts(ItemState.OPEN, wanted=2, completed=2, live=0, gold=GoldDraw.NONE, skips=0)
    >>> decide(item, Appraised([Judged(required=True, confidence=0.7)]), Policy(target=0.9, fewest=2, most=5))[1]
    [Ask(wanted=3)]
    >>> decide(item, Appraised([Judged(required=True, confidence=0.95)]), Policy(target=0.9, fewest=2, most=5))[1]
    [Settle(how=<SettledHow.MET: 1>)]
    """
    match event:
        case Claimed():
            if not _takes(item):
                return item, [Refuse("No slot is free.")]
            return replace(item, live=item.live + 1), []
        case Submitted(late=False):
            return replace(item, live=item.live - 1, completed=item.completed + 1), []
        case Submitted():
            return (replace(item, completed=item.completed + 1) if _takes(item) else item), []
        case Released(claims=claims) | Expired(claims=claims):
            return replace(item, live=item.live - claims), []
        case Resumed():
            free = item.state is ItemState.OPEN and item.missing > 0
            return (replace(item, live=item.live + 1) if free else item), []
        case Skipped(late=late):
            return _skipped(item, late)
        case Appraised():
            return _appraised(item, event, policy)
        case Undone():
            return _undone(item, event, policy)
        case PutBack(unsays=unsays):
            return _put_back(item, policy, unsays)
        case AskedAgain():
            return _asked_again(item, policy)
        case SettledByLead():
            how = SettledHow.BY_PERSON
            return replace(item, state=ItemState.SETTLED, by_lead=True, how=how), [Settle(how)]
        case Ruled(settles=settles):
            if not settles or item.state is ItemState.SET_ASIDE:
                return item, [Mend(), Appraise()]
            how = SettledHow.BY_PERSON
            return replace(item, state=ItemState.SETTLED, by_lead=True, how=how), [Settle(how)]
        case SetAside(ended=ended):
            live, how = item.live - ended, SettledHow.NOT
            return replace(item, state=ItemState.SET_ASIDE, by_lead=True, live=live, how=how), [TakeOut()]
        case Restored():
            return _restored(item, event, policy)
        case GoldChanged(gold=gold):
            return replace(item, gold=gold), [Appraise()]
        case PolicyChanged(confidence=confidence):
            return _policy_changed(item, confidence, policy)
        case _:
            assert_never(event)


def _takes(item: ItemCounts) -> bool:
    """Whether one more answer has a slot. Gold goes on taking answers after it has settled, up to its own cap."""
    gold = item.state is ItemState.SETTLED and item.gold is not GoldDraw.NONE
    return item.missing > 0 and (item.state is ItemState.OPEN or gold)


def _skipped(item: ItemCounts, late: bool) -> Decision:
    item = replace(item, live=item.live - (not late), skips=item.skips + 1)
    if item.state is ItemState.OPEN and item.skips >= SKIPS_TO_HOLD:
        return replace(item, state=ItemState.HELD), [Hold()]
    return item, []


def _appraised(item: ItemCounts, event: Appraised, policy: Policy) -> Decision:
    if item.by_lead or item.state in (ItemState.HELD, ItemState.SET_ASIDE):
        return item, []
    settled = item.state is ItemState.SETTLED
    worth = event.worth(policy.target)
    if worth is not None and item.state is ItemState.EXPERT:
        # What waits for a reviewer is no more easily asked for again than what is settled.
        worth /= REOPEN_WORTH
    match stop(event.lowest, item.completed, policy, settled=settled, worth=worth):
        case Stop.ASK:
            # An expert's item comes back when the policy has come to allow more answers.
            reopened: list[Instruction] = [] if item.state is ItemState.OPEN else [Reopen()]
            item, asked = _ask(_opened(item), max(item.completed + 1, policy.fewest))
            return item, [*reopened, *asked]
        case Stop.EXHAUSTED | Stop.NO_GAIN if not settled and policy.disputed is Disputed.EXPERT:
            if item.state is ItemState.EXPERT:
                return item, []
            return replace(item, state=ItemState.EXPERT), [CallExpert()]
        case Stop.MET | Stop.EXHAUSTED | Stop.NO_GAIN as why:
            how = _how(item, why, event.lowest, policy)
            stays = settled and how is item.how
            after = item if stays else replace(item, state=ItemState.SETTLED, how=how)
            return _more_gold(after, policy, [] if stays else [Settle(how)])


def _how(item: ItemCounts, why: Stop, lowest: float | None, policy: Policy) -> SettledHow:
    if why is Stop.EXHAUSTED:
        return SettledHow.MOST_REACHED
    if why is Stop.NO_GAIN:
        return SettledHow.NO_GAIN
    if lowest is None:
        return SettledHow.ON_COUNT
    # Within the margin it stays settled as it was: what had never met the target has not met it now.
    return SettledHow.MET if lowest >= policy.target else item.how


def _opened(item: ItemCounts) -> ItemCounts:
    if item.state is ItemState.OPEN and item.how is SettledHow.NOT:
        return item
    return replace(item, state=ItemState.OPEN, how=SettledHow.NOT)


def _ask(item: ItemCounts, wanted: int) -> Decision:
    return (replace(item, wanted=wanted), [Ask(wanted)]) if wanted > item.wanted else (item, [])


def _more_gold(item: ItemCounts, policy: Policy, done: list[Instruction]) -> Decision:
    """Settled gold keeps one slot open for the share of claims that is served from gold."""
    if item.gold is GoldDraw.NONE or policy.gold_share <= 0:
        return item, done
    item, asked = _ask(item, min(item.completed + 1, policy.gold_most))
    return item, [*done, *asked]


def _undone(item: ItemCounts, event: Undone, policy: Policy) -> Decision:
    """The item as it was before: what the answers that remain say is for the appraisal that follows.

    Gold has a cap of its own and goes on wanting what it wants.
    """
    completed, skips = item.completed - event.answers, item.skips - event.skips
    before = event.wanted
    if before is None:
        before = item.wanted if item.gold is not GoldDraw.NONE else min(item.wanted, policy.fewest)
    wanted = max(before, completed + item.live)
    done: list[Instruction] = [Ask(wanted)] if wanted != item.wanted else []
    held = item.state is ItemState.HELD and skips < SKIPS_TO_HOLD <= item.skips
    if (held or item.state in (ItemState.SETTLED, ItemState.EXPERT)) and not item.by_lead:
        item, done = _opened(item), [Reopen(), *done]
    return replace(item, completed=completed, wanted=wanted, skips=skips), [*done, Appraise()]


def _put_back(item: ItemCounts, policy: Policy, unsays: bool) -> Decision:
    filled = item.completed + item.live
    if filled >= max(policy.most, item.wanted):
        return item, [Refuse(f"It has the {policy.most} answers that the policy allows at most.")]
    item, asked = _ask(replace(_opened(item), skips=0, by_lead=False), max(filled + 1, policy.fewest))
    return item, [Reopen(), *asked, *([Appraise()] if unsays else [])]


def _asked_again(item: ItemCounts, policy: Policy) -> Decision:
    """Open, with no answer that fills a slot; what is being answered just now is answered by the new guideline."""
    match item.state:
        case ItemState.HELD:
            return item, [Refuse("It waits for the lead: put it back first.")]
        case ItemState.SET_ASIDE:
            return item, [Refuse("It is set aside: restore it first.")]
        case ItemState.OPEN | ItemState.SETTLED | ItemState.EXPERT:
            if item.completed == 0:
                return item, [Refuse("Nobody has answered it by an earlier guideline.")]
    anew = replace(_opened(item), completed=0, skips=0, by_lead=False)
    return replace(anew, wanted=max(policy.fewest, item.live)), [AskAnew(), Appraise()]


def _restored(item: ItemCounts, event: Restored, policy: Policy) -> Decision:
    if item.state is not ItemState.SET_ASIDE:
        return item, [Refuse("It is not set aside.")]
    # The policy may ask for more by now, and what answers say that came meanwhile decides again.
    was = replace(item, state=event.state, by_lead=event.by_lead, how=event.how)
    item, asked = _ask(was, policy.fewest)
    return item, [PutWhereItWas(), *asked, *([Appraise()] if event.answered else [])]


def _policy_changed(item: ItemCounts, confidence: float | None, policy: Policy) -> Decision:
    """An open item wants the policy's fewest again, settled gold no more than its cap; nobody's claim is taken away.

    One that is set aside does too, for the day when it is restored. What then has answers and misses none is appraised:
    it is asked for again up to the new *most*, settles, or gives gold its further slot. So is a settled item below the
    target, and one that waits for an expert. What a person decided is left alone.
    """
    filled = item.completed + item.live
    wanted = item.wanted
    match item.state:
        case ItemState.OPEN | ItemState.SET_ASIDE:
            wanted = policy.fewest
        case ItemState.SETTLED if item.gold is not GoldDraw.NONE:
            wanted = min(wanted, policy.gold_most)
        case _:
            pass
    wanted = max(wanted, filled)
    match item.state:
        case ItemState.OPEN:
            due = wanted <= filled
        case ItemState.SETTLED:
            below = confidence is not None and confidence < policy.target
            full = item.gold is not GoldDraw.NONE and wanted <= filled
            due = not item.by_lead and (below or full)
        case ItemState.EXPERT | ItemState.SET_ASIDE:
            due = not item.by_lead
        case ItemState.HELD:
            return item, []
    asked: list[Instruction] = [Ask(wanted)] if wanted != item.wanted else []
    return replace(item, wanted=wanted), [*asked, *([Appraise()] if due and item.completed > 0 else [])]
