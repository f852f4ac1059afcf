"""Digests against a real database and a mail server on loopback."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from goodwork.actions.digests.choose import choose_digest, end_digest, see_digest, stop_digest
from goodwork.actions.digests.send import AGAIN, PostOffice, ask_for_digests, send_digest
from goodwork.blobs import Blobs
from goodwork.errors import Conflict, Invalid, NotFound
from goodwork.fetching.addresses import Reach
from goodwork.jobs.worker import run_worker
from goodwork.mail.letter_words import SPOKEN
from goodwork.mail.post import Outcome
from goodwork.model.digests import DigestPlan, Quiet
from goodwork.model.inbox import About, Deed
from goodwork.model.people import SYSTEM, Actor, Role
from goodwork.store.database import Database
from goodwork.store.people import inbox, people
from tests.data.workshop import Workshop
from tests.digests.letters import Letterbox, letterbox

SECRET = b"k" * 32
PLAN = DigestPlan("day", 9, "Europe/Helsinki")


class Reader:
    """Somebody with an inbox, and the office that writes to them."""

    def __init__(self, shop: Workshop, actor: Actor, project: int, box: Letterbox) -> None:
        self.shop, self.actor, self.project, self.box = shop, actor, project, box
        self.office = PostOffice(box.server(), "https://work.example.org", SECRET)

    async def thanked(self, words: str) -> None:
        """Something comes back."""
        async with self.shop.database.transaction(self.shop.manager) as t:
            made = await t.execute(
                text(
                    "INSERT INTO thanks (organization_id, project_id, person_id, given_by, what, subject_id, words)"
                    " VALUES (:o, :p, :me, :by, 1, (SELECT count(*) FROM thanks), :w) RETURNING id"
                ),
                {"o": self.actor.organization_id, "p": self.project, "me": self.actor.person_id,
                 "by": self.shop.manager.person_id, "w": words},
            )  # fmt: skip
            told = [(None, int(self.actor.person_id), int(made.scalar_one()))]
            await inbox.tell(t, self.actor.organization_id, self.project, About.THANKS, told)  # pyright: ignore[reportArgumentType]

    async def switch_on(self, plan: DigestPlan = PLAN) -> None:
        """The digest is on, and its time has come."""
        await choose_digest(self.shop.database, self.actor, plan, offered=True)
        await self.come_due()

    async def come_due(self, ago: timedelta = timedelta(minutes=1)) -> None:
        """Its time comes."""
        await self.change("next_at = now() - CAST(:ago AS interval)", ago=ago)

    async def change(self, how: str, **given: Any) -> None:
        """What time or a killed worker would leave in the database."""
        async with self.shop.database.transaction(SYSTEM) as t:
            statement = text(f"UPDATE digest SET {how} WHERE person_id = :person")
            await t.execute(statement, {"person": self.actor.person_id, **given})

    async def send(self) -> Outcome | None:
        """What the worker does when the job comes up."""
        return await send_digest(
            self.shop.database, self.office, self.actor.organization_id, self.actor.person_id
        )  # fmt: skip

    async def next_at(self) -> datetime:
        """When it is looked at again."""
        found = await see_digest(self.shop.database, self.actor)
        assert found is not None
        return found.next_at


@pytest.fixture
async def reader(database: Database, tmp_path: Path) -> AsyncGenerator[Reader]:
    """An annotator of a new organization."""
    shop = await Workshop.open(database, Blobs(str(tmp_path / "blobs")))
    project = await shop.project()
    person = await shop.person("mia")
    async with letterbox() as box:
        yield Reader(shop, Actor(shop.manager.organization_id, person, Role.ANNOTATOR), project, box)


async def test_one_that_can_not_be_written_rests_and_says_so(reader: Reader) -> None:
    await reader.switch_on()
    await reader.thanked("Well seen.")
    # A time zone that is known where it was chosen, and not where it is sent.
    await reader.change("plan = jsonb_set(plan, '{zone}', to_jsonb(CAST('Nowhere' AS text)))")
    assert await reader.send() is None and reader.box.letters == []
    found = await see_digest(reader.shop.database, reader.actor)
    assert found is not None and "could not be written" in str(found.error)
    assert found.next_at > datetime.now(UTC) + timedelta(hours=23)
    assert await ask_for_digests(reader.shop.database) == 0, "in a minute it would end the same way"


async def test_what_came_back_is_told_once(reader: Reader) -> None:
    await reader.thanked("Before it was switched on.")
    await reader.switch_on()
    await reader.thanked("For the <b>careful</b> answer.\r\nBcc: everybody@example.org")
    assert await reader.send() is Outcome.SENT
    (letter,) = reader.box.letters
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click" and letter["Bcc"] is None
    said = reader.box.text()
    assert "thanks for an answer" in said and "For the <b>careful</b> answer. Bcc:" in said
    assert "Before it" not in said and "https://work.example.org/inbox" in said
    html = letter.get_body(("html",))
    assert html is not None and "&lt;b&gt;careful" in html.as_string().replace("=\n", "")
    # Never how long, how often, how fast.
    assert not re.search(r"\b(hours?|minutes?|streak|hurry|waiting for you|items? left)\b", said)
    found = await see_digest(reader.shop.database, reader.actor)
    assert found is not None and found.sent_at is not None and found.next_at > datetime.now(UTC)
    # Its time comes again, and nothing new is there.
    await reader.come_due()
    assert await reader.send() is None and len(reader.box.letters) == 1
    await reader.thanked("And again.")
    await reader.come_due()
    assert await reader.send() is Outcome.SENT
    assert "And again." in reader.box.text() and "careful" not in reader.box.text()


async def test_a_letter_speaks_the_language_of_who_reads_it(reader: Reader) -> None:
    await reader.switch_on()
    for language, words, direction in (("de", "Dank für eine Antwort", "ltr"), ("ar", "شكر على إجابة", "rtl")):
        async with reader.shop.database.transaction(reader.actor) as t:
            await people.set_language(t, reader.actor.person_id, language)
        await reader.thanked(f"In {language}.")
        await reader.come_due()
        assert await reader.send() is Outcome.SENT
        letter, said = reader.box.letters[-1], reader.box.text()
        assert letter["Content-Language"] == language and words in said and f"In {language}." in said
        html = letter.get_body(("html",))
        assert html is not None and f'<html lang="{language}" dir="{direction}">' in html.get_content()
        assert "thanks" not in said and "inbox" not in said.replace("/inbox", "")


def test_letters_say_the_same_in_every_language() -> None:
    for words in SPOKEN.values():
        assert set(words.about) == set(About) - {About.THANKS} and set(words.thanks) == set(Deed)


async def test_what_was_read_meanwhile_is_not_told_and_before_its_time_nothing_goes(reader: Reader) -> None:
    await reader.switch_on()
    await reader.thanked("Seen already.")
    async with reader.shop.database.transaction(reader.actor) as t:
        await inbox.read(t, reader.actor.person_id, 2**62)
    assert await reader.send() is None
    await reader.thanked("Not yet.")
    assert await reader.next_at() > datetime.now(UTC) and await reader.send() is None
    assert reader.box.heard == []


async def test_in_quiet_hours_nothing_goes_and_afterwards_all_of_it(reader: Reader) -> None:
    now = datetime.now(UTC)
    quiet = Quiet((now.hour - 1) % 24, (now.hour + 2) % 24)
    await reader.switch_on(DigestPlan("day", 9, "UTC", quiet=quiet))
    await reader.thanked("Later.")
    assert await reader.send() is None and reader.box.heard == []
    until = await reader.next_at()
    assert until.hour == (now.hour + 2) % 24 and until - now <= timedelta(hours=2)
    await reader.change("plan = jsonb_set(plan, '{quiet}', 'null'), next_at = now() - interval '1 minute'")
    assert await reader.send() is Outcome.SENT and "Later." in reader.box.text()


async def test_a_server_that_takes_nothing_is_tried_a_few_times_and_nothing_is_lost(reader: Reader) -> None:
    await reader.switch_on()
    await reader.thanked("Patience.")
    reader.box.answers["RCPT"] = "451 not now"
    for pause in AGAIN:
        assert await reader.send() is Outcome.LATER
        assert timedelta(0) < await reader.next_at() - datetime.now(UTC) <= pause
        await reader.come_due()
    assert await reader.send() is Outcome.LATER
    found = await see_digest(reader.shop.database, reader.actor)
    assert found is not None and found.next_at > datetime.now(UTC) and "did not take" in (found.error or "")
    del reader.box.answers["RCPT"]
    await reader.come_due()
    assert await reader.send() is Outcome.SENT and "Patience." in reader.box.text()
    found = await see_digest(reader.shop.database, reader.actor)
    assert found is not None and found.error is None


@pytest.mark.parametrize(
    ("command", "answer", "outcome"),
    [("RCPT", "550 nobody", Outcome.NEVER), ("DATA", "451 full", Outcome.LATER), ("MAIL", "drop", Outcome.LATER),
     ("LETTER", "452 full", Outcome.LATER), ("LETTER", "554 no", Outcome.NEVER)],
)  # fmt: skip
async def test_what_was_surely_not_taken_comes_again(
    reader: Reader, command: str, answer: str, outcome: Outcome
) -> None:
    await reader.switch_on()
    await reader.thanked("Once more.")
    reader.box.answers[command] = answer
    assert await reader.send() is outcome and reader.box.letters == []
    reader.box.answers.clear()
    await reader.come_due()
    assert await reader.send() is Outcome.SENT and len(reader.box.letters) == 1


async def test_what_may_have_been_taken_never_comes_twice(reader: Reader) -> None:
    await reader.switch_on()
    await reader.thanked("Perhaps.")
    reader.box.answers["LETTER"] = "lost"
    assert await reader.send() is Outcome.SENT
    reader.box.answers.clear()
    await reader.come_due()
    assert await reader.send() is None
    # And a worker that died while it handed one over.
    await reader.thanked("Handed over.")
    await reader.change("sending = true, next_at = now() - interval '1 minute'")
    assert await reader.send() is None and reader.box.letters == []
    await reader.come_due()
    assert await reader.send() is Outcome.SENT and "Handed over." in reader.box.text()


async def test_many_at_once_send_one(reader: Reader) -> None:
    await reader.switch_on()
    await reader.thanked("One letter.")
    outcomes = await asyncio.gather(*(reader.send() for _ in range(5)))
    assert outcomes.count(Outcome.SENT) == 1 and len(reader.box.letters) == 1


async def test_a_long_inbox_comes_in_several_letters(reader: Reader) -> None:
    await reader.switch_on()
    for n in range(53):
        await reader.thanked(f"Number {n}.")
    for _ in range(2):
        assert await reader.send() is Outcome.SENT
        await reader.come_due()
    assert await reader.send() is None
    told = [int(n) for letter in (0, 1) for n in re.findall(r"Number (\d+)\.", reader.box.text(letter))]
    assert told == list(range(53)) and "next digest brings it" in reader.box.text(0)


async def test_the_link_of_a_letter_ends_this_digest_and_nothing_else(reader: Reader) -> None:
    await reader.switch_on()
    await reader.thanked("Bye.")
    await reader.send()
    link = str(reader.box.letters[0]["List-Unsubscribe"]).replace("\r\n ", "").strip("<>")
    token = link.partition("token=")[2]
    for wrong in (token[:-1], token.replace(".", "0.", 1), "1.2.3", "", "é.1.x"):
        with pytest.raises(NotFound):
            await stop_digest(reader.shop.database, SECRET, wrong)
    with pytest.raises(NotFound):
        await stop_digest(reader.shop.database, b"j" * 32, token)
    for _ in range(2):
        await stop_digest(reader.shop.database, SECRET, token)
        assert await see_digest(reader.shop.database, reader.actor) is None
    await reader.switch_on()
    await stop_digest(reader.shop.database, SECRET, token)
    assert await see_digest(reader.shop.database, reader.actor) is not None


async def test_who_has_no_access_any_more_gets_nothing(reader: Reader) -> None:
    await reader.switch_on()
    await reader.thanked("Too late.")
    async with reader.shop.database.transaction(SYSTEM) as t:
        await t.execute(
            text(
                "INSERT INTO restriction (organization_id, person_id, what, before, after, reason, made_by)"
                " SELECT p.organization_id, p.id, 1, '{}', '{}', 'They left for good.', l.id FROM person p"
                " JOIN person l ON l.organization_id = p.organization_id AND l.id <> p.id WHERE p.id = :id LIMIT 1"
            ),
            {"id": reader.actor.person_id},
        )
        await t.execute(text("UPDATE person SET deactivated_at = now() WHERE id = :id"), {"id": reader.actor.person_id})
    assert await reader.send() is None and reader.box.heard == []


async def test_jobs_are_asked_for_once(reader: Reader) -> None:
    await reader.switch_on()
    for _ in range(3):
        assert await ask_for_digests(reader.shop.database) >= 1
    waiting = await reader.shop.rows(
        "SELECT count(*) FROM procrastinate_jobs WHERE queueing_lock = :l", l=f"send_digest:{reader.actor.person_id}"
    )
    assert waiting[0][0] == 1
    await end_digest(reader.shop.database, reader.actor)
    assert await reader.send() is None


async def test_the_worker_sends_what_is_due(reader: Reader, application_url: str) -> None:
    await reader.switch_on()
    await reader.thanked("By the worker.")
    await ask_for_digests(reader.shop.database)
    stop = asyncio.Event()
    working = asyncio.create_task(
        run_worker(application_url, reader.shop.blobs, stop, b"secret", Reach(), reader.office)
    )
    for _ in range(200):
        if reader.box.letters:
            break
        await asyncio.sleep(0.05)
    stop.set()
    await working
    assert "By the worker." in reader.box.text()


async def test_what_can_t_be_set_is_said(reader: Reader) -> None:
    database, actor = reader.shop.database, reader.actor
    with pytest.raises(Conflict, match="sends no mail"):
        await choose_digest(database, actor, PLAN, offered=False)
    for zone in ("Mars/Base", "../etc/passwd", "/etc/localtime", "Europe", "a\x00b"):
        with pytest.raises(Invalid, match="time zone"):
            await choose_digest(database, actor, DigestPlan("day", 9, zone), offered=True)
    with pytest.raises(Invalid, match="no time of the week"):
        await choose_digest(database, actor, DigestPlan("day", 9, "UTC", quiet=Quiet(3, 3)), offered=True)
    assert await see_digest(database, actor) is None


@pytest.mark.parametrize(
    "address", ["root,mia@example.org", ":;@example.org", "mia@[", 'mia@example.org,"', "mía@example.org"]
)
async def test_a_letter_goes_to_the_one_mailbox_that_an_address_names_or_not_at_all(
    reader: Reader, address: str
) -> None:
    async def called(email: str) -> None:
        async with reader.shop.database.transaction(SYSTEM) as t:
            given = {"e": email, "p": reader.actor.person_id}
            await t.execute(text("UPDATE person SET email = :e WHERE id = :p"), given)

    mine = f"mia{reader.actor.person_id}@bücher.example"
    await called(mine)
    await reader.switch_on()
    await reader.thanked("For the answer.")
    await called(address)
    assert await reader.send() is None and reader.box.heard == []
    found = await see_digest(reader.shop.database, reader.actor)
    assert found is not None and found.error is not None and "address" in found.error
    with pytest.raises(Conflict, match="one mailbox"):
        await choose_digest(reader.shop.database, reader.actor, PLAN, offered=True)
    # What it would have told is not lost: it comes when the address is one.
    await called(mine)
    await reader.come_due()
    assert await reader.send() is Outcome.SENT
    assert any(f"<mia{reader.actor.person_id}@xn--bcher-kva.example>" in said for said in reader.box.heard)
