"""What the columns of a file probably are, by their names and their first values.

Most of the values decide: one odd row never changes how a column is read. What may be an answer (a label, a score,
the chosen one of two) is never guessed to be a part: people would see it before they judge.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import orjson

from goodwork.formats.answer_names import ANSWER, is_called_answer, is_decision, plain
from goodwork.formats.pictures import PICTURE_NAMES
from goodwork.formats.turns import looks_like_turns
from goodwork.model.items import PartType
from goodwork.model.json import is_list, is_object

Rows = Sequence[Mapping[str, Any]]

_IDS = ("id", "item_id", "external_id", "uid", "uuid", "_id", "key")
PEOPLE = frozenset({
    "annotator", "annotatorid", "annotatorname", "annotatoremail", "annotatedby", "worker", "workerid", "workername",
    "completedby", "labeler", "labelerid", "labeller", "labellerid", "labeledby", "labelledby", "rater", "raterid",
    "coder", "coderid", "judge", "judgeid",
})  # fmt: skip
_PERHAPS_PEOPLE = frozenset({
    "user", "userid", "username", "createdby", "person", "personid", "participant", "participantid", "respondent",
    "respondentid", "expert", "expertid", "reviewer", "reviewerid", "subject", "subjectid",
})  # fmt: skip
"""Who answered, or who wrote what is judged: those who answer come again."""
_PICTURES = frozenset({"image", "picture", "img", "photo", "file_name", "filename", "image_path", "path", "file"})
_TEXTS = frozenset({
    "text", "claim", "prompt", "response", "question", "answer", "context", "premise", "hypothesis", "sentence",
    "sentence1", "sentence2", "title", "body", "review", "content", "passage", "document", "message", "summary",
    "comment", "post", "tweet", "caption", "instruction", "input", "output", "completion",
    "query", "description", "abstract", "article", "snippet", "translation", "utterance",
    "headline", "src", "tgt", "mt", "hyp",
})  # fmt: skip
_WHOSE = frozenset({
    "user", "model", "system", "assistant", "bot", "customer", "agent", "source", "target", "input", "review",
    "comment", "tweet", "post", "news", "article", "original", "full", "raw", "question",
})  # fmt: skip
"""Whose or which text one is, in the name of its column."""
_NEVER_TEXTS = frozenset({
    "type", "kind", "status", "state", "source", "split", "lang", "language", "locale", "model", "version", "format",
    "task", "tasktype", "domain", "genre", "topic", "author", "date", "time", "timestamp", "url", "link", "folder",
})  # fmt: skip
"""Columns that say something of a text."""
_REMARKS = frozenset({"comment", "comments", "remark", "remarks", "note", "notes"})
_NEVER_ANSWERS = frozenset({"text", "sentence", "passage", "document", "body", "utterance", "tweet", "claim", "prompt"})
"""Called so a column is judged, whatever it holds: the text of an item may well be "no"."""
_CODES = frozenset({"code", "solution", "program", "snippet_code"})
_CODE_TOO = (*sorted(_CODES), "completion", "response", "output", "answer", "function", "func", "snippet", "content")
"""Where code may stand when a question looks at code and no column is called so."""
_CONVERSATIONS = frozenset({
    "messages", "conversation", "conversations", "turns", "dialogue", "dialog", "chat", "history", "thread",
})  # fmt: skip
_INPUT = "Input."
"""What Mechanical Turk's tables call what workers saw; the rest is the task's own data, and what they answered."""
_NUMBERED = re.compile(r"(response|output|answer|completion|solution|candidate|text|reply)_?([0-9]{1,2}|[a-h])")
"""Several of a kind beside each other, as comparisons have them."""
_WORD = re.compile(r"[^\W\d_]{2}")
"""What every text has, and no date or number."""
_FAR_MORE = 2
_FEW_WORDS = 30
"""Letters of what is hardly a text."""
_PICK = re.compile(r"\(?(?:[A-Ha-h]|\d{1,2})[.)]?")
_OUTPUTS = frozenset({"answer", "response", "output", "completion"})
"""Columns with what is judged, or with the key of what is right."""
_HEADINGS = frozenset({"title", "headline"})
"""What stands above a text, and is none beside one that was not understood."""
_ADDRESS = re.compile(r"(?:https?|s3|gs|file)://\S+\Z")
"""Nobody judges an address by its letters."""
_COUNTED = re.compile(r"(.*[a-z])[_ -]?([0-9]{1,2})")
"""The same under any name, where a question needs as many parts."""
_CHOSEN = ("chosen", "preferred_output", "preferred", "chosen_response", "response_chosen")
_LABELS = frozenset({
    "label", "labels", "class", "classes", "category", "categories", "tag", "tags", "sentiment", "target", "cats",
    "rating", "score", "stars", "grade", "verdict", "judgement", "judgment", "annotation", "answer", "response", "vote",
    "value", "choice", "preference", "winner",
})  # fmt: skip
"""What the one answer of a row is called where somebody gave it."""


def like(name: str, columns: Iterable[str]) -> str | None:
    """The column of this name; else the only one whose name differs in spelling alone."""
    found: list[str] = []
    wanted = plain(name)
    for column in columns:
        if column == name:
            return column
        if wanted and wanted in (plain(column), plain(inner(column))):
            found.append(column)
    return found[0] if len(found) == 1 else None


def mostly(rows: Rows, column: str, test: Callable[[Any], bool]) -> bool:
    """Whether most of the values of a column pass a test."""
    values = _values(rows, column)
    return 2 * sum(map(test, values)) > len(values)


def _values(rows: Rows, column: str) -> list[Any]:
    return [row[column] for row in rows if row.get(column) not in (None, "")]


def identity(columns: Sequence[str]) -> str | None:
    """The column with the items' ids; one that is called exactly so before one in other letters.

    >>> identity(["ID", "text", "id"]), identity(["Uid"]), identity(["text"])
    ('id', 'Uid', None)
    """
    by_name = {column.lower(): column for column in reversed(columns)} | {c: c for c in columns if c.islower()}
    # The path of a file in a folder of files is a good id; "id" itself is a better one.
    return next((by_name[name] for name in (*_IDS, "file") if name in by_name), None)


def gold(columns: Sequence[str], questions: Sequence[str]) -> dict[str, str]:
    """Question key -> the column with its known answers: ``gold_<question>``, or ``gold`` for a single question."""
    found = {key: f"gold_{key}" for key in questions if f"gold_{key}" in columns}
    if not found and len(questions) == 1 and "gold" in columns:
        found = {questions[0]: "gold"}
    return found


def person(columns: Sequence[str], rows: Rows) -> str | None:
    """The column that says who gave the answers of a row."""
    sure = next((column for column in columns if plain(column) in PEOPLE), None)
    return sure or next((c for c in columns if plain(c) in _PERHAPS_PEOPLE and _come_again(rows, c)), None)


def _come_again(rows: Rows, column: str) -> bool:
    people = [str(value) for value in _values(rows, column)]
    return bool(people) and 2 * len(set(people)) <= len(people)


def label(columns: Iterable[str], rows: Rows, takes: Callable[[Any], bool]) -> str | None:
    """The only column that is called like an answer and holds answers to a question."""
    found = [column for column in columns if _called_label(column) and mostly(rows, column, takes)]
    return found[0] if len(found) == 1 else None


@lru_cache(1000)
def may_take(column: str) -> bool:
    """Whether a guess could take a column for an id, a part or an answer, whatever it holds."""
    name = column.lower()
    return (
        name in _IDS or is_content(column) or name in ("file", "table") or bool(_NUMBERED.fullmatch(name))
        or is_called_answer(column)
    )  # fmt: skip


def is_called_label(column: str) -> bool:
    """Whether a column is called like the one answer of a row."""
    return _called_label(column) and not is_content(column)


def _called_label(column: str) -> bool:
    return column.startswith(ANSWER) or plain(column) in _LABELS


def is_content(column: str) -> bool:
    """Whether a column is called like something to be judged."""
    name = column.removeprefix(_INPUT).lower()
    return _is_called_text(name) or name in _CODES or name in _CONVERSATIONS or name in _PICTURES


def may_be_answer(column: str, rows: Rows) -> bool:
    """Whether a column is called like an answer, or holds decisions."""
    if is_called_answer(column):
        return True
    if column.lower() in _OUTPUTS and bool(_values(rows, column)) and mostly(rows, column, _is_pick):
        return True
    return column.lower() not in _NEVER_ANSWERS and bool(_values(rows, column)) and mostly(rows, column, is_decision)


def _is_pick(value: Any) -> bool:
    """Whether a value picks one of several: a letter or a number of two digits, as keys of tests have them.

    >>> _is_pick("B"), _is_pick("(a)"), _is_pick(2), _is_pick("Rome")
    (True, True, True, False)
    """
    return not isinstance(value, bool) and _PICK.fullmatch(str(value).strip()) is not None


def parts(columns: Sequence[str], rows: Rows) -> list[tuple[str, PartType]]:
    """The columns that people judge and what they hold, in order, by their names and values."""
    chosen = like_any(_CHOSEN, columns)
    found: list[tuple[str, PartType]] = []
    for column in _shown_to_workers(columns, rows):
        kind = _named_like(inner(column).lower(), _values(rows, column))
        if kind is None or may_be_answer(column, rows):
            continue
        if chosen is not None and not _NUMBERED.fullmatch(column.lower()) and _repeats(rows, column, chosen):
            continue
        found.append((column, kind))
    if any(c.lower() in _NEVER_ANSWERS for c, _ in found) and any(map(is_called_answer, rows[0] if rows else ())):
        # Beside a text and its label it is what somebody who labelled had to say.
        found = [(column, kind) for column, kind in found if plain(column) not in _REMARKS]
    if len(found) == 1 and plain(found[0][0]) in _HEADINGS and is_beside_more(found[0][0], columns, rows):
        return []
    return found


def _shown_to_workers(columns: Sequence[str], rows: Rows) -> Sequence[str]:
    """Of a table of Mechanical Turk what its workers saw; of others every column."""
    turk = any(column.startswith(_INPUT) for row in rows[:1] for column in row)
    return [column for column in columns if column.startswith(_INPUT)] if turk else columns


def inner(column: str) -> str:
    """A column's name without what Mechanical Turk puts before the names of a task.

    >>> inner("Input.text"), inner("Answer.mood"), inner("text")
    ('text', 'mood', 'text')
    """
    return column.removeprefix(_INPUT).removeprefix(ANSWER)


def _is_text(value: Any) -> bool:
    """Whether a value is a text, or a number that stands where texts do."""
    return isinstance(value, str | int | float) and not isinstance(value, bool)


def like_any(names: Iterable[str], columns: Sequence[str]) -> str | None:
    """The first column that is called like one of these."""
    return next((found for name in names if (found := like(name, columns)) is not None), None)


def _is_called_text(name: str) -> bool:
    """Whether a name is one for texts, also with a number or with whose text it is.

    >>> _is_called_text("question1"), _is_called_text("model_output"), _is_called_text("gold_answer")
    (True, True, False)
    """
    if name in _TEXTS:
        return True
    found = _COUNTED.fullmatch(name)
    if found is not None and found[1] in _TEXTS:
        return True
    first, _, last = name.replace(" ", "_").rpartition("_")
    return last in _TEXTS and first in _WHOSE


def looks(column: str, rows: Rows, wanted: Sequence[PartType] = ()) -> PartType:
    """What a column holds that is known to be a part, out of the types that are wanted."""
    name, values = column.lower(), _values(rows, column)
    kind = _by_value(name, values) or (PartType.CODE if name in _CODES else PartType.TEXT)
    return kind if not wanted or kind in wanted else wanted[0]


def unnamed(columns: Sequence[str], rows: Rows, wanted: Sequence[PartType]) -> tuple[str, PartType] | None:
    """A column of a wanted type, whatever it is called; answers are none."""
    shown = [column for column in _shown_to_workers(columns, rows) if not may_be_answer(column, rows)]
    free = [column for column in shown if plain(inner(column)) not in _NEVER_TEXTS]
    for column in free:
        kind = _by_value(column.lower(), _values(rows, column))
        if kind is not None and (not wanted or kind in wanted):
            return column, kind
        if PartType.PICTURE in wanted and mostly(rows, column, _is_address_of_picture) and _values(rows, column):
            return column, PartType.PICTURE
    if not wanted or PartType.TEXT in wanted:
        best = longest_text(free, rows)
        return (best, PartType.TEXT) if best is not None else None
    if PartType.CODE in wanted:
        code = like_any(_CODE_TOO, [c for c in free if mostly(rows, c, lambda value: isinstance(value, str))])
        return (code, PartType.CODE) if code is not None else None
    return None


def numbered(columns: Iterable[str]) -> list[str]:
    """Columns that are several of a kind beside each other, when they are all of one kind."""
    found = [(m[1], c) for c in columns if (m := _NUMBERED.fullmatch(c.lower()) or _COUNTED.fullmatch(c.lower()))]
    return [column for _, column in found] if len({stem for stem, _ in found}) == 1 else []


def siblings(column: str, columns: Sequence[str], rows: Rows) -> list[str]:
    """The columns that hold as much text as one, and are called like it but for a number or a letter.

    >>> rows = [{"#1 String": "He sings well", "#2 String": "He sings badly", "Quality": "1"}]
    >>> siblings("#1 String", list(rows[0]), rows)
    ['#2 String']
    """
    wanted = _unnumbered(column)
    size = sum(map(_letters_in, _values(rows, column)))
    alike = [other for other in columns if other != column and wanted and _unnumbered(other) == wanted]
    return [
        other
        for other in alike
        if mostly(rows, other, lambda value: isinstance(value, str) and " " in value.strip())
        and size <= _FAR_MORE * 2 * sum(map(_letters_in, _values(rows, other)))
    ]


def _unnumbered(column: str) -> str:
    """A name without the number or letter that tells it from others, and nothing where it has none."""
    name = column.casefold()
    without = re.sub(r"\d+", "", name)
    if without == name:
        without = re.sub(r"(?<=[ _-])[a-d]\Z", "", name)
    return without if without != name else ""


def longest_text(columns: Sequence[str], rows: Rows) -> str | None:
    """The column with the most text."""

    def length(column: str) -> int:
        if not mostly(rows, column, lambda value: isinstance(value, str) and not _ADDRESS.match(value)):
            return 0
        return sum(len(value) for value in _values(rows, column) if isinstance(value, str) and _WORD.search(value))

    best = max(columns, key=length, default=None)
    return best if best is not None and length(best) else None


def is_beside_more(column: str, columns: Sequence[str], rows: Rows) -> bool:
    """Whether a column holds a few words, and another one lists or objects with far more text in them."""
    held = _values(rows, column)
    size = sum(len(str(value)) for value in held)
    if size > _FEW_WORDS * len(held):
        return False
    nested = [c for c in columns if c != column and mostly(rows, c, lambda v: is_object(v) or is_list(v))]
    return any(sum(map(_letters_in, _values(rows, name))) > _FAR_MORE * size for name in nested)


def _letters_in(value: Any) -> int:
    letters = 0
    waiting = [value]
    while waiting:
        held = waiting.pop()
        if isinstance(held, str):
            letters += len(held)
        elif is_object(held):
            waiting += held.values()
        elif is_list(held):
            waiting += held
    return letters


def _named_like(column: str, values: Sequence[Any]) -> PartType | None:
    kind = _by_value(column, values)
    # A conversation may be written down as one text.
    named = _is_called_text(column) or column in _CONVERSATIONS or _NUMBERED.fullmatch(column) is not None
    if kind is PartType.CONVERSATION:
        return kind if named or column in _CONVERSATIONS else None
    if kind is not None:
        return kind
    if column in _CONVERSATIONS:
        return PartType.TEXT if values and all(isinstance(v, str) and _WORD.search(v) for v in values) else None
    if named and 2 * sum(map(_is_text, values)) >= len(values) and any(isinstance(value, str) for value in values):
        return PartType.TEXT
    if values and 2 * sum(isinstance(value, str) for value in values) <= len(values):
        return None
    if named:
        return PartType.TEXT
    return PartType.CODE if column in _CODES else None


def _by_value(column: str, values: Sequence[Any]) -> PartType | None:
    if 2 * sum(_is_picture(column, value) for value in values) > len(values):
        return PartType.PICTURE
    if 2 * sum(map(is_conversation, values)) > len(values):
        return PartType.CONVERSATION
    if column == "table" and 2 * sum(isinstance(value, dict) and "rows" in value for value in values) > len(values):
        return PartType.TABLE
    return None


def is_conversation(value: Any) -> bool:
    """Whether a value is a list of turns, or JSON of one."""
    if isinstance(value, str) and value[:2] in ("[{", '{"'):
        try:
            value = orjson.loads(value)
        except ValueError:
            return False
    return looks_like_turns(value)


def _is_picture(column: str, value: Any) -> bool:
    match value:
        case bytes():
            return True
        case {"bytes": bytes() | None, "path": path}:
            # Hugging Face has sound in the same form.
            return not isinstance(path, str) or "." not in path or path.lower().endswith(tuple(PICTURE_NAMES))
        case str():
            named = column in _PICTURES and any(value.lower().endswith(suffix) for suffix in PICTURE_NAMES)
            return named or value.startswith("data:image/")
        case _:
            return False


def is_picture(column: str, value: Any) -> bool:
    """Whether a value is a picture or names one, whatever its column is called.

    >>> is_picture("photo", "/data/upload/1"), is_picture("scan", "s3://b/a.png?x=1"), is_picture("text", "a.png")
    (True, True, True)
    """
    if isinstance(value, str):
        plain = value.partition("?")[0].partition("#")[0].lower()
        return column in _PICTURES or value.startswith("data:image/") or plain.endswith(tuple(PICTURE_NAMES))
    return _is_picture(column, value)


def _is_address_of_picture(value: Any) -> bool:
    if not isinstance(value, str) or not _ADDRESS.match(value):
        return False
    return value.partition("?")[0].partition("#")[0].lower().endswith(tuple(PICTURE_NAMES))


def type_called(part: str) -> tuple[PartType, ...]:
    """What a part is that is called by its type.

    >>> type_called("picture"), type_called("claim")
    ((<PartType.PICTURE: 'picture'>,), ())
    """
    if part in _PICTURES - {"path", "file"}:
        return (PartType.PICTURE,)
    return (PartType.CONVERSATION,) if part in _CONVERSATIONS else ()


def _repeats(rows: Rows, column: str, chosen: str) -> bool:
    """Whether a column gives away what was chosen, because it says it once more."""
    both = [(row[column], row[chosen]) for row in rows if row.get(column) and row.get(chosen)]
    return bool(both) and 10 * sum(_last(value) == _last(best) for value, best in both) >= 9 * len(both)


def _last(value: Any) -> Any:
    """What is said last: of a conversation its last turn."""
    turns = value.get("turns", value.get("messages")) if is_object(value) else value
    if is_list(turns) and turns and is_object(last := turns[-1]):
        return next((last[word] for word in ("content", "text", "value") if word in last), None)
    return turns
