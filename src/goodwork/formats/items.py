"""Items out of rows: parts, metadata, the id and what the row says of the right answer."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

import orjson

from goodwork.bounds import DEPTH, depth_fault, may_be_deep
from goodwork.errors import Invalid
from goodwork.formats import json_values, pictures
from goodwork.formats.cells import cell_records
from goodwork.formats.mapping import ImportMapping, PartColumn
from goodwork.formats.naming import new_names, under_names
from goodwork.formats.parts import content_of, kind_of, make_part
from goodwork.formats.person_columns import PersonColumns
from goodwork.formats.report import Report
from goodwork.formats.rows import Row, Said
from goodwork.formats.tabular import answers_of
from goodwork.model.items import PartType
from goodwork.model.records import Record

_SURROGATE = re.compile("[\ud800-\udfff]")
_PLAIN = (str, int, float, bool, type(None))

MOST_ID = 500
"""Characters of an id: longer ones don't fit into an index."""


class NewItem(NamedTuple):
    """An item as a file describes it, ready to be stored."""

    line: int
    external_id: str | None
    content_hash: bytes
    """SHA-256 of the content: for each part its name, type and text, picture or data, in order. Nothing is
    normalised, but for the order of keys in data; titles, metadata and ids are not content."""
    payload: bytes
    """JSON: ``{"parts": [...]}``."""
    metadata: bytes
    """A JSON object."""
    parts: Sequence[Mapping[str, Any]]
    gold: Mapping[str, tuple[Record, ...]]
    """Question key -> what a gold column holds."""
    gold_reason: str
    said: tuple[Said, ...]


_NO_GOLD: Mapping[str, tuple[Record, ...]] = MappingProxyType({})


_NO_PICTURE = {"bytes": None, "path": None}
"""A row without a picture, as Hugging Face ``datasets`` has it."""


class WithoutPicture(Invalid):
    """A row whose picture did not come from its address."""


def _nothing_fetched(address: str) -> bytes:
    raise Invalid(
        "its picture is an address on the web: say whether such pictures are fetched or left out "
        "(--pictures fetch or leave-out), or send a zip with the table and the pictures"
    )


