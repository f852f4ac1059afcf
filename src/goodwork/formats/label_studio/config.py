"""Label Studio's labelling config: which tags ask what of which part, in neutral words."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from goodwork.bounds import DEPTH
from goodwork.errors import Invalid, TooLarge, Unreadable
from goodwork.formats.mapping import part_name
from goodwork.formats.report import Report

MOST_BYTES = 2 << 20
"""Of a config, in characters too."""
MOST_ASKED = 200
"""Controls that ask something: more than one form takes."""
_ATTRIBUTES = 20
"""What one label of spans or boxes can be asked besides."""

Asks = Literal["choice", "rating", "text", "spans", "relations", "pair", "ranking", "boxes", "polygons", "masks"]


@dataclass(frozen=True, slots=True)
class Option:
    """A label that may be given."""

    name: str
    color: str | None = None
    help: str = ""
    hotkey: str | None = None
    alias: str | None = None
    """What stands for it in results."""


@dataclass(slots=True)
class Asked:
    """What one control asks; which kind of question that is, others decide."""

    item: str
    """The tag, as reports call it."""
    name: str
    asks: Asks
    title: str
    parts: tuple[str, ...]
    """The parts of the item that it looks at."""
    options: list[Option] = field(default_factory=list[Option])
    multiple: bool = False
    required: bool = False
    most: int = 5
    """The highest rating."""
    relations: list[Option] = field(default_factory=list[Option])
    attributes: list[tuple[str, tuple[str, ...]]] = field(default_factory=list[tuple[str, tuple[str, ...]]])
    """What is asked of each span or box: a name, and the options there are; none: any text."""
    may_turn: bool = False
    """Whether boxes may be turned."""
    when: Condition | None = None
    """Asked only when another control has these answers."""


@dataclass(frozen=True, slots=True)
class Condition:
    """When a control is asked."""

    control: str
    """The control whose answer decides."""
    values: tuple[str, ...] = ()
    """Its choices; none: any."""
    is_not: bool = False
    """Whether it is asked when none of them is chosen."""


_OBJECTS = {
    "Text": "text", "HyperText": "text", "Paragraphs": "text", "Chat": "conversation", "Image": "picture",
    "Table": "metadata", "List": "texts", "Markdown": "text",
}  # fmt: skip
_LOOKS = frozenset(
    {"View", "Header", "Style", "Filter", "Collapse", "Panel", "Shortcut", "Choice", "Label", "Relation"}
)
_SHAPES: Mapping[str, Literal["boxes", "polygons", "masks"]] = {
    "Rectangle": "boxes", "Polygon": "polygons", "Brush": "masks",
}  # fmt: skip
"""The tags that draw regions of pictures which goodwork asks for."""
_ALONE = "of regions of pictures, sound and time goodwork asks for boxes, polygons and masks alone"
_REGIONS = frozenset({
    "KeyPointLabels", "EllipseLabels", "VideoRectangle", "KeyPoint", "Ellipse",
    "TimeSeriesLabels", "TimelineLabels", "VectorLabels",
})  # fmt: skip


class Config:
    """A config that was read: what it asks, the parts that items need, and what became of each tag."""

    def __init__(self, written: str, report: Report) -> None:
        self._report = report
        root = _parsed(written)
        self.parts: dict[str, tuple[str, str]] = {}
        """Name of an object tag -> the column with its data and the type of the part."""
        self.asked: list[Asked] = []
        self._remote: set[str] = set()
        """Objects whose data are addresses."""
        self._numbers: dict[str, int] = {}
        self._title: list[str] = []
        elements = list(_walk(root, None))
        self._drawing = [element for element, _ in elements if element.tag in _SHAPES]
        self._naming = [element for element, _ in elements if element.tag == "Labels"]
        for element, _ in elements:
            if element.tag in _OBJECTS:
                self._object(element)
        self._relations = self._relation_types(elements)
        for element, when in elements:
            self._take(element, when)
        self._join(elements)

    def _item(self, element: ET.Element) -> str:
        n = self._numbers[element.tag] = self._numbers.get(element.tag, 0) + 1
        name = element.get("name") or element.get("value")
        return f"<{element.tag} {name[:60]!r}>" if name else f"<{element.tag}> {n}"

    def _object(self, element: ET.Element) -> None:
        item, name = self._item(element), element.get("name")
        value = element.get("value") or element.get("valueList") or ""
        column = value.lstrip("$")
        if not name or not value.startswith("$") or not re.fullmatch(r"[\w.\[\]-]+", column):
            self._report.lose(item, "the tag", "it shows fixed words, and items have data")
            return
        if element.get("valueType") == "url" and element.tag != "Image":
            why = "its data are addresses, and goodwork fetches nothing: put the texts themselves into the data"
            self._report.lose(item, "the tag", why)
            self._remote.add(name)
            return
        self.parts[name] = (column, _OBJECTS[element.tag])
        self._report.keep("tags")
        if element.tag == "HyperText":
            self._report.change(
                item, "hypertext, now plain text", "goodwork shows what is in a text and runs none of it"
            )
        if element.tag == "Paragraphs":
            self._report.change(item, "paragraphs, now a text", "each is a turn of it, with its author before it")

    def _take(self, element: ET.Element, when: Condition | None) -> None:
        tag = element.tag
        if tag in _OBJECTS or tag in ("Choice", "Label", "Relation", "Relations"):
            return
        if tag == "Header":
            self._title.append(element.get("value") or (element.text or "").strip())
            self._report.keep("tags")
            return
        if element.get("whenTagName") and element.get("perRegion") != "true" and _condition(element) is None:
            self._report.lose(self._item(element), "its condition", "it is none on the choices of a question")
        if tag in _LOOKS:
            if tag in ("Style", "Filter", "Collapse", "Panel", "Shortcut"):
                self._report.lose(self._item(element), "the tag", "it is about the looks of a screen of Label Studio")
            else:
                self._report.keep("tags")
            return
        if element.get("perRegion") == "true":
            return
        item = self._item(element)
        if element.get("perItem") == "true":
            self._report.lose(
                item, "the tag", "it is asked of each turn or picture, and questions are asked of the item"
            )
            return
        if tag in _REGIONS:
            self._report.lose(
                item,
                "the tag",
                _ALONE,
            )
            return
        if tag in _SHAPES:
            if not any(other.get("toName") == element.get("toName") for other in self._naming):
                self._report.lose(item, "the tag", "no tag Labels names what its regions are")
            elif self._drawn_for(element) is not element:
                self._report.lose(item, "the tag", "a question asks for one shape, and another one is asked for")
            else:
                self._report.keep("tags")
            return
        made = self._control(element, item, when)
        if made is not None:
            self._report.keep("tags")
            self._title.clear()
            self.asked.append(made)
            if len(self.asked) > MOST_ASKED:
                raise Invalid(f"The config asks more than {MOST_ASKED} things.", kept="Nothing was written.")

    def _control(self, element: ET.Element, item: str, when: Condition | None) -> Asked | None:
        name = element.get("name") or element.tag.lower()
        targets = tuple(t.strip() for t in (element.get("toName") or "").split(",") if t.strip())
        if targets and all(target in self._remote for target in targets):
            self._report.lose(item, "the tag", "what it looks at is not in the data")
            return None
        unknown = [target for target in targets if target not in self.parts]
        if unknown:
            self._report.change(
                item, f"what it looks at: {', '.join(unknown)}", "there is no such object; it looks at all"
            )
        frame = Asked(
            item, name, "text", self._title[-1] if self._title else "", tuple(t for t in targets if t in self.parts),
            required=element.get("required") == "true", when=when,
        )  # fmt: skip
        match element.tag:
            case "Choices":
                frame.asks, frame.options = "choice", _options(element, "Choice")
                frame.multiple = element.get("choice") == "multiple"
            case "Taxonomy":
                frame.asks, frame.options = "choice", _paths(element)
                frame.multiple = element.get("maxUsages") != "1"
                if any(child.findall("Choice") for child in element.findall("Choice")):
                    self._report.change(item, "a tree of choices, now a list", "each is named by its path")
            case "RectangleLabels" | "PolygonLabels" | "BrushLabels":
                self._regions(element, item, frame, element)
            case "Labels" if (drawn := self._drawn_for(element)) is not None:
                self._regions(element, item, frame, drawn)
            case "Labels" if any(self.parts[part][1] == "picture" for part in frame.parts):
                self._report.lose(item, "the tag", _ALONE)
                return None
            case "Labels" | "HyperTextLabels" | "ParagraphLabels":
                frame.asks, frame.options = "spans", _options(element, "Label")
                if len(frame.parts) > 1:
                    self._report.change(item, "spans of several texts, now of one", "a question marks one text")
                    frame.parts = frame.parts[:1]
            case "Rating":
                frame.asks, frame.most = "rating", _number(element.get("maxRating"), 5)
            case "Number":
                return self._number_asked(element, item, frame)
            case "TextArea":
                frame.asks = "text"
                if element.get("maxSubmissions") not in (None, "1"):
                    self._report.change(item, "several texts, now one", "a question takes one text")
            case "Pairwise":
                frame.asks = "pair"
                if len(frame.parts) != 2:
                    self._report.lose(item, "the tag", "it does not name two objects to compare")
                    return None
            case "Ranker":
                frame.asks = "ranking"
                if element.findall("Bucket"):
                    self._report.change(item, "buckets, now groups of equals", "a ranking goes from best to worst")
            case "DateTime":
                self._report.change(item, "a date, now a text", "goodwork has no question for dates")
            case _:
                self._report.lose(item, "the tag", f"goodwork knows no tag {element.tag}")
                return None
        if frame.asks in ("choice", "spans", *_SHAPES.values()) and not frame.options:
            self._report.lose(item, "the tag", "its options come from the data, and a question has fixed ones")
            return None
        for attribute in ("showInline", "granularity", "hint", "placeholder"):
            if element.get(attribute):
                self._report.lose(item, f"its {attribute}", "it is about the looks of a screen of Label Studio")
        return frame

    def _drawn_for(self, element: ET.Element) -> ET.Element | None:
        """The tag that draws the regions which a tag Labels names."""
        return next((one for one in self._drawing if one.get("toName") == element.get("toName")), None)

    def _regions(self, element: ET.Element, item: str, frame: Asked, drawn: ET.Element) -> None:
        """Boxes, which may be turned unless what draws them says otherwise; polygons; or masks."""
        frame.asks, frame.options = _SHAPES[drawn.tag.removesuffix("Labels")], _options(element, "Label")
        frame.may_turn = frame.asks == "boxes" and drawn.get("canRotate") != "false"
        if element.get("choice") == "multiple":
            self._report.change(item, "several labels of one region, now one", "a region has one label")
        if len(frame.parts) > 1:
            self._report.change(item, "regions in several pictures, now in one", "a question marks one picture")
            frame.parts = frame.parts[:1]

    def _number_asked(self, element: ET.Element, item: str, frame: Asked) -> Asked | None:
        low, high, step = (element.get(name) for name in ("min", "max", "step"))
        begin, end = _number(low or "0", -1), _number(high, -1)
        if not 0 <= begin < end <= 100 or _number(step or "1", 0) < 1:
            self._report.change(item, "a number, now a text", "a rating has whole steps, at most 101 from 0 on")
            return frame
        if _number(step, 1) != 1:
            self._report.change(item, f"its step of {step}, now 1", "a rating has every whole step between its ends")
        frame.asks, frame.most, frame.options = "rating", end, [Option(str(begin))]
        return frame

    def _relation_types(self, elements: Sequence[tuple[ET.Element, Condition | None]]) -> list[Option]:
        found: list[Option] = []
        for element, _ in elements:
            if element.tag == "Relations":
                self._report.keep("tags")
                found += _options(element, "Relation")
        return found

    def _join(self, elements: Sequence[tuple[ET.Element, Condition | None]]) -> None:
        """Relations and what is asked of each region go to the question whose spans they are about."""
        spans = [asked for asked in self.asked if asked.asks == "spans"]
        regions = [asked for asked in self.asked if asked.asks in ("spans", *_SHAPES.values())]
        for asked in spans:
            if self._relations:
                asked.asks, asked.relations = "relations", self._relations
        if self._relations and not spans:
            self._report.lose("<Relations>", "the tag", "there are no spans that it could join")
        for element, _ in elements:
            if element.get("perRegion") != "true" or element.tag in _OBJECTS:
                continue
            item = self._item(element)
            targets = {t.strip() for t in (element.get("toName") or "").split(",")}
            mine = [asked for asked in regions if not asked.parts or targets & set(asked.parts)]
            if not mine or element.tag not in ("Choices", "TextArea", "Rating", "Number"):
                self._report.lose(item, "the tag", "there are no spans or regions that it is asked of")
                continue
            options = tuple(o.name for o in _options(element, "Choice"))
            if element.tag == "Rating":
                options = tuple(str(n) for n in range(1, _number(element.get("maxRating"), 5) + 1))
            if any(len(asked.attributes) >= _ATTRIBUTES for asked in mine):
                self._report.lose(item, "the tag", f"a region has at most {_ATTRIBUTES} attributes")
                continue
            for asked in mine:
                asked.attributes.append((element.get("name") or element.tag.lower(), options))
            what = mine[0].asks if len({asked.asks for asked in mine}) == 1 else "regions"
            self._report.change(item, f"asked of a region, now an attribute of its {what}", f"{what} have attributes")

    def part_of(self, name: str) -> str:
        """The name that a part will have in an item, for the name of an object tag."""
        return part_name(self.parts[name][0])


def _parsed(written: str) -> ET.Element:
    if len(written) > MOST_BYTES:
        raise TooLarge(f"A config has at most {MOST_BYTES >> 20} MB.")
    if "<!DOCTYPE" in written or "<!ENTITY" in written:
        raise Invalid(
            "The config declares a document type or entities, which are not read.", kept="Nothing was written."
        )
    # Without a document type there is nothing to expand.
    parser = ET.XMLParser(target=_Bounded())  # noqa: S314
    try:
        parser.feed(written)
        return parser.close()
    except (ET.ParseError, ValueError) as error:
        raise Unreadable(f"The config is no XML: {error}.", kept="Nothing was written.") from None


class _Bounded(ET.TreeBuilder):
    """What builds the tree, no deeper than anything else that is taken in."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0

    def start(self, tag: Any, attrs: Any, /) -> ET.Element:
        """A tag begins."""
        self._depth += 1
        if self._depth > DEPTH:
            raise Invalid(f"The config is nested more than {DEPTH} levels deep.", kept="Nothing was written.")
        return super().start(tag, attrs)

    def end(self, tag: Any, /) -> ET.Element:
        """A tag ends."""
        self._depth -= 1
        return super().end(tag)


