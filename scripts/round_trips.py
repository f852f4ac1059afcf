"""Writes into docs/formats/index.md what of each kind of answer comes back out of each format that is written.

``python scripts/round_trips.py`` writes and reads an answer of every kind in every format; a test holds the page to it.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image

from goodwork.errors import GoodworkError
from goodwork.formats.contract import Format
from goodwork.formats.converting import Ledger, convert
from goodwork.formats.documents import Document, Shown
from goodwork.formats.files import FolderFiles
from goodwork.formats.reading import open_source
from goodwork.formats.recognising import recognise
from goodwork.formats.record_json import record_as_json
from goodwork.formats.registry import FORMATS, WRITTEN
from goodwork.formats.report import Report
from goodwork.formats.rows import OBJECTS, Said
from goodwork.forms.reading import read_form
from goodwork.kinds.registry import KINDS
from goodwork.model.records import (
    MARKED,
    Box,
    Choice,
    Keypoints,
    Mask,
    Polygon,
    Polyline,
    Preference,
    Ranking,
    Rating,
    Record,
    Relation,
    Span,
    TextAnswer,
    nothing_found,
)  # fmt: skip

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "formats" / "index.md"
BEGIN, END = "<!-- round trips: written by scripts/round_trips.py -->", "<!-- end -->"
NEEDED = ("prompt", "response_a", "response_b", "response_c", "a", "b", "c")
LABEL = (Choice("mood", ("good",), ("good",)),)
REGIONS = {Box, Polygon}
POLYGON = (Polygon(OBJECTS, "p1", "boat", "boat", ((((4.0, 5.0), (60.0, 5.5), (30.0, 45.5)),),)),)
BOX = (Box(OBJECTS, "b1", "boat", "boat", 4.0, 5.0, 60.0, 45.5),)


def main() -> None:
    """Write the table."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n{table()}{END}{after}", encoding="utf-8")
    sys.stdout.write(f"{PAGE.relative_to(ROOT)}\n")


