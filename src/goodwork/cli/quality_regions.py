"""``goodwork quality --kind``: regions that people drew, put together and measured."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import orjson

from goodwork.cli.places import check_file, real_place
from goodwork.cli.region_files import Answers, read_answers, read_gold, sort_of, written
from goodwork.cli.region_kinds import Kind
from goodwork.errors import Invalid, Unavailable
from goodwork.quality.agreement_pairs import Agreement
from goodwork.quality.regions_consensus import Regions, consensus
from goodwork.quality.regions_measures import BesideGold, agreement, beside_gold, kept

WRITTEN = "consensus.jsonl"
MOST_SHOWN = 12


class Report:
    """The regions of a file, put together and, with gold, measured."""

    def __init__(self, path: Path, gold: Path | None, kind: Kind, seed: int) -> None:
        sort = sort_of(kind)
        self.kind = kind
        known = None if gold is None else read_gold(gold, kind)
        self.answers: Answers = read_answers(path, kind)
        if known is not None and not set(known) & set(self.answers.items):
            raise Invalid("Gold and answers have no item in common.", next_step="Check that both name items alike.")
        self.found: Regions[Any] = consensus(self.answers.drawn, sort, seed=seed)
        self.agreement: Agreement = agreement(self.answers.drawn, sort, seed=seed)
        self.measured: BesideGold | None = None
        self.unanswered = 0
        if known is not None:
            self.measured = beside_gold(self.found.items, [known.get(item) for item in self.answers.items], sort)
            self.unanswered = len(set(known) - set(self.answers.items))

    def summary(self) -> dict[str, Any]:
        """The figures; those that need gold are None without."""
        measured = self.measured
        return {
            "items": len(self.answers.items),
            "people": len(self.answers.people),
            "regions": sum(len(kept(regions)) for regions in self.found.items),
            "f1_50": None if measured is None else measured.f1_50,
            "f1_75": None if measured is None else measured.f1_75,
            "mean_iou": None if measured is None else measured.mean_iou,
            "ece": None if measured is None else measured.ece,
            "agreement_alpha": self.agreement.value,
        }

    def write(self, out: Path) -> None:
        """Writes a line for each item: the shapes of its consensus with label, confidence and why."""
        try:
            out.mkdir(parents=True, exist_ok=True)
            check_file("--out", out / WRITTEN)
            with tempfile.TemporaryDirectory(prefix=".quality-", dir=out) as unfinished:
                made = Path(unfinished) / WRITTEN
                with made.open("wb") as file:
                    for line in self._lines():
                        file.write(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))
                os.replace(made, real_place("--out", out / WRITTEN))
        except FileExistsError as error:
            raise Invalid(f"{out} is a file, not a folder.", next_step="Name a folder with --out.") from error
        except OSError as error:
            raise Unavailable(
                f"The results could not be written to {out}: {error.strerror}.",
                next_step="Make room or choose another folder with --out.",
            ) from error

    def _lines(self) -> Any:
        for item, regions in zip(self.answers.items, self.found.items, strict=True):
            own = kept(regions)
            line: dict[str, Any] = {"item": item, self.kind.value: [written(one.shape, self.kind) for one in own]}
            if any(one.label is not None for one in own):
                line["labels"] = [one.label for one in own]
            line["confidence"] = [round(one.confidence, 4) for one in own]
            line["why"] = [one.why for one in own]
            yield line

    def show(self, screen: Any) -> None:
        """Prints the figures for people."""
        from rich.markup import escape
        from rich.table import Table

        said = self.summary()
        facts = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
        facts.add_row(self.kind.value, f"{said['regions']:,} on {said['items']:,} items, by {said['people']:,} people")
        drawn = sum(len(regions) for regions in self.found.items)
        facts.add_row("", f"{drawn - said['regions']:,} more are drawn by somebody and not likely there and right")
        overlooked = self.found.known.existence.overlooked
        facts.add_row("", f"about {overlooked:,.0f} objects are expected that nobody drew")
        alpha = self.agreement.value
        undefined = f"undefined. {self.agreement.reason}"
        facts.add_row("agreement", undefined if alpha is None else f"Krippendorff's alpha {alpha:.3f}")
        if self.measured is None:
            facts.add_row("beside gold", "unknown without gold")
        else:
            facts.add_row("beside gold", f"F1 {_figure(said['f1_50'])} at IoU 0.5, {_figure(said['f1_75'])} at 0.75")
            facts.add_row("", f"mean IoU {_figure(said['mean_iou'])} of what is found, ECE {_figure(said['ece'])}")
            if self.unanswered:
                facts.add_row("", f"{self.unanswered:,} items of gold have no answer and are left out")
        screen.print(facts, highlight=False)
        doubtful = self._doubtful()
        if doubtful:
            table = Table(title="Most doubtful regions", title_justify="left", box=None, header_style="dim")
            for column in ("item", "confidence", "why"):
                table.add_column(column, justify="right" if column == "confidence" else "left")
            for item, one in doubtful:
                table.add_row(escape(item), f"{one.confidence:.0%}", escape(one.why))
            screen.print()
            screen.print(table, highlight=False)

    def _doubtful(self) -> list[tuple[str, Any]]:
        pairs = [
            (item, one) for item, regions in zip(self.answers.items, self.found.items, strict=True) for one in regions
        ]
        order = np.argsort([abs(one.confidence - 0.5) for _, one in pairs], kind="stable")
        return [pairs[k] for k in order[:MOST_SHOWN].tolist()]


def _figure(value: float | None) -> str:
    return "undefined" if value is None else f"{value:.3f}"
