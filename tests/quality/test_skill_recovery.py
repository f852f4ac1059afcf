"""Planted skills are found again, and the intervals hold them as often as they say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta as beta_distribution

from goodwork.errors import Invalid
from goodwork.model.qualifications import Shown, Tier
from goodwork.quality.labels import LabelTable
from goodwork.quality.skill import Evidence, Prior, class_skills, skills
from goodwork.quality.skill_evidence import drift, influence
from goodwork.routing.qualifying import earned


def crowd(seed: int, items: int, people: int, per_item: int, classes: int, gold_share: float, skill=None):
    """A simulated table with planted accuracies (people,) and the truth."""
    rng = np.random.default_rng(seed)
    planted = rng.beta(8, 2.5, people) if skill is None else np.asarray(skill)
    truth = rng.integers(0, classes, items)
    person = np.argsort(rng.random((items, people)), axis=1)[:, :per_item].ravel()
    item = np.repeat(np.arange(items), per_item)
    wrong = (truth[item] + rng.integers(1, classes, item.size)) % classes
    answer = np.where(rng.random(item.size) < planted[person], truth[item], wrong)
    gold = np.where(rng.random(items) < gold_share, truth, -1)
    table = LabelTable.from_arrays(
        item, person, answer, classes=list(range(classes)), people=np.arange(people), items=np.arange(items), gold=gold
    )
    return table, truth, planted


def one_coin(table: LabelTable, rounds: int = 30) -> tuple[np.ndarray, np.ndarray]:
    """Posterior and accuracies of a plain one-coin Dawid-Skene with a Beta(4, 2) prior and gold."""
    q = table.n_classes
    posterior = (table.votes + 0.1) / (table.votes + 0.1).sum(axis=1, keepdims=True)
    accuracy = np.full(table.n_people, 0.7)
    for _ in range(rounds):
        known = table.gold >= 0
        posterior[known] = np.eye(q)[table.gold[known]]
        right = np.bincount(table.person, posterior[table.item, table.answer], table.n_people)
        accuracy = (right + 4) / (np.bincount(table.person, minlength=table.n_people) + 6)
        step = np.log(accuracy * (q - 1) / (1 - accuracy))[table.person]
        log = np.zeros_like(posterior)
        np.add.at(log, (table.item, table.answer), step)
        posterior = np.exp(log - log.max(axis=1, keepdims=True))
        posterior /= posterior.sum(axis=1, keepdims=True)
    return posterior, accuracy


@pytest.mark.parametrize("classes", [2, 4])
def test_intervals_hold_planted_skills_95_times_in_100(classes: int) -> None:
    inside, total, wide = 0, 0, 0.0
    for seed in range(8):
        table, _, planted = crowd(seed, 900, 150, 5, classes, gold_share=0.1)
        of = skills(Evidence(table, *one_coin(table)))
        inside += int(((of.low <= planted) & (planted <= of.high))[of.known].sum())
        total += int(of.known.sum())
        wide += float((of.high - of.low)[of.known].mean()) / 8
    assert total > 1000
    assert 0.93 <= inside / total <= 0.97
    assert wide < 0.35


def test_on_gold_alone_it_is_the_beta_binomial() -> None:
    table, truth, _ = crowd(1, 200, 12, 3, 3, gold_share=1.0)
    prior = Prior(3.0, 1.5)
    of = skills(Evidence(table, np.eye(3)[truth], np.full(12, 0.8)), prior=prior)
    for j in range(12):
        mine = table.person == j
        right = int((table.answer[mine] == truth[table.item[mine]]).sum())
        exact = beta_distribution(3 + right, 1.5 + mine.sum() - right)
        assert of.mean[j] == pytest.approx(exact.mean(), abs=2e-4)
        assert of.low[j] == pytest.approx(exact.ppf(0.025), abs=2e-3)
        assert of.high[j] == pytest.approx(exact.ppf(0.975), abs=2e-3)


def test_a_long_record_has_a_narrow_interval() -> None:
    items = 20_000
    truth = np.arange(items) % 2
    answer = np.where(np.arange(items) % 100 < 97, truth, 1 - truth)
    table = LabelTable.from_arrays(np.arange(items), np.zeros(items, int), answer, classes=[0, 1], gold=truth)
    of = skills(Evidence(table, np.eye(2)[truth], np.array([0.9])), prior=Prior(2, 1))
    exact = beta_distribution(2 + items * 0.97, 1 + items * 0.03)
    assert of.low[0] == pytest.approx(exact.ppf(0.025), abs=1e-4)
    assert of.high[0] == pytest.approx(exact.ppf(0.975), abs=1e-4)


def test_an_adversary_and_a_spammer_are_seen() -> None:
    planted = np.r_[np.full(20, 0.85), 0.1, 0.5]
    table, _, _ = crowd(3, 500, 22, 6, 2, gold_share=0.1, skill=planted)
    of = skills(Evidence(table, *one_coin(table)))
    assert of.high[20] < 0.3
    assert of.low[21] < 0.5 < of.high[21]
    assert of.low[:20].min() > 0.5


def test_skills_on_classes_and_topics() -> None:
    rng = np.random.default_rng(4)
    truth = rng.integers(0, 2, 600)
    item = np.repeat(np.arange(600), 4)
    person = np.tile(np.arange(4), 600)
    # Person 3 knows class 0 well and guesses on class 1.
    chance = np.where((person == 3) & (truth[item] == 1), 0.5, 0.9)
    answer = np.where(rng.random(item.size) < chance, truth[item], 1 - truth[item])
    gold = np.where(rng.random(600) < 0.3, truth, -1)
    table = LabelTable.from_arrays(item, person, answer, classes=["cat", "dog"], gold=gold)
    confusion = np.tile(np.array([[0.9, 0.1], [0.1, 0.9]]), (4, 1, 1))
    confusion[3, 1] = 0.5
    log = np.log(confusion[person, :, answer])
    posterior = np.zeros((600, 2))
    np.add.at(posterior, item, log)
    posterior = np.exp(posterior - posterior.max(axis=1, keepdims=True))
    posterior /= posterior.sum(axis=1, keepdims=True)
    evidence = Evidence(table, posterior, confusion)
    by_class = class_skills(evidence)
    assert by_class["dog"].low[3] < 0.5 < by_class["dog"].high[3]
    assert by_class["cat"].low[3] > 0.8
    assert by_class["dog"].low[0] > 0.8


def test_too_little_evidence_has_no_value_and_says_how_much_is_missing() -> None:
    # Person 2 answered 30 items, of which only 4 can be compared with anybody.
    item = np.r_[np.repeat(np.arange(20), 2), np.arange(16, 46)]
    person = np.r_[np.tile([0, 1], 20), np.full(30, 2)]
    table = LabelTable.from_arrays(item, person, np.zeros(70, int), classes=["a", "b"])
    of = skills(Evidence(table, np.tile([0.9, 0.1], (46, 1)), np.full(3, 0.8)))
    one = of.of(2)
    assert (one.value, one.low, one.high, one.answers, one.missing) == (None, None, None, 4, 6)
    assert "6 more are needed" in one.reason
    assert of.of(0).value is not None and of.of(0).reason == ""


def test_how_far_each_answer_moved_a_skill() -> None:
    table, truth, _ = crowd(5, 300, 10, 4, 3, gold_share=0.2)
    evidence = Evidence(table, *one_coin(table))
    of = skills(evidence)
    mine, moved = influence(evidence, 0, of.prior)
    assert (table.person[mine] == 0).all()
    item = table.item[mine]
    known = table.gold[item] >= 0
    assert known.any() and (table.gold[item[known]] == truth[item[known]]).all()
    assert ((moved[known] > 0) == (table.answer[mine[known]] == truth[item[known]])).all()
    # The shift is what the estimate without that answer shows.
    top = int(np.abs(moved).argmax())
    rest = np.arange(table.n) != mine[top]
    fewer = LabelTable.from_arrays(
        table.item[rest], table.person[rest], table.answer[rest], classes=table.classes, gold=table.gold
    )
    without = skills(Evidence(fewer, evidence.posterior, evidence.confusion), prior=of.prior)
    assert of.mean[0] - without.mean[0] == pytest.approx(moved[top], abs=1e-4)


def test_drift_is_seen_when_it_is_there_and_only_then() -> None:
    rng = np.random.default_rng(6)
    items = 400
    truth = rng.integers(0, 2, items)
    steady = rng.random(items) < 0.8
    falling = rng.random(items) < np.where(np.arange(items) < 300, 0.95, 0.55)
    answer = np.r_[np.where(steady, truth, 1 - truth), np.where(falling, truth, 1 - truth)]
    item, person = np.tile(np.arange(items), 2), np.repeat([0, 1], items)
    table = LabelTable.from_arrays(item, person, answer, classes=[0, 1], gold=truth)
    evidence = Evidence(table, np.eye(2)[truth], np.full(2, 0.8))
    when = table.item.astype(float)
    prior = Prior(4, 1)
    down = drift(evidence, 1, when, prior)
    assert down.certain and down.change < -0.2
    assert [w.answers for w in down.windows] == [50] * 8
    assert [w.begin for w in down.windows] == sorted(w.begin for w in down.windows)
    assert not drift(evidence, 0, when, prior).certain
    few = drift(evidence, 0, when, prior, minimum=300)
    assert few.windows == [] and "200 more are needed" in few.reason


@given(st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_names_of_classes_do_not_matter(seed: int) -> None:
    rng = np.random.default_rng(seed)
    table, _, _ = crowd(seed, 40, 6, 3, 3, gold_share=0.2)
    posterior, accuracy = one_coin(table, rounds=3)
    new = rng.permutation(3)
    other = LabelTable.from_arrays(
        table.item, table.person, new[table.answer], classes=[0, 1, 2], people=table.people, items=table.items,
        gold=np.where(table.gold >= 0, new[table.gold], -1),
    )  # fmt: skip
    one = skills(Evidence(table, posterior, accuracy), prior=Prior(3, 1))
    two = skills(Evidence(other, posterior[:, np.argsort(new)], accuracy), prior=Prior(3, 1))
    np.testing.assert_allclose(one.mean, two.mean, atol=1e-9)


def test_more_evidence_of_the_same_kind_narrows_the_interval() -> None:
    table, truth, _ = crowd(7, 60, 5, 3, 2, gold_share=1.0)
    item, person, answer = (np.tile(v, 2) for v in (table.item, table.person, table.answer))
    item[table.n :] += 60
    twice = LabelTable.from_arrays(item, person, answer, classes=[0, 1], gold=np.tile(truth, 2))
    prior = Prior(2, 1)
    one = skills(Evidence(table, np.eye(2)[truth], np.full(5, 0.8)), prior=prior)
    two = skills(Evidence(twice, np.eye(2)[np.tile(truth, 2)], np.full(5, 0.8)), prior=prior)
    assert (two.high - two.low < one.high - one.low).all()


def test_taking_an_answer_out_of_a_calibrated_posterior_is_exact() -> None:
    table, _, _ = crowd(9, 30, 6, 4, 3, gold_share=0.0)
    accuracy = np.linspace(0.5, 0.9, 6)
    log = np.log(np.where(np.eye(3, dtype=bool), accuracy[:, None, None], (1 - accuracy[:, None, None]) / 2))

    def pooled(keep: np.ndarray) -> np.ndarray:
        raw, votes = np.zeros((30, 3)), np.zeros((30, 3))
        np.add.at(raw, table.item[keep], log[table.person[keep], :, table.answer[keep]])
        np.add.at(votes, (table.item[keep], table.answer[keep]), 1)
        out = np.exp(0.6 * raw) * ((votes + 0.5) / (votes + 0.5).sum(axis=1, keepdims=True)) ** 0.4
        return out / out.sum(axis=1, keepdims=True)

    evidence = Evidence(table, pooled(np.ones(table.n, bool)), accuracy, power=0.6, votes=table.votes, votes_power=0.4)
    for label in range(0, table.n, 7):
        without = pooled(np.arange(table.n) != label)
        np.testing.assert_allclose(evidence.others(label), without[table.item[label]], atol=1e-9)


def test_wrong_shapes_are_refused() -> None:
    table, truth, _ = crowd(8, 20, 4, 2, 2, gold_share=0.0)
    for posterior, confusion in (
        (np.eye(2)[truth][:-1], np.full(4, 0.8)),
        (np.ones((20, 2)), np.full(4, 0.8)),
        (np.eye(2)[truth], np.full(3, 0.8)),
    ):
        with pytest.raises(Invalid):
            Evidence(table, posterior, confusion)


LADDER = [Tier(1, "basic", 0.6, 20), Tier(2, "expert", 0.75, 40)]


def _low(right: list[bool], order: list[int]) -> Shown:
    """What a history of answers to known items shows, given in this order. When each was given has no place in it."""
    truth = np.arange(len(right)) % 2
    answer = np.where(right, truth, 1 - truth)
    who = np.zeros(len(right), int)
    table = LabelTable.from_arrays(np.array(order), who, answer[order], classes=[0, 1], gold=truth)
    found = skills(Evidence(table, np.eye(2)[truth], np.array([0.9])), prior=Prior(2, 1)).of(0)
    return Shown(found.low, found.answers)


@settings(max_examples=15, deadline=None)
@given(right=st.lists(st.sampled_from([True, True, True, False]), min_size=20, max_size=60), data=st.data())
def test_two_histories_of_the_same_answers_earn_the_same(right: list[bool], data: st.DataObject) -> None:
    as_they_came = list(range(len(right)))
    otherwise = data.draw(st.permutations(as_they_came))
    one, two = _low(right, as_they_came), _low(right, otherwise)
    assert (one.items, two.items) == (len(right), len(right))
    assert one.low == pytest.approx(two.low, abs=1e-9)
    assert earned(LADDER, [one]) == earned(LADDER, [two])
