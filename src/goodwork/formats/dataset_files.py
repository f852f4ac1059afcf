"""The layout of Hugging Face ``datasets``: Parquet whose numbers have names, and folders of such files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO, cast

import orjson

from goodwork.errors import Unreadable
from goodwork.formats.arrow import pa, pq
from goodwork.formats.arrow_rows import read_parquet
from goodwork.formats.files import Files, ZipFiles
from goodwork.formats.json_lines import read_jsonl
from goodwork.formats.own import with_own
from goodwork.formats.report import Report
from goodwork.formats.rows import ENTITIES, Entry, Row, Said, Source
from goodwork.formats.tokens import spans_in
from goodwork.model.json import is_list
from goodwork.model.records import Record, Span

_TAGS = ("ner_tags", "tags", "labels", "ner", "entities")


def read_datasets(file: BinaryIO) -> Source:
    """A Parquet file of ``datasets``, or a zip of such a folder."""
    file.seek(0)
    if file.read(2) == b"PK":
        return datasets_source(ZipFiles(file))
    return with_own(_named(file), is_table=True)


def datasets_source(files: Files) -> Source:
    """The rows of a folder: its Parquet or JSON lines files in the order of their names, splits one after the other.

    Numbers that are classes become the names of the classes; words with tags become a text with spans. Which split
    a row is of is the metadata ``split``, where there are several.
    """
    names = [n for n in files.names() if n.endswith((".parquet", ".jsonl"))]
    names = [n for n in names if n.endswith(".parquet")] or names
    # Our own exports have every annotation beside the items.
    names = [n for n in names if n.startswith("items/") or n == "items.parquet"] or names
    if not names:
        raise Unreadable(
            "There are no Parquet or JSON lines files in the folder.", next_step="Name the folder of a data set."
        )
    splits = {name: _split(name) for name in names}
    several = len(set(splits.values())) > 1
    report = Report()

    def rows(skip: int) -> Iterator[Entry]:
        number = 0
        for name in names:
            with files.open(name) as file:
                source = _named(file) if name.endswith(".parquet") else read_jsonl(file)
                for entry in source.rows(0):
                    number += 1
                    if number <= skip:
                        continue
                    if isinstance(entry, Row):
                        values = {**entry.values, "split": splits[name]} if several else entry.values
                        yield Row(number, values, entry.said)
                    else:
                        yield entry
                report.add(source.report.take())

    is_table = names[0].endswith(".parquet")
    return with_own(Source(rows, report=report), is_table=is_table)


def _split(name: str) -> str:
    stem = name.rsplit("/", 1)[-1].split(".", 1)[0]
    return stem.split("-", 1)[0]


def _named(file: BinaryIO) -> Source:
    source = read_parquet(file)
    features = _features(file)
    naming = {name: made for name, feature in features.items() if (made := _namer(feature)) is not None}

    def rows(skip: int) -> Iterator[Entry]:
        for entry in source.rows(skip):
            yield _row(entry, naming) if isinstance(entry, Row) else entry

    return Source(rows, source.beside, source.report)


def _features(file: BinaryIO) -> Mapping[str, Any]:
    file.seek(0)
    try:
        metadata: Mapping[bytes, bytes] = pq.ParquetFile(file).schema_arrow.metadata or {}
        return orjson.loads(metadata[b"huggingface"])["info"]["features"]
    except (KeyError, TypeError, ValueError):
        return {}  # what is wrong with the file itself is said by those who read its rows
    except (pa.ArrowException, OSError) as error:
        raise Unreadable(f"The Parquet file can't be read: {str(error).splitlines()[0][:200]}") from None


def _namer(feature: Any) -> Callable[[Any], Any] | None:
    """What turns the numbers of a feature into names; None when it has none."""
    match feature:
        case {"_type": "ClassLabel", "names": names} if is_list(names):
            known: Sequence[str] = names
            # -1 is how data sets say that a label is not known.
            return lambda v: known[v] if isinstance(v, int) and 0 <= v < len(known) else None
        case {"_type": "List" | "Sequence" | "LargeList", "feature": inner}:
            one = _namer(inner)
            return None if one is None else lambda values: None if values is None else [one(v) for v in values]
        case [inner]:
            one = _namer(inner)
            return None if one is None else lambda values: None if values is None else [one(v) for v in values]
        case _:
            return None


def _row(row: Row, naming: Mapping[str, Callable[[Any], Any]]) -> Row:
    values: dict[str, Any] = {k: naming[k](v) if k in naming else v for k, v in row.values.items()}
    words = values.get("tokens")
    if isinstance(words, list) and words and all(isinstance(w, str) for w in cast("list[Any]", words)):
        tags = next((k for k in _TAGS if k in values and k in naming), None)
        if tags is not None and isinstance(values[tags], list) and len(values[tags]) == len(cast("list[Any]", words)):
            return _tagged(row.line, values, cast("list[str]", words), tags)
    return Row(row.line, values, row.said)


def _tagged(line: int, values: dict[str, Any], words: list[str], column: str) -> Row:
    starts: list[int] = []
    at = 0
    for word in words:
        starts.append(at)
        at += len(word) + 1
    text = " ".join(words)
    records: list[Record] = []
    for n, found in enumerate(spans_in([tag or "O" for tag in values[column]]), 1):
        place = (starts[found.first], starts[found.last] + len(words[found.last]))
        records.append(Span(ENTITIES, f"T{n}", found.label, found.label, (place,), text[slice(*place)]))
    rest = {k: v for k, v in values.items() if k not in ("tokens", column)}
    said = (Said("annotation", "datasets", tuple(records)),)
    return Row(line, {**rest, "text": text, "tokens": len(words)}, said)
