"""What the demonstration is made of: its people, projects and recorded answers, from the data that goodwork ships."""

from __future__ import annotations

import asyncio
import csv
import json
import random
import shutil
import tempfile
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import yaml

from goodwork.cli.replay import RecordedAnswer, Replay
from goodwork.sdk import Client, Refused

DATA = Path(__file__).parents[1] / "demo_data"
ORGANIZATION = "Demonstration"
SEED = 0
SCENES = "scenes"
"""The project of rendered pictures; what is said in the others are labels."""
QUALIFICATION = "Close reading"
GOLD_SHARE = 0.1
"""The part of the known answers that the system is given; accuracy is measured on the rest."""

ROLES = {"owner": "Olga Owner", "manager": "Marc Manager", "reviewer": "Rita Reviewer", "annotator": "Anna Annotator"}


@dataclass(frozen=True, slots=True)
class DemoProject:
    """One project of the demonstration."""

    key: str
    file: str
    """The file to import, under ``demo_data``."""
    mapping: dict[str, Any]
    known_limits: str = ""
    """Empty: it is left to the newcomer, without answers."""
    exported: str = "jsonl"
    """How the file of its version ends: with pictures it is packed."""

    @property
    def described(self) -> dict[str, Any]:
        """The project as it is applied."""
        return yaml.safe_load((DATA / "projects" / f"{self.key}.yaml").read_text("utf-8"))


PROJECTS = (
    DemoProject(
        "rte",
        "rte/items.jsonl",
        {
            "id": "id",
            "parts": [
                {"name": "text", "type": "text", "column": "text", "title": "Text"},
                {"name": "claim", "type": "text", "column": "claim", "title": "Claim"},
            ],
            "gold": {"support": "gold"},
            "gold_reason": "gold_reason",
            "gold_drawn": GOLD_SHARE,
            "metadata": [],
        },
        "News English of 2004 and earlier. People were paid by the piece and chose what they did. A random tenth of "
        "the gold was used for calibration, so accuracy must not be measured on it. Answers arrived in an order drawn "
        "again for this demonstration.",
    ),
    DemoProject(
        "weather",
        "weather/items.jsonl",
        {
            "id": "id",
            # The number keeps two tweets of the same words apart.
            "parts": [
                {"name": "tweet", "type": "text", "column": "text", "title": "Tweet"},
                {"name": "number", "type": "text", "column": "id", "title": "Number"},
            ],
            "metadata": [],
        },
        "There is no gold: confidence is estimated from agreement alone and not calibrated. The five moods overlap, "
        "and people disagree on many tweets for good reasons. American English, spring of 2011.",
    ),
    DemoProject(
        "reviews",
        "review-ratings/reviews.jsonl",
        {
            "id": "id",
            "parts": [{"name": "sentence", "type": "text", "column": "text", "title": "Sentence"}],
            "metadata": [],
        },
    ),
    DemoProject(
        SCENES,
        "scenes/truth.jsonl",
        {
            "id": "id",
            "parts": [{"name": "picture", "type": "picture", "column": "picture", "title": "Picture"}],
            "gold": {"things": "gold"},
            "gold_reason": "gold_reason",
            "metadata": [],
        },
        "The pictures are rendered and the answers simulated. Two pictures were chosen as gold. Confidence is "
        "estimated from agreement alone.",
        "zip",
    ),
)
SHOWN_GOLD = ("scene-02", "scene-13")
"""Pictures whose truth is shown to whoever answered them: the second one is left to the newcomer."""


def email_of(project: str, worker: str) -> str:
    """The address of a person of the recorded answers."""
    return f"{project}-{worker}@demo.example"


def crowd() -> dict[str, str]:
    """Everybody who gave a recorded answer: address -> name."""
    return {
        email_of(project.key, worker): f"{project.key.title()} {worker[1:]}"
        for project in PROJECTS
        if project.known_limits
        for worker in sorted({worker for _, worker, _ in _given(project)})
    }


def gold_of(key: str) -> dict[str, str]:
    """The known answers of a project, item -> label id; empty when there are none."""
    if not (DATA / key / "gold.csv").is_file():
        return {}
    return {row["task"]: label_id(row["label"]) for row in _rows(f"{key}/gold.csv")}


def given_gold(key: str) -> dict[str, str]:
    """The part of the known answers that the system is given, drawn at random."""
    known = gold_of(key)
    drawn = random.Random(SEED).sample(sorted(known), round(len(known) * GOLD_SHARE))  # noqa: S311
    return {item: known[item] for item in drawn}


def hidden_gold(key: str) -> dict[str, str]:
    """The known answers of a project that the system was not given."""
    given = given_gold(key)
    return {item: label for item, label in gold_of(key).items() if item not in given}


def label_id(name: str) -> str:
    """The id that the projects give to a label of the recorded answers."""
    return name.replace(" ", "-")


def recorded_answers(projects: dict[str, int]) -> list[RecordedAnswer]:
    """All recorded answers of these projects (key -> id), in a seeded random order."""
    found: list[RecordedAnswer] = []
    for project in PROJECTS:
        if not project.known_limits:
            continue
        question = project.described["questions"][0]["key"]
        for item, worker, answer in _given(project):
            answers = {question: answer}
            found.append(RecordedAnswer(projects[project.key], item, email_of(project.key, worker), answers))
    random.Random(SEED).shuffle(found)  # noqa: S311
    return found


