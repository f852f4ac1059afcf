"""Truth and predictions as ``goodwork evaluate`` compares them: COCO's numbers, checked before anything is measured.

Any format of pictures becomes COCO by the converter first, and is matched by the names of pictures and classes. A list
of COCO results names pictures by number, so it goes with a file of COCO only.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from goodwork.cli.convert import opened
from goodwork.cli.detection_names import matched
from goodwork.errors import Fault, Invalid, Unreadable
from goodwork.formats.coco.joining import OURS, QUESTION
from goodwork.formats.coco.write import NAME
from goodwork.formats.converting import Ledger, convert
from goodwork.formats.recognising import file_of, recognise
from goodwork.formats.registry import WRITTEN
from goodwork.geometry import masks
from goodwork.geometry.coco_text import from_text, to_text
from goodwork.model.json import is_list, is_object

COCO = "coco"
MOST_FAULTS = 20
FARTHEST = 1e6
"""No number of a shape is larger, in pixels."""


@dataclass(slots=True)
class Detections:
    """What is compared."""

    images: list[dict[str, Any]]
    """``id``, ``file_name``, ``width``, ``height``."""
    categories: list[dict[str, Any]]
    """``id``, ``name``."""
    truth: list[dict[str, Any]]
    """Annotations of COCO."""
    predicted: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    """Results of COCO: ``image_id``, ``category_id``, ``score``, and ``bbox`` or ``segmentation``."""
    notes: list[str] = field(default_factory=list[str])
    """What whoever reads the figures has to know, in sentences."""
    folder: Path | None = None
    """Where pictures may lie."""

    @property
    def has_outlines(self) -> bool:
        """Whether everything is outlined, so that outlines can be compared."""
        return bool(self.predicted) and self.is_outlined and all("segmentation" in one for one in self.predicted)

    @property
    def is_outlined(self) -> bool:
        """Whether every object of the version has an outline."""
        return all("segmentation" in one for one in self.truth if not one["iscrowd"])


def read_detections(predictions: Path, against: Path, question: str | None = None) -> Detections:
    """Both, matched; Invalid names what can't be compared, and then nothing is.

    ``question``: of a version that asks for regions several times, the answers to this question.
    """
    dataset = _asked(_dataset(against), question, against)
    found = _truth(dataset, against)
    given = _loaded(predictions) if predictions.is_file() and predictions.suffix.lower() == ".json" else None
    if is_list(given) and given and all(is_object(one) and "image_id" in one for one in given[:10]):
        _take_results(found, given, predictions.name)
    else:
        _take_dataset(found, _dataset(predictions, given), predictions.name)
    return found


def _loaded(place: Path) -> Any:
    try:
        content = place.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except OSError as error:
        raise Unreadable(f"{place}: {error.strerror}.", kept="Nothing was measured.") from None
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError as error:
        if content.lstrip()[:1] == b"[":
            # No format of a whole file begins so but results of COCO, which nothing else reads.
            raise Invalid(
                f"{place.name} is not JSON: {error}.",
                kept="Nothing was measured.",
                next_step="Write it again; a NaN, as some programs write one, is no number of JSON.",
            ) from None
        return None  # another format, or a broken file: what reads it says so


def _dataset(place: Path, given: Any = None) -> dict[str, Any]:
    """A file of COCO as it is, anything else as the converter makes one of it."""
    if not place.exists():
        raise Unreadable(
            f"There is no file {place}.",
            kept="Nothing was measured.",
            next_step="Check the path; a published version is written with goodwork export.",
        )
    source = file_of(place)
    if source.is_file() and source.suffix.lower() == ".json":
        made = given if given is not None else _loaded(source)
        if is_object(made) and is_list(made.get("images")) and is_list(made.get("categories")):
            return dict(made)
    if (own := _written_here(source)) is not None:
        return own
    ledger = Ledger()
    with opened(source, recognise(source), {}) as rows:
        files = convert(rows, WRITTEN[COCO].writes[COCO], {}, ledger)
        content = next((b"".join(file.pieces) for file in files if file.name.endswith(".json")), b"")
    if not content:
        account = ledger.as_json()
        why = next((f"{row['what']}: {row['why']}." for row in account["lost"]), "")
        raise Invalid(
            f"Nothing is drawn in the pictures of {place.name}, or it holds none.",
            kept="Nothing was measured.",
            next_step=f"{why[:1].upper()}{why[1:]} goodwork convert says what becomes of each item.".strip(),
        )
    return orjson.loads(content)


def _written_here(place: Path) -> dict[str, Any] | None:
    """The file of COCO within an export of ours, with the questions that a conversion would leave out."""
    name = f"annotations/{NAME}"
    try:
        if place.is_dir():
            content = (place / name).read_bytes()
        else:
            with zipfile.ZipFile(place) as archive:
                content = archive.read(name)
    except (OSError, KeyError, zipfile.BadZipFile):
        return None  # no export of ours as COCO: what reads it says what it is
    return orjson.loads(content) if content.startswith(OURS) else None


def _asked(dataset: dict[str, Any], question: str | None, place: Path) -> dict[str, Any]:
    """The version with the answers to one question; Invalid when there are several and none is named.

    People answer each question of a picture, so an object is drawn once for each: together they would count twice.
    """
    marks = _listed(dataset, "annotations")
    named = list(dict.fromkeys(said for one in marks if is_object(one) and isinstance(said := one.get(QUESTION), str)))
    if question is None:
        if len(named) < 2:
            return dataset
        raise Invalid(
            f"{place.name} has answers to several questions: {', '.join(named)}. Together, what is drawn in answer to "
            "each would count again.",
            kept="Nothing was measured.",
            next_step=f"Say which is meant: --question {named[0]}.",
        )
    if question not in named:
        raise Invalid(
            f"{place.name} has no answers to a question {question!r}.",
            kept="Nothing was measured.",
            next_step=f"It has {', '.join(named)}." if named else "It asks for regions once: leave --question out.",
        )
    return {**dataset, "annotations": [one for one in marks if not is_object(one) or one.get(QUESTION) == question]}


class _Faults:
    """What is wrong, by its place; raised as one."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._found: list[Fault] = []

    def each(self, section: str, values: Iterable[Any], take: Callable[[Mapping[str, Any]], None]) -> None:
        """Takes every value; those that can't be taken are noted by number."""
        for place, value in enumerate(values):
            try:
                if not is_object(value):
                    raise Invalid("It is no object.")
                take(value)
            except Invalid as error:
                what = "; ".join(fault.what for fault in error.faults) or error.what
                self._found.append(Fault(f"{section}[{place}]", what))
                if len(self._found) >= MOST_FAULTS:
                    break
        if self._found:
            raise Invalid(
                f"{self._name} can't be compared.",
                kept="Nothing was measured.",
                next_step="Mend these entries or take them out, then run it again.",
                faults=self._found,
            )


