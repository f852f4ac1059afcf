"""A file through everything that reads files: recognised, read, mapped, made into items and answers, converted."""

from __future__ import annotations

import io
import random
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from goodwork.cli.label_files import columns_in
from goodwork.errors import GoodworkError
from goodwork.formats.converting import Ledger, convert
from goodwork.formats.files import FolderFiles
from goodwork.formats.items import ItemMaker
from goodwork.formats.mapping import read_dialect
from goodwork.formats.reading import open_source
from goodwork.formats.recognising import CONFIG, recognise
from goodwork.formats.registry import FORMATS, WRITTEN
from goodwork.formats.report import Report
from goodwork.formats.rows import Broken, Row, Source
from goodwork.forms.columns import find_mapping, needed_parts
from goodwork.forms.labelling_config import read_config
from goodwork.forms.reading import read_form
from goodwork.forms.said import read_item
from goodwork.kinds.contract import Question
from goodwork.redundancy.sources import open_records, open_texts

MOST_ROWS = 500
"""Rows that are looked at; a file of more has nothing new to say."""
DIALECTS: tuple[dict[str, Any], ...] = ({}, {}, {}, {"delimiter": ";"}, {"encoding": "cp1252"}, {"encoding": "utf-16"})


_COLUMNS = (None, "text", "id", "messages", "label")


class Wrong(Exception):
    """Something came out that is neither a row nor a reason."""


class Driver:
    """Everything that reads files; ``run`` raises whatever none of it foresaw."""

    def __init__(self, questions: list[dict[str, Any]]) -> None:
        self.forms: list[list[Question]] = [read_form([question]) for question in questions]
        self.ended = {"rows": 0, "refused rows": 0, "refused files": 0}
        """What files ended with, counted."""

    def run(self, name: str, content: bytes, stated: str, seed: int) -> None:
        """Read a file as what it is taken for, as what is stated, and as one of any format."""
        chance = random.Random(seed)
        folder = Path(tempfile.mkdtemp(prefix="goodwork-fuzz-"))
        try:
            place = folder / name
            place.write_bytes(content)
            taken_for = self._recognised(place)
            if taken_for == CONFIG:
                self._config(content)
            for form in dict.fromkeys((taken_for, stated, chance.choice(list(FORMATS)))):
                if form in FORMATS:
                    self._as(form, chance, content)
            self._compared(place, chance)
            if content[:2] == b"PK":
                self._unpacked(content, folder / "unpacked", chance)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _recognised(self, place: Path) -> str | None:
        try:
            return recognise(place)
        except GoodworkError as error:
            self._refused(error)
            return None

    def _config(self, content: bytes) -> None:
        try:
            read_config(content.decode("utf-8-sig", "replace"), "a")
        except GoodworkError as error:
            self._refused(error)

    def _compared(self, place: Path, chance: random.Random) -> None:
        """As ``redundancy`` and ``quality`` read it."""
        try:
            if chance.random() < 0.3:
                columns_in(place, ("task", "worker", "label"))
            else:
                source = (
                    open_records([place]) if chance.random() < 0.5 else open_texts([place], chance.choice(_COLUMNS))
                )
                for _ in islice(source.batches(), MOST_ROWS):
                    pass
        except GoodworkError as error:
            self._refused(error)

    def _unpacked(self, content: bytes, place: Path, chance: random.Random) -> None:
        """The same as a folder, when it can be unpacked harmlessly."""
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                for entry in archive.infolist()[:40]:
                    if entry.file_size < 1_000_000 and ".." not in entry.filename and entry.filename[:1] != "/":
                        archive.extract(entry, place)
        except Exception:
            return  # no folder then
        if not place.is_dir():
            return
        for name in (self._recognised(place), chance.choice([n for n, f in FORMATS.items() if f.read_files])):
            known = FORMATS.get(name or "")
            if known is not None and known.read_files is not None:
                try:
                    source = known.read_files(FolderFiles(place))
                    self._read(source, {}, chance)
                except GoodworkError as error:
                    self._refused(error)

    def _as(self, form: str, chance: random.Random, content: bytes) -> None:
        told = chance.choice(DIALECTS)
        try:
            self._read(open_source(io.BytesIO(content), form, read_dialect(told)), told, chance)
        except GoodworkError as error:
            self._refused(error)

    def _refused(self, error: GoodworkError) -> None:
        if not error.what.strip():
            raise Wrong("a refusal without a word") from error
        self.ended["refused files"] += 1

    def _read(self, source: Source, told: dict[str, Any], chance: random.Random) -> None:
        sample: list[Row] = []
        try:
            for entry in islice(source.rows(0), MOST_ROWS):
                if isinstance(entry, Row):
                    sample.append(entry)
                    self.ended["rows"] += 1
                elif isinstance(entry, Broken) and entry.reason:
                    self.ended["refused rows"] += 1
                else:
                    raise Wrong(f"neither a row nor a reason: {str(entry)[:100]}")
        except GoodworkError as error:
            self._refused(error)
        if sample:
            for form in (chance.choice(self.forms), []):
                try:
                    self._import(source, sample, told, form)
                except GoodworkError as error:
                    self._refused(error)
        name = chance.choice(list(WRITTEN))
        first = Source(lambda skip: _beginning(source, skip), source.beside, source.report, source.hint)
        for file in convert(first, WRITTEN[name].writes[name], told, Ledger()):
            for _ in file.pieces:
                pass

    def _import(self, source: Source, sample: list[Row], told: dict[str, Any], form: list[Question]) -> None:
        mapping = find_mapping(sample[:100], {**source.hint, **told}, form)
        maker = ItemMaker(mapping, keep=lambda _: "sha256/aa/aa", beside=source.beside, needed=needed_parts(form))
        for row in sample:
            try:
                read_item(maker.make(row), form, mapping.questions, Report())
            except GoodworkError as error:
                self._refused(error)


def _beginning(source: Source, skip: int) -> Iterator[Row | Broken]:
    return islice(source.rows(skip), MOST_ROWS)
