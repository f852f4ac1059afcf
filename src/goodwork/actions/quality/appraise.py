"""Appraising items: what their answers say now, and what becomes of them."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import structlog

from goodwork import flow
from goodwork.actions.quality.ask_refit import refit_when_due
from goodwork.actions.queue import answers as kept
from goodwork.actions.stories.carry_out import Happened, Where, carry_out
from goodwork.blobs import Blobs
from goodwork.errors import StorageFull, Unavailable
from goodwork.forms.reading import read_form
from goodwork.judging.item import NO_VERSION, Fitted, GivenAnswers, hear
from goodwork.judging.reviewed import weigh
from goodwork.judging.told import answered_otherwise
from goodwork.kinds.contract import Question
from goodwork.model.ids import OrganizationId, ProjectId
from goodwork.model.inbox import About
from goodwork.model.items import ConsensusRow, GoldDraw
from goodwork.model.people import SYSTEM, Worker
from goodwork.model.projects import PredictionsAre
from goodwork.store.database import Database, Kind, Transaction
from goodwork.store.items import detail
from goodwork.store.people import inbox
from goodwork.store.quality import appraisal, fits, predictions
from goodwork.store.quality.appraisal import Marked
from goodwork.store.review import reviews

log = structlog.get_logger("goodwork.quality")

BATCH = 100
"""Items of one transaction: few, because nobody can submit to them while it runs."""

ROUND = 30.0
"""Seconds after which a drain ends, so that other projects get their turn."""

LINGER = 2
"""Empty looks after which a drain ends; between two of them passes a `PAUSE`."""
PAUSE = 0.5
"""Seconds between batches: few items at a time cost nearly as much as many, so some are let gather."""

LEFT = 2.0
"""Seconds after which a mark is taken up by the backstop."""


TRIES = 3
"""Times that an item may fail alone before its mark is taken away."""
_FAILED: Counter[int] = Counter()

_PLACE = (Unavailable, StorageFull)
"""What fails because a disk is full or a store does not answer: never an item's fault, however few are marked."""