class ItemMaker:
    """Makes items out of the rows of one file.

    ``keep`` stores a picture's bytes and returns the name it has from then on; ``beside`` finds the bytes of a file
    that a row names, ``fetched`` those that were fetched from an address; ``needed`` are the parts without which a
    question has nothing to look at, ``kinds`` the types of which it needs one part, whatever it is called.
    """

    def __init__(
        self,
        mapping: ImportMapping,
        *,
        keep: Callable[[bytes], str],
        beside: Callable[[str], bytes],
        needed: frozenset[str] = frozenset(),
        kinds: Sequence[frozenset[str]] = (),
        fetched: Callable[[str], bytes] = _nothing_fetched,
        report: Report | None = None,
    ) -> None:
        self._mapping = mapping
        self._keep = keep
        self._beside = beside
        self._needed = needed
        self._kinds = kinds
        self._fetched = fetched
        self._report = report if report is not None else Report()
        self._taken = mapping.taken
        self._people = PersonColumns(mapping.people, mapping.taken)
        self._names = new_names(mapping)
        self._may_say = bool(mapping.answers or mapping.people or self._names)
        # Looked up once: an enumeration's value costs more than the text of a part.
        self._parts = tuple((part, part.name, part.type.value, part.type is PartType.TEXT) for part in mapping.parts)

    def make(self, row: Row) -> NewItem:
        """The item of a row; Invalid says why there is none."""
        values = row.values
        external_id = self.id_of(values.get(self._mapping.id)) if self._mapping.id else None
        parts: list[dict[str, Any]] = []
        content: list[Any] = []
        without: list[str] = []
        for part, name, kind, plain in self._parts:
            value = values.get(part.column)
            if plain and type(value) is str:
                if not value or value.isspace():
                    continue
                parts.append({"name": name, "type": kind, "title": part.title, "text": value})
                content += (name, kind, value)
                continue
            try:
                made = self._part(part, value)
            except WithoutPicture as missed:
                without.append(missed.what)
                continue
            if made is not None:
                parts.append(made)
                content += (name, kind, content_of(made))
        if without:
            self._go_without(without[0], content, external_id or f"line {row.line}")
        if not parts:
            raise Invalid("every part is empty: there is nothing to judge")
        if self._needed and not self._needed.issubset(content[::3]):
            raise Invalid(f"the part {min(self._needed.difference(content[::3]))!r} is empty, and a question needs it")
        try:
            payload = json_values.write({"parts": parts})
            metadata = json_values.write(self._metadata(row, values))
        except (TypeError, ValueError, RecursionError) as error:
            why = f"it is nested more than {DEPTH} levels deep" if "ecursion" in str(error) else ""
            raise Invalid(why or f"it holds what can't be stored as text: {str(error)[:100]}") from None
        if may_be_deep(payload) or may_be_deep(metadata):
            # The item itself and its parts are levels of their own.
            why = depth_fault(parts) or depth_fault(json_values.parse(metadata))
            if why:
                raise Invalid(why)
        if json_values.has_nul(payload) or json_values.has_nul(metadata):
            raise Invalid("it holds a NUL character (\\u0000), which a database can't store as text")
        said = self._said(row, parts, external_id) if self._may_say else row.said
        if row.sizes and said:
            said = self._in_pictures(row, parts, said, external_id)
        return NewItem(
            line=row.line,
            external_id=external_id,
            content_hash=hashlib.sha256(orjson.dumps(content)).digest(),
            payload=payload,
            metadata=metadata,
            parts=parts,
            gold=self._gold(values, parts, external_id or f"line {row.line}") if self._mapping.gold else _NO_GOLD,
            gold_reason=self._reason(values) if self._mapping.gold_reason else "",
            said=said,
        )

    def _in_pictures(
        self, row: Row, parts: Sequence[Mapping[str, Any]], said: tuple[Said, ...], external_id: str | None
    ) -> tuple[Said, ...]:
        """What is said of an item; of answers that were measured in a picture of another size nothing."""
        for column, stated in row.sizes.items():
            names = {part.name for part in self._mapping.parts if part.column == column}
            for part in parts:
                found = (part.get("width"), part.get("height"))
                if part["name"] in names and part["type"] == "picture" and found != stated:
                    why = (
                        f"they lie in a picture of {stated[0]} x {stated[1]}, and this one has {found[0]} x {found[1]}"
                    )
                    self._report.lose(external_id or f"line {row.line}", "all boxes", why)
                    return tuple(one for one in said if one.role == "skip")
        return said

    @staticmethod
    def id_of(value: Any) -> str | None:
        """The id that a value is; None when it is empty, Invalid when it can be none."""
        if value is None or value == "":
            return None
        if type(value) is str and len(value) <= MOST_ID and value.isprintable():
            return value  # neither NUL nor surrogates are printable
        match value:
            case bool():
                raise Invalid("its id is neither a text nor a whole number")
            case int():
                text = str(value)
            case float() if value.is_integer():
                text = str(int(value))
            case str():
                text = value
            case _:
                raise Invalid("its id is neither a text nor a whole number")
        if len(text) > MOST_ID:
            raise Invalid(f"its id has {len(text):,} characters; the most is {MOST_ID}")
        if "\x00" in text or _SURROGATE.search(text):
            raise Invalid("its id holds a NUL character or half a surrogate pair")
        return text

    def _go_without(self, why: str, content: Sequence[Any], item: str) -> None:
        """An item without a picture: only when there is enough to judge all the same."""
        names, kinds = content[::3], content[1::3]
        enough = self._needed.issubset(names) and all(not one.isdisjoint(kinds) for one in self._kinds)
        if not content or not enough:
            if self._mapping.pictures == "leave-out":
                raise Invalid("its picture is left out, and without it there is nothing to judge")
            raise WithoutPicture(why)
        self._report.lose(item, "its picture", why)

    def _part(self, part: PartColumn, value: Any) -> dict[str, Any] | None:
        if not value and value in (None, "", b""):
            return None
        if part.type is PartType.PICTURE:
            if value == _NO_PICTURE:
                return None
            address = pictures.web_address(value)
            if address is not None and self._mapping.pictures == "leave-out":
                raise WithoutPicture("pictures by address are left out")
            content = self._picture(value) if address is None else self._fetched(address)
            seen = pictures.look_at(content)
            return {
                "name": part.name, "type": "picture", "title": part.title, "blob": self._keep(content),
                "media": seen.media, "width": seen.width, "height": seen.height,
            }  # fmt: skip
        return make_part(part.name, part.type, part.title, value)

    def _picture(self, value: Any) -> bytes:
        match value:
            case bytes():
                return value
            case {"bytes": bytes() as content} if content:
                return content
            case {"path": str() as path} if path:
                return self._beside(path)
            case str():
                if (why := pictures.elsewhere(value)) is not None:
                    raise Invalid(why)
                content = pictures.from_address(value)
                return self._beside(value) if content is None else content
            case _:
                raise Invalid(f"a picture column holds {kind_of(value)}")

    def _metadata(self, row: Row, values: Mapping[str, Any]) -> dict[str, Any]:
        kept: dict[str, Any] = {}
        stated = self._mapping.metadata
        taken, people = self._taken, self._people
        for name in values if stated is None else stated:
            if stated is None and (name in taken or (people and people.place(name) is not None)):
                continue
            value = values.get(name)
            if type(value) not in _PLAIN and json_values.has_bytes(value):
                self._report.lose(f"line {row.line}", f"the column {name!r}", "only picture parts may hold bytes")
            elif value is not None or name in values:
                kept[name] = value
        return kept

    def _said(self, row: Row, parts: Sequence[Mapping[str, Any]], external_id: str | None) -> tuple[Said, ...]:
        told = under_names(row.said, self._names) if self._names else row.said
        if not (self._mapping.answers or self._people):
            return told
        item = external_id or f"line {row.line}"
        said = answers_of(self._mapping, self._people, row.values, _first_text(parts), item, self._report)
        return (*told, *said)

    def _gold(
        self, values: Mapping[str, Any], parts: Sequence[Mapping[str, Any]], item: str
    ) -> dict[str, tuple[Record, ...]]:
        found: dict[str, tuple[Record, ...]] = {}
        text = _first_text(parts)
        for question, column in self._mapping.gold.items():
            try:
                records = cell_records(question, values.get(column), text)
            except Invalid as error:
                self._report.lose(item, f"the known answer to {question!r}", error.what)
                continue
            if records:
                found[question] = records
        return found

    def _reason(self, values: Mapping[str, Any]) -> str:
        value = values.get(self._mapping.gold_reason or "")
        reason = "" if value is None else str(value)[:4000]
        if "\x00" in reason:
            raise Invalid("the reason of its gold holds a NUL character")
        return reason


def _first_text(parts: Sequence[Mapping[str, Any]]) -> str | None:
    return next((part["text"] for part in parts if "text" in part), None)
