"""Files of texts as other tools really write them: told by themselves, read whole or refused with a sentence."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from goodwork.cli import convert as command
from goodwork.errors import Conflict, GoodworkError, Unreadable
from goodwork.formats.contract import Seen
from goodwork.formats.converting import Ledger, convert
from goodwork.formats.docbin.packing import msgpack
from goodwork.formats.doccano.recognise import recognise as is_doccano
from goodwork.formats.documents import Document
from goodwork.formats.portions import PORTION
from goodwork.formats.reading import open_source
from goodwork.formats.recognising import recognise
from goodwork.formats.registry import FORMATS, WRITTEN
from goodwork.formats.report import Report
from goodwork.formats.rows import Broken, Dialect, Row
from goodwork.forms.showing import shown_metadata
from goodwork.model.records import nothing_found
from tests.data.workshop import Workshop
from tests.formats.converted import lines, own, spans, to_files

NER: dict[str, Any] = {
    "key": "names", "kind": "spans", "title": "Mark.", "labels": ["PER", "LOC", "PERSON"],
}  # fmt: skip


def packed(files: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def task(data: dict[str, Any], *results: dict[str, Any], **more: Any) -> bytes:
    return json.dumps(
        [{"id": 1, "data": data, "annotations": [{"completed_by": 1, "result": results}], **more}]
    ).encode()


def region(start: int, end: int, quote: str | None, to: str = "t") -> dict[str, Any]:
    value = {"start": start, "end": end, "labels": ["LOC"], **({} if quote is None else {"text": quote})}
    return {"from_name": "names", "to_name": to, "type": "labels", "value": value}


def brat(text: str | bytes, notes: str | bytes) -> bytes:
    return packed({"a.txt": text, "a.ann": notes})


def told(content: bytes | str, name: str, folder: Path, **mapping: Any) -> tuple[str, list[Any], str]:
    """The format, each text with what is marked in it or chosen for it (None: not asked), and what was lost."""
    place = folder / name
    place.write_bytes(content.encode() if isinstance(content, str) else content)
    file_format = recognise(place)
    with place.open("rb") as file:
        files, account = to_files(open_source(file, file_format, Dialect(**mapping)), "jsonl")
    rows: list[Any] = []
    for row in map(json.loads, files["items.jsonl"].splitlines()):
        part = next(iter(row.get("parts", {"text": ""})))
        rows.append((row[part], *[_said(one) for one in row.get("annotations", ())]))
    return file_format, rows, " | ".join(f"{row['what']}: {row['why']}" for row in account["lost"])


def _said(one: Mapping[str, Any]) -> Any:
    if one["role"] == "skip":
        return "skip"
    return [
        f"{record['label']} {record['text']}" if record["type"] == "span" else record.get("labels")
        for record in one["records"]
        if record.get("labels") != ["nothing"] and record["type"] != "relation"
    ]


ADA = ("Ada in Rome", ["PER Ada", "LOC Rome"])
READ: dict[str, tuple[str, bytes | str, str, list[Any]]] = {
    # Words and tags
    "the tag before its word": ("a.bio", "B-PER\tAda\nO\tin\nB-LOC\tRome\n\nO\tBo\n", "conll", [ADA, ("Bo", [])]),
    "latin letters": ("esp.train", "América B-LOC\nes O\n\nEspaña B-LOC\n".encode("latin-1"), "conll",
                      [("América es", ["LOC América"]), ("España", ["LOC España"])]),
    "UTF-16": ("a.conll", "Adé B-PER\nsang O\n".encode("utf-16"), "conll", [("Adé sang", ["PER Adé"])]),
    "labels of a tagger": ("a.tsv", "Ada\tPERSON\nsang\tO\n\nBo\tO\n", "conll",
                           [("Ada sang", ["PERSON Ada"]), ("Bo", [])]),
    "labels in small letters": ("train.txt", "Ada\tperson-artist\nsang\tO\n\nBo\tO\n", "conll",
                                [("Ada sang", ["person-artist Ada"]), ("Bo", [])]),
    "a tag that is none": ("a.conll", "Bo B-PER\nx O\n\n" * 9 + "Ada B-PER\nin QQ\n", "conll",
                           [*[("Bo x", ["PER Bo"])] * 9, ("Ada in",)]),
    "a bracket at the beginning": ("a.conll", "[ O\nAda B-PER\n", "conll", [("[ Ada", ["PER Ada"])]),
    "a row for each word": ("ner.csv", "Sentence #,Word,POS,Tag\nSentence: 1,Ada,NNP,B-PER\n,in,IN,O\n,Rome,NNP,B-LOC\n"
                            "Sentence: 2,Bo,NNP,O\n", "csv", [ADA, ("Bo", [])]),
    "a row for each word, numbered": ("a.tsv", "sentence_id\twords\tlabels\n0\tAda\tB-PER\n0\tin\tO\n0\tRome\tB-LOC\n"
                                      "1\tBo\tO\n", "csv", [ADA, ("Bo", [])]),
    "large letters in names": ("a.csv", "Sentence,Tag\nAda in Rome,\"['B-PER', 'O', 'B-LOC']\"\n", "csv", [ADA]),
    # brat
    "a place outside the text": ("b.zip", brat("Ada 🎉", "T1\tPER 0 3\tAda\nT2\tLOC 4 6\t🎉\n"), "brat", [("Ada 🎉",)]),
    "nothing but what can't be": ("b.zip", brat("🎉 Ada", "T1\tPER 3 6\tAda\n"), "brat", [("🎉 Ada",)]),
    "a mark of UTF-8": ("b.zip", brat("Ada", "\ufeffT1\tPER 0 3\tAda\n"), "brat", [("Ada", ["PER Ada"])]),
    "latin letters in brat": ("b.zip", brat("Adé".encode("latin-1"), "T1\tPER 0 3\tAdé\n".encode("latin-1")), "brat",
                              [("Adé", ["PER Adé"])]),
    "what is said of events": ("b.zip", brat("Ada hit", "T1\tPER 0 3\tAda\nT2\tHit 4 7\thit\nE1\tHit:T2 Who:T1\n"
                               "A1\tNot E1\nM1\tMaybe E1\nR1\tof Arg1:E1 Arg2:T1\n#1\tAnnotatorNotes E1\tx\n"), "brat",
                               [("Ada hit", ["PER Ada", "Hit hit"])]),
    # spaCy
    "classes and pairs": ("annotations.json", '{"classes": ["PER"], "annotations": [["Ada", {"entities": [[0, 3, "PER"]'
                          ']}], null, ["Bo", {"entities": []}]]}', "docbin", [("Ada", ["PER Ada"]), ("Bo", [])]),
    # Label Studio
    "a text within an object": ("t.json", task({"content": {"text": "In Rome"}}, region(3, 7, "Rome")), "label-studio",
                                [("In Rome", ["LOC Rome"])]),
    "more beside the data": ("t.jsonl", lines([{"data": {"text": "In Rome"}, "source": "web", "project": 3}]),
                             "label-studio", [("In Rome",)]),
    "one of two texts": ("t.json", task({"body": "In Rome", "source": "webpage"}, region(3, 7, None)), "label-studio",
                         [("In Rome", ["LOC Rome"])]),
    "either of two texts": ("t.json", task({"text_1": "In Rome", "text_2": "In Rome"}, region(3, 7, "Rome")),
                            "label-studio", [("In Rome",)]),
    "UTF-16 of a task": ("t.json", task({"text": "Adé"}).decode().encode("utf-16"), "label-studio", [("Adé", [])]),
    "ours with data": ("o.jsonl", lines([{"text": "x", "data": {"a": "b"}, "annotations": []}]), "jsonl", [("x",)]),
    # Prodigy
    "a table of tasks": ("p.csv", "text,label,answer\na,X,accept\nb,X,reject\nc,X,ignore\n", "prodigy",
                         [("a", [["X"]]), ("b", [[]]), ("c", "skip")]),
    "one question ignored": ("p.jsonl", lines([
        {"text": "a", "_input_hash": 1, "label": "X", "answer": "accept"},
        {"text": "a", "_input_hash": 1, "label": "Y", "answer": "ignore"},
    ]), "prodigy", [("a", [["X"]])]),
    "tasks in a zip": ("p.zip", packed({"set.jsonl": lines([{"text": "a", "label": "X", "answer": "reject"}])}),
                       "prodigy", [("a", [[]])]),
    # doccano
    "people by any name": ("d.zip", packed({"ann.jsonl": lines([{"id": 1, "text": "Ada", "label": [[0, 3, "PER"]]}]),
                           "bob.jsonl": lines([{"id": 1, "text": "Ada", "label": []}])}), "doccano",
                           [("Ada", ["PER Ada"], [])]),
    "a packed table": ("d.zip", packed({"all.csv": "id,text,label\n1,Good,pos#new\n"}), "doccano",
                       [("Good", [["pos", "new"]])]),
}  # fmt: skip


@pytest.mark.parametrize("kind", READ)
def test_it_is_told_and_read(kind: str, tmp_path: Path) -> None:
    name, content, file_format, rows = READ[kind]
    assert told(content, name, tmp_path)[:2] == (file_format, rows)


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("a tag that is none", "its tags: line 29: 'QQ' is no tag"),
        ("a place outside the text", "its place is not in the text of 5 characters"),
        ("what is said of events", "only entities have attributes and notes"),
        ("more beside the data", "'source' of tasks: only a task's data is kept"),
        ("either of two texts", "it fits several texts of the task"),
        ("one question ignored", "who answered another question about the text did not skip it"),
    ],
)
def test_what_is_not_taken_is_listed(kind: str, why: str, tmp_path: Path) -> None:
    name, content, *_ = READ[kind]
    assert why in told(content, name, tmp_path)[2]


REFUSED: dict[str, tuple[str, bytes | str, str]] = {
    "GATE": ("g.xml", "<?xml version='1.0'?>\n<GateDocument><TextWithNodes/></GateDocument>", "is XML (GateDocument)"),
    "annotations alone": ("a.ann", "T1\tPER 0 3\tAda\n", "two files"),
    "UIMA": ("g.xmi", "<?xml version='1.0'?><!-- x --><xmi:XMI xmlns:xmi='a'/>", "is XML (xmi:XMI)"),
    "an earlier WebAnno": ("w.tsv", " # webanno.custom.X | value\n#id=1\n#text=Ada\n1-1\tAda\tB-PER\t\n", "TSV 3"),
    "CoNLL-2012": ("a.gold_conll", "#begin document (bc/x); part 0\nbc/x 0 0 In IN (S* - - - S * * -\n", "CoNLL-2012"),
    "tags behind strokes": ("t.txt", "Ada/B-PER in/O Rome/B-LOC\nBo/O sang/O\n", "labels of their words"),
    "names in marks": ("t.txt", "<START:person> Ada <END> sang .\n<START:person> Bo <END>\n", "labels of their words"),
    "words without sentences": ("a.csv", "token,tag\nAda,B-PER\nin,O\n", "nothing says where a sentence ends"),
    "ends of another kind": ("a.conll", "Ada B-PER\rin O\r", ""),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_not_read_is_refused_with_a_sentence(kind: str, tmp_path: Path) -> None:
    name, content, why = REFUSED[kind]
    if not why:
        _, rows, lost = told(content, name, tmp_path)
        assert not rows and "a carriage return stands alone" in lost
        return
    with pytest.raises(GoodworkError) as raised:
        told(content, name, tmp_path)
    assert why in f"{raised.value.what} {raised.value.next_step}" and raised.value.next_step


def test_a_table_of_blood_groups_is_no_file_of_words(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("name\tgroup\nAnn\tO\nBo\tAB\nCy\tO\nDi\tO\n")
    assert recognise(tmp_path / "a.tsv") == "csv"
    assert not is_doccano(Seen(names=("train.jsonl", "test.jsonl"), first={"text": "a", "label": "x"}))


def test_of_two_rows_the_first_is_data_or_the_report_asks(tmp_path: Path) -> None:
    def changed(content: bytes) -> tuple[list[str], list[str]]:
        files, account = to_files(open_source(io.BytesIO(content), "csv"), "jsonl")
        rows = [json.loads(line) for line in files["items.jsonl"].splitlines()]
        return [row[next(iter(row["parts"]))] if "parts" in row else row["text"] for row in rows], [
            row["why"] for row in account["changed"]
        ]

    assert changed(b"1,Nice food,pos\n2,Bad,neg\n")[0] == ["Nice food", "Bad"]
    (texts, (why,)) = changed(b"Nice food,pos\nBad,neg\n")
    assert texts == ["Bad"] and '{"header": false}' in why
    source = open_source(io.BytesIO(b"Nice food,pos\nBad,neg\n"), "csv", Dialect(header=False))
    assert len(list(source.rows(0))) == 2, "what the report says to do works"
    assert changed(b"text,label\nBad,neg\n") == (["Bad"], [])


def test_a_workbook_with_a_row_for_each_word_has_sentences() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Sentence #", "Word", "Tag"], ["Sentence: 1", "Ada", "B-PER"], [None, "sang", "O"]):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    (row,) = open_source(out, "excel").rows(0)
    assert isinstance(row, Row) and row.values["text"] == "Ada sang" and len(row.said[0].records) == 1


def test_the_page_has_each_kind_of_file_once() -> None:
    page = (Path(__file__).parents[2] / "docs/formats/foreign.md").read_text(encoding="utf-8")
    table = page.partition("## ")[0]
    rows = [line.split(" | ") for line in table.splitlines() if line.startswith("| ") and "|---" not in line]
    kinds = [re.sub(r"\(.*?\)|\[.*?\]", "", row[0]).strip("| ").strip() for row in rows]
    assert len(kinds) == len(set(kinds)) and all(len(row) == 4 for row in rows)
    pages = set(re.findall(r"\((\w[\w-]*)\.md\)", page))
    assert pages <= set(FORMATS), "each links to the page of a format that is read"


def test_recordings_of_doccano_are_no_pictures() -> None:
    content = lines([{"id": 1, "filename": "a.WAV", "label": ["hello"], "Comments": []}])
    (entry,) = open_source(io.BytesIO(content), "doccano").rows(0)
    assert isinstance(entry, Broken) and "recording" in entry.reason


def test_one_file_of_brat_names_the_folder() -> None:
    with pytest.raises(GoodworkError, match="two files") as raised:
        list(open_source(io.BytesIO(b"T1\tPER 0 3\tAda\n"), "brat").rows(0))
    assert "the folder" in raised.value.next_step


@pytest.mark.parametrize(
    ("file_format", "name", "content"),
    [
        ("conll", "a.conll", "Łódź B-LOC\nśpi O\n"),
        ("brat", "a.zip", ""),
        ("text", "a.txt", "Łódź śpi\n"),
        ("webanno", "a.tsv", "#FORMAT=WebAnno TSV 3.3\n#T_SP=a.N|value\n\n#Text=Łódź śpi\n1-1\t0-4\tŁódź\tLOC\t\n"
         "1-2\t5-8\tśpi\t_\t\n"),
        ("conllu", "a.conllu", "1\tŁódź\t_\tX\t_\t_\t0\troot\t_\tNER=B-LOC\n2\tśpi\t_\tX\t_\t_\t0\troot\t_\tNER=O\n"),
    ],
)  # fmt: skip
def test_the_encoding_that_is_named_is_the_one(file_format: str, name: str, content: str, tmp_path: Path) -> None:
    raw = content.encode("cp1250") if name != "a.zip" else brat("Łódź śpi".encode("cp1250"), "")
    given, rows, _ = told(raw, name, tmp_path, encoding="cp1250")
    assert (given, rows[0][0]) == (file_format, "Łódź śpi")


async def test_the_same_is_imported(shop: Workshop) -> None:
    for kind, asked in (
        ("a tag that is none", 1), ("a place outside the text", 0), ("nothing but what can't be", 0),
        ("latin letters in brat", 1), ("a row for each word", 2), ("classes and pairs", 2),
        ("a text within an object", 1), ("either of two texts", 0), ("labels of a tagger", 2),
    ):  # fmt: skip
        _, content, file_format, rows = READ[kind]
        part = {"part": "content_text"} if kind == "a text within an object" else {}
        project = await shop.project({**NER, **part})
        raw = content.encode() if isinstance(content, str) else content
        done = await shop.bring(project, raw, file_format)
        assert (done.added + done.duplicate, done.rejected) == (len(rows), 0), (kind, done)
        given = await shop.rows("SELECT count(*) FROM annotation WHERE project_id = :p", p=project)
        assert given[0][0] == min(asked, done.added), (kind, done.report)


def test_a_model_s_score_is_not_shown_wherever_it_stands() -> None:
    metadata = {
        "meta": {"score": 0.9, "page": 3},
        "denotations": [{"id": "T1", "span": {"begin": 0, "end": 3}, "obj": "PER"}],
        "pages": [{"n": 1}],
        "empty": {},
    }
    assert shown_metadata(metadata) == {"meta": {"page": 3}, "pages": [{"n": 1}], "empty": {}}


# Written ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "to", ["jsonl", "conll", "germeval", "spacy-json", "label-studio", "doccano", "fasttext", "trl"]
)
def test_long_texts_are_handed_on_as_they_are_made(to: str) -> None:
    """No writer holds many items whose texts are long."""
    row = spans("a" * (PORTION // 2), (0, 3, "PER"))
    row["annotations"][0]["records"].append({"type": "choice", "question": "label", "labels": ["true"]})
    (made,) = convert(own([row] * 8), WRITTEN[to].writes[to], {}, Ledger())
    sizes = [len(piece) for piece in made.pieces]
    assert max(sizes) < 3 * PORTION and sum(sizes) > 4 * PORTION - PORTION // 2


@pytest.mark.parametrize("to", ["bio", "germeval", "conll"])
def test_odd_words_come_back(to: str, tmp_path: Path) -> None:
    for text in ("\ufeff Ada", "{ Ada", "_ - O", "[ ] O"):
        files, _ = to_files(own([spans(text, (0, 1, "X"))]), to)
        (content,) = files.values()
        assert told(content, "a.tsv" if to == "germeval" else "a.conll", tmp_path)[1] == [(text, [f"X {text[0]}"])]


def test_a_link_stays_a_link(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given, real, link = tmp_path / "a.conll", tmp_path / "real.jsonl", tmp_path / "latest.jsonl"
    given.write_text("Ada B-PER\n\nlost\n")
    real.write_text("before")
    link.symlink_to(real)

    def run(out: Path) -> None:
        command.run(given, to="jsonl", out=out, from_="auto", report=None, as_json=False, mapping="{}", strict=False)

    run(link)
    assert link.is_symlink() and json.loads(real.read_text())["text"] == "Ada"
    assert "1 item with 1 annotation, 1 row that could not be taken" in " ".join(capsys.readouterr().out.split())
    (tmp_path / "new.jsonl").symlink_to(tmp_path / "later.jsonl")
    run(tmp_path / "new.jsonl")
    assert (tmp_path / "later.jsonl").is_file() and not (tmp_path / "later.jsonl").is_symlink()
    (tmp_path / "device").symlink_to(os.devnull)
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for odd in ("device", "loop"):
        with pytest.raises(Conflict):
            run(tmp_path / odd)


# What nobody means well --------------------------------------------------------------------------------------------


def docbin(**odd: Any) -> bytes:
    """A DocBin of ours with something else in its map."""
    row = spans("Ada in Rome", (0, 3, "PER"), (0, 6, "PER"))
    files, _ = to_files(own([row]), "docbin")
    held = msgpack.unpackb(zlib.decompress(files["items.spacy"]), strict_map_key=False)
    return zlib.compress(msgpack.packb({**held, **odd}))


@pytest.mark.parametrize(
    "odd",
    [
        {"cats": [{"x": "y"}]}, {"cats": [{"x": None}]}, {"cats": [[1]]}, {"cats": {"a": 1}}, {"cats": 3},
        {"span_groups": [b"abc"]}, {"span_groups": [msgpack.packb([b"\xc1"])]}, {"span_groups": ["x"]},
        {"span_groups": [msgpack.packb([msgpack.packb({"spans": [b"x"], "name": "sc"})])]}, {"span_groups": [3]},
        {"span_groups": [msgpack.packb({msgpack.packb({"name": "sc"}): ["sc"]})]}, {"strings": [1, 2]},
        {"spaces": b""}, {"flags": [1, 2]},
    ],
)  # fmt: skip
def test_a_docbin_that_is_damaged_within_has_an_answer(odd: dict[str, Any]) -> None:
    with contextlib.suppress(Unreadable):
        (entry,) = open_source(io.BytesIO(docbin(**odd)), "docbin").rows(0)
        assert isinstance(entry, Broken)


MANY = "9" * 5000


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("b.zip", brat("Ada", f"T1\tPER 0 {MANY}\tAda\n")),
        ("w.tsv", f"#FORMAT=WebAnno TSV 3.3\n#T_SP=a.N|value\n\n#Text=Ada\n1-1\t0-{MANY}\tAda\tPER\t\n"),
        ("w.tsv", f"#FORMAT=WebAnno TSV 3.3\n#T_SP=a.N|value\n\n#Text=Ada\n1-1\t0-3\tAda\tPER[{MANY}]\t\n"),
        ("u.conllu", f"{MANY}\tAda\t_\tX\t_\t_\t{MANY}\troot\t_\tNER=O\n"),
    ],
)
def test_a_number_of_thousands_of_digits_has_an_answer(name: str, content: bytes | str, tmp_path: Path) -> None:
    _, rows, _ = told(content, name, tmp_path)
    assert len(rows) <= 1


def test_categories_that_are_no_numbers_are_no_answer_to_anything_else() -> None:
    (row,) = open_source(io.BytesIO(b'{"text": "Ada", "ents": [], "cats": {"a": "b"}}\n'), "docbin").rows(0)
    assert isinstance(row, Row) and row.said[0].records == (nothing_found("entities"),)
    assert row.said[0].unread == {"categories"}


# Counted ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("to", ["prodigy", "doccano"])
def test_an_item_whose_answer_has_no_place_is_left_out_and_counted(to: str) -> None:
    said = [{"role": "annotation", "by": "a", "records": [{"type": "rating", "question": "stars", "value": 3}]}]
    files, account = to_files(own([{"text": "a", "annotations": said}, spans("Ada", (0, 3, "PER"))]), to)
    assert len(files["items.jsonl"].splitlines()) == 1
    assert [row["what"] for row in account["lost"] if row["item"] == ""] == ["an item whose answer has no place"]


def test_words_that_begin_like_labels_of_fasttext_are_words(tmp_path: Path) -> None:
    files, _ = to_files(own([spans("__label__x Ada", (11, 14, "PER"))]), "bio")
    assert told(files["items.conll"], "a.txt", tmp_path)[:2] == ("conll", [("__label__x Ada", ["PER Ada"])])
    assert told("__label__x Ada\n__label__y Bo sang\n", "a.txt", tmp_path)[0] == "fasttext"


def test_a_part_that_is_called_like_the_id_of_a_task_is_told() -> None:
    row = {"id": "7", "text": "a", "part_id": "b", "parts": {"text": "text", "part_id": "text"}}
    _, account = to_files(own([row]), "label-studio")
    assert not any("'id'" in one["what"] for one in account["changed"])
    parts = [{"name": name, "type": "text", "title": name, "text": name} for name in ("text", "id")]
    report = Report()
    (made,) = WRITTEN["label-studio"].writes["label-studio"]([Document(1, "7", parts, {}, ())], report)
    assert b"".join(made.pieces)
    assert any("the part 'id'" in one["what"] for one in report.as_json()["changed"])


@pytest.mark.parametrize("sign", ["\u2028", "\u0085", "\x0b"])
def test_signs_that_end_no_row_tell_nothing_of_a_table(sign: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"prompt,topic,note\na{sign}b,x,y\n", encoding="utf-8")
    assert recognise(tmp_path / "a.csv") == "csv"


def test_data_of_a_task_are_no_answers() -> None:
    content = task({"text": "a", "gold": 0.0, "label": "x"})
    files, _ = to_files(open_source(io.BytesIO(content), "label-studio"), "jsonl")
    made = json.loads(files["items.jsonl"])
    assert (made["gold"], made["label"]) == (0.0, "x")
    assert [(one["role"], one["records"]) for one in made["annotations"]] == [("annotation", [])]
