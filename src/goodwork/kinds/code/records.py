"""Judgements of code to and from the neutral records.

With one solution ``key/criterion``, ``key/corrected`` and ``key/source``; with several, or with solutions that the
question does not name, ``key/solution/criterion`` and so on. Comments are Comments, the preference is
``key/preferred``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from goodwork.kinds.code.consensus import outputs_of
from goodwork.kinds.code.schema import CodeAnswer, CodeQuestion, Criterion, Remark
from goodwork.kinds.preferring import Preferred, from_record, to_record
from goodwork.kinds.unheld import not_held
from goodwork.model.records import Choice, Comment, Loss, Preference, Ranking, Rating, Record, TextAnswer

_MARK = re.compile(r"[0-9]{1,9}-[0-9a-f]{8}")


def to_records(question: CodeQuestion, answer: CodeAnswer) -> list[Record]:
    """One record for each thing that is said."""
    key = question.key
    by_id = {criterion.id: criterion for criterion in question.criteria}
    records: list[Record] = []
    for name in sorted({*answer.verdicts, *answer.corrected, *answer.sources}):
        base = key if question.named == (name,) else f"{key}/{name}"
        for criterion_id, verdict in sorted(answer.verdicts.get(name, {}).items()):
            records.append(_verdict(f"{base}/{criterion_id}", by_id[criterion_id], verdict))
        if name in answer.corrected:
            records.append(TextAnswer(f"{base}/corrected", answer.corrected[name]))
        if name in answer.sources:
            records.append(TextAnswer(f"{base}/source", answer.sources[name]))
    records += [Comment(key, c.part, c.first, c.last, c.text) for c in answer.comments]
    if answer.preferred is not None:
        records.append(to_record(f"{key}/preferred", outputs_of(question, [answer]), answer.preferred))
    return records


def _verdict(where: str, criterion: Criterion, verdict: str) -> Record:
    if criterion.low is not None and criterion.high is not None:
        return Rating(where, float(verdict), float(criterion.low), float(criterion.high))
    return Choice(where, (verdict,), (dict(criterion.steps)[verdict],))


def from_records(question: CodeQuestion, records: Sequence[Record]) -> tuple[CodeAnswer | None, list[Loss]]:
    """Whatever of it this question asks; the rest is reported."""
    only = question.named[0] if len(question.named) == 1 else None
    by_id = {criterion.id: criterion for criterion in question.criteria}
    verdicts: dict[str, dict[str, str]] = {}
    corrected: dict[str, str] = {}
    sources: dict[str, str] = {}
    comments: list[Remark] = []
    preferred: Preferred | None = None
    lost: list[Loss] = []
    for record in records:
        path = record.question.partition("/")[2]
        solution, _, what = path.rpartition("/")
        name = solution or only
        match record:
            case Comment(part=part, first=first, last=last, text=text):
                comments.append(Remark(part=part, first=first, last=last, text=text))
            case Preference() | Ranking() if path in ("preferred", ""):
                preferred = from_record(record)
            case TextAnswer(text=text) if name is not None and what == "corrected":
                corrected[name] = text
            case TextAnswer(text=text) if name is not None and what == "source" and _MARK.fullmatch(text):
                sources[name] = text
            case Choice() | Rating() if name is not None and what in by_id:
                verdict = _read(by_id[what], record)
                if verdict is None:
                    why = f"the criterion {what!r} of {question.key!r} has no such verdict"
                    lost.append(Loss("", f"a verdict on {what}", why))
                else:
                    verdicts.setdefault(name, {})[what] = verdict
            case _:
                lost.append(not_held(question, record))
    if not (verdicts or corrected or comments or preferred):
        return None, lost
    answer = CodeAnswer(
        verdicts=verdicts,
        comments=tuple(sorted(comments, key=lambda remark: remark.place)),
        corrected=corrected,
        preferred=preferred,
        sources=sources,
    )
    return answer, lost


def _read(criterion: Criterion, record: Choice | Rating) -> str | None:
    if isinstance(record, Rating):
        said = [f"{record.value:g}"]
    else:
        by_name = {name.strip().casefold(): i for i, name in criterion.steps}
        pairs = zip(record.labels, record.names, strict=True)
        said = [i if i in criterion.ids else by_name.get(name.strip().casefold(), "") for i, name in pairs]
    return said[0] if len(said) == 1 and said[0] in criterion.ids else None
