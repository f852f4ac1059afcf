"""Chat: a conversation, judged turn by turn and as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, cast

from pydantic import BaseModel, ConfigDict, FailFast, Field, field_validator

from goodwork.errors import Fault
from goodwork.kinds.contract import Answer, Question
from goodwork.kinds.labels import Label, label_faults, labels_in_full
from goodwork.kinds.preferring import Preferred
from goodwork.kinds.sources import SourceMark, mark_of, part_named
from goodwork.model.items import Part, PartType
from goodwork.model.json import fields, listed, objects, texts

LONGEST = 50_000
"""Characters of a rewritten turn."""
Role = Annotated[str, Field(min_length=1, max_length=40)]
PartName = Annotated[str, Field(min_length=1, max_length=200)]


class Turns(BaseModel):
    """What is said of single turns. As a plain list: the labels."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    roles: Annotated[tuple[Role, ...], Field(min_length=1, max_length=10)] = ("assistant",)
    """Whose turns are judged."""
    labels: Annotated[tuple[Label, ...], Field(min_length=1, max_length=50)]
    multiple: bool = Field(default=False, description="Whether several labels may fit a turn, or none (issues).")
    ordered: bool = Field(default=False, description="Whether the labels are steps of a scale, from low to high.")
    all: bool = Field(default=True, description="Whether every such turn must have its label.")

    @field_validator("labels", mode="before")
    @classmethod
    def _from_names(cls, value: Any) -> Any:
        return labels_in_full(value)

    @property
    def ids(self) -> tuple[str, ...]:
        """The labels' ids, in order."""
        return tuple(label.id for label in self.labels)


class Whole(BaseModel):
    """A rating of the conversation as a whole. As plain ``true``: from 1 to 5."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = Field(default="", max_length=300, description="What is rated; left out: the conversation as a whole.")
    low: int = Field(default=1, ge=-100, le=100)
    high: int = Field(default=5, ge=-100, le=100)
    low_name: str = Field(default="", max_length=100)
    high_name: str = Field(default="", max_length=100)
    tolerance: int = Field(default=0, ge=0, le=100, description="Steps off that still count as right.")

    @property
    def levels(self) -> tuple[str, ...]:
        """All values, from low to high, as words."""
        return tuple(str(v) for v in range(self.low, self.high + 1))


class ChatQuestion(Question):
    """What is this conversation worth? It looks at the named part, else at the first conversation."""

    kind: str = "chat"
    turns: Turns | None = None
    whole: Whole | None = None
    rewrite: bool = Field(default=False, description="Whether the turns that are judged may be written anew.")
    replies: Annotated[tuple[PartName, ...], Field(max_length=9)] = ()
    """Parts with candidate replies, of which one is preferred."""
    tolerance: int = Field(default=0, ge=0, le=1000, description="Turns that may be off in an answer that is right.")

    @field_validator("turns", mode="before")
    @classmethod
    def _turns(cls, value: Any) -> Any:
        return {"labels": listed(cast("object", value))} if isinstance(value, list | tuple) else value

    @field_validator("whole", mode="before")
    @classmethod
    def _whole(cls, value: Any) -> Any:
        return ({} if value else None) if isinstance(value, bool) else value


class Turn(BaseModel):
    """What is said of one turn: labels, a rewrite, or both."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    turn: int = Field(ge=0, lt=100_000, description="Its place in the conversation, from 0.")
    source: SourceMark | None = None
    """Mark of the turn's text, so that a judgement can't slip to another turn; None: not known."""
    labels: Annotated[tuple[str, ...], Field(max_length=50)] = ()
    rewrite: Annotated[str, Field(max_length=LONGEST)] | None = None


class ChatAnswer(Answer):
    """What is said of the conversation; turns in their order, and only those of which something is said."""

    turns: Annotated[tuple[Turn, ...], FailFast(), Field(max_length=5000)] = ()
    whole: int | None = None
    reply: Preferred | None = None


def question_faults(question: ChatQuestion) -> list[Fault]:
    """Nothing to judge, scales and labels that can't work, one reply alone."""
    key = question.key
    faults: list[Fault] = []
    if question.turns is None and question.whole is None and not question.replies:
        faults.append(Fault(key, "Ask something: labels for turns, a rating of the whole, or the better reply."))
    if question.rewrite and question.turns is None:
        faults.append(Fault(f"{key}.rewrite", "Turns are written anew where they are judged; give labels for them."))
    if question.turns is not None:
        faults += label_faults(f"{key}.turns.labels", question.turns.labels)
        if len(question.turns.labels) < 2 and not question.turns.multiple:
            faults.append(Fault(f"{key}.turns.labels", "One of at least two labels is chosen; add another."))
        if question.turns.multiple and question.turns.ordered:
            faults.append(Fault(f"{key}.turns.ordered", "Several labels at once are no steps of a scale."))
        if any(label.key == "e" for label in question.turns.labels) and question.rewrite:
            faults.append(Fault(f"{key}.turns.labels", "The key 'e' begins a rewrite; give that label another."))
    if (whole := question.whole) is not None:
        if not 0 < whole.high - whole.low <= 100:
            faults.append(Fault(f"{key}.whole.high", "The scale must end above where it starts, 100 steps at most."))
        elif whole.tolerance >= whole.high - whole.low:
            faults.append(Fault(f"{key}.whole.tolerance", "With this tolerance every answer would be right."))
    if len(question.replies) == 1 or len(set(question.replies)) != len(question.replies):
        faults.append(Fault(f"{key}.replies", "Name at least two different parts to choose from."))
    return faults


