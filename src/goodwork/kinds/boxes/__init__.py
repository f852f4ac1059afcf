"""Boxes: where in the picture is what?"""

from __future__ import annotations

from goodwork.kinds.boxes import consensus as _consensus
from goodwork.kinds.boxes import distance as _distance
from goodwork.kinds.boxes import records as _records
from goodwork.kinds.boxes import schema
from goodwork.kinds.boxes.schema import BoxesAnswer, BoxesQuestion
from goodwork.kinds.contract import Kind, Slip
from goodwork.model.items import NeededPart, PartType
from goodwork.model.records import Box


def _says(question: BoxesQuestion, answer: BoxesAnswer) -> tuple[str, ...]:
    found = {box.label for box in answer.boxes}
    return tuple(label for label in question.ids if label in found)


def _conditions(question: BoxesQuestion) -> tuple[str, ...]:
    return question.ids


def _needs(question: BoxesQuestion) -> tuple[NeededPart, ...]:
    return (NeededPart(question.part, (PartType.PICTURE,)),)


def _slips(question: BoxesQuestion, mine: BoxesAnswer, right: BoxesAnswer) -> tuple[Slip, ...]:
    """Labels for each other, borders too far off, what was left out and what was drawn for nothing, box by box."""
    from goodwork.kinds.boxes.matching import match_boxes, shared

    names = {label.id: label.name for label in question.labels}
    found: list[Slip] = []
    pairs = match_boxes(mine.boxes, right.boxes)
    for i, j, _ in pairs:
        one, known = mine.boxes[i], right.boxes[j]
        if one.label != known.label:
            found.append(Slip("instead", names.get(one.label, one.label), names.get(known.label, known.label)))
        elif shared([one], [known])[0, 0] < question.tolerance:
            found.append(Slip("border", names.get(one.label, one.label)))
    drawn, met = {i for i, _, _ in pairs}, {j for _, j, _ in pairs}
    missed = [box for j, box in enumerate(right.boxes) if j not in met]
    extra = [box for i, box in enumerate(mine.boxes) if i not in drawn]
    found += [Slip("missed", right=names.get(box.label, box.label)) for box in missed]
    found += [Slip("extra", names.get(box.label, box.label)) for box in extra]
    return tuple(found)


def _near(question: BoxesQuestion, a: BoxesAnswer, b: BoxesAnswer) -> bool:
    """Whether each box has one in the other answer that says the same and covers enough of the same: F1 = 1."""
    from goodwork.kinds.boxes.matching import match_boxes, shared

    pairs = match_boxes(a.boxes, b.boxes) if len(a.boxes) == len(b.boxes) else []
    return len(pairs) == len(a.boxes) == len(b.boxes) and all(
        (one.label, one.crowd, one.attributes) == (other.label, other.crowd, other.attributes)
        and shared([one], [other])[0, 0] >= question.tolerance
        for one, other in ((a.boxes[i], b.boxes[j]) for i, j, _ in pairs)
    )


KIND = Kind(
    "boxes",
    "Boxes",
    BoxesQuestion,
    BoxesAnswer,
    faults=schema.answer_faults,
    distance=_distance.distance,
    consensus=_consensus.consensus,
    migrate=schema.migrate,
    to_records=_records.to_records,
    from_records=_records.from_records,
    shown=schema.shown,
    records=(Box,),
    needs=_needs,
    question_faults=schema.question_faults,
    says=_says,
    conditions=_conditions,
    is_near=_near,
    slips=_slips,
    learned=_consensus.learned,
)
