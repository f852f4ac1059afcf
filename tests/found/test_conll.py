"""CoNLL in the ways in which people write it: comments, numbers, layers, other columns, tags left open."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from goodwork.actions.versions.export_version import export_to_folder
from goodwork.errors import Unreadable
from goodwork.formats.reading import open_source
from goodwork.formats.recognising import recognise
from goodwork.formats.rows import Broken, Row, Source
from tests.data.workshop import Workshop
from tests.formats.converted import again, placed, to_files
from tests.versions.making import publish

INPUTS = Path(__file__).parent / "inputs"
COMMENTS = (INPUTS / "c3-comment-lines.tsv").read_bytes()
NER: dict[str, Any] = {"key": "names", "kind": "spans", "title": "Mark the names.", "labels": ["PER", "LOC"]}


def opened(content: str | bytes) -> Source:
    return open_source(io.BytesIO(content.encode() if isinstance(content, str) else content), "conll")


def told(content: str | bytes) -> list[tuple[str, list[tuple[int, int, str, str]]]]:
    """Texts and spans, of rows of which none is broken."""
    return [
        (row.values["text"], placed(row))
        for row in again(content.encode() if isinstance(content, str) else content, "conll")
    ]


BERLIN = [("Berlin ist gross", [(0, 6, "LOC", "Berlin")]), ("Ada lacht", [(0, 3, "PER", "Ada")])]


@pytest.mark.parametrize(
    "content",
    [
        COMMENTS,
        COMMENTS.replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf" + COMMENTS,
        COMMENTS.rstrip(b"\n"),
        COMMENTS.replace(b"#\tsource two\n", b""),
        COMMENTS + b"\n\n\n",
        b"# of the whole\n\n" + COMMENTS,
        COMMENTS.replace(b"1\t", b"0\t").replace(b"2\t", b"1\t").replace(b"3\t", b"2\t"),
        b"Berlin B-LOC\nist O\ngross O\n\nAda B-PER\nlacht O\n",
        b"Berlin NN I-NP I-LOC\nist VB I-VP O\ngross JJ O O\n\nAda NN I-NP I-PER\nlacht VB I-VP O\n",
        b"Berlin\tberlin\tNN\tI-NC\tU-LOC\nist\tsein\tV\tB-VC\tO\ngross\tgross\tA\tO\tO\n\n"
        b"Ada\tada\tNN\tI-NC\tU-PER\nlacht\tlachen\tV\tB-VC\tO\n",
        b"TOKEN\tNE\tMISC\nBerlin\tB-LOC\t_\nist\tO\t_\ngross\tO\t_\n\nAda\tB-PER\t_\nlacht\tO\t_\n",
        b"# id 1\tdomain=de\nBerlin _ _ B-LOC\nist _ _ O\ngross _ _ O\n\n# id 2\nAda _ _ B-PER\nlacht _ _ O\n",
        b"Berlin\tLOC\nist\tO\ngross\tO\n\nAda\tPER\nlacht\tO\n",
        b"Berlin\tB-LOC\t\nist\tO\t\ngross\tO\t\n\nAda\tB-PER\t\nlacht\tO\t\n",
        b"Berlin   S-LOC\nist      O\ngross    O\n\nAda      S-PER\nlacht    O\n",
    ],
)  # fmt: skip
def test_the_same_sentences_however_they_are_written(content: bytes) -> None:
    assert told(content) == BERLIN


def test_comments_and_columns_become_metadata() -> None:
    first, second = again(COMMENTS, "conll")
    assert first.values["comment"] == "source one [2009-10-17]" and second.values["comment"] == "source two"
    (row,) = again(b"# id = s1\n# genre = news\n# text = x\nAda NNP B-PER\n# aside\nsang VBD O\n", "conll")
    values = {k: row.values[k] for k in ("id", "genre", "comment", "pos")}
    assert values == {"id": "s1", "genre": "news", "comment": "text = x\naside", "pos": "NNP VBD"}


def test_a_file_with_comments_goes_round(tmp_path: Path) -> None:
    (tmp_path / "c3.tsv").write_bytes(COMMENTS)
    assert recognise(tmp_path / "c3.tsv") == "conll"
    files, account = to_files(opened(COMMENTS), "germeval")
    assert files["items.tsv"] == COMMENTS + b"\n" and account["lost"] == []


NESTED = "1\tFC\tB-ORG\tO\n2\tKickers\tI-ORG\tO\n3\tDarmstadt\tI-ORG\tB-LOC\n4\tsiegt\tO\tO\n"


def test_layers_are_spans_of_one_answer_and_come_back_as_layers() -> None:
    ((text, spans),) = told(NESTED)
    assert text == "FC Kickers Darmstadt siegt"
    assert spans == [(0, 20, "ORG", "FC Kickers Darmstadt"), (11, 20, "LOC", "Darmstadt")]
    files, account = to_files(opened(NESTED), "germeval")
    assert files["items.tsv"].decode() == NESTED + "\n" and account["lost"] == []
    files, account = to_files(opened(NESTED), "bio")
    assert b"LOC" not in files["items.conll"] and len(account["lost"]) == 1
    twice = "1\tBerlin\tB-LOC\tB-LOC\n2\truft\tO\tO\n"
    source = opened(twice)
    assert [placed(row) for row in source.rows(0) if isinstance(row, Row)] == [[(0, 6, "LOC", "Berlin")]]
    assert any("two layers" in row["what"] for row in source.report.as_json()["changed"])


def test_a_sign_that_is_a_word_stays_one() -> None:
    assert told("# O\n#Berlin B-LOC\n\n# said nobody\nAda B-PER\n") == [
        ("# #Berlin", [(2, 9, "LOC", "#Berlin")]),
        ("Ada", [(0, 3, "PER", "Ada")]),
    ]
    assert told("1\t#\tO\tO\n2\t1\tO\tO\n") == [("# 1", [])]


def test_numbers_are_words_where_nothing_counts() -> None:
    assert told("7 O\n8 O\n\n1 O\n2 B-NUM\n") == [("7 8", []), ("1 2", [(2, 3, "NUM", "2")])]
    assert told("1 CD O O\n2 CD O B-NUM\n\n1 CD O O\n") == [("1 2", [(2, 3, "NUM", "2")]), ("1", [])]


def test_signs_beyond_the_basic_plane_count_once() -> None:
    assert told("1\t👩‍🚀\tB-PER\tO\n2\t𝔸da\tI-PER\tB-PER\n") == [
        ("👩‍🚀 𝔸da", [(0, 7, "PER", "👩‍🚀 𝔸da"), (4, 7, "PER", "𝔸da")])
    ]


def test_tags_left_open_are_no_answer() -> None:
    first, second = again(b"Ada B-PER\nsang O\n\nBob _\nsang _\n", "conll")
    assert len(first.said) == 1 and second.said == ()
    assert [row.said for row in again(b"Ada _ _ _\nsang _ _ _\n", "conll")] == [()]
    # Some of a sentence: the answer is of the whole, and the report says so.
    source = opened("Ada B-PER\nsang -\nloud O\n")
    assert len(list(source.rows(0))) == 1 and "left open" in source.report.as_json()["lost"][0]["what"]
    # A file that has no O at all means it by _.
    rows = again(b"Ada B-PER\nsang _\n\nBob _\nsang _\n", "conll")
    assert [len(row.said) for row in rows] == [1, 1] and rows[1].said[0].records == ()


def test_marks_without_a_label_get_one() -> None:
    source = opened("breast B\ncancer I\nis O\n")
    assert [placed(row) for row in source.rows(0) if isinstance(row, Row)] == [[(0, 13, "ENTITY", "breast cancer")]]
    assert source.report.as_json()["changed"][0]["what"] == "tags without a label"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Bob", "a word and no tag"),
        ("Bob NNP B-PER", "has 3 columns; lines of this file have 2"),
        ("\tB-PER", "a tag and no word"),
    ],
)
def test_a_line_that_does_not_fit_breaks_its_sentence_alone(line: str, why: str) -> None:
    content = "Ada B-PER\nsang O\n\n" * 9 + f"Eve B-PER\n{line}\n\n" + "Ada B-PER\n"
    entries = list(opened(content).rows(0))
    (broken,) = [entry for entry in entries if isinstance(entry, Broken)]
    assert len(entries) == 11 and broken.line == 29 and why in broken.reason


@pytest.mark.parametrize(
    "content",
    ["just words\nin lines\n", "Ada NNP\nsang VBD\n", "one\ntwo\n", "1\tAda\tada\tPROPN\t_\t_\t0\troot\t_\t_\n"],
)
def test_what_holds_no_tags_is_refused_with_a_sentence(content: str, tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text(content)
    if content[:1] != "1":
        assert "conll" not in _recognised(tmp_path / "words.txt")
    if content[:1] == "1":
        # Every tag is left open: words without an answer.
        assert [row.said for row in again(content.encode(), "conll")] == [()]
        return
    with pytest.raises(Unreadable, match="No column of the file holds tags"):
        list(opened(content).rows(0))


def _recognised(path: Path) -> str:
    try:
        return recognise(path)
    except Exception as error:  # nothing tells what it is
        return str(error)


def test_nothing_in_a_file_is_nothing_read() -> None:
    assert list(opened("").rows(0)) == list(opened("\n\n").rows(0)) == list(opened("# nothing\n").rows(0)) == []


async def test_a_file_with_comments_is_imported_and_exported(shop: Workshop, tmp_path: Path) -> None:
    project = await shop.project(NER)
    done = await shop.bring(project, COMMENTS, "conll")
    assert (done.added, done.rejected, done.report["lost"]) == (2, 0, []), done
    rows = await shop.rows(
        "SELECT payload, metadata FROM item_payload WHERE project_id = :p ORDER BY item_id", p=project
    )
    assert [[part["text"] for part in row.payload["parts"]] for row in rows] == [[text] for text, _ in BERLIN]
    assert [row.metadata["comment"] for row in rows] == ["source one [2009-10-17]", "source two"]
    export_to_folder(shop.blobs, await publish(shop, project), "germeval", tmp_path / "out")
    assert (tmp_path / "out/items.tsv").read_bytes() == COMMENTS + b"\n"
