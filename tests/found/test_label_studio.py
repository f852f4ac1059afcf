"""Label Studio's files mean what they say: its tasks, its smaller exports, its configs; read and written."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from goodwork.errors import Invalid
from goodwork.formats.reading import open_source
from goodwork.formats.recognising import recognise
from goodwork.forms.labelling_config import read_config
from goodwork.model.data import DataImport
from goodwork.model.ids import ProjectId
from tests.data.workshop import Workshop
from tests.formats.converted import to_files

INPUTS = Path(__file__).parent / "inputs"
NER: dict[str, Any] = {
    "key": "ner",
    "kind": "spans",
    "title": "Mark.",
    "labels": ["LOC", "PER", "X"],
    "required": False,
}
MOOD: dict[str, Any] = {
    "key": "mood", "kind": "classification", "title": "Mood?", "labels": ["pos", "neg"], "required": False,
}  # fmt: skip


def dumped(*tasks: Any) -> bytes:
    return json.dumps(tasks, ensure_ascii=False).encode()


def result(kind: str, value: dict[str, Any], name: str = "ner", to: str = "text", **more: Any) -> dict[str, Any]:
    return {"id": "r1", "from_name": name, "to_name": to, "type": kind, "value": value, **more}


def region(start: int, end: int, quote: str, label: str = "LOC", **more: Any) -> dict[str, Any]:
    return result("labels", {"start": start, "end": end, "text": quote, "labels": [label]}, **more)


def task(data: dict[str, Any], *results: Any, **more: Any) -> dict[str, Any]:
    return {"id": 1, "data": data, "annotations": [{"id": 7, "completed_by": 1, "result": [*results], **more}]}


def converted(content: bytes, to: str = "jsonl") -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The rows that a file becomes, and the account."""
    files, account = to_files(open_source(io.BytesIO(content), "label-studio"), to)
    (written,) = files.values()
    return [json.loads(line) for line in written.splitlines()] if to == "jsonl" else json.loads(written), account


def again(content: bytes) -> list[dict[str, Any]]:
    """The rows after a way through Label Studio's own JSON."""
    files, _ = to_files(open_source(io.BytesIO(content), "label-studio"), "label-studio")
    return converted(files["tasks.json"])[0]


def roles(row: dict[str, Any]) -> list[tuple[str, int]]:
    return [(said["role"], len(said["records"])) for said in row.get("annotations", [])]


def records(row: dict[str, Any], n: int = 0) -> list[dict[str, Any]]:
    return row["annotations"][n]["records"]


def marked(row: dict[str, Any], n: int = 0) -> list[tuple[str, str, str]]:
    """Part, label and the words that spans cover in the part as it stands there."""
    found: list[tuple[str, str, str]] = []
    for record in records(row, n):
        if record["type"] == "span":
            part = record.get("part", "text")
            places = record.get("fragments") or [[record["start"], record["end"]]]
            assert " ".join(row[part][a:b] for a, b in places) == record["text"]
            found.append((part, record["label"], record["text"]))
    return found


async def answers(shop: Workshop, project: ProjectId) -> list[Any]:
    rows = await shop.rows(
        "SELECT a.answers FROM item i LEFT JOIN annotation a ON a.item_id = i.id WHERE i.project_id = :p"
        " ORDER BY i.position, a.id",
        p=project,
    )
    return [row[0] for row in rows]


def lost(done: DataImport) -> str:
    return " | ".join(f"{row['what']}: {row['why']}" for row in done.report["lost"])


async def test_an_empty_result_is_an_answer_none_is_no_answer_cancelled_is_a_skip(shop: Workshop) -> None:
    content = (INPUTS / "a4-ls-empty-result.json").read_bytes()
    rows, account = converted(content)
    assert [roles(row) for row in rows] == [[("annotation", 0)], [], [("skip", 0)]]
    assert account["lost"] == [] and again(content) == rows
    project = await shop.project(NER)
    done = await shop.bring(project, content, "label-studio")
    assert (done.added, done.rejected) == (3, 0)
    assert await answers(shop, project) == [{"ner": {"spans": []}}, None, None]
    (skips,) = await shop.rows("SELECT count(*) FROM skip WHERE project_id = :p", p=project)
    assert skips[0] == 1


