"""What two answers of regions say of each other: whether one is right by the other, and in what it is not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from goodwork.kinds.contract import Slip
from goodwork.kinds.region_schema import R, Region, RegionQuestion

if TYPE_CHECKING:
    from goodwork.kinds.region_matching import Craft


def labels_said(question: RegionQuestion, regions: Sequence[Region]) -> tuple[str, ...]:
    """The labels that there are, in the order of the question."""
    found = {region.label for region in regions}
    return tuple(label for label in question.ids if label in found)


def region_slips(question: RegionQuestion, craft: Craft[R], mine: Sequence[R], right: Sequence[R]) -> tuple[Slip, ...]:
    """Labels for each other, borders too far off, what was left out and what was drawn for nothing, one by one."""
    from goodwork.kinds.region_matching import matched

    names = {label.id: label.name for label in question.labels}
    found: list[Slip] = []
    pairs = matched(craft, mine, right)
    for i, j, _ in pairs:
        one, known = mine[i], right[j]
        if one.label != known.label:
            found.append(Slip("instead", names.get(one.label, one.label), names.get(known.label, known.label)))
        elif craft.shared([one], [known])[0, 0] < question.tolerance:
            found.append(Slip("border", names.get(one.label, one.label)))
    drawn, met = {i for i, _, _ in pairs}, {j for _, j, _ in pairs}
    missed = [region for j, region in enumerate(right) if j not in met]
    extra = [region for i, region in enumerate(mine) if i not in drawn]
    found += [Slip("missed", right=names.get(region.label, region.label)) for region in missed]
    found += [Slip("extra", names.get(region.label, region.label)) for region in extra]
    return tuple(found)


def near(question: RegionQuestion, craft: Craft[R], a: Sequence[R], b: Sequence[R]) -> bool:
    """Whether each region has one in the other answer that says the same and covers enough of the same: F1 = 1."""
    from goodwork.kinds.region_matching import matched

    pairs = matched(craft, a, b) if len(a) == len(b) else []
    return len(pairs) == len(a) == len(b) and all(
        (one.label, craft.said(one)) == (other.label, craft.said(other))
        and craft.shared([one], [other])[0, 0] >= question.tolerance
        for one, other in ((a[i], b[j]) for i, j, _ in pairs)
    )
