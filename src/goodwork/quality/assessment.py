"""Everything that is said of a project's labels at once: agreement, accuracy, calibration, skills, disputes.

Numbers on gold are always those of items that did not know their own gold, neither in the model nor in the
calibration (cross-fitted). Beside every estimate stands what the gold supports: a target that the declared
gold items don't prove yet is called estimated, with the number of gold items that are missing.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from goodwork.errors import Invalid
from goodwork.model.shares import per_cent
from goodwork.quality.aggregation import Aggregation, appraise
from goodwork.quality.agreement import krippendorff_alpha
from goodwork.quality.agreement_kappa import fleiss_kappa, gwet_ac
from goodwork.quality.agreement_pairs import Agreement
from goodwork.quality.calibration import Bin, Support, calibration_error, log_loss, reliability, support
from goodwork.quality.labels import Ints, LabelTable
from goodwork.quality.predictions import Predictions
from goodwork.quality.promise import CERTAINTY, Promise, promise
from goodwork.quality.skill import Evidence, Skills, skills

Floats = npt.NDArray[np.float64]

UNRELATED = (
    "Nothing is declared: dealt out at random, the gold would fit these answers about as well. Look for "
    "mixed-up ids or the wrong file; if they are right, add gold items, most of all of the rarer classes."
)
"""What is said where gold looks as if it belonged to other answers."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """An item whose answers leave much doubt."""

    item: Any
    label: Any
    confidence: float
    votes: list[tuple[Any, int]]
    """The classes that were given and how often, most frequent first."""
    gold: Any
    """What gold says; None where there is none."""


@dataclass(frozen=True, eq=False)
class Assessment:
    """What the labels of a question are worth, and how sure that is."""

    found: Aggregation
    target: float
    agreement: Agreement
    evidence: Evidence
    skills: Skills
    support: Support
    declared: npt.NDArray[np.bool_]
    """(items,) whether the item's confidence reaches the target. Where gold refutes the target, or can't say anything
    of it yet, only gold items are; none at all where gold looks as if it belonged to other answers."""
    coverage: float
    """Share of the items with answers that are declared, gold items judged without their gold."""
    gold_items: npt.NDArray[np.int64]
    """Items with gold and answers, on which the three numbers below rest; they are None when there are none."""
    accuracy: float | None
    log_loss: float | None
    ece: float | None
    realised: float | None
    """Accuracy of the declared gold items; None when none is declared."""
    gold_missing: int
    """Random gold items still missing until the target is supported and confidence calibrated; 0 when it is."""
    promise: Promise | None
    """What may be promised of the labels, whatever the model; None: gold can't say anything of it."""

    @property
    def table(self) -> LabelTable:
        """The labels."""
        return self.found.table

    @property
    def items(self) -> int:
        """How many items have an answer."""
        return int(np.count_nonzero(np.diff(self.table.item_ptr)))

    @property
    def gold_unanswered(self) -> int:
        """How many items have gold and no answer: they measure nothing."""
        return int(np.count_nonzero(self.table.gold >= 0)) - int(self.gold_items.size)

    @property
    def without_gold(self) -> str:
        """Why nothing is measured on gold, where there is none that could."""
        n = self.gold_unanswered
        return f"none of the {n:,} gold items has an answer" if n else "there is no gold"

    @property
    def speaks(self) -> bool:
        """Whether gold could prove anything here: there are classes to tell apart, it names more than one of them, and
        belongs to these answers."""
        found = self.found
        return self.table.n_classes >= 2 and not found.gold_unrelated and not found.one_sided

    @property
    def standing(self) -> str:
        """What may be claimed of the target, as a sentence."""
        proof, target = self.support, f"{self.target:g}"
        if self.table.n_classes < 2:
            return (
                "Nothing is declared: every label is of one class, so nothing tells a careful answer from any other. "
                "Gold of another class, or naming all classes, would."
            )
        if not self.gold_items.size and self.gold_unanswered:
            return (
                f"Not calibrated, {self.without_gold}: nothing is declared. Look whether the gold names items as the "
                "labels do."
            )
        if not self.gold_items.size:
            return (
                f"Not calibrated, there is no gold: nothing is declared. About {self.gold_missing} random gold items "
                f"would be needed to support a target of {target}."
            )
        if not self.found.calibration.calibrated:
            are = "is" if self.gold_missing == 1 else "are"
            return (
                f"Not calibrated yet: {self.gold_items.size} gold items; about {self.gold_missing} more {are} needed. "
                "Nothing is declared until then."
            )
        if self.found.one_sided:
            only = self.table.classes[int(self.table.gold[self.gold_items[0]])]
            return (
                f"Nothing can be checked, and nothing is declared: all {self.gold_items.size} gold items are of one "
                f"class, {only}. Whoever always says so would pass; draw more gold, until it has another class."
            )
        if self.found.gold_unrelated:
            return UNRELATED
        if proof.refuted:
            return f"Refuted: {proof.right} of {proof.declared} gold items above {target} are right; none is declared."
        if proof.supported:
            return f"Supported: gold proves at least {per_cent(proof.bound)} for declared items (95 % bound)."
        return (
            f"Estimated, not yet supported: gold proves {per_cent(proof.bound)}; about {self.gold_missing} more "
            f"random gold items, if their declared ones are right, would support {target}."
        )

    def reliability(self, bins: int = 10) -> list[Bin]:
        """The reliability curve on gold; empty without gold."""
        if not self.gold_items.size:
            return []
        unseen = self.found.unseen[self.gold_items]
        return reliability(unseen.max(axis=1), unseen.argmax(axis=1) == self.table.gold[self.gold_items], bins)

    def disputed(self, most: int = 20) -> list[Dispute]:
        """The items without gold that are least certain, the most doubtful first."""
        table, confidence = self.table, self.found.confidence
        open_ = np.flatnonzero((table.gold < 0) & (np.diff(table.item_ptr) > 0))
        order = open_[np.argsort(confidence[open_], kind="stable")][:most]
        return [self._dispute(i, self.found.proba) for i in order.tolist()]

    def contradicted(self, most: int = 20) -> list[Dispute]:
        """The items whose answers speak most surely against their gold: the gold is worth a second look."""
        table, unseen = self.table, self.found.unseen
        against = self.gold_items[unseen[self.gold_items].argmax(axis=1) != table.gold[self.gold_items]]
        order = against[np.argsort(-unseen[against].max(axis=1), kind="stable")][:most]
        return [self._dispute(i, unseen) for i in order.tolist()]

    def _dispute(self, i: int, proba: Floats) -> Dispute:
        table = self.table
        answers = table.answer[table.item_ptr[i] : table.item_ptr[i + 1]]
        count = np.bincount(answers, minlength=table.n_classes)
        given = [(table.classes[k], int(count[k])) for k in np.argsort(-count, kind="stable") if count[k]]
        known = None if table.gold[i] < 0 else table.classes[int(table.gold[i])]
        return Dispute(table.items[i], table.classes[int(proba[i].argmax())], float(proba[i].max()), given, known)

    def confusion(self) -> Floats:
        """(classes, classes) how often answers on items of a class (row) were each class (column); rows sum to 1.

        The class of an item is its gold, else its consensus with its probability. Rows nothing speaks for are
        0.
        """
        table = self.table
        count = np.zeros((table.n_classes, table.n_classes))
        for k in range(table.n_classes):
            count[k] = np.bincount(table.answer, self.found.proba[table.item, k], table.n_classes)
        return count / np.maximum(count.sum(axis=1, keepdims=True), 1e-300)

    def beside_alpha(self, replicates: int = 1000) -> tuple[Agreement, Agreement]:
        """Fleiss' kappa and Gwet's AC over all classes of the table, for those who report these."""
        table = self.table
        item, answer, classes = table.item, table.answer, np.arange(table.n_classes)
        weights = "ordinal" if table.ordered else "identity"
        kappa, ac = (
            of(item, answer, weights=weights, classes=classes, replicates=replicates) for of in (fleiss_kappa, gwet_ac)
        )
        return kappa, ac

    def _models(self) -> dict[str, Any] | None:
        """What models are worth beside the answers; None where none were given."""
        if (worth := self.found.models) is None:
            return None
        weights = dict(zip(worth.models, worth.weights.tolist(), strict=True))
        return {"weights": weights, "gain": worth.gain, "error": worth.error}

    def _promised(self) -> dict[str, Any] | None:
        made = self.promise
        return None if made is None else {**asdict(made), "certainty": CERTAINTY}

    def summary(self, seconds: float) -> dict[str, Any]:
        """The numbers for programs: plain values, None where there is none."""
        table = self.table
        kappa, ac1 = self.beside_alpha(replicates=0)
        return {
            "items": self.items,
            "gold_without_answers": self.gold_unanswered,
            "people": table.n_people,
            "labels": table.n,
            "classes": table.n_classes,
            "method": self.found.choice.method,
            "agreement_alpha": self.agreement.value,
            "fleiss_kappa": kappa.value,
            "gwet_ac1": ac1.value,
            "accuracy_on_gold": self.accuracy,
            "log_loss": self.log_loss,
            "ece": self.ece,
            "target": self.target,
            "coverage": self.coverage,
            "realised": self.realised,
            "gold_missing": self.gold_missing,
            "promise": self._promised(),
            **({"models": told} if (told := self._models()) is not None else {}),
            "seconds": round(seconds, 3),
        }