def table() -> str:
    """The table as it stands on the page."""
    answers = {name: (Said("annotation", "ann", records),) for name, records in of_kinds().items()}
    columns = {**answers, **_others(LABEL, "entities")}
    lines = ["| format | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    for form in WRITTEN:
        marks = REGIONS & set(WRITTEN[form].holds.get(form, ()))
        of_pictures = bool(marks)
        said = {**answers, **_others(BOX if Box in marks else POLYGON, OBJECTS)} if of_pictures else columns
        cells = [_cell(form, one, of_pictures) for one in said.values()]
        lines.append(f"| {form} | " + " | ".join(cells) + " |")
    return "\n" + "\n".join(lines) + "\n\n"


def _others(records: tuple[Record, ...], question: str) -> dict[str, tuple[Said, ...]]:
    """What else is said of an item, with such an answer."""
    return {
        "nothing found": (Said("annotation", "ann", (nothing_found(question),)),),
        "not asked": (),
        "a skip": (Said("skip", "ann"),),
        "two people": (Said("annotation", "ann", records), Said("annotation", "bob", records)),
        "known answer": (Said("gold", "lead", records, reason="It says so."),),
        "prediction": (Said("prediction", "m1", records, score=0.5),),
    }


def of_kinds() -> dict[str, tuple[Record, ...]]:
    """For every kind of question what an answer says, as records: that of its fixtures that says most."""
    found: dict[str, tuple[Record, ...]] = {}
    for name, kind in KINDS.items():
        for path in sorted((ROOT / "fixtures" / "kinds" / name).glob("*.json")):
            fixture = json.loads(path.read_text(encoding="utf-8"))
            (question,) = read_form([fixture["question"]])
            for case in fixture["answers"]:
                if case["valid"]:
                    records = tuple(kind.to_records(question, kind.answer.model_validate(case["answer"])))
                    if len(records) > len(found.get(name, ())):
                        found[name] = records
    return found


def _cell(form: str, said: tuple[Said, ...], of_pictures: bool) -> str:
    """What comes back: all of it, what it means, some, the same in another form, or none."""
    known, document = WRITTEN[form], _document(said, of_pictures)
    back = _back(form, known, document)
    if back is None:
        return "left out"
    before, after = _shown(document.said, known), _shown(back.said, known)
    if before == after:
        return "all"
    meant, found = _meant(document.said, known), _meant(back.said, known)
    if meant == found:
        return "meaning"
    if not said:
        return "as an answer"
    words = {word for _, says in found for word in says}
    if any(word in words for _, says in meant for word in says):
        return "some"
    return "other form" if words else "none"


def _meant(said: tuple[Said, ...], known: Format) -> list[tuple[str, list[str]]]:
    """What is said without who says it, ids of labels, scales and the order shown."""
    return [("" if "role" in known.forgets else one.role, sorted(_words(one.records))) for one in said]


def _words(records: tuple[Record, ...]) -> Iterator[str]:
    for record in records:
        match record:
            case Choice():
                if not record.question.endswith(f"/{MARKED}"):
                    yield f"labels {sorted(record.names)}"
            case Rating():
                yield f"number {record.value}"
            case TextAnswer():
                yield f"text {record.text}"
            case Span():
                yield f"span {record.name} {record.fragments}"
            case Relation():
                yield f"relation {record.name}"
            case Preference():
                yield f"preference {record.chosen} {record.verdict}"
            case Ranking():
                yield f"ranking {record.groups}"
            case Box():
                yield f"box {record.name} {record.x0, record.y0, record.x1, record.y1, record.rotation}"
            case Polygon():
                yield f"polygon {record.name} {record.parts}"
            case Polyline():
                yield f"polyline {record.name} {record.points}"
            case Keypoints():
                yield f"keypoints {record.name} {record.points}"
            case Mask():
                yield f"mask {record.name} {record.size} {record.counts}"
            case _:
                yield f"comment {record.text}"


def _shown(said: tuple[Said, ...], known: Format) -> list[dict[str, Any]]:
    left = {"question" if name == "question" else "id" for name in known.forgets & {"question", "ids"}}
    shown: list[dict[str, Any]] = []
    for one in said:
        records = [record_as_json(r) for r in one.records if not r.question.endswith(f"/{MARKED}")]
        frame = {} if "role" in known.forgets else {"role": one.role}
        frame |= {} if "by" in known.forgets else {"by": one.by}
        extra = {"score": one.score, "reason": one.reason if one.role != "skip" else ""}
        shown.append({**frame, **extra, "records": [{k: v for k, v in r.items() if k not in left} for r in records]})
    return shown


def _document(said: tuple[Said, ...], of_pictures: bool) -> Document:
    """An item that such an answer is about: its texts hold what the spans quote, or its picture the boxes."""
    records = [record for one in said for record in one.records]
    if any(isinstance(record, Box | Polygon | Keypoints | Mask | Polyline) for record in records) or (
        of_pictures and all(r.question.startswith(OBJECTS) for r in records)
    ):
        shown = Shown("picture", "i1.png", (640, 480), "picture")
        return Document(1, "i1.png", [], {"picture": "i1.png"}, said, beside=(shown,))
    spans = [record for one in said for record in one.records if isinstance(record, Span)]
    text = list("It is a text of some words, which go on. " * 3)
    for span in spans:
        text += " " * max(0, span.fragments[-1][1] - len(text))
        quoted = span.text
        for start, end in span.fragments:
            text[start:end] = quoted[: end - start]
            quoted = quoted[end - start + 1 :]
    named = sorted({span.part for span in spans if span.part}) or ["text"]
    options = {name for one in said for record in one.records for name in _compared(record)}
    names = [*named, *sorted(options - set(named))]
    parts = [
        {"name": n, "type": "text", "title": n, "text": "".join(text) if n in named else f"The {n}."} for n in names
    ]
    return Document(1, "i1", parts, {}, said)


def _compared(record: Record) -> list[str]:
    groups = getattr(record, "groups", ((*getattr(record, "options", ()),),))
    return [name for group in groups for name in group]


def _back(form: str, known: Format, document: Document) -> Document | None:
    folder = Path(tempfile.mkdtemp(prefix="goodwork-round-trips-"))
    taken: list[Document] = []

    def take(documents: Any, report: Report) -> Iterator[Any]:
        taken.extend(documents)
        return iter(())

    try:
        for file in known.writes[form]([document], Report()):
            (folder / file.name).parent.mkdir(parents=True, exist_ok=True)
            (folder / file.name).write_bytes(b"".join(file.pieces))
            if file.name.startswith("labels/"):
                # Places there are shares of a picture, which conversions leave where it is.
                (folder / "images").mkdir(exist_ok=True)
                Image.new("L", (640, 480)).save(folder / "images" / "i1.png")
        place = folder if known.is_folder else next(iter(folder.iterdir()))
        reader = FORMATS[recognise(place)]
        if place.is_dir() and reader.read_files is not None:
            list(convert(reader.read_files(FolderFiles(place)), take, {}, Ledger()))
        elif place.is_file() and place.stat().st_size:
            with place.open("rb") as stream:
                list(convert(open_source(stream, reader.name), take, {}, Ledger()))
    except GoodworkError:
        return None
    finally:
        shutil.rmtree(folder)
    return taken[0] if taken else None


if __name__ == "__main__":
    main()
