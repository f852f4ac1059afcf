"""What gold proves: of the questions that state a confidence, and of nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from goodwork.flow import telling
from goodwork.forms.reading import read_form
from goodwork.judging.proof import least, stating, unproved
from goodwork.model.projects import Proof

MOOD = {"key": "mood", "kind": "classification", "title": "Mood?", "labels": ["Good", "Bad"]}
STARS = {"key": "stars", "kind": "rating", "title": "Stars?"}
WHY = {"key": "why", "kind": "text", "title": "Why?"}
NAMES = {"key": "names", "kind": "spans", "title": "Which names?", "labels": ["Person"]}


@pytest.mark.parametrize(
    ("questions", "missing", "says"),
    [
        ([MOOD], 59, "Gold supports nothing yet; the target is 95 %. About 59 more"),
        ([WHY], None, "No required question states a confidence"),
        ([WHY, {**MOOD, "required": False}], None, "No required question states a confidence"),
        ([WHY, MOOD], 59, "Gold supports nothing yet; the target is 95 %. About 59 more"),
        # Its confidence is an estimate that no gold can prove.
        ([NAMES, MOOD], None, "Gold supports nothing yet; the target is 95 %. As things stand it can't."),
    ],
)
def test_before_a_refit_it_says_what_would_prove_the_target(
    questions: list[dict[str, Any]], missing: int | None, says: str
) -> None:
    proof = unproved(read_form(questions), 0.95)
    assert (proof.proves, proof.missing, proof.supported) == (None, missing, False)
    assert telling.proven(proof).startswith(says)


def test_an_item_is_proved_as_far_as_its_least_question_is() -> None:
    form = read_form([MOOD, STARS, WHY])
    assert [question.key for question in stating(form)] == ["mood", "stars"]
    assert least(form, 0.9, [(0.93, 0), (0.91, 0)]) == Proof(0.9, 0.91, 0)
    assert least(form, 0.9, [(0.93, 0), (0.8, 40)]) == Proof(0.9, 0.8, 40)
    assert least(form, 0.9, [(0.93, 0), (None, 29)]) == Proof(0.9, None, 29)
    assert least(form, 0.9, [(0.93, 0), (None, None)]) == Proof(0.9, None, None)
    assert least(read_form([WHY]), 0.9, []) == Proof(0.9, None, None, states=False)
