"""One column for each person: metadata until somebody says so, then answers by those people."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from goodwork.actions.data.previewing import preview
from goodwork.errors import Invalid
from goodwork.formats.converting import Ledger, convert
from goodwork.formats.reading import open_source
from goodwork.formats.rows import Said
from goodwork.model.data import ImportState
from tests.data.workshop import MOOD, STARS, Workshop
from tests.formats.converted import lines, to_files

TABLE = b"text,label_ann1,label_bob,lang\nGood phone,good,bad,en\nBad one,bad,,en\nNever again,bad,bad,en\n"
SAYS = {"answers": {"mood": "label_*"}}


def people(content: bytes, mapping: dict[str, Any], file_format: str = "csv") -> list[list[tuple[str, str]]]:
    """For each item who gave which labels."""
    files, _ = to_files(open_source(io.BytesIO(content), file_format), "jsonl", mapping)
    rows = [json.loads(line) for line in files["items.jsonl"].splitlines()]
    return [[(one["by"], one["records"][0]["labels"][0]) for one in row.get("annotations", ())] for row in rows]


def test_nothing_is_guessed_and_the_remedy_is_named() -> None:
    files, account = to_files(open_source(io.BytesIO(TABLE), "csv"), "jsonl")
    assert json.loads(files["items.jsonl"].splitlines()[0])["label_ann1"] == "good"
    assert account["annotations"] == 0
    (changed,) = account["changed"]
    assert changed["what"] == "the columns 'label_ann1' and 'label_bob', kept as metadata"
    assert """--mapping '{"answers": {"label": "label_*"}}'""" in changed["why"]


WANTED = [[("ann1", "good"), ("bob", "bad")], [("ann1", "bad")], [("ann1", "bad"), ("bob", "bad")]]


@pytest.mark.parametrize("told", ["label_*", ["label_ann1", "label_bob"]])
def test_what_is_said_of_the_columns_makes_them_answers(told: Any) -> None:
    assert people(TABLE, {"answers": {"mood": told}}) == WANTED


def test_a_column_that_comes_later_is_one_of_them() -> None:
    rows = [{"text": f"Text {n}", "label_ann": "good"} for n in range(150)] + [{"text": "Last", "label_bob": "bad"}]
    assert people(lines(rows), {"answers": {"mood": "label_*"}}, "jsonl")[-1] == [("bob", "bad")]


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ("lable_*", "no column 'lable_*'"),
        (["label_ann1", "nobody"], "no column 'nobody'"),
        ([], "lists of them"),
        ([1], "lists of them"),
    ],
)
def test_columns_that_are_not_there_are_refused(told: Any, why: str) -> None:
    with pytest.raises(Invalid, match="can't be used") as refused:
        people(TABLE, {"answers": {"mood": told}})
    assert why in refused.value.message


def test_the_preview_shows_whose_answers_they_are() -> None:
    seen = preview(TABLE, "csv", {}, [MOOD], whole=True)
    assert """{"answers": {"mood": "label_*"}}""" in seen.changed[0]["why"]
    assert {c.column: (c.becomes, c.hidden) for c in seen.columns}["label_bob"] == ("metadata", True)
    seen = preview(TABLE, "csv", SAYS, [MOOD], whole=True)
    told = {c.column: (c.becomes, c.question, c.person) for c in seen.columns}
    assert (told["label_ann1"], told["label_bob"]) == (("answer", "mood", "ann1"), ("answer", "mood", "bob"))
    assert (seen.said, list(seen.changed)) == (5, []) and seen.mapping["answers"] == {"mood": ["label_*"]}
    assert all(item.metadata == {"lang": "en"} for item in seen.items)


async def test_people_answer_in_a_project(shop: Workshop) -> None:
    project = await shop.project(MOOD, STARS)
    content = b"text,mood_ann,mood_bob,stars_ann,stars_bob\nGood,good,bad,5,1\nBad,bad,,2,\nOdd,awful,good,1,4\n"
    said = {"answers": {"mood": ["mood_ann", "mood_bob"], "stars": ["stars_ann", "stars_bob"]}}
    done = await shop.bring(project, content, "csv", said)
    assert (done.state, done.added, done.report["kept"]["annotations"]) == (ImportState.DONE, 3, 4)
    assert [row["what"] for row in done.report["lost"]] == ["an annotation"]
    rows = await shop.rows(
        "SELECT p.pseudonym, a.answers FROM annotation a JOIN person p ON p.id = a.person_id"
        " WHERE a.project_id = :p ORDER BY a.id", p=project,
    )  # fmt: skip
    assert len({who for who, _ in rows}) == 2
    assert sorted(answers["stars"]["value"] for _, answers in rows) == [1, 2, 4, 5]


def test_a_said_has_one_person_for_all_questions() -> None:
    content = b"text,mood_ann,stars_ann\nGood phone,good,5\n"
    source = open_source(io.BytesIO(content), "csv")
    taken: list[Said] = []

    def take(documents: Any, report: Any) -> Any:
        taken.extend(one for document in documents for one in document.said)
        return iter(())

    list(convert(source, take, {"answers": {"mood": "mood_*", "stars": "stars_*"}}, Ledger()))
    assert [(one.by, [r.question for r in one.records]) for one in taken] == [("ann", ["mood", "stars"])]