def test_what_a_skip_had_drafted_is_no_answer() -> None:
    rows, account = converted(dumped(task({"text": "In Rome"}, region(3, 7, "Rome"), was_cancelled=True)))
    assert roles(rows[0]) == [("skip", 0)]
    assert [row["what"] for row in account["lost"]] == ["the results of a skip"]


async def test_a_prediction_without_a_number_is_nobodys_beginning(shop: Workshop) -> None:
    content = (INPUTS / "d3-prediction-without-id.json").read_bytes()
    (row,), _ = converted(content)
    prediction, annotation = row["annotations"]
    assert (prediction["role"], prediction["by"], prediction["score"]) == ("prediction", "m1", 0.7)
    assert (annotation["role"], "accepted_from" in annotation) == ("annotation", False)
    assert again(content) == [row]
    project = await shop.project({**MOOD, "key": "c", "labels": ["A", "B"]})
    await shop.bring(project, content, "label-studio")
    given = await shop.rows("SELECT answers, prediction_id FROM annotation WHERE project_id = :p", p=project)
    assert [tuple(row) for row in given] == [({"c": {"labels": ["a"]}}, None)]
    foreseen = await shop.rows("SELECT model, score, answers FROM prediction WHERE project_id = :p", p=project)
    assert [tuple(row) for row in foreseen] == [("m1", pytest.approx(0.7), {"c": {"labels": ["b"]}})]


@pytest.mark.parametrize(
    ("more", "origin", "begun"),
    [
        ({"parent_prediction": 5}, "manual", "m1"),
        ({"parent_prediction": "5"}, "manual", "m1"),
        ({"prediction": {"id": 5, "model_version": "m1", "result": []}}, "manual", "m1"),
        ({"prediction": {"model_version": "m9"}}, "manual", "m9"),
        ({"prediction": {}, "parent_prediction": None}, "manual", None),
        ({}, "prediction", "m1"),
        ({}, "prediction-changed", "m1"),
        ({}, "manual", None),
    ],
)  # fmt: skip
def test_what_an_annotation_began_with_is_what_it_says(more: dict[str, Any], origin: str, begun: str | None) -> None:
    held = task({"text": "In Rome"}, {**region(3, 7, "Rome"), "origin": origin}, **more)
    held["predictions"] = [{"id": 5, "model_version": "m1", "result": [region(3, 7, "Rome", "PER")]},
                           {"id": None, "model_version": "m2", "result": []}]  # fmt: skip
    (row,), _ = converted(dumped(held))
    assert [said["role"] for said in row["annotations"]] == ["prediction", "prediction", "annotation"]
    assert row["annotations"][2].get("accepted_from") == begun
    assert again(dumped(held))[0]["annotations"][2].get("accepted_from") == begun


async def test_a_dialogue_is_a_text_with_its_authors_and_its_spans(shop: Workshop) -> None:
    content = (INPUTS / "c9-ls-paragraphs.json").read_bytes()
    (row,), account = converted(content)
    assert row["dialogue"] == "Ann: Hello, I want to fly to Rome.\n\nAgent: When?"
    assert marked(row) == [("dialogue", "LOC", "Rome")] and account["lost"] == []
    assert [turn["author"] for turn in row["dialogue_turns"]] == ["Ann", "Agent"]
    assert again(content) == [row]
    project = await shop.project({**NER, "key": "label", "part": "dialogue"})
    done = await shop.bring(project, content, "label-studio")
    assert (done.added, lost(done)) == (1, "")
    ((answer,),) = await shop.rows("SELECT answers FROM annotation WHERE project_id = :p", p=project)
    assert [(s["fragments"], s["text"]) for s in answer["label"]["spans"]] == [([[29, 33]], "Rome")]


def turns(*said: tuple[str, str], who: str = "author", words: str = "text") -> list[dict[str, str]]:
    return [{who: name, words: text} for name, text in said]


def paragraph(first: Any, start: int, last: Any, end: int, quote: str | None, label: str = "X") -> dict[str, Any]:
    place = {"start": first, "end": last, "startOffset": start, "endOffset": end, "paragraphlabels": [label]}
    return result("paragraphlabels", {**place, **({} if quote is None else {"text": quote})}, to="d")


