"""What changed from one version to another: in counts and words, and item by item."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
import pyarrow as pa

from goodwork.actions.projects.reach import reach_project
from goodwork.actions.versions.export_version import published_files
from goodwork.blobs import Blobs
from goodwork.errors import NotFound
from goodwork.forms.reading import read_form
from goodwork.kinds.contract import Question
from goodwork.kinds.registry import kind_of
from goodwork.lake.comparing import Difference, Said, differences
from goodwork.lake.published import damaged_file
from goodwork.model.people import Actor
from goodwork.model.shares import per_cent
from goodwork.model.versions import DatasetVersion, VersionState
from goodwork.routing.access import ProjectRole
from goodwork.store.database import Database, Kind
from goodwork.store.items import places
from goodwork.store.items.places import Place
from goodwork.store.versions import versions


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that stands in the manifest of either version, otherwise in one than in the other."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A question of an item to which the consensus says something else."""

    item: Place
    question: str
    """Its title."""
    before: str | None
    """In words; None: nothing was said."""
    after: str | None
    before_confidence: float | None
    after_confidence: float | None


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions side by side."""

    since: int
    facts: list[Fact]
    rows: list[Changed]
    upto: int | None
    """The position behind which the next page begins."""


async def compare_versions(
    database: Database, blobs: Blobs, actor: Actor, version: int, *, since: int | None, after: int, limit: int
) -> Compared:
    """A published version beside an earlier one of its project (None: the one before), for its managers."""
    async with database.transaction(actor, kind=Kind.READ) as t:
        new = await versions.one(t, version)
        if new is None:
            raise NotFound
        reached = await reach_project(t, actor, new.project_id, ProjectRole.MANAGER)
        old = await versions.before(t, reached.project.id, new.number, since)
    now = published_files(blobs, new)
    if old is None:
        raise NotFound(
            "There is no earlier published version to compare with.",
            next_step="Name an earlier one that was published, or wait until there are two.",
        )
    try:
        looked = await asyncio.to_thread(differences, published_files(blobs, old), now, after=after, most=limit)
    except (OSError, pa.ArrowException) as error:
        raise damaged_file("consensus", f"can't be read ({' '.join(str(error).split())[:100]})") from None
    async with database.transaction(actor, kind=Kind.READ) as t:
        positions = sorted({found.item for found in looked.found})
        items = await places.at(t, reached.project.id, positions)
    words = _Words(old, new)
    rows = [words.changed(found, items.get(found.item) or Place(found.item)) for found in looked.found]
    return Compared(old.number, facts(_manifest(old), _manifest(new)), rows, looked.upto)


def facts(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Fact]:
    """What two manifests say otherwise, in words."""
    told = [
        (what, f"{old['counts'].get(key, 0):,}", f"{new['counts'].get(key, 0):,}")
        for key, what in (
            ("items", "Items"), ("settled", "Settled items"), ("gold", "Gold items"), ("annotations", "Answers"),
            ("people", "People who answered"),
        )
    ]  # fmt: skip
    told.append(("Questions", _asked(old), _asked(new)))
    told.append(("Guideline", f"version {old['guideline']['version']}", f"version {new['guideline']['version']}"))
    told.append(("Target", per_cent(old["policy"]["target"]), per_cent(new["policy"]["target"])))
    told.append(("What gold supports", _supports(old), _supports(new)))
    told.append(("Known limits", old["known_limits"], new["known_limits"]))
    return [Fact(what, before, after) for what, before, after in told if before != after]


def _asked(manifest: Mapping[str, Any]) -> str:
    return ", ".join(question["title"] for question in manifest["forms"][str(manifest["form_version"])])


def _supports(manifest: Mapping[str, Any]) -> str:
    proves = manifest.get("proof", {}).get("proves")
    return "nothing yet" if proves is None else per_cent(proves)


class _Words:
    """Answers in words, by the questions of the version that they stand in."""

    def __init__(self, old: DatasetVersion, new: DatasetVersion) -> None:
        self._old, self._new = _forms(_manifest(old)), _forms(_manifest(new))

    def changed(self, found: Difference, item: Place) -> Changed:
        asked = next((q for form in (*self._new, *self._old) for q in form if q.key == found.question), None)
        return Changed(
            item,
            found.question if asked is None else asked.title,
            _shown(self._old, found.question, found.before),
            _shown(self._new, found.question, found.after),
            None if found.before is None else found.before.confidence,
            None if found.after is None else found.after.confidence,
        )


def _shown(forms: Sequence[Sequence[Question]], key: str, said: Said | None) -> str | None:
    """An answer by the newest form in which it is right; as it is kept where there is none."""
    if said is None:
        return None
    for question in (q for form in forms for q in form if q.key == key):
        kind = kind_of(question.kind)
        try:
            read = kind.answer.model_validate(orjson.loads(said.answer))
        except ValueError:
            continue
        if not kind.faults(question, read, ()):
            return kind.shown(question, read)
    return said.answer


def _forms(manifest: Mapping[str, Any]) -> list[list[Question]]:
    kept = manifest["forms"]
    newest = str(manifest["form_version"])
    order = [newest, *sorted((v for v in kept if v != newest), key=int, reverse=True)]
    return [read_form(kept[v]) for v in order]


def _manifest(version: DatasetVersion) -> Mapping[str, Any]:
    assert version.state is VersionState.PUBLISHED and version.manifest is not None
    return version.manifest
