"""Ids that become names of files, and metadata that are called like something else: equal again, or said so."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodwork.formats.documents import Document
from goodwork.formats.recognising import recognise
from goodwork.formats.report import Report
from goodwork.formats.rows import ENTITIES, Said
from goodwork.model.records import Choice, Preference, Span
from tests.formats.test_round_trips import read, written

PIECES = st.sampled_from(
    ["a", "A", "b", "/", "/", " ", "..", ".", "-2", ".txt", ".ann", "\\", ":", "\n", "é", "文" * 40, "x" * 120,
     "__MACOSX", "annotation.conf", "~", "%2F", "👩‍🚀", "'", "CON", "\u202e"]
)  # fmt: skip
IDS = st.lists(PIECES, max_size=6).map("".join)


def marked(n: int, identity: str | None) -> Document:
    text = f"Rome {n}"
    span = Span(ENTITIES, "T1", "LOC", "LOC", ((0, 4),), "Rome")
    part = {"name": "text", "type": "text", "title": "Text", "text": text}
    return Document(n, identity, [part], {}, (Said("annotation", "brat", (span,)),))


@settings(max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.none() | IDS, min_size=1, max_size=4, unique=True))
def test_ids_that_are_names_of_files_come_back_or_are_told(ids: list[str | None]) -> None:
    drawn = [marked(n, identity) for n, identity in enumerate(ids, 1)]
    with tempfile.TemporaryDirectory(prefix="goodwork-ids-") as folder:
        report = Report()
        place = written("brat", drawn, Path(folder) / "out", report)
        assert recognise(place) == "brat"
        back = {str(one.parts[0]["text"]): one for one in read(place, "brat", Report())}
    told = {item for row in report.as_json()["changed"] for item in row["items"]}
    assert len(back) == len(drawn)
    for one in drawn:
        again = back[str(one.parts[0]["text"])]
        assert again.said == one.said
        assert again.id == one.id or one.name in told or one.id is None


def test_long_ids_and_twins_are_names_of_files(tmp_path: Path) -> None:
    ids = ["a/b c", "A/B c", "../up", "", "é" * 300, "x.txt/y", "x", "__MACOSX/z", "/root", "plain-1/sub_2"]
    place = written("brat", [marked(n, one) for n, one in enumerate(ids, 1)], tmp_path / "out", Report())
    back = read(place, "brat", Report())
    assert sorted(str(one.parts[0]["text"]) for one in back) == sorted(f"Rome {n}" for n in range(1, len(ids) + 1))
    assert "plain-1/sub_2" in {one.id for one in back} and not (tmp_path / "up.txt").exists()


def _text(name: str, text: str) -> dict[str, Any]:
    return {"name": name, "type": "text", "title": name, "text": text}


PAIR = Preference("preference", ("response_a", "response_b"), "response_a", "preferred", None, ())
GOOD = Choice("label", ("true",), ("good",))


@pytest.mark.parametrize("name", ["ID", "Id", "uid", "key", "_id", "file"])
@pytest.mark.parametrize("identity", [None, "i1"])
@pytest.mark.parametrize("record", [PAIR, GOOD], ids=["pair", "judged"])
def test_metadata_called_like_an_id_come_back_as_metadata(
    record: Preference | Choice, identity: str | None, name: str, tmp_path: Path
) -> None:
    outputs = PAIR.options if record is PAIR else ("completion",)
    parts = [_text("prompt", "Q"), *(_text(output, f"The {output}") for output in outputs)]
    drawn = [Document(n, identity and f"{identity}{n}", parts, {name: f"m{n}"}, (Said("annotation", "trl", (record,)),))
             for n in (1, 2)]  # fmt: skip
    report = Report()
    place = written("trl", drawn, tmp_path / "out", report)
    back = read(place, "trl", report)
    assert [(one.id, one.metadata) for one in back] == [(one.id, one.metadata) for one in drawn]
    assert not report.as_json()["lost"]


@pytest.mark.parametrize("name", ["gold", "label", "labels", "ID", "tags"])
@pytest.mark.parametrize("said", [(), (Said("annotation", "ann", (Choice("mood", ("good",), ("good",)),)),)])
def test_metadata_of_argilla_come_back_as_metadata(said: tuple[Said, ...], name: str, tmp_path: Path) -> None:
    drawn = [Document(1, "i1", [_text("text", "Hi there")], {name: "good"}, said)]
    place = written("argilla", drawn, tmp_path / "out", Report())
    assert recognise(place) == "argilla"
    (back,) = read(place, "argilla", Report())
    assert (back.id, back.metadata[name], back.said) == ("i1", "good", said)
