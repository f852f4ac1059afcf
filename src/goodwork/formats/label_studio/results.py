"""The results of an annotation in Label Studio's JSON, as neutral records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast

from goodwork.formats.guesses import is_content
from goodwork.formats.label_studio.measured import number, whole
from goodwork.formats.label_studio.regions import PictureRegions
from goodwork.formats.label_studio.texts import PlainText, Text, objects, pair_of
from goodwork.formats.mapping import part_name
from goodwork.formats.report import Report
from goodwork.formats.rows import Size
from goodwork.model.json import is_list, is_object
from goodwork.model.records import Choice, Preference, Ranking, Rating, Record, Relation, Span, TextAnswer

SPANS = ("labels", "hypertextlabels", "paragraphlabels", "htmllabels")
"""Types of regions of texts; the value names its labels likewise."""
_PLACES = frozenset({"x", "start", "points", "rle", "itemIndex"})
"""Keys of a value that says where in the picture or text it holds."""
MOST_COVERED = 50_000_000
"""Characters that the regions of a task cover together: each is kept with its words."""
_PLAIN = frozenset({"id", "from_name", "to_name", "type", "value", "origin"})
"""Keys that a result has without having anything beside its value."""
_NOT_YET = "goodwork does not read this type"
_OTHERWISE = frozenset({"startOffset", "globalOffsets"})
"""Keys of places that are not counted in the text as it stands."""
_SAID = ("choices", "rating", "number", "taxonomy", "datetime")


class Read(NamedTuple):
    """What an annotation says."""

    records: tuple[Record, ...]
    unread: frozenset[str]
    """The controls of which something is said that could not be read; it is reported."""


@dataclass(slots=True)
class ResultReader:
    """Reads what is said of one task."""

    item: str
    values: Mapping[str, Any]
    """The task's data."""
    texts: Mapping[str, Text]
    """Its columns that are texts, with their places."""
    report: Report
    sizes: dict[str, Size] = field(default_factory=dict[str, "Size"])
    """Of columns with pictures the sizes that their results are measured in."""
    _unread: set[str] = field(default_factory=set[str])
    _covered: int = 0

    def read(self, holder: Mapping[str, Any]) -> Read:
        """The records of an annotation or prediction; what makes none is reported as lost."""
        self._unread = set()
        records: list[Record] = []
        spans: dict[str, Span] = {}
        about: dict[str, list[tuple[str, str]]] = {}
        later: list[dict[str, Any]] = []
        regions = PictureRegions(self.item, self.values, self.sizes, self.report, self._lose)
        for result in objects(holder.get("result")):
            kind, value = result.get("type"), cast("dict[str, Any] | None", result.get("value"))
            if not _PLAIN.issuperset(result):
                self._beside(result)
            if kind == "relation":
                later.append(result)
            elif not isinstance(value, dict):
                self._lose(result, _NOT_YET)
            elif regions.is_one(kind, value, SPANS):
                regions.take(str(kind), result, value)
            elif kind in SPANS:
                self._span(str(kind), result, value, spans)
            elif result.get("parentID") or any(k in value for k in _PLACES):
                self._about(result, value, about)
            else:
                found = self._record(str(kind), result, value)
                records += found or ()
                if found is None:
                    self._lose(result, _NOT_YET)
        records += (
            [_with(span, about.pop(identity, ())) for identity, span in spans.items()] if about else spans.values()
        )
        records += regions.records(about, self._unread)
        for pairs in about.values():
            names = ", ".join(name for name, _ in pairs)
            self.report.lose(self.item, f"a result of {names} on a region", "the region itself is not read")
        for result in later:
            records += self._relations(result, spans)
        return Read(tuple(records), frozenset(self._unread))

    def _lose(self, result: Mapping[str, Any], why: str) -> None:
        self._unread.add(str(result.get("from_name")))
        self.report.lose(self.item, f"a result of type {result.get('type')}", why)

    def _beside(self, result: Mapping[str, Any]) -> None:
        """Report what a result has beside its value."""
        if result.get("score") is not None:
            self.report.lose(self.item, "the score of a single result", "a prediction has one score for all of it here")
        if result.get("meta"):
            self.report.lose(self.item, "the meta of a result", "there is no place for remarks on a region")
        for word in ("hidden", "locked", "readonly"):
            if result.get(word):
                self.report.lose(self.item, f"that a result is {word}", "it is about the screen of Label Studio")

    def _span(self, kind: str, result: Mapping[str, Any], value: dict[str, Any], spans: dict[str, Span]) -> None:
        labels: Any = value[kind] if kind in value else next((value[k] for k in SPANS if k in value), None)
        if not labels or not isinstance(labels, list):
            self._lose(result, "it has no label")
            return
        column, start, end = str(result.get("to_name")), value.get("start"), value.get("end")
        quote, plain = value.get("text"), self.texts.get(column)
        # Nearly all of them lie just where they say; there are millions.
        if (
            type(plain) is PlainText and type(start) is int and type(end) is int and 0 <= start < end
            and quote and plain.text[start:end] == quote and _OTHERWISE.isdisjoint(value)
        ):  # fmt: skip
            places, text = ((start, end),), str(quote)
            self._covered += end - start
        else:
            found = self._place(result, value)
            if found is None:
                return
            column, places = found
            text = ""
            self._covered += sum([end - start for start, end in places])
        if self._covered > MOST_COVERED:
            self._lose(result, f"the regions of the task cover more than {MOST_COVERED:,} characters")
            return
        if not text:
            lies_in = self.texts[column].text
            text = " ".join([lies_in[start:end] for start, end in places])
        part = None if column == "text" else part_name(column)
        question, identity = str(result.get("from_name")), str(result.get("id") or f"T{len(spans) + 1}")
        for n, label in enumerate(cast("list[Any]", labels)):
            name = str(label)
            mine = identity if n == 0 and identity not in spans else f"{identity}-{len(spans) + 1}"
            spans[mine] = Span(question, mine, name, name, places, text, part)

    def _place(
        self, result: Mapping[str, Any], value: Mapping[str, Any]
    ) -> tuple[str, tuple[tuple[int, int], ...]] | None:
        """The column that a region lies in, with its stretches in code points; what lies in none is reported."""
        to_name, start, end = str(result.get("to_name")), value.get("start"), value.get("end")
        fitting = self._fitting(to_name, value)
        if len(fitting) > 1:
            why = "it fits several texts of the task: call each object of the config like the column that it shows"
            self._lose(result, why)
            return None
        for column, found in fitting:
            start, end = whole(start), whole(end)
            if start is not None and "startOffset" not in value and found != ((start, end),):
                now = f"{found[0][0]}-{found[-1][1]}"
                self.report.change(self.item, f"the place {start}-{end}, now {now}", "it counted UTF-16 units")
            return column, found
        if "startOffset" in value:
            start, end = f"{start} {value['startOffset']}", f"{end} {value.get('endOffset')}"
        elif whole(start) is None or whole(end) is None:
            self._lose(result, "it has no place that is counted in characters")
            return None
        quote = value.get("text")
        said = f"has {quote[:40]!r} at" if isinstance(quote, str) and quote else "reaches from"
        self._lose(result, f"no text of the task {said} {start} to {end}")
        return None

    def _fitting(self, to_name: str, value: Mapping[str, Any]) -> list[tuple[str, tuple[tuple[int, int], ...]]]:
        """The texts that a region fits: the one that it names, else ``text``, else those called like what is judged."""
        for sure in (to_name, "text"):
            found = self.texts[sure].find(value) if sure in self.texts else None
            if found is not None:
                return [(sure, found)]
        others = [name for name in self.texts if name not in ("id", to_name, "text")]
        fitting = [(name, found) for name in others if (found := self.texts[name].find(value)) is not None]
        judged = [one for one in fitting if is_content(one[0].rpartition(".")[2])]
        return judged or fitting

    def _about(
        self, result: Mapping[str, Any], value: Mapping[str, Any], about: dict[str, list[tuple[str, str]]]
    ) -> None:
        said = next((value[k] for k in _SAID if k in value), None)
        if said is None and result.get("type") == "textarea":
            said = value.get("text")
        if said is None:
            self._lose({**result, "type": f"{result.get('type')} on a region"}, _NOT_YET)
            return
        several = said if is_list(said) else [said]
        words = ", ".join(" / ".join(map(str, v)) if is_list(v) else str(v) for v in several)
        region = str(result.get("parentID") or result.get("id"))
        about.setdefault(region, []).append((str(result.get("from_name")), words))

    def _relations(self, result: Mapping[str, Any], spans: Mapping[str, Span]) -> list[Record]:
        head, tail = str(result.get("from_id")), str(result.get("to_id"))
        if head not in spans or tail not in spans:
            self.report.lose(self.item, "a result of type relation", "it joins regions that are none of a text")
            self._unread |= {spans[end].question for end in (head, tail) if end in spans}
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
            case "choices", {"choices": str(label)}:
                return [Choice(name, (label,), (label,), multiple=True)]
            case "taxonomy", {"taxonomy": paths} if is_list(paths):
                labels = tuple(" / ".join(map(str, p)) if is_list(p) else str(p) for p in paths)
                return [Choice(name, labels, labels, multiple=True)]
            case ("rating", {"rating": given}) | ("number", {"number": given}):
                held = number(given)
                return None if held is None else [Rating(name, held)]
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
        named = [n.strip() for n in to_name.split(",")]
        pair = named if len(named) == 2 and all(n in self.values for n in named) else pair_of(self.values)
        if pair is None:
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


def _with(span: Span, pairs: Any) -> Span:
    if not pairs:
        return span
    attributes = tuple(sorted(pairs))
    return Span(span.question, span.id, span.label, span.name, span.fragments, span.text, span.part, attributes)
