"""Files broken on purpose: a few hundred of the fuzzer's inputs each time, and each kind that it ever found."""

from __future__ import annotations

import io
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from benchmarks.fuzz.cases import ROOT, Case, Limits, answer, made, questions, seeds
from benchmarks.fuzz.drive import Driver
from benchmarks.fuzz.mutate import LARGEST
from goodwork.errors import Unreadable
from goodwork.formats.reading import open_source
from goodwork.formats.registry import FORMATS

INPUTS = 200
LIMITS = Limits(30, 0)
"""Seconds are those of a machine that does a lot beside; memory is bounded in the fuzzer's own processes."""


@pytest.fixture(scope="module")
def driver() -> Driver:
    """Everything that reads files."""
    return Driver(questions())


def test_broken_files_end_with_rows_or_a_sentence(driver: Driver) -> None:
    known = seeds()
    assert {case.stated for case in known} >= FORMATS.keys() - {"folder"}
    for number in range(INPUTS):
        case = made(known, 20, number)
        assert len(case.content) <= LARGEST
        assert not answer(driver, case, LIMITS), f"python -m benchmarks.fuzz --seed 20 --first {number}: {case.name}"
    assert driver.ended["rows"] > INPUTS and driver.ended["refused rows"] and driver.ended["refused files"]


