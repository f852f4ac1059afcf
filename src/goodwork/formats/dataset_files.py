"""The layout of Hugging Face ``datasets``: Parquet whose numbers have names, folders of such files, saved shards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

import orjson

from goodwork.errors import GoodworkError, Invalid, Unreadable
from goodwork.formats.arrow import pa, pq
from goodwork.formats.arrow_rows import arrow_schema, is_arrow, read_parquet, read_stream
from goodwork.formats.class_names import features_in, with_names
from goodwork.formats.files import Files, ZipFiles
from goodwork.formats.json_lines import read_jsonl
from goodwork.formats.own import with_own
from goodwork.formats.people_rows import with_people
from goodwork.formats.report import Report
from goodwork.formats.rows import Entry, Row, Source
from goodwork.formats.token_rows import with_words
from goodwork.model.json import fields, listed

CLASSES = b"goodwork.classes"
"""In the schema of a Parquet file of ours: the classes of its columns of labels, in their order."""
STATE, INFO = "state.json", "dataset_info.json"
"""What save_to_disk writes beside the shards: which they are, and what their columns hold."""


def read_datasets(file: BinaryIO) -> Source:
    """A Parquet file of ``datasets``, or a zip of such a folder."""
    file.seek(0)
    if file.read(2) == b"PK":
        return datasets_source(ZipFiles(file))
    return with_own(named_source(file, by="datasets"), is_table=True)


def named_source(file: BinaryIO, *, by: str = "file") -> Source:
    """The rows of a Parquet or Arrow file, with names for numbers that are classes and texts for words."""
    file.seek(0)
    if file.read(4) != b"PAR1" and is_arrow(file):
        return _named(read_stream(file), _features_in(arrow_schema(file).metadata or {}), by)
    return _named(read_parquet(file), _features(file), by)


def _named(source: Source, features: Mapping[str, Any], by: str) -> Source:
    named, names = with_names(source, features)
    return with_words(with_people(named), by=by, names=names)


def datasets_source(files: Files) -> Source:
    """The rows of a folder: its Parquet or JSON lines files or its saved shards, splits one after the other.

    Numbers that are classes become the names of the classes; words with tags become a text with spans. Which split
    a row is of is the metadata ``split``, where there are several.
    """
    names = [n for n in files.names() if n.endswith((".parquet", ".jsonl"))]
    names = [n for n in names if n.endswith(".parquet")] or names
    # Our own exports have every annotation beside the items.
    names = [n for n in names if n.startswith("items/") or n == "items.parquet"] or names
    splits = {name: _split(name) for name in names} or _saved(files)
    if not splits:
        raise Unreadable(
            "There are no Parquet or JSON lines files in the folder, and no shards of save_to_disk.",
            next_step="Name the folder of a data set.",
        )
    several = len(set(splits.values())) > 1
    report = Report()

    def rows(skip: int) -> Iterator[Entry]:
        number = 0
        for name, split in splits.items():
            with files.open(name) as file:
                source = _opened(file, name, files)
                for entry in source.rows(0):
                    number += 1
                    if number <= skip:
                        continue
                    if isinstance(entry, Row):
                        values = {**entry.values, "split": split} if several else entry.values
                        yield Row(number, values, entry.said)
                    else:
                        yield entry
                report.add(source.report.take())

    first = next(iter(splits))
    with files.open(first) as file:
        classes = _opened(file, first, files).classes

    def beside(name: str) -> bytes:
        if name not in files.names():
            raise Invalid(f"the folder has no file {name[:80]!r}")
        return files.read(name)

    return with_own(Source(rows, beside, report, classes=classes), is_table=not first.endswith(".jsonl"))


def _opened(file: BinaryIO, name: str, files: Files) -> Source:
    if name.endswith(".parquet"):
        return named_source(file, by="datasets")
    source = read_jsonl(file) if name.endswith(".jsonl") else read_stream(file)
    # The features may also lie beside the file: for JSON lines they do.
    return _named(source, features_in(_json(files, _beside(name, INFO))), "datasets")


def _split(name: str) -> str:
    stem = name.rsplit("/", 1)[-1].split(".", 1)[0]
    return stem.split("-", 1)[0]


def _beside(name: str, other: str) -> str:
    return name.rpartition("/")[0] + "/" + other if "/" in name else other


def _json(files: Files, name: str) -> object:
    """What a small file of JSON says; nothing when it is not there."""
    if name not in files.names():
        return None
    try:
        return orjson.loads(files.read(name))
    except (ValueError, GoodworkError) as error:
        raise Unreadable(f"{name} can't be read: {str(error)[:200]}", next_step="Save the data set again.") from None


def _saved(files: Files) -> dict[str, str]:
    """The shards of what save_to_disk wrote, in order, each with its split."""
    known = set(files.names())
    shards: dict[str, str] = {}
    for state in sorted(name for name in known if name.rsplit("/", 1)[-1] == STATE):
        said = fields(_json(files, state))
        folder = state.rpartition("/")[0]
        if said.get("_indices_data_files"):
            raise Unreadable(
                f"{state} names rows that were chosen and not written.",
                next_step="Save the data set with a newer version of datasets, or flatten_indices() first.",
            )
        for shard in listed(said.get("_data_files")):
            name = _beside(state, str(fields(shard).get("filename")))
            if name not in known:
                raise Unreadable(
                    f"The folder has no file {name[:200]}, which {state} names.",
                    next_step="Send the whole folder of save_to_disk.",
                )
            shards[name] = folder.rsplit("/", 1)[-1] or str(said.get("_split") or "")
    return shards


def _features(file: BinaryIO) -> Mapping[str, Any]:
    file.seek(0)
    try:
        return _features_in(pq.ParquetFile(file).schema_arrow.metadata or {})
    except ValueError:
        return {}  # a name that is not UTF-8 is met again by those who read its rows
    except (pa.ArrowException, OSError) as error:
        raise Unreadable(f"The Parquet file can't be read: {str(error).splitlines()[0][:200]}") from None


def _features_in(metadata: Mapping[bytes, bytes]) -> Mapping[str, Any]:
    try:
        if CLASSES in metadata:
            return features_in({"features": orjson.loads(metadata[CLASSES])})
        return features_in(orjson.loads(metadata[b"huggingface"]))
    except (KeyError, TypeError, ValueError):
        return {}  # what is wrong with the file itself is said by those who read its rows