@pytest.mark.parametrize(
    ("held", "place", "said"),
    [
        (turns(("Ann:", "🎉 go 𝕏 now"), ("Bo", "ok")), paragraph("0", 5, "0", 6, "𝕏"), "𝕏"),
        (turns(("Ann", "🎉 go 𝕏 now"), ("Bo", "ok")), paragraph("0", 6, "0", 8, "𝕏"), "𝕏"),  # UTF-16 units
        (turns(("Ann", "to Rome"), ("Bo", "and"), ("Ann", "Paris!")), paragraph(0, 3, 2, 5, "Rome\n\nand\n\nParis"),
         "Rome and Paris"),
        (turns(("Ann", "to Rome"), ("Bo", "ok")), paragraph(0, 3, 0, 7, None), "Rome"),
        (turns(("A", "one"), ("B", "two"), who="speaker", words="utterance"), paragraph(1, 0, 1, 3, "two"), "two"),
        (turns(("user", "to Rome"), ("assistant", "ok"), who="role", words="content"), paragraph(0, 3, 0, 7, "Rome"),
         "Rome"),
        ([{"text": "first\r\nline"}, {"text": "two"}], paragraph(0, 0, 0, 5, "first"), "first"),
    ],
)  # fmt: skip
def test_spans_of_turns_lie_in_the_text(held: list[dict[str, str]], place: dict[str, Any], said: str) -> None:
    content = dumped(task({"d": held}, place))
    (row,), account = converted(content)
    assert marked(row) == [("d", "X", said)] and account["lost"] == []
    assert again(content) == [row]


def test_a_chat_is_a_conversation_as_it_is() -> None:
    chat = turns(("user", "Hi"), ("assistant", "Hello"), who="role", words="content")
    chosen = result("choices", {"choices": ["pos"]}, "mood", "chat")
    (row,), account = converted(dumped(task({"messages": chat}, chosen)))
    assert row["messages"] == chat and account["lost"] == [] and account["changed"] == []


async def test_html_is_its_text_with_its_spans(shop: Workshop) -> None:
    content = (INPUTS / "c10-ls-hypertext.json").read_bytes()
    (row,), account = converted(content)
    assert (row["html"], row["html_html"]) == ("Ann lives in Rome.", "<p>Ann lives in <b>Rome</b>.</p>")
    assert marked(row) == [("html", "LOC", "Rome")] and account["lost"] == []
    assert again(content) == [row]
    project = await shop.project({**NER, "key": "label", "part": "html"})
    done = await shop.bring(project, content, "label-studio")
    assert (done.added, lost(done)) == (1, "")
    ((answer, payload),) = await shop.rows(
        "SELECT a.answers, p.payload FROM annotation a JOIN item_payload p ON p.item_id = a.item_id"
        " WHERE a.project_id = :p",
        p=project,
    )
    assert [(s["fragments"], s["text"]) for s in answer["label"]["spans"]] == [([[13, 17]], "Rome")]
    assert [(part["name"], part["type"], part["text"]) for part in payload["parts"]] == [
        ("html", "text", "Ann lives in Rome.")
    ]


def hyper(path: str, start: int, end: int, quote: str, whole: tuple[int, int] | None = None) -> dict[str, Any]:
    place: dict[str, Any] = {"start": path, "end": path, "startOffset": start, "endOffset": end, "text": quote}
    offsets = {} if whole is None else {"globalOffsets": {"start": whole[0], "end": whole[1]}}
    return result("hypertextlabels", {**place, **offsets, "hypertextlabels": ["X"]}, to="h")


