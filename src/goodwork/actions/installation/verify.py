"""Whether an installation is whole: its schema, its data, and the files that it refers to."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from goodwork.actions.installation.archive import CHUNK, is_blob_name
from goodwork.blobs import Blobs
from goodwork.errors import GoodworkError
from goodwork.store.installation.checking import RULES, checking
from goodwork.store.installation.snapshot import File

MOST = 1000
"""Faults of files that are listed; further ones are counted."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found."""

    schema: str
    """The revision."""
    rules: int
    files: int
    deep: bool
    faults: tuple[str, ...]
    notes: tuple[str, ...]
    """What is no fault and worth knowing."""


def verify(url: str, blobs: Blobs, *, deep: bool = False, say: Callable[[str], None] = lambda _: None) -> Verified:
    """Check an installation, also while it serves. ``deep`` reads every file and compares it with its hash.

    ``url`` is the administrator's. What is wrong is a value, so that everything is looked at.
    """
    faults: list[str] = []
    notes: list[str] = []
    files = wrong = 0
    with checking(url) as moment:
        say("Comparing the schema ...")
        faults += moment.schema()
        say("Counting ...")
        faults += moment.data()
        on, failures = moment.checksums()
        if failures:
            faults.append(f"PostgreSQL found {failures:,} pages whose checksum is wrong: its disk damages data.")
        if not on:
            notes.append("PostgreSQL keeps no checksums of its pages in this database cluster.")
        say("Looking at the files ...")
        for file in moment.files():
            files += 1
            fault = next(_faults(blobs, file, deep), None)
            if fault:
                wrong += 1
                if wrong <= MOST:
                    faults.append(f"File {file.name[:200]}: {fault}.")
        revision = moment.revision
    if wrong > MOST:
        faults.append(f"{wrong - MOST:,} further files are missing or damaged.")
    return Verified(revision, len(RULES), files, deep, tuple(faults), tuple(notes))


def _faults(blobs: Blobs, file: File, deep: bool) -> Iterator[str]:
    if not is_blob_name(file.name):
        yield "is no name that goodwork gives"
        return
    size = blobs.size(file.name)
    if size is None:
        yield "is missing"
    elif file.size is not None and size != file.size:
        yield f"has {size:,} bytes, not {file.size:,}"
    elif not size:
        yield "is empty"
    elif deep and file.sha256 is not None:
        try:
            if _sha256(blobs, file.name) != file.sha256:
                yield "is not what its checksum says"
        except (GoodworkError, OSError) as error:
            yield f"can't be read: {error}"


def _sha256(blobs: Blobs, name: str) -> str:
    digest = hashlib.sha256()
    with blobs.open(name) as content:
        while chunk := content.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
