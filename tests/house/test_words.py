"""What people read stands in the files of words, in every language; styles say start and end, not left and right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SRC = ROOT / "web/src"

_SAID = re.compile(
    r"""(?:aria-label|title|placeholder|label|alt|description|summary)=["']([^"']*[A-Za-z]{2}[^"']*)["']"""
)
"""A word in an attribute that people read or hear."""
_BETWEEN = re.compile(r"(?<!=)>([^<>{}=;()]*)<(?=[/A-Za-z{])")
"""What stands between two tags."""
_SENTENCE = re.compile(r"[A-Za-z]{2,}")
_CODE = re.compile(r"&&|\?$|: |^return$")
"""A comparison or a type, which has an angle on either side as well."""
_NAMES = {"goodwork", "EUR"}
"""Said alike in every language."""

_SIDES = re.compile(
    r"^\s*(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)\b|(?:left|right)\s*:"
    r"|border-(?:top|bottom)-(?:left|right)-radius|(?:text-align|float|clear)\s*:\s*(?:left|right)\b)",
    re.MULTILINE,
)


def _bare(source: str) -> Iterator[str]:
    code = re.sub(r"/\*.*?\*/|^\s*//.*$", "", source, flags=re.DOTALL | re.MULTILINE)
    for said in (*_SAID.findall(code), *_BETWEEN.findall(code)):
        words = said.strip()
        if _SENTENCE.search(words) and not _CODE.search(words) and words not in _NAMES:
            yield words


def _sided(source: str) -> Iterator[str]:
    for found in _SIDES.finditer(source):
        before = source[: found.start()].rstrip()
        if not before.endswith("*/"):
            yield found[0].strip()


def test_no_sentence_stands_in_a_component() -> None:
    found = {str(path.relative_to(ROOT)): words for path in SRC.rglob("*.tsx") if (words := [*_bare(path.read_text())])}
    assert found == {}, "Put what people read into web/src/ui/strings or the words.ts of a kind."


def test_a_sentence_in_a_component_is_found() -> None:
    assert [*_bare('<Button aria-label="Close it">{s.close}</Button>')] == ["Close it"]
    assert [*_bare("<p className={x}>\n  Nothing here.\n</p>")] == ["Nothing here."]
    assert [*_bare('<p lang="en" dir="ltr">{says}</p>')] == []


def test_styles_say_start_and_end() -> None:
    found = {
        str(path.relative_to(ROOT)): sides for path in SRC.rglob("*.css") if (sides := [*_sided(path.read_text())])
    }
    assert found == {}, "Say inline-start or inline-end; or say in a comment above why it is a side of the screen."


def test_a_side_in_a_style_is_found() -> None:
    assert [*_sided(".a {\n  margin-left: 1px;\n}\n.b {\n  left: 0;\n}")] == ["margin-left", "left:"]
    assert [*_sided(".a {\n  /* The wheel turns to the left in every language. */\n  left: 0;\n}")] == []
    assert [*_sided(".left {\n  inset-inline-start: 0;\n  text-align: start;\n}")] == []