@dataclass(slots=True)
class Appraiser:
    """One project's appraisal, with what it remembers from batch to batch."""

    database: Database
    blobs: Blobs
    organization: OrganizationId
    project: ProjectId
    _form: tuple[int, list[Question]] | None = None
    _fitted: Mapping[str, Fitted] = field(default_factory=dict[str, Fitted])
    _fitted_at: datetime | None = None

    async def drain(self, *, linger: int = LINGER) -> int:
        """Appraise what is marked until nothing comes any more; returns how many items that were."""
        done, empty, ends = 0, 0, asyncio.get_running_loop().time() + ROUND
        while asyncio.get_running_loop().time() < ends:
            appraised = await self.batch()
            done += appraised
            empty = 0 if appraised else empty + 1
            if appraised < BATCH:
                if empty >= linger:
                    break
                await asyncio.sleep(PAUSE)
        return done

    async def batch(self) -> int:
        """Appraise one batch of marked items in one transaction."""
        try:
            return await self._some(BATCH)
        except _PLACE:
            raise
        except Exception:  # one item must not keep all others waiting for ever
            log.exception("a batch is appraised item by item", project=self.project)
        return await self._one_by_one()

    async def _some(self, most: int) -> int:
        async with self.database.transaction(Worker(self.organization)) as t:
            items = await appraisal.take(t, self.project, most)
            if items:
                await self.appraise(t, items)
                await refit_when_due(t, self.organization, self.project)
        return len(items)

    async def _one_by_one(self) -> int:
        """Appraise marked items each by itself; the ones that fail come last, and are given up after some tries."""
        done, failed = 0, dict[int, Exception]()
        while done + len(failed) < BATCH:
            try:
                if not await self._some(1):
                    break
                done += 1
            except _PLACE:
                raise
            except Exception as error:  # noqa: BLE001 - kept with its item, and logged or raised below
                item = await self._put_off()
                if item is None or item in failed:
                    break
                failed[item] = error
        if not done and len(failed) > 1:
            # It is not the items: none of them is given up for it.
            raise next(iter(failed.values()))
        for item, error in failed.items():
            _FAILED[item] += 1
            log.error("an item is not appraised", item=item, tries=_FAILED[item], exc_info=error)
            if _FAILED[item] >= TRIES:
                # It stays as it is until it gets another answer, or its project is fitted again.
                del _FAILED[item]
                async with self.database.transaction(Worker(self.organization)) as t:
                    await appraisal.unmark(t, [item])
        return done

    async def _put_off(self) -> int | None:
        async with self.database.transaction(Worker(self.organization)) as t:
            return await appraisal.put_off(t, self.project)

    async def appraise(self, t: Transaction, items: Sequence[Marked]) -> None:
        """Weigh the answers to these locked items and carry out what follows from it."""
        plan = await appraisal.plan(t, self.project)
        if plan is None:
            return
        if self._form is None or self._form[0] != plan.form_version:
            self._form = (plan.form_version, read_form(plan.questions))
        if plan.fitted_at != self._fitted_at:
            self._fitted = await fits.model(t, self.project)
            self._fitted_at = plan.fitted_at
        version, form = self._form
        given, damaged = await kept.given(t, self.blobs, [marked.item.id for marked in items])
        decided = [marked.item.id for marked in items if marked.item.counts.by_lead]
        found = await reviews.holding(t, decided) if decided else {}
        ruled = {item: [GivenAnswers(0, one.form_version, one.answers)] for item, one in found.items()}
        gold = [marked.item.id for marked in items if marked.item.counts.gold is not GoldDraw.NONE]
        right = await detail.gold_of(t, gold) if gold else {}
        known = {item: [GivenAnswers(0, NO_VERSION, answers)] for item, answers in right.items()}
        weighed_too = plan.policy.predictions is PredictionsAre.WEIGHED
        models = await predictions.of_items(t, [marked.item.id for marked in items]) if weighed_too else {}
        said: list[ConsensusRow] = []
        happened: list[Happened] = []
        told: list[tuple[int, int, int]] = []
        for marked in items:
            item = marked.item
            heard = hear(form, version, given[item.id])
            review = next(iter(hear(form, version, ruled.get(item.id, ()))), None)
            # Who answered otherwise than known is told, once, why the known answer is right.
            for one in hear(form, version, known.get(item.id, ())):
                told += [(item.id, person, item.id) for person in answered_otherwise(form, one, heard)]
            if item.id in damaged:
                # It stays as it is: without this answer it would be decided by what the others say.
                log.error(
                    "an item is not appraised: its answers can't be read", item=item.id, why=damaged[item.id].what
                )
                continue
            verdict, weighed = weigh(
                form, heard, self._fitted, review, target=plan.policy.target, fitted_at=self._fitted_at,
                predicted=models.get(item.id, ()),
            )  # fmt: skip
            said += [
                ConsensusRow(item.id, s.question, s.answer, s.confidence, s.calibrated, s.disagreement, s.answers,
                             s.reviewed)
                for s in verdict.said
            ]  # fmt: skip
            happened.append(Happened(item, flow.Appraised(verdict.judged), marked.cause, weighed))
        await appraisal.write_consensus(t, self.organization, self.project, said, [one.item.id for one in happened])
        await inbox.tell(t, self.organization, self.project, About.GOLD, told, once=True)
        await carry_out(t, Where(self.organization, self.project, plan.policy), happened)


async def appraise_left_behind(database: Database, blobs: Blobs) -> int:
    """Appraise what has been marked for a while; returns how many items that were.

    The job that should have done it may have died with its worker, and then holds its project's lock until the worker
    counts as dead. Two appraisals of one project don't disturb each other: neither takes an item the other has locked.
    """
    async with database.transaction(SYSTEM, kind=Kind.JOB) as t:
        projects = await appraisal.left_behind(t, LEFT)
    # Without lingering: beside a drain that runs, a second one would only make the batches of both smaller.
    return sum([await Appraiser(database, blobs, *project).drain(linger=0) for project in projects])