def _truth(dataset: Mapping[str, Any], place: Path) -> Detections:
    found = Detections([], [], [], folder=place if place.is_dir() else place.parent)
    faults = _Faults(place.name)
    sizes: dict[int, tuple[int, int]] = {}
    names: dict[int, str] = {}

    def image(one: Mapping[str, Any]) -> None:
        number = _number_of(one, "id")
        if number in sizes:
            raise Invalid(f"The picture {number} is there before.")
        width, height = (_finite(one.get(side), side, least=1) for side in ("width", "height"))
        sizes[number] = int(height), int(width)
        name = str(one.get("file_name", number))
        found.images.append({"id": number, "file_name": name, "width": int(width), "height": int(height)})

    def category(one: Mapping[str, Any]) -> None:
        number = _number_of(one, "id")
        if number in names:
            raise Invalid(f"The category {number} is there before.")
        names[number] = str(one.get("name", number))
        found.categories.append({"id": number, "name": names[number]})

    def annotation(one: Mapping[str, Any]) -> None:
        made = _shape(one, sizes, names)
        box = made.get("bbox")
        if box is None:
            raise Invalid('It has no "bbox".')
        made |= {"id": len(found.truth) + 1, "iscrowd": int(bool(one.get("iscrowd")))}
        area = one.get("area")
        made["area"] = float(area) if isinstance(area, int | float) and area >= 0 else box[2] * box[3]
        found.truth.append(made)

    faults.each("images", _listed(dataset, "images"), image)
    faults.each("categories", _listed(dataset, "categories"), category)
    faults.each("annotations", _listed(dataset, "annotations"), annotation)
    if not found.truth:
        raise Invalid(
            f"Nothing is drawn in {place.name}: there is nothing to compare with.", kept="Nothing was measured."
        )
    return found


def _take_results(found: Detections, given: list[Any], name: str) -> None:
    sizes = {one["id"]: (one["height"], one["width"]) for one in found.images}
    names = {one["id"]: one["name"] for one in found.categories}
    strange: Counter[str] = Counter()

    def result(one: Mapping[str, Any]) -> None:
        image, category = _named(one, "image_id"), _named(one, "category_id")
        if image not in sizes:
            strange["picture"] += 1
        elif category not in names:
            strange["class"] += 1
        else:
            score = _finite(one.get("score"), "score")
            found.predicted.append({**_shape(one, sizes, names), "score": score})

    _Faults(name).each("", given, result)
    _tell_strange(found, strange)