def assess(
    table: LabelTable,
    *,
    method: str = "auto",
    target: float = 0.95,
    ruled: Ints | None = None,
    seed: int = 0,
    apart: Collection[tuple[int, int]] = (),
    predictions: Predictions | None = None,
) -> Assessment:
    """The assessment of a table of labels, with its gold if it has any.

    ``method`` as `aggregate` takes it; ``target`` the confidence from which an item is declared. ``ruled``
    (n_items,) is the class of items that somebody decided, -1 elsewhere: certain for skills; as such items are picked
    because they are disputed, they calibrate and prove nothing. ``apart`` as `find_copies` takes it,
    ``predictions`` as `appraise` does. Raises `Invalid` for a table without labels and for a target outside 0..1.
    """
    if not 0 < target < 1:
        raise Invalid(f"The target is {target}; it has to lie between 0 and 1, as 0.95 does.")
    if not table.n:
        raise Invalid("There are no labels to assess.", next_step="Give a table with at least one row.")
    found = appraise(table, method=method, seed=seed, apart=apart, predictions=predictions)
    answered = np.diff(table.item_ptr) > 0
    gold_items = np.flatnonzero((table.gold >= 0) & answered)
    unseen, gold = found.unseen[gold_items], table.gold[gold_items]
    confidence, right = unseen.max(axis=1), unseen.argmax(axis=1) == gold
    proof = support(confidence, right, target)
    sure = found.unseen.max(axis=1)
    reached = (sure >= target) & found.speaks & (not proof.refuted)
    declared_gold = reached[gold_items]
    some = gold_items.size > 0
    evidence = evidence_of(found, ruled)
    return Assessment(
        found=found,
        target=target,
        agreement=krippendorff_alpha(
            table.item, table.answer, level="ordinal" if table.ordered else "nominal", seed=seed
        ),
        evidence=evidence,
        skills=skills(evidence, seed=seed),
        support=proof,
        declared=reached | ((table.gold >= 0) & (not found.gold_unrelated)),
        coverage=float(reached[answered].mean()),
        gold_items=gold_items,
        accuracy=float(right.mean()) if some else None,
        log_loss=log_loss(unseen, gold) if some else None,
        ece=calibration_error(confidence, right) if some else None,
        realised=float(right[declared_gold].mean()) if declared_gold.any() else None,
        gold_missing=0 if proof.supported else max(proof.missing_gold, found.calibration.missing),
        promise=promise(confidence, right, sure[answered], target) if found.speaks else None,
    )


def evidence_of(found: Aggregation, ruled: Ints | None = None) -> Evidence:
    """What skills rest on: the calibrated consensus without the items' own gold, and the model's confusions.

    ``ruled`` as `assess` takes it; gold goes before it.
    """
    table = found.table
    known = table if ruled is None else table.with_gold(np.where(table.gold >= 0, table.gold, ruled))
    powers = np.exp([found.calibration.log_power, found.calibration.log_votes])
    used = found.copies.weighed(found.table)
    return Evidence(
        known,
        found.unseen,
        found.model.said(found.table),
        power=float(powers[0]),
        votes=used.votes,
        votes_power=float(powers[1]),
        voices=found.copies.together(found.table),
    )
