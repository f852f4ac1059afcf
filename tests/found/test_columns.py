"""Columns find their questions: what is needed comes first, and no guess shows an answer."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from goodwork.actions.data.previewing import preview
from goodwork.errors import Invalid
from goodwork.formats.mapping import ImportMapping
from goodwork.formats.reading import open_source
from goodwork.formats.rows import Dialect, Row
from goodwork.forms.columns import find_mapping
from goodwork.forms.labelling_config import read_config
from goodwork.forms.reading import read_form
from tests.formats.converted import lines, to_files

INPUTS = Path(__file__).parent / "inputs"


def choice(key: str, *labels: str, **more: Any) -> dict[str, Any]:
    return {"key": key, "kind": "classification", "title": key.title(), "labels": [*labels], **more}


MOOD = choice("mood", "Glad", "Annoyed")
TONE = choice("tone", "pos", "neg")
BETTER = {"key": "pw", "kind": "pairwise", "title": "Which is better?", "outputs": ["pair_text_1", "pair_text_2"]}


def seen(content: bytes, *questions: Mapping[str, Any], file_format: str = "jsonl", **mapping: Any) -> Any:
    return preview(content, file_format, mapping, questions, True)


def imported(content: bytes, *questions: Mapping[str, Any]) -> ImportMapping:
    """The mapping with which an import begins, which is stricter than what a preview shows."""
    sample = [row for row in open_source(io.BytesIO(content), "jsonl").rows(0) if isinstance(row, Row)]
    return find_mapping(sample, {}, read_form(questions))


def becomes(found: Any) -> dict[str, str]:
    return {column.column: column.becomes for column in found.columns}


def shown(found: Any) -> list[dict[str, Any]]:
    return [{part["name"]: part.get("text", part.get("data")) for part in item.parts} for item in found.items]


def converted(content: bytes, file_format: str = "jsonl", mapping: Mapping[str, Any] | None = None) -> Any:
    files, account = to_files(open_source(io.BytesIO(content), file_format), "jsonl", mapping)
    return [json.loads(line) for line in files["items.jsonl"].splitlines()], account


# One odd row ------------------------------------------------------------------------------------------------------


def test_an_odd_row_changes_no_column() -> None:
    content = (INPUTS / "b1-odd-row.jsonl").read_bytes()
    found = seen(content, TONE)
    assert becomes(found) == {"text": "part", "label": "metadata"}
    assert shown(found) == [{"text": "Great phone"}, {"text": "Bad one"}, {"text": "404"}]
    assert next(c for c in found.columns if c.column == "label").hidden
    rows, account = converted(content)
    assert [row["text"] for row in rows] == ["Great phone", "Bad one", "404"]
    assert [row["annotations"][0]["records"][0]["labels"] for row in rows] == [["pos"], ["neg"], ["neg"]]
    assert account["lost"] == []


@pytest.mark.parametrize("odd", [404, 4.5, ["a"], {"a": 1}, None, True, "", "😀"])
@pytest.mark.parametrize("place", [0, 1, 3])
def test_whatever_the_odd_row_holds_and_wherever_it_stands(odd: Any, place: int) -> None:
    rows: list[dict[str, Any]] = [{"text": f"Text {n} 🙂", "label": "pos"} for n in range(3)]
    rows.insert(place, {"text": odd, "label": "neg"})
    found = seen(lines(rows), TONE)
    assert becomes(found) == {"text": "part", "label": "metadata"}
    rows = [{"text": f"Text {n}", "label": "pos", "spans": [[0, 4, "X"]]} for n in range(3)]
    rows.insert(place, {"text": "Text", "label": odd, "spans": odd})
    written, _ = converted(lines(rows))
    assert [row["text"] for row in written if row["text"] != "Text"] == ["Text 0", "Text 1", "Text 2"]
    kinds = [{r["type"] for r in row["annotations"][0]["records"]} for row in written if row["text"] != "Text"]
    assert kinds == [{"choice", "span"}] * 3


def test_an_odd_first_row_makes_no_other_format(tmp_path: Path) -> None:
    from goodwork.formats.recognising import recognise

    pair = {"prompt": "p", "chosen": "a", "rejected": "b"}
    (tmp_path / "a.jsonl").write_bytes(lines([{"note": "exported"}, pair, pair]))
    assert recognise(tmp_path / "a.jsonl") == "trl"
    talk = {"messages": [{"role": "user", "content": "x"}]}
    (tmp_path / "b.jsonl").write_bytes(lines([talk, {"text": "a"}, {"text": "b"}]))
    assert recognise(tmp_path / "b.jsonl") == "jsonl"


# Answers are never shown ------------------------------------------------------------------------------------------


def test_a_column_called_like_a_question_is_its_answer() -> None:
    content = (INPUTS / "b4-question-key-column.jsonl").read_bytes()
    found = seen(content, MOOD)
    assert becomes(found) == {"text": "part", "mood": "answer"} and found.said == 2
    assert shown(found) == [{"text": "I am glad"}, {"text": "I am cross"}]
    gold = seen(content, MOOD, gold={"mood": "mood"})
    assert becomes(gold) == {"text": "part", "mood": "gold"}
    assert [item.gold for item in gold.items] == [{"mood": {"labels": ["glad"]}}, {"mood": {"labels": ["annoyed"]}}]


@pytest.mark.parametrize(
    ("row", "question", "column"),
    [
        ({"text": "a b", "Mood": "Glad"}, MOOD, "Mood"),
        ({"text": "a b", "What is the mood?": "Glad"}, {**MOOD, "title": "What is the mood"}, "What is the mood?"),
        ({"text": "a b", "the sum": "a"}, {"key": "the_sum", "kind": "text", "title": "Sum it up"}, "the sum"),
        ({"document": "a b", "summary": "a"}, {"key": "summary", "kind": "text", "title": "Sum it up"}, "summary"),
        ({"text": "a b", "stars": 4}, {"key": "stars", "kind": "rating", "title": "S", "low": 1, "high": 5}, "stars"),
        (
            {"text": "a b", "names": [{"start": 0, "end": 1, "label": "PER"}]},
            {"key": "names", "kind": "spans", "title": "Names", "labels": ["PER"]}, "names",
        ),
    ],
)  # fmt: skip
def test_other_spellings_and_kinds(row: dict[str, Any], question: dict[str, Any], column: str) -> None:
    found = seen(lines([row, row]), question)
    assert becomes(found)[column] == "answer"
    assert all(list(item) != [column] and len(item) == 1 for item in shown(found))


@pytest.mark.parametrize("beside", [
    {"label": "pos"}, {"labels": ["pos"]}, {"sentiment": "pos"}, {"score": 0.5}, {"prediction": "pos"},
    {"answer": "accept"}, {"chosen": "Great"}, {"rejected": "Bad, a very long text that is rejected"},
    {"predicted_label": "a long label of many words"}, {"modelPrediction": "a long text by the model"},
])  # fmt: skip
def test_what_may_be_an_answer_is_never_shown(beside: dict[str, Any]) -> None:
    other = {key: value if key != "answer" else "reject" for key, value in beside.items()}
    for column in ("text", "beitrag"):
        found = seen(lines([{column: "It is", **beside}, {column: "So it", **other}]), MOOD)
        assert [list(item) for item in shown(found)] == [[column]] * 2
    content = lines([{"id": "a", **beside}, {"id": "b", **other}])
    assert seen(content, MOOD).items == ()
    with pytest.raises(Invalid, match="No column of the file looks like a text"):
        imported(content, MOOD)


def test_messages_that_repeat_the_chosen_one_are_not_shown() -> None:
    said = [{"role": "user", "content": "Capital?"}, {"role": "assistant", "content": "Lima"}]
    row = {"prompt": "Capital?", "chosen": said, "rejected": "Cusco", "messages": said, "conversation": said[:1]}
    found = seen(lines([row]), MOOD)
    assert list(shown(found)[0]) == ["prompt", "conversation"]


# What questions need ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("names", [("pairText1", "pairText2"), ("left 1", "left 2"), ("Antwort_1", "Antwort_2")])
def test_numbered_columns_are_the_outputs_in_their_order(names: tuple[str, str]) -> None:
    question = {"key": "better", "kind": "pairwise", "title": "Which?", "outputs": ["response_a", "response_b"]}
    row = {names[0]: "short", names[1]: "a much longer one", "score_1": 3, "score_2": 5}
    assert shown(seen(lines([row]), question)) == [{"response_a": "short", "response_b": "a much longer one"}]


def test_pairs_are_what_the_question_compares() -> None:
    config = read_config((INPUTS / "c11-ls-pairwise-config.xml").read_text(), "pairs")
    found = seen((INPUTS / "c11-ls-pairwise-tasks.jsonl").read_bytes(), *config.project["questions"])
    outputs = [*config.project["questions"][0]["outputs"]]
    assert shown(found) == [dict(zip(outputs, ["short answer", "a much longer answer"], strict=True))]


@pytest.mark.parametrize("names", [
    ("pairText1", "pairText2"), ("pair_text_1", "pair_text_2"), ("Pair Text 1", "Pair Text 2"),
    ("response_a", "response_b"), ("answer1", "answer2"),
])  # fmt: skip
def test_spellings_of_outputs(names: tuple[str, str]) -> None:
    found = seen(lines([{"prompt": "Why?", names[0]: "short", names[1]: "a longer one", "winner": names[0]}]), BETTER)
    assert shown(found) == [{"prompt": "Why?", "pair_text_1": "short", "pair_text_2": "a longer one"}]


def test_a_part_that_no_column_can_be_stops_the_import() -> None:
    content = lines([{"id": "a", "text": "one"}])
    assert [(need.name, need.column) for need in seen(content, BETTER).needs] == [
        ("pair_text_1", None), ("pair_text_2", None),
    ]  # fmt: skip
    with pytest.raises(Invalid, match=r"looks at the part 'pair_text_1'.*it has id, text.*--mapping"):
        imported(content, BETTER)
    talk = {"key": "talk", "kind": "chat", "title": "Talk", "turns": ["good", "bad"]}
    assert [need.column for need in seen(lines([{"text": "one"}]), talk).needs] == [None]
    with pytest.raises(Invalid, match="'talk' needs a conversation"):
        imported(lines([{"text": "one"}]), talk)
    turns = [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Ho"}]
    assert list(shown(seen(lines([{"gespräch": turns}]), talk))[0]) == ["gespr_ch"]


def test_a_text_of_another_name_is_the_named_part() -> None:
    found = seen(lines([{"review": "Fine"}]), {**MOOD, "part": "text"})
    assert shown(found) == [{"text": "Fine"}]


# Strict -----------------------------------------------------------------------------------------------------------


def test_strict_refuses_guesses_and_takes_what_is_said() -> None:
    content = lines([{"text": "It is", "mood": "Glad"}])
    with pytest.raises(Invalid, match="nothing says what 'text' is"):
        seen(content, MOOD, strict=True)
    assert becomes(seen(content, {**MOOD, "part": "text"}, strict=True)) == {"text": "part", "mood": "answer"}
    assert becomes(seen(content, MOOD, strict=True, parts=[{"column": "text"}]))["text"] == "part"
    with pytest.raises(Invalid, match="'Mood'"):
        seen(lines([{"text": "It is", "Mood": "Glad"}]), {**MOOD, "part": "text"}, strict=True)


# One row for each answer ------------------------------------------------------------------------------------------


def test_rows_of_one_item_by_several_people_are_one_item() -> None:
    rows, account = converted((INPUTS / "c6-one-row-per-answer.csv").read_bytes(), "csv")
    assert [(row["text"], [one["by"] for one in row["annotations"]]) for row in rows] == [
        ("Great phone", ["ann", "bob"]), ("Bad one", ["ann", "bob", "cem"]),
    ]  # fmt: skip
    assert (account["items"], account["annotations"], account["lost"]) == (2, 5, [])


@pytest.mark.parametrize("person", ["worker_id", "Annotator", "rater", "created_by", "user"])
def test_they_need_not_lie_together(person: str) -> None:
    rows = [{"text": f"Text {n}", "label": "pos", person: f"p{p}"} for p in range(3) for n in range(4)]
    written, account = converted(lines(rows))
    assert [row["text"] for row in written] == [f"Text {n}" for n in range(4)]
    assert all([one["by"] for one in row["annotations"]] == ["p0", "p1", "p2"] for row in written)
    assert account["annotations"] == 12
    found = seen(lines(rows), TONE)
    assert becomes(found) == {"text": "part", "label": "answer", person: "by"}


@pytest.mark.parametrize(("column", "value"), [("rating", 4), ("Score", 0.5), ("verdict", "fine"), ("choice", "a")])
def test_whatever_the_answer_is_called(column: str, value: Any) -> None:
    rows = [{"text": f"Text {n}", column: value, "rater": f"p{p}"} for p in range(2) for n in range(2)]
    written, account = converted(lines(rows))
    assert (len(written), account["annotations"]) == (2, 4)
    alone, _ = converted(lines([{"text": "Text", column: value}]))
    assert (alone[0]["text"], alone[0][column], "annotations" in alone[0]) == ("Text", value, False)


def test_more_than_fits_into_memory_is_sorted_on_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goodwork.formats.grouping.RUN", 5000)
    rows = [{"text": f"Text {n} " + "x" * (n % 7 * 50), "label": "pos", "annotator": p, "took": p}
            for p in ("a", "b") for n in range(200)]  # fmt: skip
    written, account = converted(lines(rows))
    assert [row["text"].split()[1] for row in written] == [str(n) for n in range(200)]
    assert all([one["by"] for one in row["annotations"]] == ["a", "b"] for row in written)
    assert [(row["item"], row["what"]) for row in account["lost"]] == [
        ("", "the metadata 'took' of further rows of the same item (200 times)")
    ]


def test_authors_are_not_taken_for_people_who_answer() -> None:
    rows = [{"text": f"Text {n}", "sentiment": "pos", "user": f"u{n}"} for n in range(5)]
    assert becomes(seen(lines(rows), TONE)) == {"text": "part", "sentiment": "metadata", "user": "metadata"}


# Delimited --------------------------------------------------------------------------------------------------------


def test_spreadsheets() -> None:
    rows, account = converted((INPUTS / "c7-excel-sep.csv").read_bytes(), "csv")
    assert [row["text"] for row in rows] == ["Grüße aus Köln", "Schlecht, leider"] and account["changed"] == []
    rows, account = converted((INPUTS / "c8-excel-cp1252.csv").read_bytes(), "csv")
    assert [row["text"] for row in rows] == ["Grüße – „gut“", "schlecht"]
    assert [row["what"] for row in account["changed"]] == ["the whole file, read as cp1252"]


@pytest.mark.parametrize("mark", [";", "\t", "|", ","])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("stated", [False, True])
def test_delimiters_and_encodings_are_found_out(mark: str, codec: str, end: str, stated: bool) -> None:
    text = f"text{mark}label{end}Grüße{mark}pos{end}schön{mark}neg{end}"
    content = (f"sep={mark}{end}" * stated + text).encode(codec)
    rows, account = converted(content, "csv")
    assert [(row["text"], row["annotations"][0]["records"][0]["labels"]) for row in rows] == [
        ("Grüße", ["pos"]), ("schön", ["neg"]),
    ]  # fmt: skip
    assert account["lost"] == []


@pytest.mark.parametrize(
    ("content", "first"),
    [
        ('"text, as it was";label\none, two;a\nthree;b\n', {"text, as it was": "one, two", "label": "a"}),
        ("text, original;label\none, two, three;a\nfour;b\n", {"text, original": "one, two, three", "label": "a"}),
        ("text|label\na, b, c|x\n", {"text": "a, b, c", "label": "x"}),
        ('"sep=;"\ntext;label\na,b;x\n', {"text": "a,b", "label": "x"}),
    ],
)
def test_odd_first_lines(content: str, first: dict[str, str]) -> None:
    row = next(iter(open_source(io.BytesIO(content.encode()), "csv").rows(0)))
    assert getattr(row, "values", None) == first


@pytest.mark.parametrize(
    ("codec", "text"), [("cp1251", "привет мир"), ("shift-jis", "日本語、です"), ("gbk", "你好世界")]
)
def test_other_encodings_are_refused_with_a_remedy_that_works(codec: str, text: str) -> None:
    content = f"text,label\n{text},x\n".encode(codec)
    (row,) = open_source(io.BytesIO(content), "csv").rows(0)
    assert "name it with --encoding" in getattr(row, "reason", "")
    (told,) = open_source(io.BytesIO(content), "csv", Dialect(encoding=codec)).rows(0)
    assert getattr(told, "values", None) == {"text": text, "label": "x"}
