"""Making a version: one moment of a project, frozen into files that are hashed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import aclosing
from dataclasses import asdict
from typing import Any

import orjson

from goodwork.actions.queue.answers import fetch
from goodwork.blobs import Blobs
from goodwork.errors import Damaged, Invalid, StorageFull
from goodwork.flow import telling
from goodwork.formats import json_values
from goodwork.formats.json_values import canonical
from goodwork.forms.answer_columns import Teller
from goodwork.forms.reading import read_form
from goodwork.lake.published import MANIFEST, manifest_hash
from goodwork.lake.tables import LETTERS_OF_GROUP, TableWriter
from goodwork.model.ids import OrganizationId, VersionId
from goodwork.model.items import GoldDraw, ItemState, SettledHow
from goodwork.model.people import Worker
from goodwork.model.projects import Project
from goodwork.model.versions import DatasetVersion, VersionState
from goodwork.store.alone import alone
from goodwork.store.database import Database, Transaction
from goodwork.store.projects import projects
from goodwork.store.projects.policies import policy_json
from goodwork.store.versions import snapshot, uses, versions

FORMAT = "goodwork-version/1"

_ALONE = 22833
"""Names makings of versions among advisory locks."""

_STATES = {state.value: state.name.lower().replace("_", "-") for state in ItemState}
_HOWS = {how.value: how.name.lower().replace("_", "-") for how in SettledHow if how is not SettledHow.NOT}
_DRAWS = {draw.value: draw.name.lower() for draw in GoldDraw}


async def make_version(database: Database, blobs: Blobs, organization: OrganizationId, identity: VersionId) -> None:
    """Write a version's files and publish it; nothing to do when it is published, or being made elsewhere.

    When it is interrupted, it is made anew: nobody has seen a version before it is published, and nothing changes it
    afterwards.
    """
    async with alone(database, _ALONE, identity) as first:
        if not first:
            return
        worker = Worker(organization)
        async with database.transaction(worker) as t:
            version = await versions.one(t, identity)
        if version is None or version.state is not VersionState.MAKING:
            return
        path = f"versions/{organization}/{version.project_id}/{version.number}"
        await asyncio.to_thread(blobs.remove_folder, path)
        try:
            async with database.transaction(worker, snapshot=True) as t:
                manifest = await _Making(t, blobs, version, path).write()
                shares = await uses.counted(t, version.project_id)
            sha256 = manifest_hash(manifest)
            await asyncio.to_thread(blobs.put_stream, [canonical(manifest)], f"{path}/{MANIFEST}")
        except (Damaged, StorageFull) as error:
            # Leaving out what is damaged would release data without it in silence, and nobody could add it later.
            await asyncio.to_thread(blobs.remove_folder, path)
            async with database.transaction(worker) as t:
                await versions.fail(t, identity, f"{error.message} Nothing was published.")
            return
        except (Invalid, KeyError, ValueError) as error:
            # What is stored can't be read as what it should be: trying again would end the same way.
            async with database.transaction(worker) as t:
                await versions.fail(t, identity, f"The project's data can't be read: {error}. Nothing was published.")
            raise
        async with database.transaction(worker) as t:
            if await versions.publish(t, identity, sha256, path, manifest):
                await uses.keep(t, organization, version.project_id, identity, shares)


async def give_up_version(database: Database, organization: OrganizationId, identity: VersionId, why: str) -> None:
    """End the making of a version that can't be made."""
    async with database.transaction(Worker(organization)) as t:
        await versions.fail(t, identity, f"{why} Nothing was published.")


