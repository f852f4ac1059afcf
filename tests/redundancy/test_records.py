"""Whole records: equal when they say the same, however they are written, and never otherwise."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from goodwork.cli.redundancy import app
from goodwork.redundancy.in_memory import find_duplicate_records
from goodwork.redundancy.records import canonical, parsed

LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)


def turned(value: Any) -> Any:
    """The same value with the keys of every record in the opposite order."""
    if isinstance(value, dict):
        return {key: turned(its) for key, its in reversed(value.items())}
    return [turned(one) for one in value] if isinstance(value, list) else value


@settings(max_examples=200, deadline=None)
@given(VALUES)
def test_order_of_keys_spaces_and_escapes_do_not_count(value: Any) -> None:
    written = json.dumps(turned(value), indent=2, ensure_ascii=True).encode()
    assert canonical(parsed(written)) == canonical(value)


@settings(max_examples=100, deadline=None)
@given(VALUES)
def test_canonical_is_canonical_already(value: Any) -> None:
    once = canonical(value)
    assert canonical(parsed(once)) == once


def test_what_differs_stays_apart() -> None:
    apart: list[Any] = [
        1,
        "1",
        True,
        None,
        [1],
        {"a": 1},
        {"a": None},
        {},
        [],
        "a",
        "A",
        "a ",
        0.1,
        0.2,
        -1,
        [1, 2],
        [2, 1],
    ]
    found = find_duplicate_records(apart)
    assert found.counts.kept == len(apart)


def test_numbers_count_by_value_with_every_digit(tmp_path: Path) -> None:
    numbers = ["1", "1.0", "1e0", "12345678901234567890123", "12345678901234567890124", "1.2345678901234567890123e22"]
    numbers += ["0.1", "0.10", "1.00000000000000000001", "-0", "0.0", "1e400", "10e399"]
    (tmp_path / "n.jsonl").write_text("".join(f'{{"id": "{n}", "v": {n}}}\n' for n in numbers))
    out = tmp_path / "keep.parquet"
    result = CliRunner().invoke(app, [str(tmp_path / "n.jsonl"), "--method", "record", "--out", str(out), "--json"])
    assert result.exit_code == 0, result.output
    assert pq.read_table(out).column("representative").to_pylist() == [0, 0, 0, 3, 4, 3, 6, 6, 8, 9, 9, 11, 11]
    assert json.loads(result.stdout)["shingle"] == "whole records"


def test_fields_are_chosen_and_the_id_is_left_out(tmp_path: Path) -> None:
    rows = [{"id": 1, "q": "x", "a": [1], "note": "first"}, {"id": 2, "a": [1], "q": "x", "note": "second"}]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "r.parquet")
    (tmp_path / "r.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n[1]\n{bad\n[1]\n")
    (tmp_path / "r.csv").write_text("id,q,a,note\n1,x,1,first\n2,x,1,second\n")

    def exact(name: str, *more: str) -> tuple[int, int]:
        result = CliRunner().invoke(app, [str(tmp_path / name), "--method", "record", *more, "--json"])
        assert result.exit_code == 0, (result.output, result.exception)
        numbers = json.loads(result.stdout)
        return numbers["exact"], numbers["near"]

    for name in ("r.parquet", "r.jsonl", "r.csv"):
        assert exact(name) == (0, 0), name
        assert exact(name, "--column", "q", "--column", "a") == (1, 0), name


def test_long_texts_and_lone_surrogates_are_records_too() -> None:
    found = find_duplicate_records([{"t": "\ud800 a"}, {"t": "\ud800 a"}, {"t": "x" * 10**6}, {"t": "x" * 10**6 + "y"}])
    assert found.representative.tolist() == [0, 0, 2, 3]


def test_rows_with_a_value_that_cannot_be_read_are_kept_and_told(tmp_path: Path) -> None:
    far = pa.array([1, 2**61, 1, 2**61], pa.timestamp("ms"))
    odd = pa.StringArray.from_buffers(4, pa.py_buffer(np.array([0, 1, 2, 3, 4], np.int32)), pa.py_buffer(b"ab\xffb"))
    nested = pa.array([[1], [2**61], [1], [1]], pa.list_(pa.timestamp("ms")))
    for column, kept, refused in ((far, 3, 2), (odd, 3, 1), (nested, 2, 1)):
        pq.write_table(pa.table({"id": [1, 2, 3, 4], "value": column}), tmp_path / "t.parquet")
        ran = CliRunner().invoke(app, [str(tmp_path / "t.parquet"), "--method", "record", "--json"])
        assert ran.exit_code == 0, (ran.output, ran.exception)
        said = json.loads(ran.stdout)
        assert (said["kept"], said["refused"]) == (kept, refused), said
