"""The life of an item, walked at random: what must hold after every step."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from goodwork.flow import (
    Appraise,
    Appraised,
    Ask,
    AskAnew,
    AskedAgain,
    CallExpert,
    Claimed,
    Expired,
    GoldChanged,
    Hold,
    PolicyChanged,
    PutBack,
    Refuse,
    Released,
    Reopen,
    Restored,
    Resumed,
    SetAside,
    Settle,
    SettledByLead,
    Skipped,
    Submitted,
    TakeOut,
    Undone,
    decide,
)
from goodwork.judging.item import Judged
from goodwork.judging.stopping import REOPEN_MARGIN
from goodwork.model.items import GoldDraw, ItemCounts, ItemState, SettledHow
from goodwork.model.projects import Disputed, Policy

confidences = st.one_of(st.none(), st.floats(0, 1), st.sampled_from([0.879, 0.88, 0.881, 0.9]))


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    fewest = draw(st.integers(1, 5))
    return Policy(
        target=0.9,
        fewest=fewest,
        most=draw(st.integers(fewest, 8)),
        gold_share=draw(st.sampled_from([0.0, 0.1])),
        gold_most=draw(st.integers(1, 12)),
        disputed=draw(st.sampled_from(Disputed)),
    )


class Life(RuleBasedStateMachine):
    @initialize(policy=policies(), gold=st.sampled_from(GoldDraw))
    def begin(self, policy: Policy, gold: GoldDraw) -> None:
        self.policy = policy
        self.item = ItemCounts(ItemState.OPEN, policy.fewest, 0, 0, gold, 0)
        self.left = 0
        self.skips_since_put_back = 0

    def step(self, event: object) -> list[object]:
        self.before = self.item
        self.item, done = decide(self.item, event, self.policy)  # type: ignore[arg-type]
        told = any(not isinstance(d, Appraise | Refuse) for d in done)
        was, now = self.before, self.item
        if not isinstance(event, SettledByLead | SetAside | PutBack | AskedAgain):
            changed = (was.state, was.wanted, was.how) != (now.state, now.wanted, now.how)
            assert told == changed, "what is decided is told, and nothing else"
        if not isinstance(event, Appraised | PutBack | AskedAgain | Restored | PolicyChanged | Undone):
            assert self.item.wanted == self.before.wanted, "only an appraisal, a lead or the policy asks for more"
        return list(done)

    @rule()
    def claim(self) -> None:
        done = self.step(Claimed())
        refused = any(isinstance(d, Refuse) for d in done)
        assert refused == (self.item.live == self.before.live)
        if not refused:
            assert self.before.completed + self.before.live < self.before.wanted, "over-asked"
            assert self.before.state is ItemState.OPEN or (
                self.before.state is ItemState.SETTLED and self.before.gold is not GoldDraw.NONE
            )

    @precondition(lambda self: self.item.live > 0)
    @rule()
    def submit(self) -> None:
        self.step(Submitted())
        assert self.item.completed == self.before.completed + 1 and self.item.live == self.before.live - 1

    @precondition(lambda self: self.item.live > 0)
    @rule(expired=st.booleans())
    def leave(self, expired: bool) -> None:
        self.step(Expired() if expired else Released())
        assert self.item == replace(self.before, live=self.before.live - 1), "it leaves no other mark"
        self.left += 1

    @precondition(lambda self: self.left > 0)
    @rule(resumes=st.booleans())
    def come_back(self, resumes: bool) -> None:
        self.step(Resumed() if resumes else Submitted(late=True))
        self.left -= 1
        grown = self.item.completed + self.item.live - self.before.completed - self.before.live
        assert grown in (0, 1)
        if self.before.missing <= 0:
            assert self.item == self.before, "a slot that was given away stays given away: the answer is surplus"

    @precondition(lambda self: self.item.live > 0)
    @rule(late=st.booleans())
    def skip(self, late: bool) -> None:
        done = self.step(Skipped(late))
        assert self.item.live == self.before.live - (not late)
        assert self.item.skips == self.before.skips + 1
        if self.before.state is ItemState.OPEN:
            held = self.before.skips + 1 >= 3
            assert (self.item.state is ItemState.HELD) == held == any(isinstance(d, Hold) for d in done)

    @rule(sure=st.lists(st.tuples(st.booleans(), confidences), min_size=1, max_size=3))
    def appraise(self, sure: list[tuple[bool, float | None]]) -> None:
        done = self.step(Appraised([Judged(required, p) for required, p in sure]))
        policy, before, after = self.policy, self.before, self.item
        required = [p for is_required, p in sure if is_required and p is not None]
        lowest = min(required, default=None)
        met = lowest is None or lowest >= policy.target
        assert (after.completed, after.live, after.skips) == (before.completed, before.live, before.skips)
        if before.by_lead or before.state in (ItemState.HELD, ItemState.SET_ASIDE):
            assert after == before
        elif before.state is ItemState.SETTLED:
            reopens = lowest is not None and lowest < policy.target - REOPEN_MARGIN and before.completed < policy.most
            assert (after.state is ItemState.OPEN) == reopens == any(isinstance(d, Reopen) for d in done)
        else:
            at_most = before.completed >= policy.most
            enough = before.completed >= policy.fewest
            settles = (met and enough) or (at_most and policy.disputed is Disputed.SETTLE)
            assert (after.state is ItemState.SETTLED) == settles == any(isinstance(d, Settle) for d in done)
            if settles:
                met_how = SettledHow.ON_COUNT if lowest is None else SettledHow.MET
                assert after.how is (met_how if met and enough else SettledHow.MOST_REACHED)
            expert = at_most and not met and policy.disputed is Disputed.EXPERT
            assert (after.state is ItemState.EXPERT) == expert
            assert any(isinstance(d, CallExpert) for d in done) == (expert and before.state is ItemState.OPEN)
            if after.state is ItemState.OPEN:
                assert after.completed + after.live < after.wanted or after.live > 0, "it would wait for ever"
        for ask in (d for d in done if isinstance(d, Ask)):
            assert before.wanted < ask.wanted == after.wanted

    @rule()
    def put_back(self) -> None:
        assume(self.item.state is not ItemState.OPEN)
        done = self.step(PutBack())
        if any(isinstance(d, Refuse) for d in done):
            assert self.item == self.before
            assert self.item.completed + self.item.live >= self.policy.most
        else:
            assert self.item.state is ItemState.OPEN and self.item.missing > 0 and not self.item.by_lead

    @rule()
    def ask_again(self) -> None:
        done = self.step(AskedAgain())
        was, now = self.before, self.item
        taken_out = was.state in (ItemState.HELD, ItemState.SET_ASIDE)
        if taken_out or was.completed == 0:
            assert now == was and isinstance(done[0], Refuse), "nothing is asked again that was not answered"
        else:
            assert done == [AskAnew(), Appraise()]
            assert now.state is ItemState.OPEN and not now.by_lead and (now.completed, now.skips) == (0, 0)
            assert now.live == was.live and now.wanted == max(self.policy.fewest, was.live), "who answers goes on"
            assert now.gold is was.gold

    @rule(settle=st.booleans())
    def decide_as_lead(self, settle: bool) -> None:
        self.step(SettledByLead() if settle else SetAside())
        assert self.item.state is (ItemState.SETTLED if settle else ItemState.SET_ASIDE) and self.item.by_lead

    @rule()
    def set_aside_and_restore(self) -> None:
        was = self.item
        assume(was.state is not ItemState.SET_ASIDE)
        self.step(SetAside())
        back = Restored(was.state, was.by_lead, was.how, answered=was.completed > 0)
        assert any(isinstance(d, Appraise) for d in self.step(back)) == (was.completed > 0)
        assert self.item == replace(was, wanted=max(was.wanted, self.policy.fewest)), "nothing of it is lost"
        assert isinstance(self.step(back)[0], Refuse)

    @rule(policy=policies(), confidence=confidences)
    def change_policy(self, policy: Policy, confidence: float | None) -> None:
        assume(policy.most >= self.item.completed + self.item.live)
        assume(policy.most >= self.item.wanted or self.item.state in (ItemState.OPEN, ItemState.SET_ASIDE))
        self.policy = policy
        done = self.step(PolicyChanged(confidence))
        assert replace(self.item, wanted=self.before.wanted) == self.before, "only what is wanted changes at once"
        if self.item.state is ItemState.OPEN and self.item.missing == 0 and self.item.completed:
            assert any(isinstance(d, Appraise) for d in done), "it would wait for ever"

    @rule(gold=st.sampled_from(GoldDraw))
    def change_gold(self, gold: GoldDraw) -> None:
        assert self.step(GoldChanged(gold)) == [Appraise()]
        assert self.item == replace(self.before, gold=gold)

    @precondition(lambda self: self.item.completed > 0)
    @rule(wanted=st.integers(1, 5))
    def undo(self, wanted: int) -> None:
        assume(wanted <= self.item.wanted)
        assert self.step(Undone(wanted))[-1] == Appraise()
        assert self.item.completed == self.before.completed - 1 and self.item.wanted >= self.item.completed

    @invariant()
    def how_it_was_settled_is_said_of_settled_items_alone(self) -> None:
        assert (self.item.state is ItemState.SETTLED) == (self.item.how is not SettledHow.NOT)
        assert (self.item.how is SettledHow.BY_PERSON) == (self.item.by_lead and self.item.state is ItemState.SETTLED)

    @invariant()
    def never_beyond_the_cap(self) -> None:
        cap = self.policy.most
        if self.item.gold is not GoldDraw.NONE:
            cap = max(cap, 12)
        assert 0 <= self.item.completed + self.item.live <= self.item.wanted <= max(cap, self.policy.most)
        assert self.item.live >= 0


Life.TestCase.settings = settings(max_examples=50, stateful_step_count=30, deadline=None)
TestLife = Life.TestCase


def test_a_settled_item_is_reopened_only_below_the_margin() -> None:
    policy = Policy(target=0.9, fewest=2, most=5)
    settled = ItemCounts(ItemState.SETTLED, 2, 2, 0, GoldDraw.NONE, 0, how=SettledHow.MET)
    assert decide(settled, Appraised([Judged(True, 0.881)]), policy) == (settled, [])
    opened, done = decide(settled, Appraised([Judged(True, 0.879)]), policy)
    assert (opened.state, opened.wanted, done) == (ItemState.OPEN, 3, [Reopen(), Ask(3)])


def test_settled_gold_keeps_one_slot_open_up_to_its_own_cap() -> None:
    policy = Policy(target=0.9, fewest=2, most=3, gold_share=0.1, gold_most=4)
    gold = ItemCounts(ItemState.OPEN, 2, 2, 0, GoldDraw.DRAWN, 0)
    sure = Appraised([Judged(True, 0.99)])
    for wanted in (3, 4):
        gold, _ = decide(gold, sure, policy)
        assert (gold.state, gold.wanted, gold.missing) == (ItemState.SETTLED, wanted, 1)
        gold, _ = decide(gold, Claimed(), policy)
        gold, _ = decide(gold, Submitted(), policy)
    gold, _ = decide(gold, sure, policy)
    assert gold.missing == 0


def test_what_never_met_the_target_is_not_said_to_have_met_it() -> None:
    policy = Policy(target=0.9, fewest=2, most=3)
    tired = ItemCounts(ItemState.OPEN, 3, 3, 0, GoldDraw.NONE, 0)
    tired, done = decide(tired, Appraised([Judged(True, 0.885)]), policy)
    assert (tired.how, done) == (SettledHow.MOST_REACHED, [Settle(SettledHow.MOST_REACHED)])
    # The rule that keeps settled items from flapping lets it stay; it does not make it better than it was.
    assert decide(tired, Appraised([Judged(True, 0.89)]), policy) == (tired, [])
    better, done = decide(tired, Appraised([Judged(True, 0.9)]), policy)
    assert (better.how, done) == (SettledHow.MET, [Settle(SettledHow.MET)])
    worse, done = decide(better, Appraised([Judged(True, 0.5)]), policy)
    assert (worse.how, done) == (SettledHow.MOST_REACHED, [Settle(SettledHow.MOST_REACHED)])
    assert decide(worse, SetAside(), policy)[1] == [TakeOut()]


def test_what_another_answer_would_hardly_help_is_asked_no_more() -> None:
    policy = Policy(target=0.9, fewest=2, most=8)
    doubtful = ItemCounts(ItemState.OPEN, 3, 3, 0, GoldDraw.NONE, 0)
    spent, done = decide(doubtful, Appraised([Judged(True, 0.6, worth=0.9)]), policy)
    assert (spent.state, spent.how, done) == (ItemState.SETTLED, SettledHow.NO_GAIN, [Settle(SettledHow.NO_GAIN)])
    assert decide(spent, Appraised([Judged(True, 0.6, worth=1.4)]), policy) == (spent, []), "no flapping at the edge"
    again, done = decide(spent, Appraised([Judged(True, 0.6, worth=1.6)]), policy)
    assert (again.state, done) == (ItemState.OPEN, [Reopen(), Ask(4)])
    # One question that another answer helps is enough, and one of which nobody knows; optional ones don't count.
    for judged in (Judged(True, 0.8, worth=1.1), Judged(True, 0.0)):
        assert decide(doubtful, Appraised([Judged(True, 0.6, worth=0.1), judged]), policy)[1] == [Ask(4)]
    optional = [Judged(True, 0.6, worth=0.1), Judged(False, 0.5, worth=9.0), Judged(True, 0.95)]
    assert decide(doubtful, Appraised(optional), policy)[0].how is SettledHow.NO_GAIN
    asks = replace(policy, disputed=Disputed.EXPERT)
    waits, done = decide(doubtful, Appraised([Judged(True, 0.6, worth=0.9)]), asks)
    assert (waits.state, done) == (ItemState.EXPERT, [CallExpert()])
    assert decide(waits, Appraised([Judged(True, 0.6, worth=1.4)]), asks) == (waits, [])
    assert decide(replace(doubtful, completed=1), Appraised([Judged(True, 0.6, worth=0.0)]), policy)[1] == []