@pytest.mark.parametrize(
    ("markup", "place", "text", "said"),
    [
        ("<div><p>One</p><p>in Rome</p></div>", hyper("/div[1]/p[2]/text()[1]", 3, 7, "Rome"), "One\nin Rome", "Rome"),
        ("<p>a<br>Rome</p>", hyper("", 0, 0, "Rome", (2, 6)), "a\nRome", "Rome"),
        ("<p>R&amp;D 🎉 Rome</p>", hyper("/p[1]/text()[1]", 6, 10, "Rome", (6, 10)), "R&D 🎉 Rome", "Rome"),
        ("<p>R&amp;D 🎉 Rome</p>", hyper("/p[1]/text()[1]", 7, 11, "Rome", (7, 11)), "R&D 🎉 Rome", "Rome"),
        ("<table><tr><td>a</td><td>Rome</td></tr></table>", hyper("/table[1]/tbody[1]/tr[1]/td[2]/text()[1]", 0, 4,
         "Rome"), "a\tRome", "Rome"),
        ("<p>x<script>alert('<b>')</script><!-- y --> Rome</p>", hyper("", 0, 0, "Rome", (2, 6)), "x Rome", "Rome"),
        ("<body><style>p{color:red}</style><p>Rome</p></body>", hyper("/p[1]/text()[1]", 0, 4, "Rome", (12, 16)),
         "Rome", "Rome"),
        ("<p>a</p><p>b</p>", hyper("", 0, 0, "ab", (0, 2)), "a\nb", "a\nb"),
        ("<!DOCTYPE html>\n<html>\n<head><title>T</title>\n</head>\n<body>\n\n  <h1>こんにちは！</h1>\n</body></html>",
         hyper("/h1[1]/text()[1]", 0, 6, "こんにちは！", (4, 10)), "\n\n  こんにちは！\n", "こんにちは！"),
        ("\n <p>Rome</p>", hyper("", 0, 0, "Rome", (0, 4)), "Rome", "Rome"),  # a page
        ("\n <p>Rome</p>", hyper("", 0, 0, "Rome", (2, 6)), "Rome", "Rome"),  # a piece of one
        ("<title>T</title><meta><p a='>' b=\">\">Rome", hyper("/p/text()", 0, 4, "Rome"), "Rome", "Rome"),
        ("<p>one<ul><li>two<li>Rome</ul>", hyper("/ul[1]/li[2]/text()[1]", 0, 4, "Rome"), "one\ntwo\nRome", "Rome"),
        ("<div>a</b></i>Rome</div>", hyper("/div[1]/text()[1]", 1, 5, "Rome"), "aRome", "Rome"),
        ("<p>Ro<b>me</b></p>", result("hypertextlabels", {"start": "/p[1]/text()[1]", "startOffset": 0, "endOffset": 2,
         "end": "/p[1]/b[1]/text()[1]", "text": "Rome", "htmllabels": ["X"]}, to="h"), "Rome", "Rome"),
    ],
)  # fmt: skip
def test_spans_of_html_are_found(markup: str, place: dict[str, Any], text: str, said: str) -> None:
    content = dumped(task({"h": markup}, place))
    (row,), account = converted(content)
    assert row["h"] == text and marked(row) == [("h", "X", said)] and account["lost"] == []
    assert again(content) == [row]


def test_a_text_that_only_looks_like_html_stays_as_it_is() -> None:
    code = "<p>raw</p>"
    (row,), _ = converted(dumped(task({"text": code}, region(3, 6, "raw"))))
    assert row["text"] == code and marked(row) == [("text", "LOC", "raw")]


def test_a_text_by_address_is_refused_in_words() -> None:
    where = "https://example.org/a.txt"
    far = task({"text": where}, region(204, 211, "Rome"))
    rows, account = converted(dumped(far, {**task({"text": "In Rome"}, region(3, 7, "Rome")), "id": 2}))
    assert [row["id"] for row in rows] == ["2"]
    why = f"its text lies elsewhere ({where}), and goodwork fetches nothing: put the text itself into the data"
    assert account["lost"] == [{"item": "line 1", "what": "the whole item", "why": why}]
    (row,), _ = converted(dumped(task({"text": where}, region(8, 15, "example"))))
    assert marked(row) == [("text", "LOC", "example")]


