"""The law of our own files: what is read back is what was written, but for what the reports name."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from goodwork.formats.contract import Format
from goodwork.formats.converting import Ledger, convert
from goodwork.formats.documents import Document
from goodwork.formats.files import FolderFiles
from goodwork.formats.reading import open_source
from goodwork.formats.recognising import recognise
from goodwork.formats.record_json import said_as_json
from goodwork.formats.registry import FORMATS, WRITTEN
from goodwork.formats.report import Report
from goodwork.model.records import MARKED
from tests.formats.drawn import documents

EXAMPLES = 15
OWN = ("jsonl", "csv", "parquet", "datasets")
"""What holds everything."""

WORDS = {
    "id": r"\bids?\b",
    "part": r"part|field|text|message|turn|conversation|output",
    "metadata": r"metadata",
    "said": (
        r"annotation|prediction|consensus|known answer|answer|skip|label|span|relation|rating|text |preference|ranking|"
        r"comment|pseudonym|score|reason|record|question|response|suggestion|verdict|person|margin|order|attribute|fragment|piece"
    ),
}
"""How reports speak of what an item holds."""
WHOLE = re.compile(r"whole item|further things|an item |its texts|item without")


def written(form: str, drawn: list[Document], folder: Path, report: Report) -> Path:
    """The files of documents, under the name that a conversion gives them."""
    known = WRITTEN[form]
    folder.mkdir(parents=True)
    for file in known.writes[form](drawn, report):
        place = folder / file.name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(b"".join(file.pieces))
    return folder if known.is_folder else next(p for p in folder.iterdir())


def read(place: Path, name: str, report: Report) -> list[Document]:
    """The documents of a file or folder."""
    taken: list[Document] = []

    def take(found: Any, told: Report) -> Iterator[Any]:
        taken.extend(found)
        report.add(told)
        return iter(())

    ledger = Ledger()
    if place.is_dir():
        known = FORMATS[name]
        assert known.read_files is not None
        list(convert(known.read_files(FolderFiles(place)), take, {}, ledger))
    else:
        with place.open("rb") as file:
            list(convert(open_source(file, name), take, {}, ledger))
    account = ledger.as_json()
    for row in account["changed"]:
        report.change(row["item"], row["what"], row["why"])
    for row in account["lost"]:
        report.lose(row["item"], row["what"], row["why"])
    return taken


def atoms(document: Document, known: Format) -> dict[str, set[str]]:
    """Everything that a document holds, apart, by what it is; without what the format never holds."""
    return {
        "id": {str(document.id)},
        "part": {
            json.dumps(["" if "sides" in known.forgets else p["name"], p.get("text"), p.get("data")])
            for p in document.parts
        },
        "metadata": {
            json.dumps([name, value], sort_keys=True)
            for name, value in document.metadata.items()
            if name not in known.adds
        },
        "said": {json.dumps(_shown(said_as_json(one), known.forgets), sort_keys=True) for one in document.said},
    }


def _shown(said: dict[str, Any], forgets: frozenset[str]) -> dict[str, Any]:
    """What is said, without what is forgotten. That nothing was found may be said by a record, or by none."""
    records = [record for record in said["records"] if not str(record["question"]).endswith(f"/{MARKED}")]
    names = {"question": "question", "ids": "id"}
    left = {names[name] for name in forgets if name in names}
    left |= {"options", "chosen", "shown", "groups"} if "sides" in forgets else set()
    kept = {name: value for name, value in said.items() if name not in forgets and name != "records"}
    return {**kept, "records": [{k: v for k, v in record.items() if k not in left} for record in records]}


def unexplained(drawn: list[Document], back: list[Document], known: Format, report: Report) -> list[str]:
    """What is not as it was, and no row of the report speaks of it."""
    told = report.as_json()
    rows = [*told["changed"], *told["lost"]]
    by_id = {one.id: one for one in back if one.id is not None}
    found: list[str] = []
    for n, document in enumerate(drawn):
        again = by_id.get(document.id) or (back[n] if len(back) == len(drawn) else None)
        before = atoms(document, known)
        after = atoms(again, known) if again is not None else {name: set[str]() for name in before}
        for name, held in before.items():
            words = [WORDS[name]]
            if name == "metadata":
                gone = {json.loads(one)[0] for one in held ^ after[name]}
                words = [
                    re.escape(repr(one)) for one in gone if one not in {json.loads(x)[0] for x in after[name] - held}
                ]
            speaks = any(WHOLE.search(row["what"]) for row in rows) or all(
                any(re.search(word, row["what"], re.IGNORECASE) for row in rows) for word in words
            )
            if held != after[name] and not speaks:
                found.append(f"{name} of item {n}: {sorted(held - after[name])} -> {sorted(after[name] - held)}")
    return found


@pytest.mark.parametrize("form", WRITTEN)
@settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
@given(drawn=documents())
def test_what_is_read_back_is_what_was_written_but_for_what_is_told(form: str, drawn: list[Document]) -> None:
    folder = Path(tempfile.mkdtemp(prefix="goodwork-law-"))
    try:
        report = Report()
        place = written(form, drawn, folder / "out", report)
        # A form of a file for each picture has none where nothing was drawn.
        if not (place.stat().st_size if place.is_file() else any(place.rglob("*.*"))):
            assert report.tells
            return
        known, taken_for = WRITTEN[form], recognise(place)
        assert taken_for in (known.name, *known.read_as), (
            place.read_bytes()[:500] if place.is_file() else list(place.iterdir())
        )
        back = read(place, taken_for, report)
        assert not unexplained(drawn, back, known, report)
        if known.name in OWN:
            assert not report.as_json()["lost"]
            assert [atoms(one, known)["said"] for one in back] == [atoms(one, known)["said"] for one in drawn]
            assert [one.id for one in back] == [one.id for one in drawn]
        if not report.tells:
            assert [atoms(one, known) for one in back] == [atoms(one, known) for one in drawn]
    finally:
        shutil.rmtree(folder)
