"""What messages say to do next, done: the remedy that a reader names makes a file that can be read."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from typer.main import get_command
from typer.testing import CliRunner

from goodwork.cli import convert, quality
from goodwork.cli.label_files import columns_in
from goodwork.errors import GoodworkError
from goodwork.formats.rows import Dialect

Content = str | bytes | Mapping[str, str | bytes]


@dataclass(frozen=True)
class Case:
    """A file that is not read as it is, what is said of it, and what it becomes when that is done."""

    name: str
    content: Content
    says: str
    """Of the refusal, or of what was changed or lost."""
    then: Content | None = None
    """The file as the remedy makes it; None: only told otherwise."""
    told: Sequence[str] = ()
    """What the command is told then."""
    first: Sequence[str] = ()
    """What it is told at first."""
    name_then: str = ""
    holds: str = ""
    """In what is written then."""
    to: str = "jsonl"


def book(sheets: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
    made = openpyxl.Workbook()
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    del made["Sheet"]
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def zipped(files: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


RUSSIAN = "text;label\nпривет, мир;pos\nпока и спасибо;neg\n"
CZECH = "text,label\nPříliš žluť,pos\nKůň je,neg\n"
TAGGED = "Привет O\nмир B-LOC\n\n"
STANDOFF = {"a.txt": "Привет мир".encode("cp1251"), "a.ann": "T1\tLOC 7 10\tмир\n".encode("cp1251")}
TWO_SHEETS = book(
    {"Reviews": [["text", "label"], ["Good", "pos"]], "More": [["body", "mark"], ["Long text here", "3"]]}
)
PLACED = "# id = 1\n1\tRome\trome\tPROPN\t_\t_\t0\troot\t_\tNER=B-LOC\n\n"
SQUAD = {"data": [{"title": "T", "paragraphs": [{"context": "Ada lived in Rome.", "qas": []}]}]}
CONFIG = (
    '<View><Text name="t" value="$text"/><Choices name="c" toName="t"><Choice value="A"/><Choice value="B"/></Choices>'
    "</View>"
)
TWO_CODERS = "text,label_ann,label_bob\nGood phone,pos,neg\nBad one,neg,neg\n"
RELEASED = "context,question,answer\nAda lived in Rome.,Where?,Rome\n"

CASES = (
    Case("a.csv", RUSSIAN.encode("cp1251"), "name it with --encoding", told=["--encoding", "cp1251"], holds="привет"),
    Case("a.conll", TAGGED.encode("cp1251"), "name it with --encoding", told=["--encoding", "cp1251"], holds="мир"),
    Case(
        "a.txt",
        "Привет\nПока\n".encode("cp1251"),
        "name it with --encoding",
        told=["--encoding", "cp1251"],
        holds="Пок",
    ),
    Case("brat", STANDOFF, "name it with --encoding", told=["--encoding", "cp1251"], holds='"LOC"'),
    Case("a.csv", CZECH.encode("cp1250"), "name it with --encoding", told=["--encoding", "cp1250"], holds="žluť"),
    Case("a.csv", RUSSIAN, "like utf-8", first=["--encoding", "nix"], told=["--encoding", "utf-8"], holds="привет"),
    Case(
        "a.csv",
        "text,text\nGood,pos\n",
        "Give each column a name of its own",
        then="text,label\nGood,pos\n",
        holds="pos",
    ),
    Case("a.csv", "Lovely day,good\n", '{"header": false}', told=["--mapping", '{"header": false}'], holds="Lovely"),
    Case(
        "a.csv",
        "Lovely day,good\nBad day,good\nA day,bad\n",
        '{"header": true}',
        told=["--mapping", '{"header": true}'],
        holds='"lovely_day":"Bad day"',
    ),
    Case("a.csv", TWO_CODERS, "label_*", told=["--mapping", '{"answers": {"label": "label_*"}}'], holds='"by":"bob"'),
    Case("a.dat", "text\nhello there\n", "for convert --from", told=["--from", "csv"], holds="hello there"),
    Case("a.csv", "text\nhello\n", "Use one of: auto, jsonl, csv", first=["--from", "xyz"], told=["--from", "csv"]),
    Case("a.jsonl", "{'text': 'Hi'}\n", "write it with json.dumps", then='{"text": "Hi"}\n', holds="Hi"),
    Case(
        "a.jsonl",
        '{"text": "A"} {"text": "B"}\n',
        "a line of its own",
        then='{"text": "A"}\n{"text": "B"}\n',
        holds="B",
    ),
    Case("a.jsonl", '{"text": "A", "x": Infinity}\n', "write null", then='{"text": "A", "x": null}\n', holds="A"),
    Case(
        "a.jsonl", '{"data": [{"text": "A"}]}\n', "Send the list in 'data' by itself", then='[{"text": "A"}]', holds="A"
    ),
    Case(
        "a.json", '{\n"v": 1,\n"w": {"text": "A"}\n}\n', "send their list by itself", then='[{"text": "A"}]', holds="A"
    ),
    Case("a.json", '[{"text": "A"},{"te', "Send it again", then='[{"text": "A"},{"text": "B"}]', holds="B"),
    Case("a.jsonl.gz", gzip.compress(b'{"text":"A"}\n')[:-9], "Send it again", then=gzip.compress(b'{"text":"A"}\n')),
    Case("a.conll", PLACED, "conllu for CoNLL-U", first=["--from", "conll"], told=["--from", "conllu"], holds='"LOC"'),
    Case("a.conll", "text,label\nGood one,pos\n", "csv for a table", told=["--from", "csv"], holds="pos"),
    Case(
        "a.txt",
        "Ada/B-PER sings/O\n",
        "as conll has it",
        then="Ada\tB-PER\nsings\tO\n\n",
        name_then="a.conll",
        holds="PER",
    ),
    Case(
        "a.txt",
        "ham\tGo home\nspam\tWin now\nham\tSee you\n",
        "--from csv for convert",
        told=["--from", "csv"],
        holds="Win",
    ),
    Case(
        "w.csv",
        "word,tag\nAda,B-PER\nsings,O\n",
        "Add a column sentence_id",
        then="sentence_id,word,tag\n1,Ada,B-PER\n",
    ),
    Case(
        "n.jsonl",
        '{"tokens":["Ada","sings"],"ner_tags":[1,0]}\n',
        "write the labels",
        then='{"tokens":["Ada","sings"],"ner_tags":["B-PER","O"]}\n',
        holds="PER",
    ),
    Case(
        "o.jsonl",
        json.dumps({"id": "1", "meta": {"t": "Ada sings"}}),
        "into a column of its own",
        then=json.dumps({"id": "1", "t": "Ada sings"}),
        holds="Ada sings",
    ),
    Case("k.csv", "k,n\nx1,2\nx2,3\n", "--mapping", told=["--mapping", '{"parts": [{"column": "k"}]}'], holds="x1"),
    Case(
        "a.json",
        '[{"text": "A"}]',
        "plain rows are read as jsonl",
        first=["--from", "label-studio"],
        told=["--from", "jsonl"],
    ),
    Case("a.xlsx", TWO_SHEETS, "name it with --sheet", told=["--sheet", "More"], holds="Long text here"),
    Case("a.xlsx", TWO_SHEETS, "Name one of them", first=["--sheet", "No"], told=["--sheet", "More"], holds="Long"),
    Case(
        "z.zip",
        zipped({"a.csv": "text\nx one\n", "b.csv": "text\ny\n"}),
        "Send them one by one",
        then=zipped({"a.csv": "text\nx one\n"}),
        holds="x one",
    ),
    Case(
        "a.ann",
        "T1\tLOC 0 4\tRome\n",
        "its .txt and .ann files",
        then={"a.txt": "Rome", "a.ann": "T1\tLOC 0 4\tRome\n"},
    ),
    Case("a.json", json.dumps(SQUAD), "context, question and answer", then=RELEASED, name_then="a.csv", holds="Where?"),
    Case(
        "a.jsonl",
        json.dumps({"question": {"problem": "1+1"}, "label": {"steps": []}}),
        "prompt, completions and labels",
        then=json.dumps({"prompt": "1+1", "completions": ["2"], "labels": [True]}),
        holds="labels/turn-1",
    ),
    Case(
        "a.csv.bz2",
        b"BZh91AY",
        "Pack it with gzip",
        then=gzip.compress(b"text\nHi\n"),
        name_then="a.csv.gz",
        holds="Hi",
    ),
    Case("a.rtf", b"{\\rtf1 Hello}", "as a .txt file", then="Hello\n", name_then="a.txt", holds="Hello"),
    Case(
        "a.xml",
        "<TEI><p>Rome</p></TEI>",
        "CoNLL or JSON lines",
        then='{"text": "Rome"}\n',
        name_then="a.jsonl",
        holds="Rome",
    ),
    Case(
        "c.xml", CONFIG, "Use --from label-studio-config --to project", told=["--to", "project"], holds="classification"
    ),
    Case(
        "s.csv",
        "File,Begin Offset,End Offset,Type\na.txt,0,4,LOC\n",
        "Add a column text",
        then="text,Begin Offset,End Offset,Type\nRome is old,0,4,LOC\n",
        holds='"LOC"',
    ),
    Case(
        "a.jsonl",
        '{"text": "Ada", "ner": [{"start": 0, "end": 9, "label": "X"}]}\n',
        "Leave --strict out",
        first=["--strict"],
        holds="Ada",
    ),
    Case("a.jsonl", '{"text": "A", "label": "x"}\n', "does not write", first=["--to", "docx"], told=["--to", "csv"]),
    Case(
        "a.jsonl",
        '{"text": "A"}\n',
        "choose another form with --to",
        first=["--to", "conll"],
        told=["--to", "csv"],
        holds="A",
    ),
)


def placed(folder: Path, name: str, content: Content) -> Path:
    place = folder / name
    if isinstance(content, Mapping):
        place.mkdir()
        for inside, held in content.items():
            (place / inside).write_bytes(held if isinstance(held, bytes) else held.encode())
    else:
        place.write_bytes(content if isinstance(content, bytes) else content.encode())
    return place


def converted(place: Path, out: Path, to: str, told: Sequence[str]) -> str:
    """What is said, or raised."""
    arguments = [str(place), *(() if "--to" in told else ("--to", to)), "--out", str(out), *told]
    try:
        return CliRunner(env={"COLUMNS": "1000"}).invoke(convert.app, arguments, catch_exceptions=False).output
    except GoodworkError as error:
        return error.message


@pytest.mark.parametrize("case", CASES, ids=[f"{n}-{one.name}" for n, one in enumerate(CASES)])
def test_what_a_message_names_works(case: Case, tmp_path: Path) -> None:
    said = converted(placed(tmp_path, case.name, case.content), tmp_path / "first", case.to, case.first)
    assert case.says in said
    again = tmp_path / "again"
    again.mkdir()
    then = case.content if case.then is None else case.then
    place = placed(again, case.name_then or case.name, then)
    said = converted(place, tmp_path / "then", case.to, case.told)
    assert (tmp_path / "then").is_file(), said
    written = (tmp_path / "then").read_text()
    assert written and case.holds in written


ANSWERS = "task;worker;label\nт1;а;да\nт1;б;да\nт2;а;нет\nт2;б;да\n"


def test_labels_of_another_encoding_are_read_as_the_message_says(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(ANSWERS.encode("cp1251"))
    with pytest.raises(GoodworkError, match="name it with --encoding"):
        columns_in(tmp_path / "a.csv", ("task", "worker", "label"))
    found = columns_in(tmp_path / "a.csv", ("task", "worker", "label"), Dialect(encoding="cp1251"))
    assert [sorted(set(column.to_pylist())) for column in found] == [["т1", "т2"], ["а", "б"], ["да", "нет"]]
    assert {"--encoding", "--delimiter", "--sheet"} <= {o for p in get_command(quality.app).params for o in p.opts}
