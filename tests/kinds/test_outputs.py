"""Comparisons, rankings and rubrics: what the law suite can't know of them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodwork.errors import Invalid
from goodwork.forms.answers import read_answers
from goodwork.forms.reading import read_form
from goodwork.kinds.contract import Given, Skills
from goodwork.kinds.registry import kind_of
from goodwork.model.items import Part, PartType
from goodwork.model.records import Choice, Comment, Preference, Ranking, Rating, TextAnswer

PAIR = {"key": "better", "kind": "pairwise", "title": "Which?", "outputs": ["a", "b"]}
ORDER = {"key": "order", "kind": "ranking", "title": "Order?", "outputs": ["a", "b", "c"]}
RUBRIC = {
    "key": "review", "kind": "rubric", "title": "How good?", "notes": True,
    "criteria": ["Correct", "Clear"], "levels": ["Poor", "Good"],
}  # fmt: skip
PARTS = [Part("prompt", PartType.TEXT), Part("a", PartType.TEXT), Part("b", PartType.TEXT)]


def _question(raw: dict[str, Any], **more: Any) -> Any:
    return read_form([{**raw, **more}])[0]


@pytest.mark.parametrize(
    ("question", "where"),
    [
        ({**PAIR, "outputs": ["a", "a"]}, "questions.better.outputs"),
        ({**PAIR, "outputs": ["a"]}, "questions.better.outputs"),
        ({**PAIR, "outputs": ["a", "tie"]}, "questions.better.outputs"),
        ({**PAIR, "systems": {"a": "model"}}, "questions.better.systems"),
        ({**PAIR, "systems": {"a": "x", "c": "y"}}, "questions.better.systems"),
        ({**PAIR, "strength": "sometimes"}, "questions.better.strength"),
        ({**ORDER, "outputs": ["a", "b", "a"]}, "questions.order.outputs"),
        ({**ORDER, "outputs": [str(n) for n in range(13)]}, "questions.order.outputs"),
        ({**RUBRIC, "criteria": ["Clear", "clear "]}, "questions.review.criteria"),
        ({**RUBRIC, "levels": ["Good", "good"]}, "questions.review.criteria.correct.levels"),
        ({**RUBRIC, "tolerance": 1}, "questions.review.tolerance"),
        (
            {**RUBRIC, "levels": [{"name": "x", "value": 3}, {"name": "y", "value": 2}]},
            "questions.review.criteria.clear.levels",
        ),
    ],
)
def test_questions_that_would_not_work_are_refused_with_the_place(question: dict[str, Any], where: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_form([question])
    assert where in [fault.where for fault in caught.value.faults]


@pytest.mark.parametrize(("written", "kept"), [(True, "required"), (False, "no"), ("optional", "optional")])
def test_strength_may_be_written_as_yes_or_no(written: object, kept: str) -> None:
    assert _question(PAIR, strength=written).strength == kept


def test_an_item_without_one_of_the_outputs_takes_no_comparison() -> None:
    form = [_question(PAIR)]
    assert read_answers(form, {"better": {"choice": "a"}}, PARTS)
    with pytest.raises(Invalid, match="no part 'b'"):
        read_answers(form, {"better": {"choice": "a"}}, PARTS[:2])


def test_the_order_shown_is_kept_beside_the_choice_and_is_no_disagreement() -> None:
    kind, question = kind_of("pairwise"), _question(PAIR)
    seen = [("a", "b"), ("b", "a")]
    answers = [kind.answer.model_validate({"choice": "a", "shown": order}) for order in seen]
    records = [kind.to_records(question, answer)[0] for answer in answers]
    assert [record.shown for record in records if isinstance(record, Preference)] == seen
    agreed = kind.consensus(question, [Given(i, a) for i, a in enumerate(answers)], Skills())
    assert (agreed.answer.shown, agreed.disagreement) == ((), 0)


@pytest.mark.parametrize(
    ("record", "choice", "strength", "lost"),
    [
        (Preference("better", ("b", "a"), "b", "preferred", 2 / 3, ("b", "a")), "b", "clearly", 0),
        (Preference("better", ("a", "b"), None, "neither"), "neither", None, 0),
        (Preference("better", ("a", "b"), "a", "preferred", 0.9), "a", "much", 1),
        (Preference("better", ("a", "b"), None, "tie", 0.5), "tie", None, 1),
        (TextAnswer("better", "b, slightly"), "b", "slightly", 0),
        (TextAnswer("better", "Both bad"), "neither", None, 0),
        (TextAnswer("better", "a, by a mile"), "a", None, 1),
        (Choice("better", ("tie",), ("tie",)), "tie", None, 0),
    ],
)
def test_comparisons_out_of_files(record: Any, choice: str, strength: str | None, lost: int) -> None:
    question = _question(PAIR, strength="optional")
    answer, losses = kind_of("pairwise").from_records(question, [record])
    assert answer is not None
    assert (answer.choice, answer.strength, len(losses)) == (choice, strength, lost)


@pytest.mark.parametrize(
    "record",
    [
        Preference("better", ("a", "c"), "a", "preferred"),
        TextAnswer("better", "the left one"),
        Rating("better", 1),
        Comment("better", "a", 1, 1, "why"),
    ],
)
def test_what_is_no_comparison_is_reported(record: Any) -> None:
    answer, losses = kind_of("pairwise").from_records(_question(PAIR), [record])
    assert answer is None
    assert losses[0].why


def test_a_mostly_wrong_person_turns_a_comparison_round_and_the_least_strength_is_said() -> None:
    kind, question = kind_of("pairwise"), _question(PAIR, tie=False, both_bad=False, strength=True)
    said = kind.answer.model_validate({"choice": "a", "strength": "much"})
    agreed = kind.consensus(question, [Given(1, said)], Skills(accuracy={1: 0.1}))
    assert (agreed.answer.choice, agreed.answer.strength) == ("b", "slightly")
    assert agreed.confidence == pytest.approx(0.9)


def test_answers_to_comparisons_that_changed() -> None:
    kind = kind_of("pairwise")
    old = {"choice": "tie", "strength": None, "shown": ["b", "a"]}
    assert kind.migrate(_question(PAIR, strength=True), old) == old
    assert kind.migrate(_question(PAIR, tie=False), old) is None
    other = _question(PAIR, outputs=["a", "c"])
    assert kind.migrate(other, {"choice": "a", "shown": ["b", "a"]}) == {"choice": "a", "strength": None, "shown": []}
    assert kind.migrate(other, {"choice": "b"}) is None


def _weak_orders(names: Sequence[str]) -> Iterator[tuple[tuple[str, ...], ...]]:
    """All rankings with ties of these names."""
    if not names:
        yield ()
        return
    for size in range(1, len(names) + 1):
        for first in combinations(names, size):
            for rest in _weak_orders([n for n in names if n not in first]):
                yield (first, *rest)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_the_consensus_of_rankings_is_the_nearest_of_all_rankings(data: st.DataObject) -> None:
    ties = data.draw(st.booleans())
    kind, question = kind_of("ranking"), _question(ORDER, outputs=["a", "b", "c", "d"], ties=ties)
    everything = [
        kind.answer.model_validate({"groups": groups})
        for groups in _weak_orders(question.outputs)
        if ties or len(groups) == 4
    ]
    said = data.draw(st.lists(st.sampled_from(everything), min_size=1, max_size=6))
    agreed = kind.consensus(question, [Given(i, a) for i, a in enumerate(said)], Skills()).answer

    def cost(ranking: Any) -> float:
        return math.fsum(kind.distance(question, ranking, one) for one in said)

    assert cost(agreed) == pytest.approx(min(map(cost, everything)))


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_the_distance_of_rankings_obeys_the_triangle(data: st.DataObject) -> None:
    kind, question = kind_of("ranking"), _question(ORDER)
    everything = [kind.answer.model_validate({"groups": groups}) for groups in _weak_orders(question.outputs)]
    a, b, c = (data.draw(st.sampled_from(everything)) for _ in range(3))
    between = [kind.distance(question, x, y) for x, y in ((a, b), (b, c), (a, c))]
    assert between[2] <= between[0] + between[1] + 1e-9


def test_a_better_judge_weighs_more_in_a_ranking() -> None:
    kind, question = kind_of("ranking"), _question(ORDER)
    up, down = ([["a"], ["b"], ["c"]], [["c"], ["b"], ["a"]])
    said = [Given(i, kind.answer.model_validate({"groups": groups})) for i, groups in enumerate((up, down, down))]
    skills = Skills(accuracy={0: 0.95, 1: 0.6, 2: 0.6})
    assert kind.consensus(question, said, skills).answer.groups == (("a",), ("b",), ("c",))


@pytest.mark.parametrize(
    ("record", "groups"),
    [
        (Ranking("order", (("c",), ("b", "a"))), (("c",), ("a", "b"))),
        (TextAnswer("order", "b > c = a"), (("b",), ("a", "c"))),
        (Choice("order", ("c", "a", "b"), ("c", "a", "b"), multiple=True), (("c",), ("a",), ("b",))),
        (Ranking("order", (("c",), ("b",))), None),
        (TextAnswer("order", "c is best"), None),
        (Ranking("order", (("c",), ("b",), ("b",))), None),
    ],
)
def test_rankings_out_of_files(record: Any, groups: tuple[tuple[str, ...], ...] | None) -> None:
    answer, losses = kind_of("ranking").from_records(_question(ORDER), [record])
    assert (answer and answer.groups) == groups
    assert (losses == []) == (groups is not None)


def test_rankings_lose_outputs_that_are_gone_and_wait_for_new_ones() -> None:
    kind = kind_of("ranking")
    old = {"groups": [["a", "c"], ["b"]], "shown": ["b", "c", "a"]}
    assert kind.migrate(_question(ORDER, outputs=["a", "b"]), old) == {"groups": [["a"], ["b"]], "shown": ["b", "a"]}
    assert kind.migrate(_question(ORDER, outputs=["a", "b", "c", "d"]), old) is None
    assert kind.migrate(_question(ORDER, ties=False), old) is None


def test_criteria_and_steps_may_be_plain_names() -> None:
    question = _question(RUBRIC, criteria=["Très clair", {"name": "Tone", "levels": ["Cold", "Warm", "Hot"]}])
    assert question.ids == ("tres-clair", "tone")
    assert [c.values for c in question.criteria] == [(1, 2), (1, 2, 3)]
    assert [level.name for level in question.criteria[0].levels] == ["Poor", "Good"]


def test_the_confidence_of_a_rubric_is_its_least_sure_criterions() -> None:
    kind, question = kind_of("rubric"), _question(RUBRIC)
    said = [{"correct": 2, "clear": 2}, {"correct": 2, "clear": 1}, {"correct": 2, "clear": 2}]
    given = [Given(i, kind.answer.model_validate({"ratings": ratings})) for i, ratings in enumerate(said)]
    agreed = kind.consensus(question, given, Skills())
    assert agreed.answer.ratings == {"correct": 2, "clear": 2}
    # Two against one at 0.75 each: 0.75; all three together would be sure of "correct" at 0.96.
    assert agreed.confidence == pytest.approx(0.75)


@pytest.mark.parametrize(
    ("records", "ratings", "notes", "lost"),
    [
        ([Rating("review/correct", 2), Rating("review/clear", 1)], {"correct": 2, "clear": 1}, {}, 0),
        ([Choice("review/correct", ("Good",), ("Good",)), TextAnswer("review/clear", "poor")],
         {"correct": 2, "clear": 1}, {}, 0),
        ([Rating("review/correct", 2), TextAnswer("review/correct", "good"), Rating("review/clear", 1)],
         {"correct": 2, "clear": 1}, {"correct": "good"}, 0),
        ([TextAnswer("review", "Correct: good; clear = 1")], {"correct": 2, "clear": 1}, {}, 0),
        ([Rating("review/correct", 3), Rating("review/clear", 1)], None, {}, 2),
        ([Rating("review/correct", 2)], None, {}, 1),
        ([Rating("review", 2)], None, {}, 1),
        ([Rating("review/correct", 2), Rating("review/clear", 1), Rating("review/wit", 1)],
         {"correct": 2, "clear": 1}, {}, 1),
    ],
)  # fmt: skip
def test_rubrics_out_of_files(
    records: list[Any], ratings: dict[str, int] | None, notes: dict[str, str], lost: int
) -> None:
    answer, losses = kind_of("rubric").from_records(_question(RUBRIC), records)
    assert (answer and answer.ratings) == ratings
    assert (answer.notes if answer else {}) == notes
    assert len(losses) == lost


def test_rubrics_keep_steps_that_are_renamed_and_lose_answers_when_one_is_gone() -> None:
    kind = kind_of("rubric")
    old = {"ratings": {"correct": 2, "clear": 1}, "notes": {"clear": "long"}}
    renamed = _question(RUBRIC, levels=[{"name": "Bad"}, {"name": "Fine"}], notes=False)
    assert kind.migrate(renamed, old) == {**old, "notes": {}}
    assert kind.migrate(_question(RUBRIC, levels=[{"name": "x", "value": 0}, {"name": "y", "value": 1}]), old) is None
    assert kind.migrate(_question(RUBRIC, criteria=["Correct", "Clear", "New"]), old) is None


def test_later_questions_may_depend_on_a_comparison_and_on_a_step() -> None:
    why = {"key": "why", "kind": "text", "title": "Why?"}
    form = read_form([PAIR, {**why, "when": {"question": "better", "says": ["neither"]}}])
    assert read_answers(form, {"better": {"choice": "a"}}, [])
    with pytest.raises(Invalid, match="needs an answer"):
        read_answers(form, {"better": {"choice": "neither"}}, [])
    form = read_form([RUBRIC, {**why, "when": {"question": "review", "says": ["correct/1"]}}])
    assert read_answers(form, {"review": {"ratings": {"correct": 2, "clear": 1}}}, [])
    with pytest.raises(Invalid, match="needs an answer"):
        read_answers(form, {"review": {"ratings": {"correct": 1, "clear": 1}}}, [])
