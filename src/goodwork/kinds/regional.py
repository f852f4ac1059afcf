"""What all kinds that mark pictures do with answers, whatever the shape of their regions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from goodwork.kinds.contract import Answer, Consensus, Given, Skills, Slip
from goodwork.kinds.marked_skills import in_one_order
from goodwork.kinds.region_answers import labels_said, near, region_slips
from goodwork.kinds.region_schema import R, RegionQuestion
from goodwork.kinds.voting import mean_distance

if TYPE_CHECKING:
    from goodwork.kinds.region_matching import Craft

Q = TypeVar("Q", bound=RegionQuestion)
A = TypeVar("A", bound=Answer)


@dataclass(frozen=True, slots=True)
class Regional(Generic[Q, A, R]):
    """A kind of regions: where they are in an answer, and how they are compared and put together."""

    regions: Callable[[A], Sequence[R]]
    answer: Callable[[Sequence[R]], A]
    craft: Callable[[Q], Craft[R]]
    """Fetched when answers are compared, in the worker: the web process starts without numpy."""

    def says(self, question: Q, answer: A) -> tuple[str, ...]:
        """The labels of an answer."""
        return labels_said(question, self.regions(answer))

    def distance(self, question: Q, a: A, b: A) -> float:
        """1 - soft F1 of the regions, matched at the greatest total likeness."""
        if a == b:
            return 0.0
        from goodwork.kinds.region_matching import apart

        return apart(self.craft(question), self.regions(a), self.regions(b))

    def slips(self, question: Q, mine: A, right: A) -> tuple[Slip, ...]:
        """What one answer has otherwise than the right one."""
        return region_slips(question, self.craft(question), self.regions(mine), self.regions(right))

    def near(self, question: Q, a: A, b: A) -> bool:
        """Whether each region has one in the other answer that counts as the same: F1 = 1."""
        return near(question, self.craft(question), self.regions(a), self.regions(b))

    def consensus(self, question: Q, given: Sequence[Given[A]], skills: Skills) -> Consensus[A]:
        """The regions that are more likely there than not; its confidence is the chance that all of it is right."""
        from goodwork.kinds.region_consensus import agreed

        unlike = mean_distance(given, lambda a, b: self.distance(question, a, b))
        drawn = [(g.person, self.regions(g.answer)) for g in in_one_order(given)]
        kept, sure = agreed(question, self.craft(question), drawn, skills)
        named = [region.model_copy(update={"id": f"g{n}"}) for n, region in enumerate(kept)]
        return Consensus(self.answer(named), sure, unlike)

    def learned(self, question: Q, answers: Sequence[tuple[int, int, A]]) -> Skills:
        """What all answers (item, person, answer) say of the people, and of how regions come about."""
        from goodwork.kinds.region_consensus import learned_of

        drawn = [(item, person, self.regions(answer)) for item, person, answer in answers]
        return learned_of(question, self.craft(question), drawn)
