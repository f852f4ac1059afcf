"""What is written out: a published version, as writers see it, and the files that they make of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from goodwork.errors import Damaged
from goodwork.formats.report import Report

_ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp", "image/gif": "gif", "image/bmp": "bmp"}


class Published(Protocol):
    """A version: its manifest, its tables in the order of the items, its pictures."""

    @property
    def manifest(self) -> Mapping[str, Any]:
        """What the version says of itself."""
        ...

    def batches(self, table: str) -> Iterator[Any]:
        """The rows of a table as Arrow record batches; nothing where the version has no such table.

        The tables are ``items``, ``consensus``, ``annotations``, ``predictions`` and ``skips``.
        """
        ...

    def picture(self, blob: str) -> bytes:
        """The bytes of a picture."""
        ...


@dataclass(frozen=True, slots=True)
class OutFile:
    """A file that an export makes, written piece by piece."""

    name: str
    pieces: Iterator[bytes]
    packed: bool = False
    """Whether it is compressed already."""


def picture_name(blob: str, media: str | None) -> str:
    """The name of a picture in an export: by its content, so that the same picture is there once.

    >>> picture_name("sha256/ab/abcd", "image/png")
    'pictures/abcd.png'
    """
    return f"pictures/{blob.rsplit('/', 1)[-1]}.{_ENDINGS.get(media or '', 'bin')}"


def blob_of(picture: str) -> str:
    """The blob that a picture of an export was written from.

    >>> blob_of("pictures/abcd.png")
    'sha256/ab/abcd'
    """
    digest = picture.rsplit("/", 1)[-1].split(".", 1)[0]
    return f"sha256/{digest[:2]}/{digest}"


def pictures_of(published: Published, report: Report) -> Iterator[OutFile]:
    """Every picture of a version as a file, each once; one that is damaged is reported, and the others follow."""
    if not any(part["type"] == "picture" for part in published.manifest["parts"]):
        return
    seen: set[str] = set()
    for batch in published.batches("items"):
        for parts in batch.column("parts").to_pylist():
            for part in parts:
                blob = part["blob"]
                if blob and blob not in seen:
                    seen.add(blob)
                    name = picture_name(blob, part["media"])
                    content = picture_or_none(published, blob, name, report)
                    if content is not None:
                        yield OutFile(name, iter([content]), packed=True)


def picture_or_none(published: Published, blob: str, name: str, report: Report) -> bytes | None:
    """The bytes of a picture; None when its stored file is damaged, which the report then says."""
    try:
        return published.picture(blob)
    except Damaged as error:
        report.lose("", f"the picture {name}", error.what)
        return None
