"""No screen, report, export or command names anybody as a copier: whatever hangs on a finding is walked, and read."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from goodwork.actions.versions.make_version import make_version
from goodwork.cli.main import app
from goodwork.formats.registry import WRITTEN
from goodwork.model.ids import OrganizationId, ProjectId, VersionId
from goodwork.store.quality import dependence
from tests.api.callers import Caller, House
from tests.queue.place import Place
from tests.queue.test_dependence import GOOD, answers, crowd

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ][\d:.+Z-]+|\d{1,2} [A-Z][a-z]+ \d{4}")
_SAYS = re.compile(r"depend|copie[rs]|repeats|voices", re.IGNORECASE)


def _routes(house: House) -> list[str]:
    """Every path that is read, from the description that the server gives of itself."""
    paths = [path.removeprefix("/api/v1") for path, how in house.app.openapi()["paths"].items() if "get" in how]
    # Whoever exports is noted with the version, and one's own data is packed anew: they are read by themselves.
    return [path for path in paths if not path.endswith("/export") and path != "/me/data"]


async def _seen(house: House, callers: Mapping[str, Caller], ids: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    """(who, path) -> what they read there, but for moments."""
    found: dict[tuple[str, str], str] = {}
    for route in _routes(house):
        path = re.sub(r"\{(\w+)\}", lambda m: str(ids.get(m[1].removesuffix("_id"), 0)), route)
        for who, caller in callers.items():
            found[who, path] = _MOMENT.sub("then", (await caller.get(path)).text)
    return found


async def _version(here: Place) -> int:
    made = await here.owner.ok("POST", f"/projects/{here.project}/versions", json={"known_limits": "A test."})
    state = here.house.state
    await make_version(state.database, state.blobs, OrganizationId(here.owner.me["organization_id"]),
                       VersionId(made["id"]))  # fmt: skip
    return made["id"]


async def test_what_hangs_on_a_finding_names_nobody(house: House) -> None:
    here, people = await crowd(house)
    item = (await here.sql("SELECT min(item_id) FROM annotation"))[0][0]
    version = await _version(here)
    copier = people[GOOD]
    ids = {"project": here.project, "item": item, "person": copier.me["person_id"], "version": version, "number": 1}
    callers = {"lead": here.owner, "copier": copier}

    before = await _seen(house, callers, ids)
    # As a refit that finds nothing any more.
    async with house.state.database.transaction(here.worker) as t:
        await dependence.write(t, here.worker.organization_id, ProjectId(here.project), {"mood": ()})
    after = await _seen(house, callers, ids)

    hang = {at: text for at, text in before.items() if text != after[at]}
    within = f"/projects/{here.project}"
    assert {path for _, path in hang} == {f"{within}/dependence", f"{within}/report"}
    assert {who for who, _ in hang} == {"lead"}, "who answers reads nothing of a finding"
    for at, text in hang.items():
        for person in people:
            known = (person.me["name"], person.me["email"], f'"{person.me["person_id"]}"')
            assert not any(one in text for one in known), at
    # Where one person is shown by themselves, no word of it stands there with or without a finding.
    alone = [text for (who, path), text in before.items() if "person" in path or path.startswith("/me")]
    own = await copier.get("/me/data")
    # What is left out of one's own data is listed there, with the reason.
    alone += [re.sub(r'"dependence\.people": "[^"]*"', "", text) for text in _texts(own.content)]
    told = [(found[0], text[max(found.start() - 60, 0) :][:120]) for text in alone if (found := _SAYS.search(text))]
    assert len(alone) > 10 and told == []
    await _no_export_says_a_word_of_it(here, people, version)


async def _no_export_says_a_word_of_it(here: Place, people: list[Caller], version: int) -> None:
    written = 0
    for name in WRITTEN:
        got = await here.owner.get(f"/versions/{version}/export", params={"format": name})
        if got.status_code != 200:
            continue
        written += 1
        for text in _texts(got.content):
            assert not _SAYS.search(text), name
            assert not any(p.me["email"] in text or p.me["name"] in text for p in people), name
    assert written > 5


def _texts(content: bytes) -> Iterator[str]:
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as files:
            for name in files.namelist():
                yield from _texts(files.read(name))
    else:
        yield content.decode("utf-8", "replace")


def test_the_command_and_its_report_count_people_and_name_none(tmp_path: Path) -> None:
    given = answers()
    labels = tmp_path / "labels.csv"
    with labels.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["task", "worker", "label"])
        for i, said in enumerate(given):
            rows.writerows((f"t{i}", f"worker-{j}-x", k) for j, k in enumerate(said.tolist()))
    page = tmp_path / "report.html"
    told = CliRunner().invoke(app, ["quality", str(labels), "--out", str(tmp_path)])
    assert told.exit_code == 0, told.output
    for text in (told.output, page.read_text()):
        assert "3 people depend on each other" in re.sub(r"\s+", " ", text)
        for sentence in re.split(r"(?<=[.!?])\s|<[^>]+>", text):
            if _SAYS.search(sentence):
                assert "worker-" not in sentence
    machine = CliRunner().invoke(app, ["quality", str(labels), "--json"])
    assert machine.exit_code == 0 and "worker-" not in machine.output