def _given(project: DemoProject) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Item, worker and answer, of every recorded answer of a project."""
    if project.key == SCENES:
        for row in _lines("scenes/answers.jsonl"):
            yield row["item"], row["worker"], boxes_answer(row["boxes"])
        return
    for row in _rows(f"{project.key}/labels.csv"):
        yield row["task"], row["worker"], {"labels": [label_id(row["label"])]}


def boxes_answer(boxes: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Boxes as an answer has them."""
    return {
        "boxes": [{"id": f"b{n}", "label": label_id(box["label"]), "box": box["box"]} for n, box in enumerate(boxes, 1)]
    }


def drawn_in(item: str) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Everybody's boxes in a scene, by worker."""
    for row in _lines("scenes/answers.jsonl"):
        if row["item"] == item:
            yield row["worker"], boxes_answer(row["boxes"])["boxes"]


def planted() -> dict[str, list[dict[str, Any]]]:
    """What is right in each scene, by its item."""
    return {row["item"]: row["boxes"] for row in _lines("scenes/truth.jsonl")}


@contextmanager
def file_to_import(project: DemoProject) -> Generator[Path]:
    """The project's data as a file or folder that can be imported, with the drawn gold in it."""
    with tempfile.TemporaryDirectory(prefix="goodwork-demo-") as folder:
        source, target = DATA / project.file, Path(folder) / Path(project.file).name
        if project.key == SCENES:
            target = Path(folder) / "scenes"
            shutil.copytree(source.parent, target, ignore=lambda _, names: [n for n in names if n[-5:] != ".webp"])
            (target / "items.jsonl").write_text("".join(map(_scene, _lines(project.file))), "utf-8")
        elif "gold" in project.mapping:
            gold = given_gold(project.key)
            target.write_text("".join(_with_gold(line, gold) for line in source.open(encoding="utf-8")), "utf-8")
        else:
            shutil.copyfile(source, target)
        yield target


def _scene(row: Mapping[str, Any]) -> str:
    shows = row["item"] in SHOWN_GOLD
    told = {"id": row["item"], "picture": f"{row['item']}.webp"}
    gold = json.dumps(boxes_answer(row["boxes"])) if shows else None
    reason = "The picture was rendered, so what it shows is known." if shows else None
    return json.dumps({**told, "gold": gold, "gold_reason": reason}) + "\n"


def _with_gold(line: str, gold: dict[str, str]) -> str:
    row = json.loads(line)
    drawn = gold.get(row["id"])
    reason = "Known from the data set's authors." if drawn else None
    return json.dumps({**row, "gold": drawn, "gold_reason": reason}, ensure_ascii=False) + "\n"


def enter(client: Client, password: str) -> bool:
    """Sign the owner in, making the organization when there is none; False when this server belongs to others."""
    try:
        client.sign_up(ORGANIZATION, ROLES["owner"], "owner@demo.example", password)
    except Refused:
        try:
            client.sign_in("owner@demo.example", password)
        except Refused:
            return False
    return True


async def add_people(owner: Client, replay: Replay, added: Callable[[int], object]) -> None:
    """Invite everybody who is missing, and let them join."""
    wanted = {f"{role}@demo.example": name for role, name in ROLES.items() if role != "owner"} | crowd()
    present = {person["email"] for person in await asyncio.to_thread(lambda: list(owner.people()))}

    missing = [email for email in wanted if email not in present]
    added(len(wanted) - len(missing))
    waiting = iter(missing)

    async def let_join() -> None:
        for email in waiting:
            role = email.split("@", 1)[0]
            link = await asyncio.to_thread(owner.invite, role if role in ROLES else "annotator", email)
            await replay.join(link, email, wanted[email])
            added(1)

    # Two at a time: passwords are hashed slowly on purpose, and the server hashes two at a time.
    async with asyncio.TaskGroup() as doors:
        doors.create_task(let_join())
        doors.create_task(let_join())


def open_assessment(owner: Client) -> None:
    """An assessment that every annotator may take, and the tier that passing it earns; made once."""
    if any(True for _ in owner.assessments()):
        return
    found = next((one for one in owner.qualifications() if one["name"] == QUALIFICATION), None)
    earned = found or owner.make_qualification(
        QUALIFICATION, [{"name": "reader"}], description="What a text says, and what it leaves open."
    )
    ready = next(one for one in owner.ready_made() if one["name"] == "reading-closely")
    told = {name: ready[name] for name in ("title", "about", "drawn", "pass_mark", "tries", "wait_days", "minutes")}
    # Again at once: whoever looks around learns by trying.
    terms = {**told, "wait_days": 0, "qualification_id": earned["id"], "tier": 1}
    owner.change_assessment(owner.make_assessment(terms, ready_made=ready["name"]), terms, "open")


def accuracy(lines: Path, question: str, hidden: dict[str, str]) -> float | None:
    """The share of items with hidden gold whose published consensus equals it; None without gold."""
    right: list[bool] = []
    with lines.open("rb") as file:
        for item in map(orjson.loads, file):
            known, said = hidden.get(item["id"]), item["consensus"].get(question)
            if known is not None and said is not None:
                right.append(said["answer"]["labels"] == [known])
    return sum(right) / len(right) if right else None


def _rows(path: str) -> Iterable[dict[str, str]]:
    with (DATA / path).open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


def _lines(path: str) -> Iterator[dict[str, Any]]:
    with (DATA / path).open("rb") as file:
        yield from map(orjson.loads, file)
