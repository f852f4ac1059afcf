"""What people really feed it: nothing is removed that should not be, and every refusal says what to do."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from goodwork.cli.redundancy import app
from goodwork.errors import Conflict, GoodworkError, Invalid, NotFound, Unreadable
from goodwork.redundancy.bands import ALL_PAIRS
from goodwork.redundancy.in_memory import find_duplicates
from goodwork.redundancy.sources import open_texts

KEYS = ["rows", "exact", "near", "chained", "kept", "clusters", "largest", "shingle", "seconds", "peak_rss_mb"]


def command(*arguments: str | Path) -> dict[str, object]:
    result = CliRunner().invoke(app, [*map(str, arguments), "--json"])
    assert result.exit_code == 0, (result.output, result.exception)
    return json.loads(result.stdout)


def refused(kind: type[GoodworkError], *arguments: str | Path) -> str:
    result = CliRunner().invoke(app, [*map(str, arguments)])
    assert isinstance(result.exception, kind), (result.output, result.exception)
    return result.exception.message


def test_empty_null_one_word_and_punctuation() -> None:
    found = find_duplicates([None, "", " ", None, "", "yes", "Yes!", "no", "!!!", "!!!", "???", "\u200b"])
    assert found.representative.tolist() == [0, 1, 2, 3, 4, 5, 5, 7, 8, 8, 10, 11]
    assert found.counts.exact == 2
    assert found.counts.near == 0


def test_no_rows_at_all(tmp_path: Path) -> None:
    pq.write_table(pa.table({"text": pa.array([], pa.string())}), tmp_path / "none.parquet")
    out = tmp_path / "keep.parquet"
    assert command(tmp_path / "none.parquet", "--out", out)["rows"] == 0
    assert pq.read_table(out).column_names == ["row", "id", "representative", "similarity"]


def test_a_million_identical_rows_are_one_cluster(tmp_path: Path) -> None:
    text = "the same words again and again in every single row of the file"
    pq.write_table(pa.table({"text": pa.array([text] * 1_000_000)}), tmp_path / "same.parquet")
    numbers = command(tmp_path / "same.parquet")
    assert (numbers["rows"], numbers["exact"], numbers["kept"], numbers["largest"]) == (10**6, 999_999, 1, 10**6)


def test_many_nearly_identical_rows_stay_linear() -> None:
    base = " ".join(f"w{i}" for i in range(40))
    found = find_duplicates([f"{base} {i}" for i in range(20_000)])
    assert found.counts.kept == 1
    assert found.counts.near == 19_999


def test_adversarial_collisions_are_bounded_and_told(tmp_path: Path) -> None:
    # All texts share 60 % of their words, so nearly every one lands in the same buckets, and none is alike enough.
    rng = np.random.default_rng(1)
    shared = " ".join(f"s{i}" for i in range(60))
    texts = [f"{shared} " + " ".join(f"{v}" for v in rng.integers(0, 10**9, 25)) for _ in range(4000)]
    pq.write_table(pa.table({"text": texts}), tmp_path / "crowd.parquet")
    numbers = command(tmp_path / "crowd.parquet")
    assert numbers["kept"] == 4000
    bounded = numbers["bounded"]
    assert isinstance(bounded, dict)
    assert bounded["buckets"] > 0
    assert bounded["largest"] > ALL_PAIRS
    assert numbers["compared"] < 4000 * 64 * 16  # type: ignore[operator]


def test_broken_unicode_in_every_kind_of_file(tmp_path: Path) -> None:
    broken = [b"caf\xe9 one two three", b"caf\xe9 one two three", b"\xed\xa0\x80 x y z", b"fine text is here"]
    pq.write_table(pa.table({"text": pa.array(broken, pa.binary())}), tmp_path / "b.parquet")
    (tmp_path / "b.csv").write_bytes(b"id,text\n" + b"".join(b"%d,%s\n" % (i, t) for i, t in enumerate(broken)))
    lone = ['{"text": "\\ud800 a b c"}', '{"text": "\\ud800 a b c"}', '{"text": "plain words are here"}']
    (tmp_path / "b.jsonl").write_text("\n".join(lone))
    (tmp_path / "c.jsonl").write_bytes(b"\n".join(b'{"text": "%b"}' % text for text in broken))
    for name, rows in (("b.parquet", 4), ("b.csv", 4), ("b.jsonl", 3), ("c.jsonl", 4)):
        numbers = command(tmp_path / name, "--column", "text")
        assert (numbers["rows"], numbers["exact"], numbers["kept"]) == (rows, 1, rows - 1), name
        assert numbers["broken_unicode"], name


def test_lines_that_are_no_records_are_kept_and_told(tmp_path: Path) -> None:
    lines = [
        '{"id": 7, "text": "one two three four"}',
        "{not json",
        "[1, 2]",
        '{"id": 8}',
        '{"id": 9, "text": 12.5}',
        '{"id": 10, "text": {"b": 1, "a": [2]}}',
        '{"id": 11, "text": {"a": [2], "b": 1}}',
        '{"id": 12, "text": [{"role": "user", "content": "One two"}, {"role": "a", "content": "three, four"}]}',
        "",
        '{"id": 13, "text": null}',
    ]
    (tmp_path / "mixed.jsonl").write_text("\n".join(lines))
    out = tmp_path / "keep.parquet"
    numbers = command(tmp_path / "mixed.jsonl", "--out", out)
    assert [numbers["rows"], numbers["exact"], numbers["refused"], numbers["empty"]] == [9, 2, 2, 4]
    keep = pq.read_table(out).to_pydict()
    assert keep["representative"] == [0, 1, 2, 3, 4, 5, 5, 0, 8]
    assert keep["id"] == ["7", None, None, "8", "9", "10", "11", "12", "13"]
    said = CliRunner().invoke(app, [str(tmp_path / "mixed.jsonl")]).output
    assert "line 2: not JSON" in said
    assert "line 3: is JSON, but not a record" in said


def test_csv_with_quotes_newlines_short_rows_and_a_byte_order_mark(tmp_path: Path) -> None:
    body = '\ufeffid,text\n1,"one, two\nthree"\n2,one two three\n3\n4,"a ""b"" c",extra\n'
    (tmp_path / "a.csv").write_text(body)
    out = tmp_path / "keep.parquet"
    numbers = command(tmp_path / "a.csv", "--out", out)
    assert [numbers["rows"], numbers["exact"], numbers["refused"]] == [4, 1, 2]
    assert pq.read_table(out).column("id").to_pylist() == [1, 2, 3, 4]


def test_packed_and_several_files_are_one_run(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "a.jsonl.gz", "wt") as file:
        file.write('{"text": "one two three four five"}\n')
    (tmp_path / "b.jsonl").write_text('{"text": "One two three, four five."}\n')
    numbers = command(tmp_path / "a.jsonl.gz", tmp_path / "b.jsonl")
    assert [numbers["rows"], numbers["exact"]] == [2, 1]


def test_the_json_has_the_keys_and_the_lists_have_the_columns(tmp_path: Path) -> None:
    table = pa.table({"id": ["a", "b", "c"], "text": ["x y z w", "x y z, w", "something else"], "stars": [1, 5, 3]})
    pq.write_table(table, tmp_path / "t.parquet")
    keep, clusters, page = tmp_path / "k.parquet", tmp_path / "c.parquet", tmp_path / "r.html"
    numbers = command(
        tmp_path / "t.parquet", "--out", keep, "--clusters", clusters, "--report", page, "--keep", "stars"
    )
    assert list(numbers)[: len(KEYS)] == KEYS
    assert numbers["shingle"] == "word 3-grams"
    assert pq.read_table(keep).to_pydict() == {
        "row": [0, 1, 2],
        "id": ["a", "b", "c"],
        "representative": [1, 1, 2],
        "similarity": [1.0, 1.0, 1.0],
    }
    assert pq.read_table(clusters).to_pydict() == {"row": [0, 1, 2], "id": ["a", "b", "c"], "cluster": [1, 1, 2]}
    assert "Label these 2 of 3" in page.read_text()
    assert not list(tmp_path.glob(".*"))


def test_refusals_say_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "x.parquet").write_bytes(b"PAR1 this is no parquet")
    pq.write_table(pa.table({"a": ["x"], "b": ["y"], "n": [1]}), tmp_path / "two.parquet")
    (tmp_path / "x.docx").write_bytes(b"PK")
    (tmp_path / "empty").mkdir()
    assert "copied whole" in refused(Unreadable, tmp_path / "x.parquet")
    assert "--column" in refused(Invalid, tmp_path / "two.parquet")
    assert "Its columns are a, b, n" in refused(Invalid, tmp_path / "two.parquet", "--column", "text")
    assert "does not hold numbers" in refused(Invalid, tmp_path / "two.parquet", "--column", "a", "--keep", "b")
    assert "Known are" in refused(Unreadable, tmp_path / "x.docx")
    assert "holds no picture" in refused(NotFound, tmp_path / "empty")
    assert "There is no" in refused(NotFound, tmp_path / "gone.parquet")
    assert "threshold" in refused(Invalid, tmp_path / "two.parquet", "--column", "a", "--threshold", "0.1")
    assert "threads" in refused(Invalid, tmp_path / "two.parquet", "--column", "a", "--threads", "0")
    assert "method" in refused(Invalid, tmp_path / "two.parquet", "--column", "a", "--method", "magic")


def test_a_file_cut_short_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    path, out = tmp_path / "t.parquet", tmp_path / "keep.parquet"
    texts = [f"words {i} and more {i * 7} of them" for i in range(50_000)]
    pq.write_table(pa.table({"text": texts}), path, row_group_size=10_000)
    whole = bytearray(path.read_bytes())
    whole[len(whole) // 2 : len(whole) // 2 + 200] = b"\xff" * 200
    path.write_bytes(whole)
    assert "row group" in refused(Unreadable, path, "--out", out)
    assert not out.exists()


def test_a_file_that_changes_underneath_is_a_conflict(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "a b c"}\n' * 10)
    source = open_texts([path])
    batches = source.batches()
    next(batches)
    with path.open("a") as file:
        file.write('{"text": "later"}\n')
    with pytest.raises(Conflict, match="changed while it was read"):
        list(batches)


LIMITED = """
import resource, sys
import goodwork.redundancy.run
from goodwork.redundancy.in_memory import find_duplicates
find_duplicates(["warm up the kernels first", "and then limit"])
{limit}
sys.argv = ["goodwork", "redundancy", *sys.argv[1:]]
from goodwork.cli.main import main
main()
"""


def limited(limit: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    code = LIMITED.format(limit=limit)
    environment = {**os.environ, "MALLOC_ARENA_MAX": "1"}
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], capture_output=True, text=True, env=environment, check=False
    )


def test_a_full_disk_stops_with_a_clear_line_and_the_run_goes_on_later(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    texts = [" ".join(f"w{v}" for v in rng.integers(0, 3000, 30)) for _ in range(60_000)]
    pq.write_table(pa.table({"text": texts + texts[:100]}), tmp_path / "t.parquet", row_group_size=5000)
    out = tmp_path / "keep.parquet"
    # A limit on the size of a file fails a write the way a full disk does.
    full = "resource.setrlimit(resource.RLIMIT_FSIZE, (4_000_000, 4_000_000))"
    ended = limited(full, tmp_path / "t.parquet", "--out", out)
    assert ended.returncode == 1
    assert "is full" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not out.exists()
    kept = json.loads((tmp_path / ".keep.parquet.work" / "manifest.json").read_text())
    assert 0 < kept["rows"] < 60_100
    again = limited("", tmp_path / "t.parquet", "--out", out)
    assert again.returncode == 0, again.stderr
    assert "Going on after" in again.stderr
    straight = tmp_path / "straight.parquet"
    command(tmp_path / "t.parquet", "--out", straight)
    assert out.read_bytes() == straight.read_bytes()


def test_a_memory_limit_stops_with_a_clear_line(tmp_path: Path) -> None:
    (tmp_path / "t.jsonl").write_text('{"text": "one two three"}\n' * 1000)
    pages = 'int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()'
    ended = limited(
        f"top = {pages} + (90 << 20); resource.setrlimit(resource.RLIMIT_AS, (top, top))",
        tmp_path / "t.jsonl",
        "--threads",
        "1",
    )
    assert ended.returncode == 1
    assert "not enough memory" in ended.stderr
    assert "Traceback" not in ended.stderr
