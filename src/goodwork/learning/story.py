"""What labels are worth, told in a few plain sentences: what a report begins with.

`story` tells it of a file's labels, `learning.project_page` of a project, in the same words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the web process tells of projects, and loads no kernels for it
    from goodwork.learning.report import Estimate, ModelsReport
    from goodwork.quality.assessment import Assessment

AGREE = ((0.8, "very well"), (0.667, "well"), (0.4, "in part"), (0.05, "little more than by chance"))
"""Krippendorff's alpha, from where on it is called what."""
MOST_MODELS = 3
"""Models that a report names."""


def story(found: Assessment) -> list[str]:
    """The story of these labels, a sentence or two each: who said what, how alike, how right, what to do with it."""
    return [_given(found), _alike(found), _right(found), _usable(found), *_dependent(found), _next(found)]


def _given(found: Assessment) -> str:
    table = found.table
    each = table.n / max(found.items, 1)
    return (
        f"{some(table.n_people, 'person', 'people')} gave {some(table.n, 'answer')} to "
        f"{some(found.items, 'item')}, about {each:.1f} each, in {some(table.n_classes, 'class', 'classes')}."
    )


def _alike(found: Assessment) -> str:
    return alike(found.agreement.value, found.agreement.reason)


def alike(alpha: float | None, why: str) -> str:
    """How alike people's answers are, by Krippendorff's alpha; ``why`` it is undefined."""
    if alpha is None:
        return f"How alike their answers are can't be said: {_small(why)}"
    how = next((words for least, words in AGREE if alpha >= least), "no more than by chance")
    return f"They agree {how} (Krippendorff’s α {alpha:.2f})."


def _right(found: Assessment) -> str:
    unmet, n = found.gold_unanswered, found.gold_items.size
    if unmet and not n:
        return (
            f"How often the labels are right nobody knows: {found.without_gold}. Look whether the gold names items as "
            "the labels do."
        )
    more = f" {some(unmet, 'gold item has', 'gold items have')} no answer, and measure{'s' * (unmet == 1)} nothing."
    return right(found.accuracy, n) + (more if unmet else "")


def right(accuracy: float | None, gold: int) -> str:
    """How often labels are right on items whose answer is known."""
    if accuracy is None:
        return "How often the labels are right nobody knows: there is no gold, that is, no item whose answer is known."
    return (
        f"On {some(gold, 'gold item')}, whose answers were kept from it, the label is right in {100 * accuracy:.1f} %."
    )


def _usable(found: Assessment) -> str:
    share = f"{100 * found.coverage:.0f} %"
    if not found.coverage:
        return f"No label is declared right with a confidence of {found.target:g}."
    promised = "" if found.promise is None else f" {found.promise.sentence}"
    return f"{share} of the labels are declared with a confidence of {found.target:g} or more.{promised}"


def _dependent(found: Assessment) -> list[str]:
    return dependent(sum(len(group) for group in found.found.copies.groups))


def beside_people(found: ModelsReport) -> str:
    """What models that are weighed with people's answers are worth."""
    n = some(len(found.models), "model")
    if not found.used:
        return f"{n} that might join people's answers would add nothing to them."
    said = [
        f"{one.model} (weight {one.weight:.2f}{_agreeing(one.agrees)})"
        for one in sorted(found.models, key=lambda one: -one.weight)[:MOST_MODELS]
    ]
    rest = len(found.models) - len(said)
    more = f" and {rest} more" if rest else ""
    told = f"{n} {'is' if len(found.models) == 1 else 'are'} weighed with people's answers: {', '.join(said)}{more}."
    if found.spared is None:
        return told
    return (
        f"{told} Played again, an item takes {found.spared.with_models:.1f} answers of people with them and "
        f"{found.spared.without:.1f} without."
    )


def _agreeing(found: Estimate) -> str:
    return "" if found.value is None else f", says what people say in {100 * found.value:.0f} %"


def dependent(people: int) -> list[str]:
    """That people's answers depend on each other: how many they are, never who. Nothing where none do."""
    if not people:
        return []
    return [f"The answers of {people} people depend on each other, so they count as fewer voices; see the end."]


def depend(people: int, share: float) -> str:
    """What is said of a group whose answers depend on each other: how many they are, never who."""
    return (
        f"The answers of {people} people depend on each other: about {100 * share:.0f} % of them are repeats. "
        f"Equal answers of theirs count as {1 + (people - 1) * (1 - share):.1f} voices, not as {people}. This says "
        "nothing of how it came about."
    )


def _next(found: Assessment) -> str:
    doubtful = int(((found.found.confidence < found.target) & (found.table.gold < 0)).sum())
    if found.gold_unanswered and not found.gold_items.size:
        return "Next: mend the names of the gold's items, and measure again."
    if found.table.n_classes < 2 or not found.gold_items.size or not found.found.calibration.calibrated:
        return f"Next: draw {some(found.gold_missing, 'item')} at random and have an expert answer them, as gold."
    if not found.found.speaks:
        return "Next: mend the gold, as it says below."
    if not found.support.supported:
        more = "" if found.support.refuted else f", and draw about {some(found.gold_missing, 'further gold item')}"
        if not doubtful:
            # Every doubtful item is gold: only more of it says more.
            return f"Next: {more.removeprefix(', and ') or 'look at the gold that was answered otherwise'}."
        return f"Next: ask for more answers to the {some(doubtful, 'doubtful item')}{more}."
    if not doubtful:
        return "Next: nothing is left to do; every label reaches the target or is gold."
    return f"Next: have the {some(doubtful, 'item')} below the target answered again, or leave them out."


def some(n: int, one: str, many: str = "") -> str:
    """How many of something there are."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def _small(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
