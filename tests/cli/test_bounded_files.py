"""Files and arguments on the command line are within the same bounds as everything else."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodwork.bounds import BODY_BYTES
from goodwork.cli.project_label import _read
from goodwork.cli.projects import read_projects
from goodwork.cli.told import told_mapping
from goodwork.errors import GoodworkError

LAUGHS = "a: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n" + "".join(
    f"{b}: &{b} [{', '.join(10 * [f'*{a}'])}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
FILES = {
    "references that grow without end": (LAUGHS, "more than 200,000 values"),
    "a reference to itself": ("a: &a [*a]\n", "nested more than 64 levels"),
    "depth": ("name: " + "[" * 100 + "]" * 100, "nested more than 64 levels"),
    "depth beyond the parser": ("[" * 5000 + "]" * 5000, "nested too deeply"),
    "half a surrogate pair": ('name: "\\ud800"\n', "surrogate"),
    "NUL": ('name: "a\\0b"\n', "NUL"),
    "2^64": ("name: 18446744073709551616\n", "beyond 64 bits"),
    "NaN": ("name: .nan\n", "is no number"),
    "size": ("# " + "a" * BODY_BYTES, "larger than 4 MiB"),
}


@pytest.mark.parametrize("what", FILES)
def test_project_files_are_bounded(tmp_path: Path, what: str) -> None:
    content, why = FILES[what]
    (tmp_path / "project.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(GoodworkError, match=why):
        read_projects(tmp_path / "project.yaml")


def _mapping(given: str) -> object:
    return told_mapping(given, None, None, None, kept="")


@pytest.mark.parametrize("read", [_mapping, _read])
@pytest.mark.parametrize(
    "given", ["[" * 300, '{"a": "\\ud800"}', '{"a": 1e999}', '{"a": 18446744073709551616}', "[]", "x"]
)
def test_json_arguments_are_bounded(read: object, given: str) -> None:
    assert callable(read)
    with pytest.raises(GoodworkError, match=r"can't be taken|is not JSON|is not a JSON object"):
        read(given)