class _Making:
    """The writing of one version's tables."""

    def __init__(self, t: Transaction, blobs: Blobs, version: DatasetVersion, path: str) -> None:
        self._t = t
        self._blobs = blobs
        self._version = version
        self._path = path
        self._parts: dict[tuple[str, str], str] = {}
        self._people: set[str] = set()
        self._forms_used: set[int] = set()
        self._counts = {"items": 0, "settled": 0, "gold": 0, "annotations": 0, "waiting_for_appraisal": 0}
        self._states = dict.fromkeys(_STATES.values(), 0)
        self._settled = dict.fromkeys(_HOWS.values(), 0)

    async def write(self) -> dict[str, Any]:
        """Write the tables; returns the manifest that names them."""
        project = await projects.one(self._t, self._version.project_id)
        assert project is not None
        raw = await snapshot.forms(self._t, project.id)
        self._forms_used.add(project.form_version)
        proof = (await projects.progress(self._t, project.id)).proof
        teller = Teller({v: read_form(questions) for v, questions in raw.items()}, project.form_version)
        self._counts["waiting_for_appraisal"] = (await snapshot.counts(self._t, project.id))[1]
        files = [
            *await self._table("items", snapshot.items(self._t, project.id), self._items),
            *await self._table(
                "consensus", snapshot.consensus(self._t, project.id), lambda rows: self._consensus(rows, teller)
            ),
            *await self._annotations(project, teller),
            *await self._table(
                "predictions", snapshot.predictions(self._t, project.id), lambda rows: self._predicted(rows, teller)
            ),
            *await self._table("skips", snapshot.skips(self._t, project.id), list),
        ]
        return {
            "format": FORMAT,
            "project": {"name": project.name, "purpose": project.purpose},
            "known_limits": self._version.known_limits,
            "form_version": project.form_version,
            "forms": {str(v): raw[v] for v in sorted(self._forms_used)},
            "columns": teller.columns(),
            "parts": [{"name": name, "type": kind, "title": title} for (name, kind), title in self._parts.items()],
            "guideline": {"version": project.guideline.version, "markdown": project.guideline.markdown},
            "policy": policy_json(project.policy),
            "counts": {**self._counts, "people": len(self._people)},
            "states": self._states,
            "settled": self._settled,
            "proof": {**asdict(proof), "supported": proof.supported, "says": telling.proven(proof)},
            "files": files,
        }

    async def _table(
        self, table: str, source: snapshot.Rows, convert: Callable[[Sequence[Sequence[Any]]], list[Sequence[Any]]]
    ) -> list[dict[str, Any]]:
        def take(rows: Sequence[Sequence[Any]]) -> None:
            writer.write(convert(rows))

        with TableWriter(table, self._create) as writer:
            async for rows in source:
                # In a thread: other jobs of this worker go on meanwhile.
                await asyncio.to_thread(take, rows)
            return [file.as_json() for file in await asyncio.to_thread(writer.end)]

    def _create(self, path: str) -> Any:
        return self._blobs.writing(f"{self._path}/{path}")

    def _items(self, rows: Sequence[Sequence[Any]]) -> list[Sequence[Any]]:
        made: list[Sequence[Any]] = []
        for position, external_id, state, gold, answers, payload, metadata, how in rows:
            parts = json_values.parse(payload.encode())["parts"]
            for part in parts:
                self._parts.setdefault((part["name"], part["type"]), part.get("title", ""))
                if part.get("data") is not None:
                    part["data"] = canonical(part["data"]).decode()
            self._counts["settled"] += state == ItemState.SETTLED
            self._states[_STATES[state]] += 1
            if how != SettledHow.NOT:
                self._settled[_HOWS[how]] += 1
            self._counts["gold"] += gold != GoldDraw.NONE
            plain = canonical(json_values.parse(metadata.encode())).decode()
            made.append((position, external_id, _STATES[state], _DRAWS[gold], answers, parts, plain))
        self._counts["items"] += len(rows)
        return made

    def _consensus(self, rows: Sequence[Sequence[Any]], teller: Teller) -> list[Sequence[Any]]:
        made: list[Sequence[Any]] = []
        for position, question, answer, confidence, calibrated, disagreement, answers, reviewed, from_item in rows:
            said = teller.say_newest(question, orjson.loads(answer))
            if said is not None:
                made.append(
                    (
                        position,
                        question,
                        *said.columns,
                        _rounded(confidence),
                        calibrated,
                        _rounded(disagreement),
                        answers,
                        reviewed,
                        from_item,
                    )
                )
        return made

    async def _annotations(self, project: Project, teller: Teller) -> list[dict[str, Any]]:
        async def inlined() -> snapshot.Rows:
            # Closed here when a row can't be read, and not when somebody collects it: it holds a cursor.
            async with aclosing(snapshot.given(self._t, project.id)) as given:
                async for rows in given:
                    # Those that lie in files are large: a few of them are held at a time.
                    held, letters = list[Sequence[Any]](), 0
                    for row in rows:
                        held.append(row if row[8] is None else await self._inline(row))
                        letters += 0 if row[8] is None else len(held[-1][7])
                        if letters >= LETTERS_OF_GROUP:
                            yield held
                            held, letters = [], 0
                    yield held

        return await self._table("annotations", inlined(), lambda rows: self._given(rows, teller))

    async def _inline(self, row: Sequence[Any]) -> Sequence[Any]:
        try:
            answers = await fetch(self._blobs, None, row[8])
        except Damaged as error:
            raise Damaged(
                f"Answers to the item at position {row[0]} can't be read. {error.what}",
                next_step="Let the person who runs this server put the file back from a backup, then publish again.",
            ) from error
        return (*row[:7], orjson.dumps(answers).decode(), None)

    def _given(self, rows: Sequence[Sequence[Any]], teller: Teller) -> list[Sequence[Any]]:
        made: list[Sequence[Any]] = []
        for position, person, revision, latest, surplus, form, model, answers, _ in rows:
            self._people.add(person)
            self._forms_used.add(form)
            given = orjson.loads(answers)
            for key in teller.order(form):
                if given.get(key) is not None:
                    said = teller.say(key, form, given[key])
                    made.append((position, person, revision, latest, surplus, form, model, key, *said.columns))
        self._counts["annotations"] += len(rows)
        return made

    def _predicted(self, rows: Sequence[Sequence[Any]], teller: Teller) -> list[Sequence[Any]]:
        made: list[Sequence[Any]] = []
        for position, model, score, answers in rows:
            for key, answer in sorted(orjson.loads(answers).items()):
                said = teller.say_newest(key, answer)
                if said is not None:
                    made.append((position, model, _rounded(score), key, *said.columns))
        return made


def _rounded(value: float | None) -> float | None:
    # The database keeps seven digits; more would be noise of the conversion.
    return None if value is None else round(value, 6)
