"""Files of other tools, as they write them: what people see of each, who said what, and what is lost; or why not."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import feather

from goodwork.errors import GoodworkError
from goodwork.formats.converting import Ledger, convert
from goodwork.formats.documents import Document, shown_record
from goodwork.formats.reading import open_source
from goodwork.formats.recognising import recognise_file
from goodwork.formats.rows import Said
from goodwork.forms.showing import shown_metadata


@dataclass(frozen=True)
class Read:
    """What a file says of its first item."""

    format: str
    shown: dict[str, Any]
    """Its parts."""
    said: list[str] = field(default_factory=list[str])
    lost: list[str] = field(default_factory=list[str])
    desk: dict[str, Any] = field(default_factory=dict[str, Any])
    """What of its metadata people see."""


def first(name: str, content: bytes | str) -> Read:
    """What a conversion reads of a file's first item."""
    raw = content if isinstance(content, bytes) else content.encode()
    found = recognise_file(io.BytesIO(raw), name)
    ledger = Ledger()
    taken: list[Document] = []

    def take(documents: Any, report: Any) -> Any:
        taken.extend(documents)
        return iter(())

    list(convert(open_source(io.BytesIO(raw), found), take, {}, ledger))
    one = taken[0]
    parts = {str(p["name"]): p.get("text", p.get("data")) for p in one.parts}
    lost = [str(row["what"]) for row in ledger.as_json()["lost"]]
    desk = {name: value for name, value in shown_metadata(one.metadata).items() if name not in ("tokens", "trl")}
    return Read(found, parts, [told(said) for said in one.said], lost, desk)


def told(said: Said) -> str:
    return f"{said.role} {said.by}: {', '.join(map(shown_record, said.records)) or 'nothing'}"


def lines(*rows: Any) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


TEXT = "Ada in Rome"
ROME = "span LOC 'Rome' (7-11)"
BOX = {"name": "LOC", "location": {"start": 7, "end": 10}}
MOOD = {"name": "mood", "radio_answer": {"name": "Good"}}
LABELBOX = {
    "data_row": {"id": "ck", "external_id": "a", "row_data": TEXT},
    "projects": {
        "p": {
            "labels": [
                {"annotations": {"objects": [BOX], "classifications": [MOOD]}, "label_details": {"created_by": "ann"}}
            ]
        }
    },
}
NER = {"annotations": {"entities": [{"label": "LOC", "startOffset": 7, "endOffset": 11}]}}
SPAN = {"type": "groundtruth/text-span", "human-annotated": "yes"}
CLASS = {"type": "groundtruth/text-classification", "class-name": "good", "confidence": 0.7, "human-annotated": "no"}
SEGMENT = {"startOffset": 7, "endOffset": 11, "displayName": "LOC"}
KILI = {
    "author": {"email": "ann"}, "labelType": "DEFAULT",
    "jsonResponse": {
        "mood": {"categories": [{"name": "GOOD"}]},
        "ner": {"annotations": [{"beginOffset": 7, "content": "Rome", "categories": [{"name": "LOC"}]}]},
    },
}  # fmt: skip
ENTITY = {"text": "Rome", "start": 7, "end": 11, "token_start": 2, "token_end": 2, "entityLabel": "LOC"}
WORDS = ["Ada", "in", "Rome"]
LOC = {"type": "LOC", "start": 2, "end": 3}
PER = {"type": "PER", "start": 0, "end": 1}
PAIR = {"from": "in", "type": "in", "head": 1, "tail": 0}
MTURK = "Input.text\tAnswer.mood\tWorkerId\tHITId\tAssignmentId\n"
TOLOKA = (
    "INPUT:text\tOUTPUT:mood\tASSIGNMENT:worker_id\tASSIGNMENT:started\nHi there\tgood\tw1\tx\nHi there\tbad\tw2\ty\n"
)
APPEN = "_unit_id,_worker_id,_trust,_ip,label,text\n1,w1,0.9,1.2.3.4,good,Hi there\n1,w2,0.8,1.2.3.5,bad,Hi there\n"
MRPC = "Quality\t#1 ID\t#2 ID\t#1 String\t#2 String\n1\t7\t8\tHe sings well\tHe sings badly\n"
QQP = "id\tqid1\tqid2\tquestion1\tquestion2\tis_duplicate\n0\t1\t2\tWhat is it?\tWhat is that?\t1\n"
STS = "news\tfile\t01\t5.0\tA plane lands.\tAn air plane lands.\nnews\tfile\t04\t3.8\tA man plays on.\tA man sings.\n"
RELATION = {
    "head": 0,
    "child": 2,
    "label": "in",
    "head_span": {"start": 0, "end": 3},
    "child_span": {"start": 7, "end": 11},
}
PRODIGY = {
    "text": TEXT, "answer": "accept", "_annotator_id": "bob", "relations": [RELATION],
    "spans": [
        {"start": 0, "end": 3, "label": "PER", "token_start": 0, "token_end": 0},
        {"start": 7, "end": 11, "label": "LOC", "token_start": 2, "token_end": 2},
    ],
}  # fmt: skip
NECTAR = {"prompt": "Q", "answers": [{"answer": one, "rank": float(n)} for n, one in enumerate(("b", "a"), 1)]}
WANTED = [{"role": "assistant", "content": "Good"}]
OPENAI = {
    "input": {"messages": []},
    "preferred_output": WANTED,
    "non_preferred_output": [{**WANTED[0], "content": "Bad"}],
}
OUTPUTS = {
    f"response_{side}": {"turns": [{"role": "assistant", "text": word}]} for side, word in (("a", "Good"), ("b", "Bad"))
}


