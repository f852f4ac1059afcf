"""The SDK against a real server: the whole loop, refusals, and requests that are sent again."""

from __future__ import annotations

import itertools
import json
import socket
import threading
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from goodwork.sdk import Client, Failed, Refused, Unreachable
from tests.sdk.conftest import PASSWORD

PROJECT: dict[str, Any] = {
    "name": "Moods",
    "purpose": "The weather service warns better.",
    "questions": [
        {
            "key": "mood",
            "kind": "classification",
            "title": "What is the mood?",
            "labels": [{"id": "good", "name": "Good"}, {"id": "bad", "name": "Bad"}],
        }
    ],
    "policy": {"fewest": 1, "most": 2, "named_claims": True},
}
_numbers = itertools.count(1)


@pytest.fixture
def owner(server_url: str) -> Generator[Client]:
    """The owner of an organization of their own."""
    with Client(server_url) as client:
        number = next(_numbers)
        client.sign_up(f"Organization {number}", "Olga", f"owner{number}@example.org", PASSWORD)
        yield client


@pytest.fixture
def items(tmp_path: Path) -> Path:
    """A file with three good lines and a broken one."""
    path = tmp_path / "items.jsonl"
    lines = [json.dumps({"id": f"t{n}", "text": f"It rains, number {n}."}) for n in range(3)]
    path.write_text("\n".join([*lines, "{broken"]) + "\n")
    return path


def test_many_items_are_labelled_at_once_and_given_back(owner: Client, items: Path) -> None:
    project = owner.apply(PROJECT)
    owner.import_file(project["id"], items)
    good = {"mood": {"labels": ["good"]}}
    assert owner.count_many(project["id"], contains="number 1") == {"taken": 1, "skipped": {}}
    made = owner.label_many(project["id"], good, form_version=1, contains="number 1")
    assert made["applied"] == 1 and made["mine"]
    assert owner.count_many(project["id"]) == {"taken": 2, "skipped": {"answered": 1}}
    assert owner.undo_many(made["id"])["undone"] == 1
    assert [row["undone"] for row in owner.bulks(project["id"])] == [1]
    assert owner.count_many(project["id"])["taken"] == 3


def test_a_labelling_config_is_read_as_a_project_to_apply(owner: Client, tmp_path: Path) -> None:
    (tmp_path / "mood.xml").write_text(
        '<View><Text name="t" value="$text"/><Style>a</Style><Choices name="Mood" toName="t">'
        '<Choice value="Good"/><Choice value="Bad"/></Choices></View>'
    )
    read = owner.read_config(tmp_path / "mood.xml", "Moods of tweets")
    assert [tag["item"] for tag in read["lost"]] == ["<Style> 1"] and read["renamed"] == {"Mood": "mood"}
    made = owner.apply(read["project"])
    assert (made["name"], made["questions"][0]["key"]) == ("Moods of tweets", "mood")
    with pytest.raises(Refused, match="no XML"):
        owner.read_config("<View>")


def test_the_whole_loop(owner: Client, items: Path, tmp_path: Path) -> None:
    project = owner.apply(PROJECT)
    sent: list[tuple[int, int]] = []
    made = owner.import_file(project["id"], items, progress=lambda done, size: sent.append((done, size)))
    assert (made["state"], made["added"], made["rejected"]) == ("done", 3, 1)
    assert sent[-1] == (items.stat().st_size,) * 2
    assert [fault["line"] for fault in owner.import_faults(made["id"])] == [4]

    with Client(owner.url) as annotator:
        annotator.join(owner.invite(), "Anna", f"anna{next(_numbers)}@example.org", PASSWORD)
        claim = annotator.claim(project["id"])["claim"]
        assert claim is not None
        annotator.draft(claim, {"mood": {"labels": ["bad"]}})
        annotator.draft(claim, {"mood": {"labels": ["good"]}})
        first = annotator.submit(claim, {"mood": {"labels": ["good"]}})
        assert annotator.revise(first, {"mood": {"labels": ["bad"]}})["revision"] == 2

        named = annotator.claim(project["id"], external_id="t2")["claim"]
        assert named is not None
        assert named["item"]["external_id"] == "t2"
        annotator.flag(named, "What does rain have to do with it?")
        annotator.skip(named, "I know the writer.")
        last = annotator.claim(project["id"])["claim"]
        assert last is not None
        annotator.release(last)

    version = owner.publish(project["id"], "Three sentences.")
    assert (version["state"], version["number"]) == ("published", 1)
    lines = owner.export(version["id"], tmp_path / "out.jsonl").read_text().splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["t0", "t1", "t2"]
    assert [v["number"] for v in owner.versions(project["id"])] == [1]
    assert list(tmp_path.glob(".*.partial")) == []


