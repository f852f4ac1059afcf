"""What a format is: a folder that recognises, reads and writes files of one form, and says so in one place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO, Protocol

from goodwork.formats.documents import Document
from goodwork.formats.files import Files
from goodwork.formats.published import OutFile, Published
from goodwork.formats.report import Report
from goodwork.formats.rows import Dialect, Source
from goodwork.model.records import Record


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen of a file or folder before it is read. Only what fits it is filled in."""

    names: tuple[str, ...] | None = None
    """Of a folder or zip: the names of its files."""
    first: Mapping[str, object] | None = None
    """Of a folder of nothing but JSON lines: the first object of its first file."""
    row: Mapping[str, object] | None = None
    """Of JSON: its first object, empty when there is none. Of Parquet, or of a folder of it: its columns, each None."""
    parquet: frozenset[bytes] | None = None
    """Of Parquet, or of a folder of it: what the metadata of its schema speak of."""
    begin: bytes = b""
    """Of JSON: how it begins, for what is no object."""
    text: bytes = b""
    """Of any other file: how it begins."""
    cells: Mapping[str, object] | None = None
    """Of delimited text: one of its first rows, with the lists in its cells."""


Recognise = Callable[[Seen], bool]
Read = Callable[[BinaryIO, Dialect], Source]
Write = Callable[[Iterable[Document], Report], Iterator[OutFile]]
Export = Callable[[Published, Report], Iterator[OutFile]]


class ReadFiles(Protocol):
    """Reads a folder as it lies there."""

    def __call__(self, files: Files, dialect: Dialect = ..., /) -> Source:
        """The opened folder."""
        ...


def by_name_only(seen: Seen) -> bool:
    """A format that nothing but the name of a file tells."""
    return False


@dataclass(frozen=True, slots=True)
class Format:
    """A form of files. It names no kind of question: they meet in the neutral records of ``model.records``."""

    name: str
    """The word for the format in commands, routes and files."""
    title: str
    """The words for it on the screen."""
    read: Read
    recognise: Recognise = by_name_only
    """Whether what is seen is of this format. The more particular formats are asked first."""
    endings: tuple[str, ...] = ()
    """How names of such files end; asked when nothing was recognised."""
    aliases: Mapping[str, str] = field(default_factory=dict[str, str])
    """Other names that people give it or one of its forms -> the name that counts."""
    known_as: str = ""
    """The one name in which a list of what is read has it; empty where that says it in words of each language."""
    read_files: ReadFiles | None = None
    """Reads a folder as it lies there; without it the format is one file."""
    reads_zip: bool = False
    """Whether a folder is read once it is packed."""
    writes: Mapping[str, Write] = field(default_factory=dict[str, Write])
    """What writes documents, by the names of the forms: mostly one, the format's own."""
    titles: Mapping[str, str] = field(default_factory=dict[str, str])
    """The words for its forms on the screen, where they are not the format's own."""
    export: Export | None = None
    """What writes a published version, where the format holds more of it than its documents say."""
    exports: Mapping[str, Export] = field(default_factory=dict[str, Export])
    """The same for forms that need their own, by their names."""
    reads_beginning: bool = True
    """Whether the beginning of a file is a file: others list at their end what they hold, or are packed as a whole."""
    is_settled: bool = False
    """Whether it says itself what its columns are, so that nobody says it on the screen."""
    finds_encoding: bool = False
    """Whether it finds out itself which encoding a file has; others are given UTF-8 where a mark says UTF-16."""
    asks_header: bool = False
    """Whether its first row may be data, so that a person can say which it is."""
    is_folder: bool = False
    """Whether what is written is several files."""
    read_as: tuple[str, ...] = ()
    """Other formats that read what is written as well: nothing in a file tells them apart."""
    forgets: frozenset[str] = frozenset()
    """What it never holds of an answer, so that no report lists it: its ``by``, ``role``, ``question``, ``ids``; or
    what the outputs were called (``sides``)."""
    holds: Mapping[str, tuple[type[Record], ...]] = field(default_factory=dict[str, "tuple[type[Record], ...]"])
    """Form -> the sorts of records of which it holds any; a form that is missing holds all of them."""
    adds: tuple[str, ...] = ()
    """Metadata that reading adds, so that the next writing is alike."""
    holds_all: bool = False
    """Whether an export without pictures is one file that holds everything, so that no report goes beside it."""
