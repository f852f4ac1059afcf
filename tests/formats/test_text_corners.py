"""Emoji, CRLF, overlaps, parts of words, right to left, combining marks: through every format that marks texts."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.symbols import IDS
from spacy.tokens import Doc, DocBin

from goodwork.formats.docbin.layout import hash_of
from tests.formats.converted import again, from_folder, own, placed, spans, to_files

EMOJI = spans("👩‍👩‍👧 met 👋🏽 in Köln 🎉.", (0, 5, "WHO"), (10, 12, "SIGN"), (16, 20, "LOC"))
CRLF = spans("Berlin\r\nis big.\r\n\r\nParis too", (0, 6, "LOC"), (19, 24, "LOC"))
SUBWORD = spans("unhappiness", (0, 2, "PRE"), (2, 7, "ROOT"))
RIGHT_TO_LEFT = spans("زار محمد مدينة القاهرة أمس.", (4, 8, "PER"), (15, 22, "LOC"))
COMBINING = spans("Jose\u0301 ate a cafe\u0301 नमस्ते", (0, 5, "PER"), (12, 17, "FOOD"), (18, 24, "HI"))
CJK = spans("我住在北京。", (3, 5, "LOC"))
NO_SPACES = spans(" a  b\t c ", (1, 2, "X"), (4, 5, "Y"))
CASES = [EMOJI, CRLF, SUBWORD, RIGHT_TO_LEFT, COMBINING, CJK, NO_SPACES]
NAMES = ["emoji", "crlf", "subword", "right_to_left", "combining", "cjk", "white_space"]

corners = pytest.mark.parametrize("case", CASES, ids=NAMES)


def wanted(case: dict[str, Any]) -> list[tuple[int, int, str, str]]:
    records = case["annotations"][0]["records"]
    return [(r["start"], r["end"], r["label"], r["text"]) for r in records]


def docs(content: bytes) -> list[Doc]:
    return list(DocBin().from_bytes(content).get_docs(spacy.blank("xx").vocab))


@corners
def test_spacy_reads_the_same_spans_and_the_same_text(case: dict[str, Any]) -> None:
    files, account = to_files(own([case]), "docbin")
    (doc,) = docs(files["items.spacy"])
    assert doc.text == case["text"]
    assert [(e.start_char, e.end_char, e.label_, e.text) for e in doc.ents] == wanted(case)
    assert account["lost"] == []
    (row,) = again(files["items.spacy"], "docbin")
    assert row.values["text"] == case["text"] and placed(row) == wanted(case)


@corners
def test_brat_keeps_the_text_and_the_offsets(case: dict[str, Any], tmp_path: Path) -> None:
    files, account = to_files(own([{**case, "id": "one"}]), "brat")
    assert files["one.txt"].decode() == case["text"]
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    (row,) = from_folder(tmp_path).rows(0)
    assert placed(row) == wanted(case)  # type: ignore[arg-type]
    assert account["lost"] == [] and account["changed"] == []


@corners
@pytest.mark.parametrize("scheme", ["conll", "bio", "iobes", "bilou"])
def test_tags_say_the_same_entities(case: dict[str, Any], scheme: str) -> None:
    files, account = to_files(own([case]), scheme)
    rows = again(files["items.conll"], "conll")
    found = [(label, text) for row in rows for _, _, label, text in placed(row)]
    if case is SUBWORD:
        assert any(row["what"].startswith("a word that was divided") for row in account["changed"])
    # Words of scripts without spaces are single signs there, which are apart afterwards.
    assert [(x, t.replace(" ", "")) for x, t in found] == [(x, t.replace(" ", "")) for *_, x, t in wanted(case)]
    assert account["lost"] == []


@corners
def test_label_studio_keeps_code_points(case: dict[str, Any]) -> None:
    files, _ = to_files(own([case]), "label-studio")
    (row,) = again(files["tasks.json"], "label-studio")
    assert row.values["text"] == case["text"] and placed(row) == wanted(case)


@corners
@pytest.mark.parametrize("to", ["jsonl", "csv", "parquet", "datasets", "argilla"])
def test_tables_read_back_as_they_were(case: dict[str, Any], to: str) -> None:
    files, account = to_files(own([case]), to)
    content = next(content for name, content in files.items() if name.endswith((".jsonl", ".csv", ".parquet")))
    (row,) = again(content, to)
    assert row.values["text"] == case["text"] and placed(row) == wanted(case)
    assert account["lost"] == []


def test_utf16_offsets_of_label_studio_are_told_by_the_quote() -> None:
    text = "🎉🎉 Berlin"
    result = {"type": "labels", "from_name": "l", "to_name": "text", "id": "r",
              "value": {"start": 5, "end": 11, "text": "Berlin", "labels": ["LOC"]}}  # fmt: skip
    wrong = {**result, "id": "w", "value": {**result["value"], "text": "Paris"}}
    task = {"id": 1, "data": {"text": text}, "annotations": [{"completed_by": 7, "result": [result, wrong]}]}
    content = (str([task]).replace("'", '"')).encode()
    from goodwork.formats.reading import open_source

    source = open_source(io.BytesIO(content), "label-studio")
    (row,) = source.rows(0)
    assert placed(row) == [(3, 9, "LOC", "Berlin")]  # type: ignore[arg-type]
    said = source.report.as_json()
    assert said["changed"][0]["why"] == "it counted UTF-16 units"
    assert "no text of the task has 'Paris'" in said["lost"][0]["why"]


OVERLAP = spans("The Bank of England", (4, 19, "ORG"), (12, 19, "LOC"), (4, 8, "X"))


@pytest.mark.parametrize("to", ["conll", "bio", "iobes", "bilou"])
def test_overlapping_spans_are_lost_where_a_word_has_one_tag(to: str) -> None:
    files, account = to_files(own([OVERLAP]), to)
    assert [(x, t) for row in again(files["items.conll"], "conll") for *_, x, t in placed(row)] == [
        ("ORG", "Bank of England")
    ]
    assert [row["what"] for row in account["lost"]] == ["span LOC 'England' (12-19)", "span X 'Bank' (4-8)"]
    assert {row["item"] for row in account["lost"]} == {"line 1"}


def test_overlapping_spans_are_in_a_span_group_of_spacy() -> None:
    files, account = to_files(own([OVERLAP]), "docbin")
    (doc,) = docs(files["items.spacy"])
    assert [e.text for e in doc.ents] == ["Bank of England"]
    assert sorted((s.text, s.label_) for s in doc.spans["sc"]) == [
        ("Bank", "X"), ("Bank of England", "ORG"), ("England", "LOC"),
    ]  # fmt: skip
    assert len(account["changed"]) == 2 and "can't overlap" in account["changed"][0]["why"]
    (row,) = again(files["items.spacy"], "docbin")
    assert sorted(placed(row)) == sorted(wanted(OVERLAP))


def test_overlapping_spans_pass_where_they_may() -> None:
    for to in ("jsonl", "csv", "parquet", "label-studio", "brat", "argilla"):
        _, account = to_files(own([OVERLAP]), to)
        assert account["lost"] == [], to


def test_the_hash_is_spacys() -> None:
    strings = spacy.blank("xx").vocab.strings
    for text in ("a", "coffee", "🎉", "x" * 100, "Größe", "12345678", "123456789", "القاهرة"):
        assert hash_of(text) == strings.add(text)
    assert {text: hash_of(text) for text in IDS} == IDS


@pytest.mark.parametrize("text", ["no", "yes", "true", " accept", "Reject"])
def test_a_text_that_reads_like_a_decision_is_a_text(text: str) -> None:
    files, account = to_files(own([{"text": text}]), "jsonl")
    assert json.loads(files["items.jsonl"]) == {"text": text} and account["items"] == 1


@given(st.text(min_size=1, max_size=60), st.data())
@settings(max_examples=150, deadline=None)
def test_any_text_survives_spacy(text: str, data: st.DataObject) -> None:
    if not text.strip() or "\x00" in text:
        return
    a = data.draw(st.integers(0, len(text) - 1))
    b = data.draw(st.integers(a + 1, len(text)))
    case = spans(text, (a, b, "L"))
    files, _ = to_files(own([case]), "docbin")
    (doc,) = docs(files["items.spacy"])
    assert doc.text == text
    assert [(e.start_char, e.end_char) for e in doc.ents] == [(a, b)]