def test_a_folder_goes_as_an_archive(owner: Client, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    (folder / "inner").mkdir(parents=True)
    (folder / "one.txt").write_text("It rains.")
    (folder / "inner" / "two.txt").write_text("The sun shines.")
    made = owner.import_file(owner.apply(PROJECT)["id"], folder)
    assert (made["format"], made["added"], made["rejected"]) == ("folder", 2, 0)


def test_applying_again_changes_only_what_is_written(owner: Client, tmp_path: Path) -> None:
    first = owner.apply(PROJECT)
    assert owner.apply(PROJECT) == first
    file = tmp_path / "project.yaml"
    file.write_text("name: Moods\npurpose: To sell umbrellas.\npolicy: {most: 4}\nguideline: Look out of the window.\n")
    second = owner.apply(file)
    assert second["id"] == first["id"]
    assert second["purpose"] == "To sell umbrellas."
    assert second["policy"] == {**first["policy"], "most": 4}
    assert second["guideline"]["markdown"] == "Look out of the window."
    assert second["form_version"] == first["form_version"]


def test_a_refusal_says_why(owner: Client) -> None:
    with pytest.raises(Refused, match="no access") as refused:
        owner.project(10**6)
    assert (refused.value.status, refused.value.code) == (404, "not-found")
    with pytest.raises(Refused) as refused:
        owner.apply({**PROJECT, "questions": []})
    assert refused.value.code == "invalid"
    assert refused.value.faults
    with pytest.raises(Refused, match="There is no project 'Nothing'"):
        owner.project("Nothing")


def test_a_token_does_what_its_scopes_say(owner: Client) -> None:
    made = owner.make_token("reader", ["read"])
    with Client(owner.url, token=made["token"]) as reader:
        assert reader.me()["scopes"] == ["read"]
        assert list(reader.projects()) == []
        with pytest.raises(Refused) as refused:
            reader.apply(PROJECT)
        assert refused.value.code == "not-allowed"


def test_after_signing_out_nobody_is_signed_in(owner: Client) -> None:
    email = owner.me()["email"]
    owner.sign_out()
    with pytest.raises(Refused) as refused:
        owner.me()
    assert refused.value.code == "not-signed-in"
    assert owner.sign_in(email, PASSWORD)["email"] == email


def test_sessions_are_seen_and_ended_and_a_reset_link_lets_back_in(owner: Client) -> None:
    with Client(owner.url) as person, Client(owner.url) as elsewhere:
        # A link as an older goodwork made it.
        me = person.join(owner.invite().replace("#", "/"), "Annotator", "back@example.org", PASSWORD)
        elsewhere.sign_in("back@example.org", PASSWORD)
        assert [(s["device"], s["this"]) for s in person.sessions()] == [
            ("goodwork SDK", False),
            ("goodwork SDK", True),
        ]
        person.end_session(next(s["id"] for s in person.sessions() if not s["this"]))
        with pytest.raises(Refused, match="not valid any more"):
            elsewhere.me()
        link = owner.reset_link(me["person_id"])
        assert (
            elsewhere.reset_password(link, "back@example.org", "marble otter lantern")["person_id"] == me["person_id"]
        )
        with pytest.raises(Refused):
            person.me()
        person.sign_in("back@example.org", "marble otter lantern")
        person.end_other_sessions()
        assert [s["this"] for s in person.sessions()] == [True]


def test_lists_are_read_to_their_end(owner: Client, tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    path.write_text("id,text\n" + "".join(f"n{n},Sentence number {n}.\n" for n in range(450)))
    project = owner.apply(PROJECT)["id"]
    assert owner.import_file(project, path)["added"] == 450
    assert len({row["external_id"] for row in owner.items(project)}) == 450


def test_work_goes_on_while_what_is_left_is_held_for_a_moment(owner: Client, items: Path, database_url: str) -> None:
    project = owner.apply(PROJECT)["id"]
    owner.import_file(project, items)
    with psycopg.connect(database_url) as other:
        other.execute("SELECT FROM item WHERE project_id = %s FOR UPDATE", [project])
        assert owner.claim(project)["no_work"] == "changing"
        threading.Timer(0.2, other.rollback).start()
        done = 0
        for claim in owner.work(project):
            owner.submit(claim, {"mood": {"labels": ["good"]}})
            done += 1
        assert done == 3


def test_the_server_tells_what_a_file_is(owner: Client, tmp_path: Path) -> None:
    project = owner.apply({**PROJECT, "name": "Told"})["id"]
    (tmp_path / "data").write_text('{"text": "x"}\n')
    done = owner.import_file(project, tmp_path / "data")
    assert (done["format"], done["added"]) == ("jsonl", 1)
    (tmp_path / "odd.jsonl").write_text('{"text": ""}\n')
    with pytest.raises(Failed, match="was kept, read as jsonl: why is listed row by row"):
        owner.import_file(project, tmp_path / "odd.jsonl")


def test_a_server_that_is_not_there_is_named() -> None:
    with Client("http://127.0.0.1:1", tries=2) as client, pytest.raises(Unreachable, match="does not answer"):
        client.me()


@pytest.fixture
def cut(server_url: str) -> Generator[Callable[[int], str]]:
    """A way to the server that swallows the first answers: the request arrives, and the connection breaks."""
    listening = socket.create_server(("127.0.0.1", 0))
    left = 0

    def carry() -> None:
        nonlocal left
        host, port = server_url.removeprefix("http://").split(":")
        while True:
            try:
                client, _ = listening.accept()
            except OSError:
                return
            with client, socket.create_connection((host, int(port))) as server:
                head = b""
                while b"\r\n\r\n" not in head:
                    head += client.recv(1 << 16)
                length = next(
                    (int(h.split(b":")[1]) for h in head.split(b"\r\n") if h.lower().startswith(b"content-length")), 0
                )
                body = head.split(b"\r\n\r\n", 1)[1]
                while len(body) < length:
                    body += client.recv(1 << 16)
                server.sendall(head.split(b"\r\n\r\n")[0] + b"\r\nConnection: close\r\n\r\n" + body)
                answer = b""
                while piece := server.recv(1 << 16):
                    answer += piece
                if left:
                    left -= 1
                else:
                    client.sendall(answer)

    thread = threading.Thread(target=carry)
    thread.start()

    def begin(swallowed: int) -> str:
        nonlocal left
        left = swallowed
        return f"http://127.0.0.1:{listening.getsockname()[1]}"

    yield begin
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()
    thread.join()


def test_a_lost_answer_is_asked_for_again_and_nothing_happens_twice(
    owner: Client, cut: Callable[[int], str], items: Path
) -> None:
    project = owner.apply(PROJECT)["id"]
    owner.import_file(project, items)
    token = owner.make_token("program", ["read", "work", "manage"])["token"]
    with Client(cut(0), token=token, tries=4) as client:
        claim = client.claim(project)["claim"]
        assert claim is not None
        cut(2)
        annotation = client.submit(claim, {"mood": {"labels": ["good"]}})
        cut(1)
        made = client.apply({**PROJECT, "name": "Second"})
    progress = owner.project(project)["progress"]
    assert progress is not None
    assert progress["annotations"] == 1
    assert annotation["revision"] == 1
    assert [row["name"] for row in owner.projects()].count("Second") == 1
    assert made["name"] == "Second"