def _take_dataset(found: Detections, dataset: Mapping[str, Any], name: str) -> None:
    """Predictions that name pictures and classes as the version does, and need not have a score."""
    classes = _by_name(found.categories)
    pictures: dict[str | int, str] = {}
    kinds: dict[str | int, int | None] = {}

    def picture(one: Mapping[str, Any]) -> None:
        pictures[_named(one, "id")] = str(one.get("file_name"))

    def kind(one: Mapping[str, Any]) -> None:
        kinds[_named(one, "id")] = classes.get(str(one.get("name")))

    _Faults(name).each("images", _listed(dataset, "images"), picture)
    _Faults(name).each("categories", _listed(dataset, "categories"), kind)
    theirs = matched(pictures, {one["id"]: one["file_name"] for one in found.images})
    sizes = {one["id"]: (one["height"], one["width"]) for one in found.images}
    names = {one["id"]: one["name"] for one in found.categories}
    strange: Counter[str] = Counter()
    unscored = 0

    def take(one: Mapping[str, Any]) -> None:
        nonlocal unscored
        image, category = theirs.get(_named(one, "image_id")), kinds.get(_named(one, "category_id"))
        if image is None:
            strange["picture"] += 1
        elif category is None:
            strange["class"] += 1
        else:
            score = one.get("score")
            unscored += score is None
            made = _shape({**one, "image_id": image, "category_id": category}, sizes, names)
            found.predicted.append({**made, "score": 1.0 if score is None else _finite(score, "score")})

    _Faults(name).each("annotations", _listed(dataset, "annotations"), take)
    if unscored:
        found.notes.append(
            f"{unscored:,} predictions have no score and count as equally sure: average precision is then that of one "
            "point of the curve."
        )
    _tell_strange(found, strange)


def _tell_strange(found: Detections, strange: Counter[str]) -> None:
    for what, count in strange.items():
        found.notes.append(f"{count:,} predictions are of a {what} that the version does not have, and are left out.")
    if not found.predicted:
        raise Invalid(
            "No prediction is of a picture and a class of the version.",
            kept="Nothing was measured.",
            next_step="Pictures are matched by file name (results of COCO by number), classes by name.",
        )


def _by_name(listed: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Name -> number; a name that stands twice matches nothing, for nobody knows which is meant."""
    found: dict[str, int] = {}
    twice: set[str] = set()
    for one in listed:
        name = str(one["name"])
        if name in found:
            twice.add(name)
        found[name] = one["id"]
    return {name: number for name, number in found.items() if name not in twice}


def _listed(dataset: Mapping[str, Any], key: str) -> list[Any]:
    value = dataset.get(key)
    return value if is_list(value) else []


def _number_of(one: Mapping[str, Any], key: str) -> int:
    value = one.get(key)
    if type(value) is not int or not 0 <= value < 1 << 53:
        raise Invalid(f'"{key}" is no whole number.')
    return value


def _named(one: Mapping[str, Any], key: str) -> str | int:
    """What another file is called by: a number, or a text as some programs write it."""
    value = one.get(key)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise Invalid(f'"{key}" is no number.')
    return value


def _finite(value: Any, key: str, least: float = -FARTHEST) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= FARTHEST:
        raise Invalid(f'"{key}" is no number{"" if least < 0 else f" of {least:g} or more"}.')
    return float(value)


def _shape(one: Mapping[str, Any], sizes: Mapping[int, tuple[int, int]], names: Mapping[int, str]) -> dict[str, Any]:
    """Picture, class, box and outline of an annotation or result."""
    image, category = _number_of(one, "image_id"), _number_of(one, "category_id")
    if image not in sizes:
        raise Invalid(f"There is no picture {image}.")
    if category not in names:
        raise Invalid(f"There is no category {category}.")
    made: dict[str, Any] = {"image_id": image, "category_id": category}
    box, outline = one.get("bbox"), one.get("segmentation")
    if box is not None:
        if not is_list(box) or len(box) != 4:
            raise Invalid('"bbox" is not [x, y, width, height].')
        made["bbox"] = [*(_finite(n, "bbox") for n in box[:2]), *(_finite(n, "bbox", least=0) for n in box[2:])]
    if outline:
        made["segmentation"] = _outline(outline, *sizes[image])
    if len(made) == 2:
        raise Invalid('It has neither "bbox" nor "segmentation".')
    return made


def _outline(value: Any, height: int, width: int) -> Any:
    """Rings of numbers x, y, x, y; or COCO's runs, of the size of the picture."""
    if is_list(value):
        for ring in value:
            if not is_list(ring) or len(ring) < 6 or len(ring) % 2:
                raise Invalid('"segmentation" has a ring that is not three points or more: x, y, x, y, ...')
            for number in ring:
                _finite(number, "segmentation")
        return value
    if not is_object(value) or value.get("size") != [height, width]:
        raise Invalid(f'"segmentation" is not of the picture\'s size, [{height}, {width}].')
    counts = value.get("counts")
    if isinstance(counts, str):
        return {"size": [height, width], "counts": to_text(from_text(counts, height, width))}
    made = masks.from_counts(counts if is_list(counts) else [], height, width)
    return {"size": [height, width], "counts": to_text(made)}
