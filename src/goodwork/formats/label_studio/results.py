"""The results of an annotation in Label Studio's JSON, as neutral records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from goodwork.formats.mapping import part_name
from goodwork.formats.report import Report
from goodwork.model.json import is_list, is_object
from goodwork.model.records import Choice, Preference, Ranking, Rating, Record, Relation, Span, TextAnswer

_SPANS = {"labels": "labels", "hypertextlabels": "hypertextlabels"}
_PLACES = frozenset({"x", "start", "points", "rle", "itemIndex"})
"""Keys of a value that says where in the picture or text it holds."""
_NOT_YET = "goodwork does not read this type"


@dataclass(frozen=True, slots=True)
class ResultReader:
    """Reads what is said of one task."""

    item: str
    values: Mapping[str, Any]
    """The task's data."""
    report: Report

    def records(self, holder: Mapping[str, Any]) -> tuple[Record, ...]:
        """The records of an annotation or prediction; what makes none is reported as lost."""
        results = objects(holder.get("result"))
        records: list[Record] = []
        spans: dict[str, Span] = {}
        about: dict[str, list[tuple[str, str]]] = {}
        later: list[dict[str, Any]] = []
        for result in results:
            kind, value = str(result.get("type")), result.get("value")
            if kind == "relation":
                later.append(result)
            elif not is_object(value):
                self._lose(result, _NOT_YET)
            elif kind in _SPANS:
                self._span(result, value, spans)
            elif result.get("parentID") or any(k in value for k in _PLACES):
                self._about(result, value, about)
            else:
                found = self._record(kind, result, value)
                records += found or ()
                if found is None:
                    self._lose(result, _NOT_YET)
        if about:
            records += [_with(span, about.pop(identity, ())) for identity, span in spans.items()]
        else:
            records += spans.values()
        for pairs in about.values():
            names = ", ".join(name for name, _ in pairs)
            self.report.lose(self.item, f"a result of {names} on a region", "the region itself is none of a text")
        for result in later:
            records += self._relations(result, spans)
        return tuple(records)

    def _lose(self, result: Mapping[str, Any], why: str) -> None:
        self.report.lose(self.item, f"a result of type {result.get('type')}", why)

    def _span(self, result: Mapping[str, Any], value: Mapping[str, Any], spans: dict[str, Span]) -> None:
        labels = value.get(_SPANS[str(result.get("type"))])
        offsets = value.get("globalOffsets")
        held = offsets if is_object(offsets) else value
        start, end = _whole(held.get("start")), _whole(held.get("end"))
        if not is_list(labels) or not labels or start is None or end is None:
            self._lose(result, "it has no label, or no place that is counted in characters")
            return
        found = self._place(str(result.get("to_name")), start, end, value.get("text"))
        if found is None:
            quote = str(value.get("text"))[:40]
            self._lose(result, f"no text of the task has {quote!r} at {start} to {end}")
            return
        column, first, last = found
        if (first, last) != (start, end):
            self.report.change(self.item, f"the place {start}-{end}, now {first}-{last}", "it counted UTF-16 units")
        text = str(self.values[column])[first:last]
        part = None if column == "text" else part_name(column)
        question, identity = str(result.get("from_name")), str(result.get("id") or f"T{len(spans) + 1}")
        for n, label in enumerate(labels):
            name = str(label)
            mine = identity if n == 0 and identity not in spans else f"{identity}-{len(spans) + 1}"
            spans[mine] = Span(question, mine, name, name, ((first, last),), text, part)

    def _place(self, to_name: str, start: int, end: int, quote: Any) -> tuple[str, int, int] | None:
        """The column that a region lies in, with its offsets in code points."""
        text = self.values.get(to_name)
        if isinstance(text, str) and quote and text[start:end] == quote:
            return to_name, start, end
        texts = {name: value for name, value in self.values.items() if isinstance(value, str)}
        order = [*(name for name in (to_name, "text") if name in texts), *texts]
        if not isinstance(quote, str) or not quote:
            return next(((n, start, end) for n in order if 0 <= start < end <= len(texts[n])), None)
        for name in order:
            # Line ends of a quote are written otherwise than those of the text.
            if _flat(texts[name][start:end]) == _flat(quote) and start < end:
                return name, start, end
        for name in order:
            units = texts[name].encode("utf-16-le")
            before, within = units[: 2 * start], units[2 * start : 2 * end]
            try:
                first, length = len(before.decode("utf-16-le")), len(within.decode("utf-16-le"))
            except UnicodeDecodeError:
                continue
            if length and _flat(texts[name][first : first + length]) == _flat(quote):
                return name, first, first + length
        return None

    def _about(
        self, result: Mapping[str, Any], value: Mapping[str, Any], about: dict[str, list[tuple[str, str]]]
    ) -> None:
        said = next((value[k] for k in ("choices", "rating", "number", "taxonomy") if k in value), None)
        if said is None and result.get("type") == "textarea":
            said = value.get("text")
        if said is None:
            self._lose({"type": f"{result.get('type')} on a region"}, _NOT_YET)
            return
        several = said if is_list(said) else [said]
        words = ", ".join(" / ".join(map(str, v)) if is_list(v) else str(v) for v in several)
        region = str(result.get("parentID") or result.get("id"))
        about.setdefault(region, []).append((str(result.get("from_name")), words))

    def _relations(self, result: Mapping[str, Any], spans: Mapping[str, Span]) -> list[Record]:
        head, tail = str(result.get("from_id")), str(result.get("to_id"))
        if head not in spans or tail not in spans:
            self._lose(result, "it joins regions that are none of a text")
            return []
        if result.get("direction") == "left":
            head, tail = tail, head
        elif result.get("direction") == "bi":
            self.report.change(self.item, "a relation in both directions", "it goes from the first to the second here")
        given = result.get("labels")
        labels = [str(x) for x in given] if is_list(given) and given else ["related"]
        return [Relation(spans[head].question, label, label, head, tail) for label in labels]

    def _record(self, kind: str, result: Mapping[str, Any], value: dict[str, Any]) -> list[Record] | None:
        name = str(result.get("from_name"))
        match kind, value:
            case "choices", {"choices": chosen} if is_list(chosen):
                labels = tuple(str(c) for c in chosen)
                return [Choice(name, labels, labels, multiple=True)]
            case "taxonomy", {"taxonomy": paths} if is_list(paths):
                paths = paths
                labels = tuple(" / ".join(map(str, p)) if is_list(p) else str(p) for p in paths)
                return [Choice(name, labels, labels, multiple=True)]
            case "rating", {"rating": int() | float() as rating}:
                return [Rating(name, float(rating))]
            case "number", {"number": int() | float() as number}:
                return [Rating(name, float(number))]
            case "datetime", {"datetime": str(when)}:
                return [TextAnswer(name, when)]
            case "textarea", {"text": str(text)}:
                return [TextAnswer(name, text)]
            case "textarea", {"text": texts} if is_list(texts):
                return [TextAnswer(name, str(text)) for text in texts]
            case "pairwise", {"selected": "left" | "right" as side}:
                return self._preference(name, str(result.get("to_name")), side)
            case "ranker", {"ranker": ranked} if is_object(ranked):
                return self._ranking(name, ranked)
            case _:
                return None

    def _preference(self, name: str, to_name: str, side: str) -> list[Record] | None:
        texts = [column for column, value in self.values.items() if isinstance(value, str | list) and column != "id"]
        named = [n.strip() for n in to_name.split(",")]
        pair = named if len(named) == 2 and all(n in self.values for n in named) else texts[-2:]
        if len(pair) != 2:
            return None
        left, right = part_name(pair[0]), part_name(pair[1])
        chosen = left if side == "left" else right
        return [Preference(name, (left, right), chosen, "preferred", None, (left, right))]

    def _ranking(self, name: str, ranked: Mapping[str, Any]) -> list[Record] | None:
        lists = [v for v in ranked.values() if is_list(v)]
        if len(lists) == 1:
            groups = tuple((part_name(str(one)),) for one in lists[0])
        else:
            buckets = (tuple(part_name(str(one)) for one in bucket) for bucket in lists)
            groups = tuple(bucket for bucket in buckets if bucket)
        return [Ranking(name, groups)] if groups else None


def objects(value: Any) -> list[dict[str, Any]]:
    """The objects of a list; nothing for anything else (an export may hold bare ids there)."""
    if not is_list(value):
        return []
    return [v for v in cast("list[dict[str, Any]]", value) if is_object(v)]  # pyright: ignore[reportUnnecessaryIsInstance]


def _with(span: Span, pairs: Any) -> Span:
    if not pairs:
        return span
    attributes = tuple(sorted(pairs))
    return Span(span.question, span.id, span.label, span.name, span.fragments, span.text, span.part, attributes)


def _whole(value: Any) -> int | None:
    if type(value) is int:
        return value if value >= 0 else None
    # Old exports write the offsets as texts.
    if isinstance(value, str) and value.isdecimal():
        return int(value)
    return None


def _flat(text: str) -> str:
    return text.replace("\\n", "\n").replace("\r\n", "\n").replace("\r", "\n") if "\\" in text or "\r" in text else text