async def test_the_smaller_export_is_read(shop: Workshop) -> None:
    path = INPUTS / "e2-json-min.json"
    assert recognise(path) == "label-studio"
    content = path.read_bytes()
    (row,), account = converted(content)
    assert (row["id"], row["text"], "sentiment" in row, "ner" in row) == ("1", "a b", False, False)
    assert marked(row) == [("text", "X", "a")] and account["lost"] == []
    assert [r["labels"] for r in records(row) if r["type"] == "choice"] == [["pos"]]
    project = await shop.project(NER, {**MOOD, "key": "sentiment"})
    done = await shop.bring(project, content, "label-studio")
    assert (done.added, lost(done)) == (1, "")
    ((answer,),) = await shop.rows("SELECT answers FROM annotation WHERE project_id = :p", p=project)
    assert answer["sentiment"] == {"labels": ["pos"]}
    assert [s["text"] for s in answer["ner"]["spans"]] == ["a"]


BESIDE = {"annotator": 3, "annotation_id": 9, "created_at": "2024-01-02", "updated_at": "2024-01-02"}
MINIMAL = [
    {"text": "In Rome", "id": 1, "mood": "pos", **BESIDE},
    {"text": "In Rome", "id": 1, "ner": [{"start": 3, "end": 7, "text": "Rome", "labels": ["LOC"]}],
     "mood": {"choices": ["pos", "neg"]}, "stars": [{"rating": 4}], "why": "Because it\nis so.",
     **BESIDE, "annotator": 4},
    {"text": "Nothing here", "id": 2, **BESIDE},
]  # fmt: skip


def test_annotations_of_one_task_are_one_item_and_an_empty_one_found_nothing(tmp_path: Path) -> None:
    (tmp_path / "min.json").write_bytes(b"\xef\xbb\xbf" + dumped(*MINIMAL))
    assert recognise(tmp_path / "min.json") == "label-studio"
    rows, account = converted(dumped(*MINIMAL))
    assert [(row["id"], [(s["by"], len(s["records"])) for s in row["annotations"]]) for row in rows] == [
        ("1", [("3", 1), ("4", 4)]), ("2", [("3", 0)]),
    ]  # fmt: skip
    assert {r["type"] for r in records(rows[0], 1)} == {"choice", "rating", "text", "span"} and account["lost"] == []
    assert not {"mood", "stars", "why", "ner", "annotator"} & {name for row in rows for name in row}


