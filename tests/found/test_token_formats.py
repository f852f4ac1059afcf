"""Texts of other annotation programs and of data sets: CoNLL-U, WebAnno, spaCy's JSON, tables of tokens."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import datasets
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import spacy
from spacy.tokens import Doc, Span
from spacy.training import docs_to_json

from goodwork.errors import Unreadable
from goodwork.formats.dataset_files import datasets_source
from goodwork.formats.files import FolderFiles
from goodwork.formats.reading import open_source
from goodwork.formats.recognising import recognise
from goodwork.formats.rows import Broken, Row, Source
from goodwork.model.records import Choice, Relation
from tests.data.workshop import Workshop
from tests.formats.converted import lines, own, placed, spans, to_files
from tests.formats.test_laws import FIXTURES


def opened(content: str | bytes, file_format: str) -> Source:
    return open_source(io.BytesIO(content.encode() if isinstance(content, str) else content), file_format)


def rows(source: Source) -> list[Row]:
    found = list(source.rows(0))
    assert all(isinstance(row, Row) for row in found), found
    return [row for row in found if isinstance(row, Row)]


def marked(row: Row) -> list[tuple[str, str]] | None:
    """The spans of a row, label and text; None when nobody was asked."""
    for start, end, _, text in placed(row):
        assert row.values["text"][start:end] == text
    return [(label, text) for _, _, label, text in placed(row)] if row.said else None


def lost(source: Source) -> list[str]:
    return [entry["what"] for entry in source.report.as_json()["lost"]]


# CoNLL-U


def word(n: str | int, form: str, misc: str = "_", upos: str = "X") -> str:
    return f"{n}\t{form}\t_\t{upos}\t_\t_\t0\troot\t_\t{misc}\n"


@pytest.mark.parametrize(
    "content",
    [
        word(1, "Ada", "NER=B-PER") + word(2, "Bo", "NER=I-PER") + word(3, "sang", "NER=O"),
        word(1, "Ada", "start_char=0|end_char=3|ner=B-PER") + word(2, "Bo", "ner=E-PER") + word(3, "sang", "ner=O"),
        "# text = Ada Bo sang\n" + word("1-2", "Ada Bo") + word(1, "Ada", "NE=B-PER") + word(2, "Bo") + word(3, "sang"),
        "# global.Entity = eid-etype-head\n" + word(1, "Ada", "Entity=(e1-PER-1") + word(2, "Bo", "Entity=e1)")
        + word(3, "sang") + word("3.1", "there"),
        "# global.columns = ID FORM MISC\n1\tAda\tNER=B-PER\n2\tBo\tNER=I-PER\n3\tsang\t_\n",
    ],
)  # fmt: skip
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_entities_of_conllu(content: str, end: str) -> None:
    (row,) = rows(opened("\ufeff" + content.replace("\n", end), "conllu"))
    assert row.values["text"] == "Ada Bo sang" and marked(row) == [("PER", "Ada Bo")]


def test_the_text_of_conllu_is_what_the_file_says() -> None:
    given = (
        "# text = « 👩‍🚀, 𝔸da »\n"
        + word(1, "«")
        + word(2, "👩‍🚀", "SpaceAfter=No")
        + word(3, ",")
        + word(4, "𝔸da", "NER=B-PER")
        + word(5, "»")
    )
    (row,) = rows(opened(given, "conllu"))
    assert row.values["text"] == "« 👩‍🚀, 𝔸da »" and placed(row) == [(7, 10, "PER", "𝔸da")]
    other = opened(given.replace("« 👩", "x « 👩"), "conllu")
    assert rows(other)[0].values["text"] == "« 👩‍🚀, 𝔸da »"
    assert "now made of its words" in other.report.as_json()["changed"][0]["what"]


def test_sentences_of_conllu_that_nobody_tagged_have_no_answer() -> None:
    assert [row.said for row in rows(opened(word(1, "Ada") + "\n" + word(1, "Bo"), "conllu"))] == [(), ()]
    said = rows(opened(word(1, "Ada", "NER=O") + "\n" + word(1, "Bo"), "conllu"))
    assert [marked(row) for row in said] == [[], None]
    only = rows(opened(word(1, "Ada", "NER=B-PER") + "\n" + word(1, "Bo"), "conllu"))
    assert [marked(row) for row in only] == [[("PER", "Ada")], []]
    half = opened(word(1, "Ada", "Entity=(e1-person") + "\n" + word(1, "Bo", "Entity=(e2-person)"), "conllu")
    assert [marked(row) for row in rows(half)] == [None, [("person", "Bo")]] and "its entities" in lost(half)


def test_bad_lines_of_conllu_break_their_sentence() -> None:
    entries = list(opened(word(1, "Ada") + "2\tx\n\n" + word(1, "Bo"), "conllu").rows(0))
    assert isinstance(entries[0], Broken) and (entries[0].line, len(entries)) == (2, 2)
    assert "2 columns; CoNLL-U has 10" in entries[0].reason


# WebAnno


def webanno(*lines: str, layers: str = "#T_SP=webanno.custom.Name|value") -> bytes:
    return "\n".join(["#FORMAT=WebAnno TSV 3.3", layers, "", "", *lines, ""]).encode()


def test_offsets_of_webanno_become_code_points() -> None:
    text = "#Text=👩 Ada [x] a_b"
    tokens = ["1-1\t0-2\t👩\t_", "1-2\t3-6\tAda\tPER", "1-3\t7-10\t[x]\tA\\[0\\]", "1-4\t11-14\ta_b\t\\_"]
    (row,) = rows(opened(webanno(text, *[f"{t}\t" for t in tokens]), "webanno"))
    assert placed(row) == [(2, 5, "PER", "Ada"), (6, 9, "A[0]", "[x]"), (10, 13, "_", "a_b")]
    # Some tools count code points; what fits is what is meant.
    points = ["1-1\t0-1\t👩\t_", "1-2\t2-5\tAda\tPER"]
    (row,) = rows(opened(webanno("#Text=👩 Ada", *points), "webanno"))
    assert placed(row) == [(2, 5, "PER", "Ada")]
    (broken,) = opened(webanno("#Text=👩 Ada", "1-1\t0-2\t👩\t_", "1-2\t4-7\tAda\tPER"), "webanno").rows(0)
    assert isinstance(broken, Broken) and "'Ada' is not at 4-7" in broken.reason


def test_stacked_spans_and_relations_of_webanno() -> None:
    layers = "#T_SP=webanno.custom.Name|value|sure\n#T_RL=webanno.custom.Knows|BT_webanno.custom.Name"
    tokens = [
        "1-1\t0-3\tAda\tA[1]|B[2]\tyes[1]|*[2]\t_\t",
        "1-2\t4-6\tBo\tA[1]\tyes[1]\t_\t",
        "1-3\t7-11\tsang\t*\t*\t1-1[2_0]\t",
    ]
    (row,) = rows(opened(webanno("#Text=Ada Bo sang", *tokens, layers=layers), "webanno"))
    assert marked(row) == [("A", "Ada Bo"), ("B", "Ada"), ("Name", "sang")]
    (relation,) = [r for r in row.said[0].records if isinstance(r, Relation)]
    assert (relation.label, relation.head, relation.tail) == ("Knows", "T2", "T3")
    assert row.said[0].records[0].attributes == (("sure", "yes"),)


def test_lines_of_a_text_and_nothing_marked_in_webanno() -> None:
    content = webanno(
        "#Text=This is",
        "#Text=it\\t.",
        "1-1\t0-4\tThis\t_\t",
        "1-2\t5-7\tis\t_\t",
        "1-3\t8-10\tit\t_\t",
        "1-4\t11-12\t.\t_\t",
    )
    for ended in (content, content.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + content):
        (row,) = rows(opened(ended, "webanno"))
        assert row.values["text"] == "This is\nit\t." and marked(row) == []
    (row,) = rows(opened(webanno("#Text=x", "1-1\t0-1\tx\t_\t_\t", layers="#T_CH=c.Coref|a|b"), "webanno"))
    assert row.said == ()
    assert rows(opened(webanno(), "webanno")) == []


def test_what_is_no_webanno_is_refused() -> None:
    with pytest.raises(Unreadable, match="does not begin with"):
        list(opened("x\ty\n", "webanno").rows(0))
    (broken,) = opened(webanno("#Text=x", "1-1\t0-1\tx"), "webanno").rows(0)
    assert isinstance(broken, Broken) and "1 columns" in broken.reason


# spaCy


def test_spacy_reads_the_json_that_is_written() -> None:
    text = "Ada  met\r\nBo in 👩‍🚀 Köln."
    said = own(
        [spans(text, (0, 3, "PER"), (10, 12, "PER"), (0, 12, "MEETING")), spans("Nobody"), {"text": "Not asked"}]
    )
    files, account = to_files(said, "spacy-json")
    vocab = spacy.blank("xx").vocab
    first, *rest = [Doc(vocab).from_json(json.loads(line)) for line in files["items.jsonl"].splitlines()]
    assert first.text == text and [(e.label_, e.text) for e in first.ents] == [("MEETING", "Ada  met\r\nBo")]
    assert sorted((s.label_, s.text) for s in first.spans["sc"]) == [
        ("MEETING", "Ada  met\r\nBo"), ("PER", "Ada"), ("PER", "Bo"),
    ]  # fmt: skip
    assert [doc.has_annotation("ENT_IOB") and doc.ents for doc in rest] == [()]
    assert any(row["what"] == "an item without an answer" for row in account["lost"])


def spacy_doc(words: list[str], *ents: tuple[int, int, str], cats: dict[str, float] | None = None) -> Doc:
    doc = Doc(spacy.blank("xx").vocab, words, sent_starts=[n == 0 for n in range(len(words))])
    doc.set_ents([Span(doc, a, b, label=label) for a, b, label in ents], default="outside")
    doc.cats = cats or {}
    return doc


def test_what_spacy_writes_is_read() -> None:
    docs = [spacy_doc(["Ada", "👩", "sang"], (0, 1, "PER"), cats={"a": 1.0, "b": 0.0}), spacy_doc(["No", "one"])]
    unasked = Doc(docs[0].vocab, ["Not", "asked"], sent_starts=[True, False])
    by_line = "\n".join(json.dumps(doc.to_json()) for doc in [*docs, unasked])
    training = json.dumps([docs_to_json([doc]) for doc in [*docs, unasked]])
    pairs = [
        ["Ada 👩 sang", {"entities": [[0, 3, "PER"]], "cats": {"a": 1, "b": 0}}],
        ["No one", {"entities": []}],
        ["Not asked", {}],
    ]
    written = [by_line, training, json.dumps(pairs), json.dumps(pairs, indent=1), "\n".join(map(json.dumps, pairs))]
    for content in written:
        found = rows(opened(content, "docbin"))
        assert [row.values["text"].rstrip() for row in found] == ["Ada 👩 sang", "No one", "Not asked"], content
        assert [marked(row) for row in found] == [[("PER", "Ada")], [], None], content
        assert [r.names for r in found[0].said[0].records if isinstance(r, Choice)] == [("a",)]


def test_spacy_s_json_is_recognised(tmp_path: Path) -> None:
    doc = spacy_doc(["Ada"], (0, 1, "PER"))
    for n, content in enumerate(
        [
            json.dumps(doc.to_json()),
            json.dumps([docs_to_json([doc])]),
            '["Ada", {"entities": []}]\n',
            '[["Ada", {"entities": []}]]',
        ]
    ):
        (tmp_path / f"{n}.json").write_text(content)
        assert recognise(tmp_path / f"{n}.json") == "docbin"
    (tmp_path / "own.jsonl").write_text('{"text": "Ada", "tokens": 1}\n')
    assert recognise(tmp_path / "own.jsonl") == "jsonl"


def test_an_entity_that_does_not_fit_is_not_cut_down() -> None:
    source = opened(
        '["Ada", {"entities": [[0, 3, "PER"], [2, 9, "LOC"]]}]\n["Bo", {"entities": [[5, 9, "LOC"]]}]', "docbin"
    )
    first, second = rows(source)
    assert first.said[0].unread == {"entities"} and second.said == () and len(lost(source)) == 2


# Tables of tokens


TOKENS: list[dict[str, Any]] = [
    {"id": "1", "tokens": ["Ada", "Lovelace", "sang"], "ner_tags": ["B-PER", "I-PER", "O"]},
    {"id": "2", "tokens": ["Nobody", "👩‍🚀"], "ner_tags": ["O", "O"]},
    {"id": "3", "tokens": ["Not", "asked"], "ner_tags": None},
]
READ = [[("PER", "Ada Lovelace")], [], None]
NAMES = ["O", "B-PER", "I-PER"]


def test_tokens_and_tags_in_lines_are_texts_with_spans() -> None:
    for key in ("ner_tags", "tags", "labels"):
        found = rows(
            opened(lines([{key if k == "ner_tags" else k: v for k, v in row.items()} for row in TOKENS]), "jsonl")
        )
        assert [row.values["text"] for row in found] == ["Ada Lovelace sang", "Nobody 👩‍🚀", "Not asked"]
        assert [marked(row) for row in found] == READ and all(key not in row.values for row in found)
    files, account = to_files(opened(lines(TOKENS), "jsonl"), "bio")
    assert files["items.conll"].decode() == "Ada B-PER\nLovelace I-PER\nsang O\n\nNobody O\n👩‍🚀 O\n\n"
    assert "an item without an answer" in [row["what"] for row in account["lost"]]


def test_a_text_beside_its_tokens_is_the_text() -> None:
    (row,) = rows(opened(lines([{**TOKENS[0], "text": "Ada Lovelace  sang"}]), "jsonl"))
    assert row.values["text"] == "Ada Lovelace  sang" and marked(row) == [("PER", "Ada Lovelace")]
    other = opened(lines([{**TOKENS[0], "text": "Somebody else sang"}]), "jsonl")
    assert [row.said for row in rows(other)] == [()] and lost(other) == ["the tags of its words"]


def test_tags_that_are_not_whole_are_no_answer_and_the_item_stays() -> None:
    bad = [{"tokens": ["a", "b"], "tags": ["O"]}, {"tokens": ["a", "b"], "tags": ["O", "PERSON"]}]
    source = opened(lines([*[{"tokens": r["tokens"], "tags": r["ner_tags"]} for r in TOKENS] * 9, *bad]), "jsonl")
    found = rows(source)
    assert [row.said for row in found[-2:]] == [(), ()] and len(lost(source)) == 2
    numbers = opened(lines([{"tokens": ["a", "b"], "ner_tags": [1, 0]}] * 3), "jsonl")
    assert [row.said for row in rows(numbers)] == [()] * 3 and lost(numbers) == ["tags in 'ner_tags' that are numbers"]
    emotions = [{"tokens": ["so", "sad"], "labels": ["grief", "anger"]}]
    assert rows(opened(lines(emotions), "jsonl"))[0].values == emotions[0]


def test_labels_without_letters_and_layers() -> None:
    row = {"tokens": ["Ada", "met", "Bo"], "ner_tags": ["person", "O", "person"], "fine_ner_tags": ["poet", "O", "O"]}
    assert marked(rows(opened(lines([row]), "jsonl"))[0]) == [("person", "Ada"), ("poet", "Ada"), ("person", "Bo")]
    some = {"tokens": ["a", "b"], "tags": ["B-X", None]}
    source = opened(lines([some]), "jsonl")
    assert marked(rows(source)[0]) == [("X", "a")] and "left open" in lost(source)[0]


FEATURES = datasets.Features(
    {
        "id": datasets.Value("string"),
        "tokens": datasets.Sequence(datasets.Value("string")),
        "ner_tags": datasets.Sequence(datasets.ClassLabel(names=NAMES)),
        "mood": datasets.ClassLabel(names=["sad", "glad"]),
    }
)


def data_set() -> datasets.Dataset:
    tags = [[NAMES.index(tag) for tag in row["ner_tags"] or ()] or [-1, -1] for row in TOKENS]
    columns = {"id": ["1", "2", "3"], "tokens": [row["tokens"] for row in TOKENS], "ner_tags": tags, "mood": [1, 0, -1]}
    return datasets.Dataset.from_dict(columns, features=FEATURES)


def test_data_sets_are_read_however_they_were_saved(tmp_path: Path) -> None:
    made = data_set()
    made.to_parquet(tmp_path / "one.parquet")
    made.save_to_disk(str(tmp_path / "saved"), num_shards=2)
    (tmp_path / "lines").mkdir()
    made.to_json(tmp_path / "lines/train.jsonl")
    (tmp_path / "lines/dataset_info.json").write_bytes((tmp_path / "saved/dataset_info.json").read_bytes())
    sources = [
        opened((tmp_path / "one.parquet").read_bytes(), "datasets"),
        opened((tmp_path / "one.parquet").read_bytes(), "parquet"),
        datasets_source(FolderFiles(tmp_path / "saved")),
        datasets_source(FolderFiles(tmp_path / "lines")),
    ]
    for source in sources:
        found = rows(source)
        assert [marked(row) for row in found] == READ
        assert [row.values["mood"] for row in found] == ["glad", "sad", None] and lost(source) == []
    assert recognise(tmp_path / "saved") == "datasets"


def test_classes_beyond_their_names_are_reported(tmp_path: Path) -> None:
    table = pa.table({"text": ["a", "b"], "label": pa.array([0, 7], pa.int64())})
    info = {
        "info": {
            "features": {
                "label": {"names": ["x", "y"], "_type": "ClassLabel"},
                "text": {"dtype": "string", "_type": "Value"},
            }
        }
    }
    pq.write_table(table.replace_schema_metadata({"huggingface": json.dumps(info)}), tmp_path / "t.parquet")
    source = opened((tmp_path / "t.parquet").read_bytes(), "datasets")
    assert [row.values["label"] for row in rows(source)] == ["x", None] and lost(source) == ["the class 7 in 'label'"]


def test_a_saved_folder_that_is_not_whole_is_refused(tmp_path: Path) -> None:
    data_set().save_to_disk(str(tmp_path), num_shards=2)
    shard = tmp_path / "data-00001-of-00002.arrow"
    content = shard.read_bytes()
    shard.write_bytes(content[: len(content) // 2])
    with pytest.raises(Unreadable, match="Arrow file can't be read"):
        rows(datasets_source(FolderFiles(tmp_path)))
    shard.unlink()
    with pytest.raises(Unreadable, match=r"no file data-00001-of-00002\.arrow"):
        rows(datasets_source(FolderFiles(tmp_path)))


NER: dict[str, Any] = {"key": "names", "kind": "spans", "title": "Mark them.", "labels": ["PER", "person", "place"]}


async def test_all_of_them_are_imported_as_they_are_converted(shop: Workshop) -> None:
    files = {
        "jsonl": (lines(TOKENS), 3, 2),
        "conllu": ((FIXTURES / "conllu/items.conllu").read_bytes(), 3, 3),
        "docbin": (b'["Ada", {"entities": [[0, 3, "PER"]]}]\n["Bo", {"entities": []}]\n["Cy", {}]', 3, 2),
        "webanno": (webanno("#Text=Ada sang", "1-1\t0-3\tAda\tPER\t", "1-2\t4-8\tsang\t_\t"), 1, 1),
    }
    for file_format, (content, items, answers) in files.items():
        project = await shop.project(NER)
        done = await shop.bring(project, content, file_format)
        assert (done.added, done.rejected) == (items, 0), done
        assert done.report["kept"].get("annotations", 0) == answers, (file_format, done.report)


def test_a_line_that_says_it_is_a_billion_words_is_refused_by_its_sentence() -> None:
    """A range is looked at before it is followed: what it says costs nothing."""

    def block(*ids: str) -> str:
        return "".join(f"{one}\tw\t_\t_\t_\t_\t0\troot\t_\t_\n" for one in ids) + "\n"

    odd = (("1-9999999999", "1"), ("1-1000000", "1-1000000", "1"), ("2-3", "1", "2", "3"), ("1", "1-1"))
    for ids in odd:
        (entry,) = opened(block(*ids), "conllu").rows(0)
        assert isinstance(entry, Broken) and "a range such as 3-4" in entry.reason, (ids, entry)
    (entry,) = rows(opened(block("1-2", "1", "2", "3-4", "3", "4", "5"), "conllu"))
    assert entry.values["text"] == "w w w"
