"""Templates: each is a project that can be made as it is, and its example is an item that its questions can look at."""

from __future__ import annotations

import pytest
import yaml

from goodwork.actions.projects.templates import Template, template, templates
from goodwork.errors import NotFound
from goodwork.forms.reading import read_form
from goodwork.kinds.registry import KINDS

each = pytest.mark.parametrize("one", templates(), ids=lambda one: one.name)


@each
def test_a_template_can_be_used_as_it_is(one: Template) -> None:
    form = read_form(one.project["questions"])
    assert set(one.project) == {"name", "purpose", "questions", "guideline"}
    assert all(question.part is None or question.part in one.example for question in form)
    assert one.title and one.about and "id" in one.example
    assert yaml.safe_load(one.text) == one.project


def test_every_kind_has_a_template() -> None:
    used = {question["kind"] for one in templates() for question in one.project["questions"]}
    assert used == set(KINDS)
    assert len(templates()) >= 12


def test_an_unknown_template_is_named_with_those_there_are() -> None:
    with pytest.raises(NotFound) as caught:
        template("sentimental")
    assert "sentiment" in (caught.value.next_step or "")