def arrow() -> bytes:
    out = io.BytesIO()
    feather.write_feather(pa.table({"text": ["Hi"], "label": ["pos"]}), out)
    return out.getvalue()


READ: list[tuple[str, bytes | str, Read]] = [
    (
        "labelbox.ndjson", lines(LABELBOX),
        Read("jsonl", {"text": TEXT}, [f"annotation ann: {ROME}, label Good of 'mood'"]),
    ),
    ("truth.manifest", lines({"source": TEXT, "ner": NER, "ner-metadata": SPAN}),
     Read("jsonl", {"text": TEXT}, [f"annotation ground truth: {ROME}"])),
    ("truth.jsonl", lines({"source": TEXT, "mood": 0, "mood-metadata": CLASS}),
     Read("jsonl", {"text": TEXT}, ["prediction ground truth: label good of 'mood'"])),
    ("vertex.jsonl", lines({"textContent": TEXT, "textSegmentAnnotations": [SEGMENT]}),
     Read("jsonl", {"text": TEXT}, [f"annotation vertex: {ROME}"])),
    ("vertex.jsonl", lines({"textContent": TEXT, "classificationAnnotation": {"displayName": "good"}}),
     Read("jsonl", {"text": TEXT}, ["annotation vertex: label good of 'label'"])),
    ("vertex.jsonl", lines({"textContent": TEXT, "sentimentAnnotation": {"sentiment": 1, "sentimentMax": 4}}),
     Read("jsonl", {"text": TEXT}, ["annotation vertex: rating 1 of 'sentiment'"])),
    ("kili.json", json.dumps([{"id": "1", "content": TEXT, "labels": [KILI]}]),
     Read("jsonl", {"text": TEXT}, [f"annotation ann: label GOOD of 'mood', {ROME}"])),
    ("ubiai.json", json.dumps([{"documentName": "a", "document": TEXT, "tokens": [ENTITY], "relations": [1]}]),
     Read("jsonl", {"text": TEXT}, [f"annotation file: {ROME}"], ["relations"], {"documentName": "a"})),
    ("turks.json", lines({"content": TEXT, "annotation": [{"label": ["LOC"], "points": [{"start": 7, "end": 10}]}]}),
     Read("jsonl", {"text": TEXT}, [f"annotation file: {ROME}"])),
    ("any.jsonl", lines({"text": TEXT, "annotations": [{"start": 7, "end": 11, "label": "LOC"}]}),
     Read("jsonl", {"text": TEXT}, [f"annotation file: {ROME}"])),
    # Spans that count words.
    ("spert.json", json.dumps([{"tokens": WORDS, "entities": [PER, LOC], "relations": [PAIR]}]),
     Read("jsonl", {"text": TEXT}, [f"annotation file: span PER 'Ada' (0-3), {ROME}, relation in from T2 to T1"])),
    ("gliner.json", json.dumps([{"tokenized_text": WORDS, "ner": [[2, 2, "LOC"]]}]),
     Read("jsonl", {"text": TEXT}, [f"annotation file: {ROME}"])),
    ("both.jsonl", lines({"text": TEXT, "tokens": WORDS, "spans": [LOC]}),
     Read("jsonl", {"text": TEXT}, [f"annotation file: {ROME}"])),
    ("letters.jsonl", lines({"text": TEXT, "tokens": WORDS, "spans": [{"start": 7, "end": 11, "label": "LOC"}]}),
     Read("jsonl", {"text": TEXT}, [f"annotation file: {ROME}"])),
    ("untold.json", lines({"tokens": [*WORDS, "now"], "spans": [{"start": 0, "end": 2, "label": "LOC"}]}),
     Read("jsonl", {"text": "Ada in Rome now"}, [], ["the answer in 'spans'"])),
    # Who answered.
    ("toloka.tsv", TOLOKA,
     Read("csv", {"input_text": "Hi there"},
          ["annotation w1: label good of 'Answer.mood'", "annotation w2: label bad of 'Answer.mood'"],
          ["'ASSIGNMENT:started' (2 times)"])),
    ("appen.csv", APPEN,
     Read("csv", {"text": "Hi there"}, ["annotation w1: label good of 'label'", "annotation w2: label bad of 'label'"],
          ["'_trust' (2 times)", "'_ip' (2 times)"])),
    # What belongs together is shown together.
    ("mrpc.tsv", MRPC, Read("csv", {"1_string": "He sings well", "2_string": "He sings badly"})),
    ("qqp.tsv", QQP, Read("csv", {"question1": "What is it?", "question2": "What is that?"})),
    ("sts.csv", STS, Read("csv", {"column_5": "A plane lands.", "column_6": "An air plane lands."})),
    ("samsum.json", json.dumps([{"id": "1", "summary": "They talk.", "dialogue": "Ann: Hi\r\nBob: Hello"}]),
     Read("jsonl", {"summary": "They talk.", "dialogue": "Ann: Hi\r\nBob: Hello"})),
    ("toxic.jsonl", lines({"user_input": "Hi you", "model_output": "Hello", "toxicity": 0}),
     Read("jsonl", {"user_input": "Hi you", "model_output": "Hello"})),
    # What may be an answer is not shown.
    ("spam.csv", "v1,v2,,\nham,Go until Friday,,\nspam,Free entry now,,\n", Read("csv", {"v2": "Go until Friday"})),
    ("olid.tsv", "id\ttweet\tsubtask_a\n1\t@USER hi there\tOFF\n2\t@USER yo\tNOT\n",
     Read("csv", {"tweet": "@USER hi there"})),
    # Words and tags.
    ("wnut.conll", "@paul\tO\nRome\tB-location\n\n",
     Read("conll", {"text": "@paul Rome"}, ["annotation conll: span location 'Rome' (6-10)"])),
    ("multiconer.conll", "# id 1\tdomain=en\nin _ _ O\nRome _ _ B-HumanSettlement\n\n",
     Read("conll", {"text": "in Rome"}, ["annotation conll: span HumanSettlement 'Rome' (3-7)"],
          desk={"comment": "id 1\tdomain=en"})),
    ("mit.bio", "O\twhat\nB-GENRE\tcomedy\nO\tfilms\n\nO\tshow\n\n",
     Read("conll", {"text": "what comedy films"}, ["annotation conll: span GENRE 'comedy' (5-11)"])),
    ("plus.conllup", "# global.columns = ID FORM PARSEME:NE\n1\tAda\tB-PER\n2\tsings\tO\n\n",
     Read("conllu", {"text": "Ada sings"}, [], ["the column 'parseme:ne'"])),
    ("rel.jsonl", lines(PRODIGY),
     Read("prodigy", {"text": TEXT}, [f"annotation bob: span PER 'Ada' (0-3), {ROME}, relation in from T1 to T2"])),
    # Outputs and tables.
    ("nectar.jsonl", lines(NECTAR),
     Read("comparisons", {"prompt": "Q", "response_a": "a", "response_b": "b"},
          ["annotation comparisons: preference of 'preference'"])),
    ("openai.jsonl", lines(OPENAI), Read("trl", OUTPUTS, ["annotation trl: preference of 'preference'"])),
    ("a.feather", arrow(), Read("parquet", {"text": "Hi"}, ["annotation file: label pos of 'label'"])),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "right"), READ, ids=[f"{n}-{name}" for n, (name, _, _) in enumerate(READ)])