def answer_faults(question: ChatQuestion, answer: ChatAnswer, parts: Sequence[Part]) -> list[Fault]:
    """What can't be said of a turn or the whole, what is missing, and turns that are not those that were judged."""
    found = [*_turn_faults(question, answer), *_rest_faults(question, answer)]
    if not found and parts:
        found = _part_faults(question, answer, parts)
    return [Fault(question.key, what) for what in found]


def _turn_faults(question: ChatQuestion, answer: ChatAnswer) -> list[str]:
    asked = question.turns
    if asked is None:
        return ["This question asks nothing of single turns."] if answer.turns else []
    found: list[str] = []
    if [t.turn for t in answer.turns] != sorted({t.turn for t in answer.turns}):
        found.append("The turns are not in order, or one is there twice.")
    for said in answer.turns:
        where = f"Turn {said.turn + 1}"
        unknown = [label for label in said.labels if label not in asked.ids]
        if unknown:
            found.append(f"{where}: there is no label {unknown[0]!r}; there are {', '.join(asked.ids[:20])}.")
        if len(set(said.labels)) != len(said.labels):
            found.append(f"{where}: a label is there twice.")
        if not asked.multiple and len(said.labels) > 1:
            found.append(f"{where}: choose one label, not {len(said.labels)}.")
        if said.rewrite is not None and not question.rewrite:
            found.append(f"{where}: this question takes no rewrite.")
        if said.rewrite is not None and not said.rewrite.strip():
            found.append(f"{where}: the rewrite is empty; write it, or take it out.")
        if said.rewrite is None and not said.labels:
            found.append(f"{where}: nothing is said of it; leave it out.")
    return found


def _rest_faults(question: ChatQuestion, answer: ChatAnswer) -> list[str]:
    found: list[str] = []
    if question.whole is None:
        if answer.whole is not None:
            found.append("This question asks for no rating of the whole.")
    elif answer.whole is None:
        found.append("Rate the conversation as a whole.")
    elif not question.whole.low <= answer.whole <= question.whole.high:
        found.append(f"{answer.whole} is not on the scale from {question.whole.low} to {question.whole.high}.")
    if not question.replies:
        if answer.reply is not None:
            found.append("This question asks for no preferred reply.")
    elif answer.reply is None:
        found.append("Choose the better reply, or say that none is.")
    elif answer.reply.chosen is not None and answer.reply.chosen not in question.replies:
        found.append(f"There is no reply {answer.reply.chosen!r}; there are {', '.join(question.replies)}.")
    return found


def _part_faults(question: ChatQuestion, answer: ChatAnswer, parts: Sequence[Part]) -> list[str]:
    names = {part.name for part in parts}
    found = [f"The item has no part {name!r} to choose." for name in question.replies if name not in names]
    if question.turns is None:
        return found
    turns = turns_of(part_named(parts, question.part, PartType.CONVERSATION))
    if turns is None:
        return [*found, "The item has no conversation."]
    judged = set(question.turns.roles)
    for said in answer.turns:
        turn = turns[said.turn] if said.turn < len(turns) else None
        if turn is None:
            found.append(f"There is no turn {said.turn + 1}; the conversation has {len(turns)}.")
        elif str(turn.get("role")) not in judged:
            found.append(f"Turn {said.turn + 1} is not judged here; those of {', '.join(sorted(judged))} are.")
        elif said.source is not None and said.source != mark_of(text_of(turn)):
            found.append(f"Turn {said.turn + 1} was changed after it was judged; look at it again.")
    if question.turns.all and not question.turns.multiple:
        done = {said.turn for said in answer.turns if said.labels}
        missing = [str(i + 1) for i, t in enumerate(turns) if str(t.get("role")) in judged and i not in done]
        if missing:
            found.append(f"Not judged yet: {'turn' if len(missing) == 1 else 'turns'} {', '.join(missing[:10])}.")
    return found


def turns_of(part: Part | None) -> list[dict[str, object]] | None:
    """The turns of a conversation; None when the part is none."""
    turns = None if part is None or part.data is None else part.data.get("turns")
    return [fields(turn) for turn in listed(cast("object", turns))] if isinstance(turns, list) else None


def text_of(turn: Mapping[str, object]) -> str:
    """The words of a turn; none when it has none."""
    text = turn.get("text")
    return text if isinstance(text, str) else ""


def migrate(question: ChatQuestion, answer: Mapping[str, object]) -> dict[str, object] | None:
    """What this version still asks: labels it still has, rewrites, a value on the scale, a reply it still names."""
    turns: list[dict[str, object]] = []
    for said in objects(answer.get("turns")):
        labels = [i for i in texts(said.get("labels")) if question.turns is not None and i in question.turns.ids]
        if question.turns is not None and not question.turns.multiple and len(labels) > 1:
            labels = []
        rewrite = said.get("rewrite") if question.rewrite else None
        if labels or rewrite is not None:
            turns.append({**said, "labels": labels, "rewrite": rewrite})
    value = answer.get("whole")
    scale = question.whole
    whole = value if scale is not None and isinstance(value, int) and scale.low <= value <= scale.high else None
    reply = answer.get("reply")
    chosen = fields(reply).get("chosen")
    if not question.replies or (chosen is not None and chosen not in question.replies):
        reply = None
    said = answer.get("turns") or answer.get("whole") is not None or answer.get("reply")
    if said and not turns and whole is None and reply is None:
        return None
    return {"turns": turns, "whole": whole, "reply": reply}
