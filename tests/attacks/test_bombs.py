"""The small bombs: each is answered in time, with a sentence, while others are served and memory stays bounded."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
import zipfile
import zlib
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.attacks.bombs import BOMBS, blast, docbin, gzipped, targets
from tests.attacks.installation import Installation

SMALL = (
    "gzip of 32 MiB of newlines", "CSV with 200,000 columns", "config with 20,000 choices",
    "config nested 1,500 deep", "config of a billion laughs", "100,000 malformed spans",
    "project with 50,000 questions",
)  # fmt: skip
WAIT = 500.0
"""Milliseconds that others wait at most here, where tests run beside each other; alone it is 200."""


@pytest.fixture(scope="module")
def aimed(place: Installation) -> tuple[int, int]:
    """A project and a claim; files were looked at once, so that their reader is there."""
    project, claim = targets(place)
    place.people["manager"].ok(
        "POST", f"/projects/{project}/imports/preview", params={"format": "jsonl"}, content=b'{"text": "a"}\n'
    )
    return project, claim


@pytest.mark.slow
@pytest.mark.parametrize("bomb", [bomb for bomb in BOMBS if bomb.name in SMALL], ids=lambda bomb: bomb.name)
def test_others_are_served_meanwhile(place: Installation, aimed: tuple[int, int], bomb: Any) -> None:
    found = blast(place, bomb, *aimed, seconds=30)
    assert found.status in (200, 413, 422), found
    assert found.seen.worst_ms < WAIT, found
    assert found.seen.web_seconds < 1.0, found
    assert found.seen.grown < 900, found


def imported(place: Installation, content: bytes, file_format: str) -> dict[str, Any]:
    """An import of these bytes, when it has ended."""
    project = place.project()
    owner = place.people["owner"]
    made = owner.ok(
        "POST", f"/projects/{project}/imports", 202, params={"format": file_format, "name": "x"}, content=content
    )
    return place.imported(made["id"])


def test_a_bomb_fails_as_an_import_with_its_reason_and_what_came_before_stays(place: Installation) -> None:
    good = b"".join(b'{"id": "%d", "text": "Text %d."}\n' % (n, n) for n in range(10))
    ended = imported(place, gzip.compress(good) + gzipped(b"\n", 100 << 20), "jsonl")
    assert ended["state"] == "failed" and "empty lines follow each other" in ended["error"]
    assert "What came before it is in the project." in ended["error"]
    assert ended["added"] == 10


def test_dates_beyond_the_calendar_are_faults_of_their_rows(place: Installation) -> None:
    days = pa.array([date(2024, 1, 1).toordinal() - 719163, 2**31 - 1, 5], pa.int32()).cast(pa.date32())
    out = io.BytesIO()
    pq.write_table(pa.table({"text": ["a", "b", "c"], "day": days}), out)
    ended = imported(place, out.getvalue(), "parquet")
    assert (ended["state"], ended["added"], ended["rejected"]) == ("done", 2, 1)
    (fault,) = place.people["owner"].ok("GET", f"/imports/{ended['id']}/faults")["rows"]
    assert fault["line"] == 2 and "'day'" in fault["reason"]


@pytest.mark.parametrize("n", [65, 300, 1030, 5000])
def test_rows_of_any_depth_are_faults_of_their_lines(place: Installation, n: int) -> None:
    deep = "[" * n + "]" * n
    rows = [
        '{"text": "a"}',
        '{"text": "d", "m": ' + deep + "}",
        json.dumps({"text": "c", "data": deep}),
        '{"text": "e"}',
    ]
    ended = imported(place, "\n".join(rows).encode(), "jsonl")
    assert (ended["state"], ended["added"], ended["rejected"]) == ("done", 3, 1), ended
    (fault,) = place.people["owner"].ok("GET", f"/imports/{ended['id']}/faults")["rows"]
    assert fault["line"] == 2 and "nested more than 64 levels deep" in fault["reason"]


@pytest.mark.parametrize(
    ("content", "file_format"),
    [
        (gzipped(b"[", 64 << 20), "jsonl"),
        (gzipped(b"1\n", 4 << 20), "jsonl"),
        (b"\x1f\x8b" + b"\0" * 50, "jsonl"),
        (zlib.compress(b"\x81\xa1a" + b"\x91" * 5000), "docbin"),
        (docbin(1 << 20), "docbin"),
        (b"PAR1" + b"\xff" * 300 + b"PAR1", "parquet"),
        (b"PK\x05\x06" + b"\xff" * 18, "folder"),
        (b"text," * 6000 + b"\n", "csv"),
    ],
    ids=["arrays", "numbers", "gzip", "docbin deep", "docbin", "parquet", "zip", "csv"],
)
def test_damage_ends_an_import_with_a_sentence(place: Installation, content: bytes, file_format: str) -> None:
    ended = imported(place, content, file_format)
    assert ended["state"] == "failed", ended
    assert len(ended["error"]) > 30 and "Traceback" not in ended["error"]
    assert "unforeseen" not in ended["error"], ended["error"]


def test_a_zip_whose_members_lie_is_read_with_their_faults(place: Installation) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "fine")
        archive.writestr("b.txt", b"\0" * (40 << 20))
    content = bytearray(out.getvalue())
    at = content.rindex(b"PK\x01\x02")
    content[at + 24 : at + 28] = (5).to_bytes(4, "little")  # what the list says of its size
    ended = imported(place, bytes(content), "folder")
    assert (ended["state"], ended["added"], ended["rejected"]) == ("done", 1, 1)


_PEAK = """
import re, sys
from goodwork.formats.arrow_rows import read_parquet
for path in sys.argv[1:]:
    with open(path, "rb") as file:
        print(sum(1 for _ in read_parquet(file).rows(0)), end=" ")
# Not ru_maxrss: that of a new program begins with the memory of whoever started it.
print(int(re.search(r"VmHWM:[^0-9]+([0-9]+)", open("/proc/self/status").read())[1]) >> 10)
"""


def test_long_texts_of_a_dictionary_are_not_unpacked_for_all_rows_at_once(tmp_path: Path) -> None:
    """A few hundred bytes that come to 450 MB, as texts and as lists of texts."""
    long = pa.array(["x" * 1_000_000])
    one = pa.DictionaryArray.from_arrays(pa.array([0] * 450, pa.int32()), long)
    three = pa.ListArray.from_arrays(pa.array(range(0, 451, 3), pa.int32()), one)
    paths = [str(tmp_path / name) for name in ("texts.parquet", "lists.parquet")]
    for path, column in zip(paths, (one, three), strict=True):
        pq.write_table(pa.table({"text": column}), path, compression="zstd", store_schema=False)
    ran = subprocess.run([sys.executable, "-c", _PEAK, *paths], capture_output=True, text=True, check=True)
    texts, lists, peak = map(int, ran.stdout.split())
    assert (texts, lists) == (450, 150)
    assert peak < 700, f"{peak} MiB"