def test_what_is_read(name: str, content: bytes | str, right: Read) -> None:
    assert first(name, content) == right


REFUSED: list[tuple[str, str, str]] = [
    ("s3.manifest", lines({"source-ref": "s3://b/a.txt", "m": 0, "m-metadata": CLASS}), "lie elsewhere"),
    ("picture.ndjson", lines({"data_row": {"row_data": "https://x/a.png"}, "projects": {}}), "lie elsewhere"),
    ("old.json", json.dumps([{"ID": "1", "DataRow ID": "d", "Labeled Data": "Hi", "Label": {}}]), "first form"),
    ("old.csv", 'ID,DataRow ID,Labeled Data,Label\n1,d,Hi there,"{""a"": 1}"\n', "first form"),
    ("lighttag.json", json.dumps({"examples": [{"content": "Hi", "annotations": []}], "relations": []}), "LightTag"),
    ("a.ann.json", json.dumps({"annotatable": {}, "sources": [], "metas": {}, "entities": []}), "tagtog"),
    ("d.json", json.dumps({"projectId": "p", "labels": [], "sentences": [{"tokens": ["Hi"]}]}), "Datasaur"),
    ("azure.json", json.dumps({"projectFileVersion": "2022", "assets": {"documents": []}}), "Azure"),
    ("nlu.json", json.dumps({"rasa_nlu_data": {"common_examples": []}}), "chat bot"),
    ("luis.json", json.dumps({"luis_schema_version": "7", "utterances": []}), "chat bot"),
    ("cas.json", json.dumps({"%TYPES": {}, "%FEATURE_STRUCTURES": [], "%VIEWS": {}}), "UIMA"),
    ("out.jsonl", lines({"custom_id": "r", "response": {"body": {"choices": []}}}), "batch of requests"),
    ("spans.csv", "File,Line,Begin Offset,End Offset,Type\na.txt,0,7,11,LOC\n", "no column holds the text"),
    ("scale.json", json.dumps([{"task_id": "1", "type": "textcollection", "params": {"a": [{"t": "Ada"}]}}]), "hold"),
    ("yedda.txt", "[@Ada#PER*] sings in [@Rome#LOC*].\n", "labels of their words"),
    ("inline.txt", "<PER>Ada</PER> sings in <LOC>Rome</LOC>\n", "labels of their words"),
    ("parts.txt", "Ada/NNP sings/VBZ in/IN Rome/NNP\n", "labels of their words"),
]


@pytest.mark.parametrize(("name", "content", "why"), REFUSED, ids=[name for name, _, _ in REFUSED])
def test_what_is_refused_by_name(name: str, content: str, why: str) -> None:
    with pytest.raises(GoodworkError) as refused:
        first(name, content)
    assert why in refused.value.message and refused.value.next_step


def test_a_text_that_begins_with_a_bracket_is_a_text() -> None:
    assert first("song.txt", "[Chorus] La la la\nAnd on\n") == Read("text", {"text": "[Chorus] La la la"})