@pytest.mark.parametrize(("mark", "ends", "order"), [(",", "\n", sorted), ("\t", "\r\n", sorted), (",", "\r\n", list)])
def test_csv_and_tsv_of_it_are_read(mark: str, ends: str, order: Any, tmp_path: Path) -> None:
    names = order(dict.fromkeys(name for row in MINIMAL for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, names, delimiter=mark, lineterminator=ends)
    writer.writeheader()
    for row in MINIMAL:
        writer.writerow({k: v if isinstance(v, str | int) else json.dumps(v) for k, v in row.items()})
    path = tmp_path / "export.tsv"
    path.write_bytes(out.getvalue().encode())
    assert recognise(path) == "label-studio"
    rows, account = converted(path.read_bytes())
    assert [(row["id"], [(s["by"], len(s["records"])) for s in row["annotations"]]) for row in rows] == [
        ("1", [("3", 1), ("4", 4)]), ("2", [("3", 0)]),
    ]  # fmt: skip
    assert marked(rows[0], 1) == [("text", "LOC", "Rome")] and account["lost"] == []


def test_a_csv_that_label_studio_wrote_is_read() -> None:
    # As its converter writes it: columns in the order of the alphabet, a column of the data renamed, a task unlabelled.
    content = (
        b'"_data_mood","annotation_id","annotator","created_at","dialogue","id","lead_time","mood","src","updated_at"\r\n'
        b'"n/a",2,"3","2024","[{""author"":""Ann"",""text"":""To Rome""}]",12,3.0,"pos","a","2024"\r\n'
        b'"","","","","[{""author"":""Bo"",""text"":""Hm""}]",13,"","","b",""\r\n'
    )
    rows, _ = converted(content)
    assert [(row["dialogue"], row["src"], roles(row)) for row in rows] == [
        ("Ann: To Rome", "a", [("annotation", 1)]), ("Bo: Hm", "b", []),
    ]  # fmt: skip
    assert rows[0]["mood"] == "n/a" and records(rows[0])[0]["labels"] == ["pos"]


def test_a_data_id_of_its_own_does_not_make_a_text_an_answer() -> None:
    (row,), _ = converted(dumped({"id": "a1", "text": "In Rome", "mood": "pos", **BESIDE}))
    assert (row["id"], row["text"]) == ("a1", "In Rome") and records(row)[0]["labels"] == ["pos"]


def test_a_control_named_like_a_column_leaves_the_text_alone() -> None:
    content = (INPUTS / "d1-ls-control-named-like-column.json").read_bytes()
    (row,), account = converted(content)
    assert (row["text"], row["other"], records(row)[0]["labels"]) == ("first words", "x", ["A"])
    assert account["lost"] == [] and again(content) == [row]


@pytest.mark.parametrize("via", ["jsonl", "csv", "parquet", "datasets"])
@pytest.mark.parametrize(
    "name",
    [
        "a4-ls-empty-result",
        "c9-ls-paragraphs",
        "c10-ls-hypertext",
        "d3-prediction-without-id",
        "d1-ls-control-named-like-column",
    ],
)
def test_tasks_come_back_equal_by_way_of_our_own_files(name: str, via: str) -> None:
    content = (INPUTS / f"{name}.json").read_bytes()
    files, _ = to_files(open_source(io.BytesIO(content), "label-studio"), via)
    held = next(held for name, held in files.items() if name.endswith((".jsonl", ".csv", ".parquet")))
    back, account = to_files(open_source(io.BytesIO(held), via), "label-studio")
    direct, _ = to_files(open_source(io.BytesIO(content), "label-studio"), "label-studio")
    assert json.loads(back["tasks.json"]) == json.loads(direct["tasks.json"]) and account["lost"] == []
    given, written = json.loads(content), json.loads(direct["tasks.json"])
    assert [(one["id"], one["data"]) for one in written] == [(one["id"], one["data"]) for one in given]


async def test_a_pairwise_config_asks_of_two_parts(shop: Workshop) -> None:
    read = read_config((INPUTS / "c11-ls-pairwise-config.xml").read_text(), "pairs")
    (question,) = read.project["questions"]
    assert (question["kind"], question["outputs"]) == ("pairwise", ["pairtext1", "pairtext2"])
    assert [(column.column, column.part) for column in read.columns] == [
        ("pairText1", "pairtext1"), ("pairText2", "pairtext2"),
    ]  # fmt: skip
    chosen = result("pairwise", {"selected": "right"}, "pw", "one,two")
    project = await shop.project(question)
    done = await shop.bring(
        project, dumped(task({"pairText2": "longer", "pairText1": "short"}, chosen)), "label-studio"
    )
    assert (done.added, lost(done)) == (1, "")
    ((answer,),) = await shop.rows("SELECT answers FROM annotation WHERE project_id = :p", p=project)
    assert answer["pw"]["choice"] == "pairtext2"


def test_which_side_is_left_is_not_guessed() -> None:
    chosen = result("pairwise", {"selected": "left"}, "pw", "one,two")
    (row,), account = converted(dumped(task({"prompt": "p", "response": "a", "answer": "b"}, chosen)))
    assert roles(row) == [] and account["lost"][0]["what"] == "a result of type pairwise"


def test_elements_that_are_ranked_are_parts() -> None:
    elements = [{"id": "b1", "title": "B", "body": "second"}, {"id": "a1", "title": "A", "body": "first"}]
    ranked = result("ranker", {"ranker": {"rank": ["a1", "b1"]}}, "order", "list")
    content = dumped(task({"elements": elements}, ranked))
    (row,), account = converted(content)
    assert (row["a1"], row["b1"]) == ("A\nfirst", "B\nsecond") and account["lost"] == []
    assert records(row)[0]["groups"] == [["a1"], ["b1"]] and again(dumped(task({"elements": elements}, ranked))) == [
        row
    ]


async def test_an_answer_is_taken_whole_or_not_at_all(shop: Workshop) -> None:
    content = dumped(
        task({"text": "In Rome"}, region(3, 7, "Rome"), {**region(0, 2, "Paris"), "id": "r2"}),
        {
            **task({"text": "Of Rome"}, region(3, 7, "Rome"), result("rectanglelabels", {"x": 1}, "box", "image")),
            "id": 2,
        },
        {**task({"text": "To Rome"}, result("videorectangle", {"sequence": []}, "ner")), "id": 3},
    )
    project = await shop.project(NER)
    done = await shop.bring(project, content, "label-studio")
    given = await answers(shop, project)
    assert [one and [s["text"] for s in one["ner"]["spans"]] for one in given] == [None, ["Rome"], None]
    assert done.added == 3 and "more belongs to its answer to 'ner' than could be read" in lost(done)


def test_a_config_says_what_became_of_each_tag() -> None:
    read = read_config(
        """<View><Paragraphs name="dia" value="$dialogue"/><HyperText name="page" value="$page"/>
        <ParagraphLabels name="label" toName="dia"><Label value="Place" alias="loc"/><Label value="Person" alias="P!"/>
        </ParagraphLabels>
        <Choices name="sure_of_it" toName="dia" perRegion="true"><Choice value="yes"/><Choice value="no"/></Choices>
        <Choices name="tone" toName="dia,page"><Choice value="Good" alias="g"/><Choice value="Bad"/></Choices>
        <TextArea name="why" toName="dia" visibleWhen="choice-unselected" whenTagName="tone" whenChoiceValue="Good"/>
        <Number name="half" toName="dia" min="0" max="5" step="0.5"/>
        <Number name="five" toName="dia" max="10" step="5"/>
        <Text name="far" value="$url" valueType="url"/><Labels name="x" toName="far"><Label value="A"/></Labels>
        <Rating name="each" toName="dia" perItem="true"/></View>""",
        "all",
    )
    asked = {question["key"]: question for question in read.project["questions"]}
    assert {key: question["kind"] for key, question in asked.items()} == {
        "label": "spans", "tone": "classification", "why": "text", "half": "text", "five": "rating",
    }  # fmt: skip
    assert [(one["name"], one.get("id")) for one in asked["label"]["labels"]] == [("Place", "loc"), ("P!", None)]
    assert asked["label"]["labels"][0]["attributes"][0]["id"] == "sure_of_it"
    assert asked["why"]["when"] == {"question": "tone", "says": ["bad"]} and "part" not in asked["tone"]
    assert {row["item"] for row in read.account["lost"]} == {"<Text 'far'>", "<Labels 'x'>", "<Rating 'each'>"}
    assert {"<Number 'half'>", "<Number 'five'>"} <= {row["item"] for row in read.account["changed"]}
    with pytest.raises(Invalid, match="Nothing in the config"):
        read_config(
            '<View><Text name="t" value="$t" valueType="url"/><Labels toName="t"><Label value="A"/></Labels></View>',
            "no",
        )


def test_what_stands_beside_results_is_reported() -> None:
    held = {**region(3, 7, "Rome"), "score": 0.5, "meta": {"text": ["sure?"]}, "hidden": True, "locked": True}
    one = task({"text": "In Rome"}, held, lead_time=3.5, reviews=[{"accepted": True}])
    one |= {"drafts": [{"result": []}], "comments": [{"text": "hm"}], "predictions": [4]}
    (row,), account = converted(dumped(one))
    assert roles(row) == [("annotation", 1)]
    assert [told["what"] for told in account["lost"]] == [
        "lead_time", "reviews of an annotation", "the score of a single result", "the meta of a result",
        "that a result is hidden", "that a result is locked", "drafts", "comments", "predictions",
    ]  # fmt: skip


def test_what_was_found_nowhere_is_written_as_label_studio_says_it() -> None:
    nothing = {"type": "choice", "question": "ner/marked", "labels": ["nothing"]}
    rows = [
        {"text": "one", "annotations": [{"role": "annotation", "by": "1", "records": [nothing]}]},
        {"text": "two", "annotations": [{"role": "gold", "by": "1", "records": []}]},
        {"text": "three"},
    ]
    source = open_source(io.BytesIO("\n".join(map(json.dumps, rows)).encode()), "jsonl")
    tasks = json.loads(to_files(source, "label-studio")[0]["tasks.json"])
    assert [[(a["result"], a["ground_truth"]) for a in one["annotations"]] for one in tasks] == [
        [([], False)], [([], True)], [],
    ]  # fmt: skip