def nameless() -> bytes:
    """A zip that holds a file without a name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "a")
    # As long as it was: the name begins with a NUL, where readers end it.
    return out.getvalue().replace(b"a.txt", b"\x00.txt")


def misnamed() -> bytes:
    """A table whose column has a name that is not UTF-8."""
    out = io.BytesIO()
    pq.write_table(pa.table({"task": ["a"]}), out, store_schema=False)
    return out.getvalue().replace(b"task", b"\xf4ask")


def table_of(column: str, text: str, there: bytes, here: bytes) -> bytes:
    """A Parquet file, unpacked, with some of its bytes replaced by as many others."""
    out = io.BytesIO()
    pq.write_table(
        pa.table({column: [text], "body": ["b"]}), out, store_schema=False, compression="none", use_dictionary=False
    )
    assert there in out.getvalue() and len(there) == len(here)
    return out.getvalue().replace(there, here)


FOUND: dict[str, bytes] = {
    "a text that is not UTF-8.parquet": table_of("text", "a text in a table", b"a text in", b"\xff text in"),
    "two columns of one name.parquet": table_of("test", "a", b"test", b"body"),
    "half a surrogate pair in a list.csv": b',,,,,,,,,tag,,\n,,,,n,,,,,"[""\\ude0e""""""]",on,e',
    "half a surrogate pair in a list, alone.csv": b',,,,,,,,,tag,,\n,,,,{,ll,,,,"[""\\ud83d""]","",',
    "UTF-16 without its mark, told to be UTF-16.csv": b"sep=;\ntext\nx\n",
    "a span that has no label.json": b'[{"text": "x", "ner": [{"start": 0, "end": 1}]}]',
    "a zip with a nameless file.zip": nameless(),
    "a nameless file in a workbook.xlsx": nameless(),
    "a wrong record.jsonl": b'{"text":"x","annotations":[{"role":"gold","by":%s,"records":[{"type":1}]}]}'
    % (b"9" * 30),
    "a region whose type is a list.json": b'[{"data":{"a":"x"},"annotations":[{"result":[{"type":[],"value":{}}]}]}]',
    "a role that is a list.jsonl": b'{"text": "x", "annotations": [{"role": [], "records": []}]}',
    "a record whose type is a list.jsonl": b'{"text":"x","annotations":[{"role":"gold","records":[{"type":[]}]}]}',
    "metadata called parts.jsonl": b'{"parts":"B"}',
    "an order of lists.jsonl": b'{"prompt":"a","chosen":"b","rejected":"c","order":[["chosen"],[]]}',
    "words that are numbered twice.conllu": b"".join(
        b"\t".join([number, b"a", *[b"_"] * 7, misc]) + b"\n"
        for number, misc in ((b"1-2", b"_"), (b"1", b"_"), (b"2", b"_"), (b"1", b"Entity=(e1-p"), (b"2", b"Entity=e1)"))
    ),
    "an id that is a large number.jsonl": b'{"id": %s, "text": "x"}' % (b"9" * 30),
    "a text that is a large number.jsonl": b'{"text": %s}' % (b"9" * 30),
    "nested too deeply.jsonl": b'{"text": "x", "a": %s1%s}' % (b"[" * 1000, b"]" * 1000),
    "columns of the same name.csv": b'a,"b",b,"b"\n1,2,3,4\n',
    "a lone carriage return.csv": b"\rp",
    "a word far away.tsv": b"#FORMAT=WebAnno TSV 3.3\n\n\n#Text=x\n1-1\t9000000000-9000000001\tx\t\n",
    "a line far beyond all numbers.jsonl": b'{"text":"x","annotations":[{"role":"gold","by":"a","records":[{"type":'
    b'"comment","question":"q","part":"text","first":%s,"last":%s,"text":"t"}]}]}' % (b"9" * 30, b"9" * 30),
    "a column whose name is not UTF-8.parquet": misnamed(),
    "a pair with a large number.jsonl": b'{"prompt":1,"chosen":"b","rejected":%s}' % (b"9" * 30),
}  # fmt: skip


@pytest.mark.parametrize("name", FOUND)
def test_what_the_fuzzer_found_has_an_answer(driver: Driver, name: str) -> None:
    """Each under every format, with one seed of the three that the long check tries."""
    for seed, stated in enumerate(FORMATS):
        case = Case(f"items{Path(name).suffix}", FOUND[name], stated, seed % 3)
        assert not answer(driver, case, LIMITS), (stated, seed % 3)


def test_comments_alone_take_no_time() -> None:
    """A file of comments with empty lines between them is looked through once."""
    lines = b"# a comment\n\n" * 200_000
    began = time.process_time()
    assert [*open_source(io.BytesIO(lines), "conllu").rows(0)] == []
    assert time.process_time() - began < 15


def workbook(change: Callable[[str, bytes], bytes | None]) -> io.BytesIO:
    """The workbook of the fixtures with its files changed, or without those that became None."""
    out = io.BytesIO()
    with zipfile.ZipFile(ROOT / "fixtures/formats/excel/items.xlsx") as read, zipfile.ZipFile(out, "w") as made:
        for name in read.namelist():
            content = change(name, read.read(name))
            if content is not None:
                made.writestr(name, content)
    return out


WORDS = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    b'<c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c></row></sheetData></worksheet>'
)
"""A sheet whose texts lie in a file beside it."""


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda name, content: content[:-40] if name.endswith("sheet1.xml") else content, "'Notes' is damaged"),
        (lambda name, content: None if name.endswith("sheet1.xml") else content, "'Notes' is damaged"),
        (lambda name, content: WORDS if name.endswith("sheet1.xml") else content, "'Notes' is damaged"),
    ],
    ids=["cut off", "missing", "without its texts"],
)
def test_no_sheet_stands_in_for_a_damaged_one(change: Callable[[str, bytes], bytes | None], why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        next(open_source(workbook(change), "excel").rows(0))
    assert next(open_source(workbook(lambda _, content: content), "excel").rows(0))


def greedy() -> bytes:
    """A zip whose file states that unpacking it takes 4 GiB of memory."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.txt", "a" * 100)
    at = out.getvalue().index(b"\x09\x04\x05\x00]") + 5
    return out.getvalue()[:at] + b"\xff\xff\xff\xf0" + out.getvalue()[at + 4 :]


def test_a_file_that_states_too_much_memory_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "greedy.zip").write_bytes(greedy())
    read = (
        "import resource, sys; from goodwork.formats.zips import open_zip, read_entry;"
        "from goodwork.errors import Invalid; resource.setrlimit(resource.RLIMIT_AS, (600 << 20, 600 << 20));"
        "archive, entries = open_zip(open(sys.argv[1], 'rb'))\n"
        "try: read_entry(archive, entries[0])\n"
        "except Invalid as error: print(error.what)"
    )
    ran = subprocess.run([sys.executable, "-c", read, tmp_path / "greedy.zip"], capture_output=True, text=True)
    assert ran.stdout.strip() == "it is damaged: unpacking it takes more memory than there is", ran.stderr
