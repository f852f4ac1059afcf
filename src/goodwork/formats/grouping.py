"""Documents of the same content as one: tables with a row for each answer say the same item several times."""

from __future__ import annotations

import hashlib
import heapq
import pickle
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from itertools import groupby, islice
from typing import IO, Any

import orjson

from goodwork.errors import GoodworkError
from goodwork.formats import json_values
from goodwork.formats.documents import Document
from goodwork.formats.parts import content_of
from goodwork.formats.report import Report

RUN = 32 << 20
"""Bytes that are sorted in memory; more is sorted in pieces, which are merged from the disk."""
_READ = 1 << 16
_ONE = "an item has one; those of its first row were kept"

Keyed = tuple[bytes, bytes]


def grouped(documents: Iterable[Document], report: Report) -> Iterator[Document]:
    """Each content once, in the order in which it came first, with everything that is said of it.

    The rows of an item need not lie next to each other. They are sorted on the disk, so memory stays flat.
    """
    with ExitStack() as stack:
        by_content = _sorted(((_content(one) + _place(n), pickle.dumps(one)) for n, one in enumerate(documents)), stack)
        joined = (
            (key[32:], pickle.dumps(_joined([pickle.loads(held) for _, held in rows], report)))  # noqa: S301 - our own
            for key, rows in _groups(by_content)
        )
        for _, held in _sorted(joined, stack):
            yield pickle.loads(held)  # noqa: S301 - written above


def together(things: Iterable[tuple[bytes, Any]], most: int) -> Iterator[list[Any]]:
    """Things with their keys: those of one key as one list, or as several that are ``most`` long, in the order in which
    the lists begin.

    They need not lie next to each other. They are sorted on the disk, so memory stays flat. What ends them too early
    is raised when those before it were given.
    """
    ended: list[GoodworkError] = []

    def keyed() -> Iterator[Keyed]:
        try:
            for n, (key, one) in enumerate(things):
                yield hashlib.sha256(key).digest() + _place(n), pickle.dumps(one)
        except GoodworkError as error:
            ended.append(error)

    with ExitStack() as stack:
        lists = (
            (rows[0][0][32:], pickle.dumps([held for _, held in rows]))
            for _, same in groupby(_sorted(keyed(), stack), key=lambda row: row[0][:32])
            for rows in _pieces(same, most)
        )
        for _, held in _sorted(lists, stack):
            yield [pickle.loads(one) for one in pickle.loads(held)]  # noqa: S301 - written above
    if ended:
        raise ended[0]


def _pieces(rows: Iterator[Keyed], most: int) -> Iterator[list[Keyed]]:
    while piece := list(islice(rows, most)):
        yield piece


def _groups(rows: Iterator[Keyed]) -> Iterator[tuple[bytes, list[Keyed]]]:
    for _, same in groupby(rows, key=lambda row: row[0][:32]):
        held = list(same)
        yield held[0][0], held


def _content(document: Document) -> bytes:
    said = [(part["name"], part["type"], content_of(part)) for part in document.parts]
    return hashlib.sha256(orjson.dumps(said)).digest()


def _place(number: int) -> bytes:
    return number.to_bytes(8, "big")


def _joined(documents: list[Document], report: Report) -> Document:
    first = documents[0]
    metadata: dict[str, Any] = dict(first.metadata)
    identity = first.id
    for other in documents[1:]:
        if identity is None:
            identity = other.id
        elif other.id not in (None, identity):
            report.lose("", "the ids of further rows of the same item", _ONE)
        _add(metadata, other.metadata, report)
    return replace(first, id=identity, metadata=metadata, said=tuple(one for d in documents for one in d.said))


def _add(metadata: dict[str, Any], other: Mapping[str, Any], report: Report) -> None:
    for name, value in other.items():
        if name not in metadata:
            metadata[name] = value
        elif metadata[name] != value and json_values.canonical(metadata[name]) != json_values.canonical(value):
            report.lose("", f"the metadata {name!r} of further rows of the same item", _ONE)


def _sorted(rows: Iterable[Keyed], stack: ExitStack) -> Iterator[Keyed]:
    file: IO[bytes] | None = None
    runs: list[tuple[int, int]] = []
    held: list[Keyed] = []
    size = 0
    for row in rows:
        held.append(row)
        size += len(row[1]) + 200
        if size > RUN:
            file = file or stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - closed by the stack
            runs.append(_write(file, held))
            held, size = [], 0
    held.sort()
    if file is None:
        return iter(held)
    return heapq.merge(held, *(_run(file, begin, end) for begin, end in runs))


def _write(file: IO[bytes], rows: list[Keyed]) -> tuple[int, int]:
    rows.sort()
    begin = file.seek(0, 2)
    for key, value in rows:
        file.write(b"%d %d\n" % (len(key), len(value)))
        file.write(key)
        file.write(value)
    return begin, file.tell()


def _run(file: IO[bytes], at: int, end: int) -> Iterator[Keyed]:
    """The rows of one run; others are read from the same file in between."""
    buffer = b""
    while at < end or buffer:
        head, mark, _ = buffer.partition(b"\n")
        wanted = sum(map(int, head.split())) + len(head) + 1 if mark else 0
        if not mark or len(buffer) < wanted:
            file.seek(at)
            piece = file.read(min(max(_READ, wanted - len(buffer)), end - at))
            at += len(piece)
            buffer += piece
            continue
        long = int(head.split()[0])
        rest = buffer[len(head) + 1 :]
        yield rest[:long], rest[long : wanted - len(head) - 1]
        buffer = rest[wanted - len(head) - 1 :]
