"""The words that stand for an item in lists, whatever its parts are."""

from __future__ import annotations

from typing import Any

import pytest

from goodwork.api.shown import EXCERPT, excerpt

TALK = {
    "turns": [{"role": "system", "text": "Be brief."}, {"role": "user", "text": "How cold\n is it?"}, {"role": "tool"}]
}


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ([], ""),
        ([{"name": "talk", "type": "conversation", "data": TALK}], "How cold is it?"),
        ([{"name": "talk", "type": "conversation", "data": {"turns": TALK["turns"][:1]}}], "Be brief."),
        ([{"name": "talk", "type": "conversation", "data": {"turns": [{"role": "user"}]}}], "talk"),
        ([{"name": "t", "type": "table", "data": {"columns": ["a", "b"], "rows": [[1, None]]}}], "1"),
        ([{"name": "t", "type": "table", "data": {"columns": ["a", "b"], "rows": []}}], "a · b"),
        ([{"name": "m", "type": "metadata", "data": {"level": 2, "from": "x"}}], "level: 2 · from: x"),
        (
            [{"name": "c", "type": "code", "text": "def f():\n    pass", "data": {"language": "python"}}],
            "def f(): pass",
        ),
        ([{"name": "p", "type": "picture", "blob": "sha256/x"}], "p"),
    ],
)
def test_an_item_is_named_by_its_first_words(parts: list[dict[str, Any]], words: str) -> None:
    assert excerpt({"parts": parts}) == words


def test_long_words_are_cut() -> None:
    cut = excerpt({"parts": [{"name": "t", "type": "text", "text": "ab " * 500}]})
    assert len(cut) <= EXCERPT
    assert cut.endswith("…")
