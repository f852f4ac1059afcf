"""A guideline of any lines is read in time that grows with its length: it stands beside every task."""

from __future__ import annotations

import time

import pytest

from goodwork.routing.beside import rule_for, sections

MOST = 200_000
"""Characters of a guideline."""
LINES = {
    "marks of a heading": "# a" + "#" * MOST + "x",
    "blanks": "# a" + " " * MOST + "x",
    "marks and blanks in turn": "# a" + " #" * (MOST // 2) + "x",
    "marks after blanks": "# a" + " " * (MOST // 2) + "#" * (MOST // 2) + "x",
    "brackets": "# " + "[" * MOST,
    "links that go on": "# " + "[a](" * (MOST // 4),
    "headings alone": "# a word here\n" * (MOST // 14),
}


@pytest.mark.parametrize("name", LINES)
def test_no_line_takes_long(name: str) -> None:
    begun = time.process_time()
    sections(LINES[name])
    rule_for(LINES[name], "A word here, and another word there.")
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    ("line", "heading"),
    [("# Irony #", "Irony"), ("## What *is* it? ##  ", "What is it?"), ("# [A](b) and [c](d)", "A and c"),
     ("# C# is", "C# is"), ("#no", None), ("# ##", None), ("#  ", None), ("#\tx", "x")],
)  # fmt: skip
def test_headings_are_what_they_were(line: str, heading: str | None) -> None:
    assert [section.heading for section in sections(line)] == ([] if heading is None else [heading])
