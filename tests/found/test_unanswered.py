"""Not asked is not "nothing": what nobody answered is in no training file, what was found to hold nothing is."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc, DocBin

from goodwork.actions.versions.export_version import export_to_folder
from goodwork.formats.reading import open_source
from goodwork.formats.rows import Source
from tests.data.workshop import Workshop
from tests.formats.converted import again, lines, own, spans, to_files
from tests.versions.making import answer, decide, publish

INPUTS = Path(__file__).parent / "inputs"
NER: dict[str, Any] = {"key": "entities", "kind": "spans", "title": "Mark the names.", "labels": ["PER", "LOC"]}
ANN = {"id": "r0", "label": "PER", "fragments": [[0, 3]], "text": "Ann", "attributes": {}}


def nothing(text: str) -> dict[str, Any]:
    """A row of our JSON lines in which somebody looked for spans and found none."""
    said = {"type": "choice", "question": "entities/marked", "labels": ["nothing"], "names": ["nothing"]}
    return {"text": text, "annotations": [{"role": "annotation", "by": "ann", "records": [said]}]}


def labelled(text: str) -> dict[str, Any]:
    """A row with a label of the whole, and no word about spans."""
    said = {"type": "choice", "question": "mood", "labels": ["good"], "names": ["good"]}
    return {"text": text, "annotations": [{"role": "annotation", "by": "ann", "records": [said]}]}


def skipped(text: str) -> dict[str, Any]:
    return {"text": text, "annotations": [{"role": "skip", "by": "ann", "records": []}]}


def four() -> Source:
    return own(four_rows())


def docs(content: bytes) -> list[Doc]:
    return list(DocBin().from_bytes(content).get_docs(spacy.blank("xx").vocab))


def unanswered(lost: list[dict[str, Any]], times: int = 2) -> bool:
    (row,) = [row for row in lost if row["what"].startswith("an item without an answer")]
    return row["what"] == "an item without an answer" + (f" ({times} times)" if times > 1 else "") and not row["item"]


@pytest.mark.parametrize("form", ["conll", "bio", "iobes", "bilou"])
def test_tagged_words_hold_what_was_answered(form: str) -> None:
    files, account = to_files(four(), form)
    tagged = files["items.conll"].decode()
    assert "Ann" in tagged and "Nobody" in tagged and "asked" not in tagged and "Skipped" not in tagged
    assert unanswered(account["lost"]), account
    assert not any("nothing" in row["what"] for row in account["lost"])
    assert [[one.role for one in row.said] for row in again(files["items.conll"], "conll")] == [["annotation"]] * 2


def test_docs_hold_what_was_answered() -> None:
    files, account = to_files(own([*four_rows(), labelled("Fine")]), "docbin")
    ann, nobody, fine = docs(files["items.spacy"])
    assert [e.text for e in ann.ents] == ["Ann"] and unanswered(account["lost"])
    assert nobody.has_annotation("ENT_IOB") and not nobody.ents
    # Nobody was asked for names there: missing, as spaCy has it, so that nothing is learned from it.
    assert not fine.has_annotation("ENT_IOB") and fine.cats == {"good": 1.0}
    rows = again(files["items.spacy"], "docbin")
    assert [len(row.said) for row in rows] == [1, 1, 1] and rows[1].said[0].records == ()
    again_files, _ = to_files(open_source(io.BytesIO(files["items.spacy"]), "docbin"), "docbin")
    assert [d.to_json() for d in docs(again_files["items.spacy"])] == [d.to_json() for d in (ann, nobody, fine)]


def four_rows() -> list[dict[str, Any]]:
    return [spans("Ann lives", (0, 3, "PER")), nothing("Nobody here"), {"text": "Not asked"}, skipped("Skipped")]


def test_docs_with_labels_say_whether_names_were_looked_for() -> None:
    known, missing = Doc(spacy.blank("xx").vocab, ["Nobody"]), Doc(spacy.blank("xx").vocab, ["Somebody"])
    known.set_ents([], default="outside")
    known.cats = missing.cats = {"good": 1.0}
    files, account = to_files(open_source(io.BytesIO(DocBin(docs=[known, missing]).to_bytes()), "docbin"), "bio")
    assert files["items.conll"] == b"Nobody O\n\n"
    assert any(row["what"] == "an item whose answer is not about spans" for row in account["lost"])


def test_brat_holds_what_was_answered() -> None:
    files, account = to_files(four(), "brat")
    assert {name for name in files if name.startswith("item")} == {
        f"item-00000{n}.{ending}" for n in (1, 2) for ending in ("txt", "ann")
    }
    assert files["item-000002.ann"] == b"" and unanswered(account["lost"])


def test_fasttext_holds_what_was_answered() -> None:
    none = {"type": "choice", "question": "mood", "labels": [], "names": [], "multiple": True}
    row = {"text": "None fits", "annotations": [{"role": "annotation", "by": "ann", "records": [none]}]}
    files, account = to_files(own([labelled("Fine"), {"text": "Not asked"}, skipped("Skipped"), row]), "fasttext")
    assert files["items.txt"] == b"__label__good Fine\n" and unanswered(account["lost"])
    assert any(row["what"] == "an item whose answer is no label" for row in account["lost"])


def test_labels_of_the_whole_are_no_word_about_spans() -> None:
    for form in ("conll", "brat"):
        files, account = to_files(own([labelled("Fine"), labelled("Good")]), form)
        assert not any(b"Fine" in content for content in files.values())
        assert any(row["what"] == "an item whose answer is not about spans (2 times)" for row in account["lost"])
        assert sum(row["what"].startswith("label good") for row in account["lost"]) == 2


def test_a_sentence_of_outside_words_is_an_answer() -> None:
    source = open_source(io.BytesIO((INPUTS / "a2-empty-answer.conll").read_bytes()), "conll")
    files, account = to_files(source, "jsonl")
    first, second = again(files["items.jsonl"], "jsonl")
    assert [len(row.said) for row in (first, second)] == [1, 1] and not account["lost"]
    back, _ = to_files(open_source(io.BytesIO(files["items.jsonl"]), "jsonl"), "bio")
    assert back["items.conll"].split() == (INPUTS / "a2-empty-answer.conll").read_bytes().split()


async def test_a_version_s_unanswered_items_are_in_no_training_file(shop: Workshop, tmp_path: Path) -> None:
    project = await shop.project(NER)
    rows = (INPUTS / "a3-unanswered-version.jsonl").read_bytes()
    more = lines([{"id": "4", "text": "Nothing to find"}])
    assert (await shop.bring(project, rows + more)).added == 4
    ann = await shop.person("ann")
    await answer(shop, project, "1", ann, {"entities": {"spans": [ANN]}})
    await answer(shop, project, "4", ann, {"entities": {"spans": []}})
    await decide(shop, project, "1", "entities", {"spans": [ANN]}, 0.9)
    await decide(shop, project, "4", "entities", {"spans": []}, 0.9)
    version = await publish(shop, project)
    for form in ("conll", "docbin", "brat"):
        lost = export_to_folder(shop.blobs, version, form, tmp_path / form).as_json()["lost"]
        (row,) = [row for row in lost if row["what"] == "an item without an answer"]
        assert row["count"] == 2 and row["item"] == ""
    tagged = (tmp_path / "conll/items.conll").read_text()
    assert [line.split()[0] for line in tagged.splitlines() if line and "DOCSTART" not in line] == [
        "Ann", "lives", "in", "Rome", "Nothing", "to", "find",
    ]  # fmt: skip
    first, second = docs((tmp_path / "docbin/items.spacy").read_bytes())
    assert [e.text for e in first.ents] == ["Ann"] and second.has_annotation("ENT_IOB") and not second.ents
    assert {p.name for p in (tmp_path / "brat").glob("*.ann")} == {"1.ann", "4.ann"}
    assert (tmp_path / "brat/4.ann").read_text() == ""
