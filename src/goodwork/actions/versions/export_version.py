"""Exporting: a published version in a format that others read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from goodwork.actions.versions.record_use import note_download
from goodwork.actions.versions.see_versions import see_version
from goodwork.blobs import Blobs
from goodwork.errors import Conflict
from goodwork.formats.report import Report
from goodwork.formats.writing import is_single, stream, write_files
from goodwork.lake.published import Published, damaged_file
from goodwork.model.people import Actor
from goodwork.model.versions import DatasetVersion, VersionState
from goodwork.store.database import Database


@dataclass(frozen=True, slots=True)
class Export:
    """An export as one stream of bytes."""

    name: str
    """Of the file, for those who save it."""
    media: str
    pieces: Iterator[bytes]


async def export_version(database: Database, blobs: Blobs, actor: Actor, identity: int, file_format: str) -> Export:
    """A version as one file, or as a zip of several with a report of what the format kept, changed and lost."""
    version = await see_version(database, actor, identity)
    published = published_files(blobs, version)
    pieces = stream(published, file_format)
    assert version.manifest is not None
    await note_download(database, actor, version)
    plain = re.sub(r"[^a-z0-9]+", "-", str(version.manifest["project"]["name"]).lower()).strip("-")[:60]
    name = f"{plain or 'project'}-v{version.number}"
    if is_single(published, file_format):
        return Export(f"{name}.{file_format}", "application/jsonl", pieces)
    return Export(f"{name}-{file_format}.zip", "application/zip", pieces)


def export_to_folder(
    blobs: Blobs,
    version: DatasetVersion,
    file_format: str,
    folder: Path,
    progress: Callable[[int], None] = lambda _: None,
) -> Report:
    """Write a version's export into a new or empty folder; returns what the format kept, changed and lost.

    ``progress`` is called with the bytes written so far. Files appear whole; the report comes last, so a folder with
    a report is complete.
    """
    published = published_files(blobs, version)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        what = f"{folder} is there already and not an empty folder."
        raise Conflict(what, kept="It was left as it is.", next_step="Name another one.")
    report = Report()
    written = 0
    for file in write_files(published, file_format, report):
        path = folder / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f".{path.name}.partial")
        with partial.open("wb") as out:
            for piece in file.pieces:
                out.write(piece)
                written += len(piece)
                progress(written)
        partial.replace(path)
    return report


def published_files(blobs: Blobs, version: DatasetVersion) -> Published:
    """The files of a version; Conflict while it has none, Damaged when one of them was cut or is gone."""
    if version.state is not VersionState.PUBLISHED:
        raise Conflict(
            "This version is not published yet." if version.state is VersionState.MAKING else "This version failed.",
            kept="Nothing was changed.",
            next_step="Wait until it is." if version.state is VersionState.MAKING else "Publish a new one.",
        )
    assert version.manifest is not None
    # Before the first byte of an export: then it can still be said.
    for entry in version.manifest["files"]:
        size = blobs.size(f"{version.path}/{entry['path']}")
        if size != entry["bytes"]:
            found = "is missing" if size is None else f"has {size:,} bytes; {entry['bytes']:,} were written"
            raise damaged_file(entry["path"], found)
    return Published(version.manifest, lambda path: blobs.open(f"{version.path}/{path}"), blobs.get)