def _walk(root: ET.Element, when: Condition | None) -> Iterator[tuple[ET.Element, Condition | None]]:
    """Every tag, with the condition that it or a view around it has."""
    waiting = [(root, when)]
    while waiting:
        element, when = waiting.pop()
        when = _condition(element) or when
        yield element, when
        waiting += [(child, when) for child in reversed(element)]


def _condition(element: ET.Element) -> Condition | None:
    """The condition that a tag states itself; those on regions are none of a question."""
    name, shown = element.get("whenTagName"), element.get("visibleWhen") or "choice-selected"
    if not name or shown not in ("choice-selected", "choice-unselected"):
        return None
    given = element.get("whenChoiceValue") or ""
    values = tuple(one.strip() for one in given.split(",") if one.strip())
    return Condition(name, values, shown == "choice-unselected")


def _options(element: ET.Element, tag: str) -> list[Option]:
    return [
        Option(
            name,
            _color(child.get("background")),
            child.get("hint") or "",
            (child.get("hotkey") or "").lower() if re.fullmatch(r"[0-9a-zA-Z]", child.get("hotkey") or "") else None,
            child.get("alias") or None,
        )
        for child in element.iter(tag)
        if (name := child.get("value") or child.get("alias") or "").strip() and not name.startswith("$")
    ]


def _paths(element: ET.Element, before: str = "") -> list[Option]:
    found: list[Option] = []
    for child in element.findall("Choice"):
        path = f"{before} / {child.get('value')}" if before else str(child.get("value"))
        found += [Option(path), *_paths(child, path)]
    return found


_COLORS: Mapping[str, str] = {
    "red": "#e03131", "green": "#2f9e44", "blue": "#1971c2", "orange": "#e8590c", "yellow": "#f08c00",
    "purple": "#9c36b5", "pink": "#c2255c", "brown": "#846358", "black": "#212529", "gray": "#868e96",
    "grey": "#868e96", "cyan": "#0c8599", "magenta": "#c2255c", "darkorange": "#d9480f", "darkgreen": "#2b8a3e",
}  # fmt: skip


def _color(given: str | None) -> str | None:
    if given is None:
        return None
    if re.fullmatch(r"#[0-9a-fA-F]{6}", given):
        return given.lower()
    if re.fullmatch(r"#[0-9a-fA-F]{3}", given):
        return "#" + "".join(2 * c for c in given[1:].lower())
    return _COLORS.get(given.lower())


def _number(given: str | None, otherwise: int) -> int:
    return int(given) if given and re.fullmatch(r"-?\d{1,6}", given) else otherwise
