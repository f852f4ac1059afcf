"""The access or the connection is lost with an item on the desk: people are told, go on, and lose no word.

Whoever can't sign in is let in again by a link, and one's own sign-ins are seen and ended.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from goodwork.sdk import Client
from tests.journeys.site import PASSWORD, TWEETS, Site, findings, go, overflow, picture, read
from tests.journeys.site import sign_in_afresh as sign_in

PROJECT = {
    "name": "Reasons",
    "purpose": "A weather service wants to know what its words do to people.",
    "questions": [{"key": "why", "kind": "text", "title": "What makes them think so?"}],
}

LETTERS = {
    "name": "Letters",
    "purpose": "A museum wants to find the people in its letters.",
    "questions": [
        {"key": "names", "kind": "spans", "title": "Who and where?", "labels": ["Person", "Place"]},
        {"key": "tone", "kind": "classification", "title": "Is it friendly?", "labels": ["Yes", "No"]},
    ],
    "guideline": "# Names\nMark **people** and places.",
}
NEW = "marble otter lantern"
COUNTING = """addEventListener("click", (event) => {
  if (event.isTrusted && event.detail) sessionStorage.clicks = 1 + Number(sessionStorage.clicks ?? 0)
}, true)"""
UNREACHABLE = "The next item can’t be fetched"
OUTDATED = "goodwork was updated since you opened it"


@pytest.fixture(scope="module")
def project(site: Site, tmp_path_factory: pytest.TempPathFactory) -> int:
    """Three tweets, and somebody who works on them."""
    file = tmp_path_factory.mktemp("import") / "tweets.jsonl"
    file.write_text("".join(json.dumps({"id": name, "text": text}) + "\n" for name, text in TWEETS[:3]))
    with Client(site.url) as lead:
        lead.sign_up("Leaving Lab", "Project Lead", "lead@example.org", PASSWORD)
        made = lead.apply(PROJECT)
        lead.import_file(made["id"], Path(file))
        with Client(site.url) as person:
            person.join(lead.invite(), "Annotator", "a@example.org", PASSWORD)
    return made["id"]


def test_the_desk_says_that_this_is_the_last_item_and_keeps_the_text_when_it_closes(site: Site, project: int) -> None:
    with site.visit() as lead, site.visit() as page:
        sign_in(lead, "lead@example.org")
        sign_in(page, "a@example.org")
        page.goto(f"/projects/{project}/desk")
        words = page.get_by_role("textbox", name="What makes them think so?")
        words.fill("The sun.")
        expect(page.get_by_text("Saved", exact=False).first).to_be_visible()
        # Open to teams, and they are in none.
        _patch(lead, project, {"open_to": "teams", "reason": "Only the field team goes on."})
        words.fill("The sun on the lake.")
        notice = page.get_by_text("You have no access to this project any more.")
        expect(notice).to_be_visible()
        page.reload()
        expect(notice).to_be_visible()
        expect(words).to_have_value("The sun on the lake.")
        page.set_viewport_size({"width": 390, "height": 860})
        assert overflow(page) <= 0
        page.set_viewport_size({"width": 1280, "height": 860})
        assert findings(page) == []
        # The archive closes it at once; what was written stays where it is.
        _patch(lead, project, {"state": "archived"})
        words.fill("The sun on the lake, and not a cloud.")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_text("This project is archived", exact=False).first).to_be_visible()
        expect(words).to_have_value("The sun on the lake, and not a cloud.")
        # Set going again, it is sent as it stands.
        _patch(lead, project, {"state": "active", "open_to": "organization"})
        page.keyboard.press("Control+Enter")
        expect(page.get_by_text(TWEETS[1][1])).to_be_visible()
        # After the last item the desk says what happened, what was kept and what to do.
        _patch(lead, project, {"open_to": "teams", "reason": "Only the field team goes on."})
        words.fill("The hail.")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_text("Every answer that you submitted was kept", exact=False)).to_be_visible()
        page.reload()
        expect(page.get_by_text("go on with another project", exact=False)).to_be_visible()
        _patch(lead, project, {"open_to": "organization"})


@pytest.fixture(scope="module")
def writer(site: Site, project: int, tmp_path_factory: pytest.TempPathFactory) -> int:
    """A project whose items are one person's alone."""
    file = tmp_path_factory.mktemp("import") / "more.jsonl"
    file.write_text("".join(json.dumps({"id": f"m{n}", "text": f"Hail, number {n}."}) + "\n" for n in range(3)))
    with Client(site.url) as lead:
        lead.sign_in("lead@example.org", PASSWORD)
        made = lead.apply({**PROJECT, "name": "More reasons"})
        lead.import_file(made["id"], Path(file))
        with Client(site.url) as person:
            person.join(lead.invite(), "Writer", "w@example.org", PASSWORD)
    return made["id"]


def test_the_session_ends_elsewhere_while_a_draft_is_typed(site: Site, writer: int) -> None:
    with site.visit() as page, site.visit() as other:
        sign_in(page, "w@example.org")
        page.goto(f"/projects/{writer}/desk")
        words = page.get_by_role("textbox", name="What makes them think so?")
        words.fill("The sun.")
        expect(page.get_by_test_id("saved-mark")).to_contain_text("Saved")
        sign_in(other, "w@example.org")
        other.goto("/me")
        other.get_by_role("button", name="Sign out everywhere else").click()
        expect(other.get_by_text("You are signed out everywhere else.", exact=False)).to_be_visible()
        # Further requests of the desk are refused while the entrance is still being fetched.
        held: list[Route] = []
        page.route("**/api/v1/setup", lambda route: held.append(route))
        words.fill("The sun on the lake.")
        page.wait_for_timeout(2000)
        for route in held:
            route.continue_()
        page.unroute("**/api/v1/setup")
        expect(page.get_by_role("button", name="Sign in")).to_be_visible()
        page.get_by_label("Email").fill("w@example.org")
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        expect(words).to_have_value("The sun on the lake.")
        page.keyboard.press("Control+Enter")
        expect(words).to_have_value("")
        assert sent(page, writer) == 1


@pytest.mark.slow
def test_another_tab_signs_in_again_while_a_draft_is_typed(site: Site, writer: int) -> None:
    with site.visit() as page:
        sign_in(page, "w@example.org")
        page.goto(f"/projects/{writer}/desk")
        words = page.get_by_role("textbox", name="What makes them think so?")
        words.fill("The hail.")
        expect(page.get_by_test_id("saved-mark")).to_contain_text("Saved")
        before = sent(page, writer)
        tab = page.context.new_page()
        tab.goto("/")
        tab.get_by_role("button", name="Account of Writer").click()
        tab.get_by_role("button", name="Sign out").click()
        sign_in(tab, "w@example.org")
        # The first tab learns of the new session by itself, and goes on under it.
        words.fill("The hail, and my tomatoes.")
        page.keyboard.press("Control+Enter")
        expect(words).to_have_value("", timeout=15_000)
        assert sent(page, writer) == before + 1


def _patch(lead: Page, project: int, body: dict[str, object]) -> None:
    base = "/".join(lead.url.split("/", 3)[:3])
    csrf = lead.context.request.get("/api/v1/session").json()["csrf"]
    answer = lead.context.request.patch(
        f"/api/v1/projects/{project}", data=body, headers={"X-CSRF-Token": csrf, "Origin": base}
    )
    assert answer.ok, answer.text()


@pytest.fixture(scope="module")
def letters(site: Site, project: int, tmp_path_factory: pytest.TempPathFactory) -> int:
    """Letters whose questions come in parts of their own."""
    file = tmp_path_factory.mktemp("import") / "letters.jsonl"
    file.write_text(
        "".join(json.dumps({"id": f"l{n}", "text": f"Anna of Bern met Otto, {n}."}) + "\n" for n in range(9))
    )
    with Client(site.url) as lead:
        lead.sign_in("lead@example.org", PASSWORD)
        made = lead.apply(LETTERS)
        lead.import_file(made["id"], Path(file))
        with Client(site.url) as person:
            person.join(lead.invite(), "Reader", "reader@example.org", PASSWORD)
    return made["id"]


def sent(page: Page, project: int) -> int:
    """How many answers the server has of me."""
    return len(read(page, f"/projects/{project}/history")["rows"])


def finish(page: Page, project: int, before: int) -> None:
    """All that the desk offers works without a connection; the answer is sent when it is back."""
    text = page.get_by_role("textbox", name="Text to mark: Who and where?")
    expect(text).to_be_visible()
    expect(page.get_by_role("region", name="Guideline").get_by_text("people")).to_be_visible()
    text.focus()
    page.keyboard.press("Home")
    page.keyboard.press("1")
    page.get_by_role("radio", name="Yes").check()
    expect(page.get_by_test_id("saved-mark")).to_contain_text("kept in this browser")
    page.keyboard.press("Shift+S")
    expect(page.get_by_role("dialog", name="Skip this item")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("main").get_by_text("Your answer is kept in this browser")).to_be_visible()
    page.get_by_role("link", name="See what is waiting").click()
    expect(page.get_by_role("heading", name="Not sent yet")).to_be_visible()
    expect(page.get_by_role("main").get_by_text("Anna of Bern met Otto")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("Everything is sent")).to_be_visible()
    assert sent(page, project) == before + 1


@pytest.mark.parametrize("seconds", [0, 0.7, 1.5])
def test_the_connection_is_lost_soon_after_the_desk_was_opened(site: Site, letters: int, seconds: float) -> None:
    with site.visit(unread=True) as page:
        sign_in(page, "reader@example.org")
        before = sent(page, letters)
        page.get_by_role("link", name="Start: Letters").click()
        page.wait_for_timeout(1000 * seconds)
        page.context.set_offline(True)
        material = page.get_by_role("region", name="Item")
        # What has not come by then is said, and comes by itself.
        expect(
            material.or_(page.get_by_text(UNREACHABLE)).or_(page.get_by_text("does not answer")).first
        ).to_be_visible()
        if not material.is_visible():
            page.context.set_offline(False)
            expect(material).to_be_visible()
            page.context.set_offline(True)
        finish(page, letters, before)


def test_the_connection_is_lost_as_soon_as_the_item_was_handed_out(site: Site, letters: int) -> None:
    with site.visit(unread=True) as page:
        sign_in(page, "reader@example.org")
        before = sent(page, letters)
        # Opened by its address: nothing of it is here.
        with page.expect_response("**/claims") as claim:
            page.goto(f"/projects/{letters}/desk")
        claim.value.finished()
        page.context.set_offline(True)
        finish(page, letters, before)


def test_an_answer_that_arrives_late_appears_among_mine(site: Site, letters: int) -> None:
    with site.visit() as page:
        sign_in(page, "reader@example.org")
        page.goto(f"/projects/{letters}/desk")
        page.get_by_role("radio", name="No").check()
        page.get_by_role("button", name="Nothing to mark").click()
        page.route("**/claims/*/annotation", lambda route: route.abort())
        before = sent(page, letters)
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("main").get_by_text("Your answer is kept in this browser")).to_be_visible()
        go(page, f"/projects/{letters}/mine")
        main = page.get_by_role("main")
        expect(main.get_by_text("Anna of Bern met Otto")).to_have_count(before)
        page.unroute("**/claims/*/annotation")
        expect(main.get_by_text("Anna of Bern met Otto")).to_have_count(before + 1)


def test_whoever_wants_it_goes_on_for_a_while_without_a_connection(site: Site, project: int, tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    file.write_text("".join(json.dumps({"id": f"t{n}", "text": f"Fog at stop {n}."}) + "\n" for n in range(60)))
    with Client(site.url) as lead:
        lead.sign_in("lead@example.org", PASSWORD)
        fog = lead.apply({**LETTERS, "name": "Fog", "questions": LETTERS["questions"][1:], "guideline": ""})["id"]
        lead.import_file(fog, file)
    with site.visit(unread=True) as page:
        sign_in(page, "a@example.org")
        held = lambda: [claim["item"]["external_id"] for claim in read(page, f"/projects/{fog}/claims")]  # noqa: E731
        page.evaluate(COUNTING)
        page.get_by_role("link", name="Start: Fog").click()
        item = page.get_by_role("region", name="Item")
        expect(item).to_be_visible()
        assert len(held()) == 1, "nothing is held that nobody asked for"
        page.get_by_role("radio", name="Yes").click()
        page.get_by_role("button", name="Submit").click()
        expect(page.get_by_role("status").get_by_text("Submitted.")).to_be_visible()
        clicks = int(page.evaluate("sessionStorage.clicks"))
        print(f"clicks from sign-in to a newcomer's first label: {clicks - 1}; to the first answer: {clicks}")
        assert clicks == 3
        expect(page.get_by_role("radio", name="Yes")).not_to_be_checked()
        page.get_by_role("button", name="Without a connection").click()
        dialog = page.get_by_role("dialog", name="Without a connection")
        dialog.get_by_role("switch", name="Keep a few items ready").check()
        expect(dialog.get_by_text("3 further items are ready.")).to_be_visible()
        assert findings(page) == []
        picture(page, "desk-ahead")
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        first = held()
        assert len(first) == 4
        page.context.set_offline(True)
        for name in first[:3]:
            expect(item.get_by_text(f"Fog at stop {name[1:]}.")).to_be_visible()
            page.keyboard.press("1")
            page.keyboard.press("Control+Enter")
            expect(page.get_by_role("status").get_by_text("Kept in this browser. It is sent")).to_be_visible()
        expect(item.get_by_text(f"Fog at stop {first[3][1:]}.")).to_be_visible()
        page.keyboard.press("2")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("main").get_by_text("Your answer is kept in this browser")).to_be_visible()
        # It comes back: all is sent, the next item is there, and others are ready again.
        page.context.set_offline(False)
        expect(item).to_be_visible()
        assert sent(page, fog) == 5 and not set(held()) & set(first)
        page.get_by_role("button", name="Without a connection").click()
        expect(dialog.get_by_text("3 further items are ready.")).to_be_visible()
        dialog.get_by_role("switch", name="Keep a few items ready").uncheck()
        page.keyboard.press("Escape")
        for _ in range(100):
            if len(held()) == 1:
                break
            page.wait_for_timeout(100)
        assert len(held()) == 1, "given back when it is switched off"


def test_a_page_that_can_not_be_fetched_says_so_and_comes_by_itself(site: Site, letters: int) -> None:
    with site.visit(unread=True) as page:
        sign_in(page, "lead@example.org")
        page.context.set_offline(True)
        page.get_by_role("link", name="People").click()
        expect(page.get_by_text("could not be fetched: the server does not answer")).to_be_visible()
        assert findings(page) == []
        page.context.set_offline(False)
        expect(page.get_by_role("heading", name="People", level=1)).to_be_visible()


def test_a_tab_that_is_older_than_the_server_is_loaded_again(site: Site, letters: int) -> None:
    with site.visit(unread=True) as page:
        sign_in(page, "reader@example.org")
        # As after an update: what this page would fetch now is not there any more.
        page.route("**/assets/*.js", lambda route: route.fulfill(status=404, body="Not found"))
        page.get_by_role("link", name="Start: Letters").click()
        expect(page.get_by_text(OUTDATED)).to_be_visible()
        assert findings(page) == []
        page.unroute("**/assets/*.js")
        page.get_by_role("button", name="Load the page again").click()
        expect(page.get_by_role("region", name="Item")).to_be_visible()


@pytest.mark.slow
def test_a_lead_lets_somebody_back_in(site: Site, project: int) -> None:
    with site.visit() as lead, site.visit() as stolen, site.visit() as theirs:
        sign_in(lead, "lead@example.org")
        sign_in(stolen, "a@example.org")
        lead.goto("/people")
        lead.get_by_role("button", name="Reset link for Annotator").click()
        dialog = lead.get_by_role("dialog")
        expect(dialog.get_by_text("Until they use it nothing changes", exact=False)).to_be_visible()
        dialog.get_by_role("button", name="Make a link").click()
        link = dialog.get_by_label("Reset link").input_value()
        assert "/reset#" in link
        assert findings(lead) == []
        picture(lead, "reset-link")
        dialog.get_by_role("button", name="Done").click()
        expect(lead.get_by_text("A reset link is open until", exact=False)).to_be_visible()
        lead.set_viewport_size({"width": 390, "height": 860})
        assert overflow(lead) <= 0

        asked: list[str] = []
        theirs.on("request", lambda request: asked.append(request.url))
        theirs.goto(link)
        expect(theirs.get_by_role("heading", name="Choose a new password")).to_be_visible()
        assert findings(theirs) == []
        theirs.get_by_label("Email").fill("a@example.org")
        theirs.get_by_label("New password").fill("a@example.org")
        theirs.get_by_role("button", name="Set the password and sign in").click()
        expect(theirs.get_by_text("Others would guess this password", exact=False)).to_be_visible()
        theirs.get_by_label("New password").fill(NEW)
        theirs.get_by_role("button", name="Set the password and sign in").click()
        expect(theirs.get_by_role("heading", name="My projects")).to_be_visible()
        token = link.split("#")[1]
        assert token not in theirs.url and not [url for url in asked if token in url], "the token stands in no address"

        theirs.goto(f"/projects/{project}/desk")
        theirs.get_by_role("textbox", name="What makes them think so?").fill("The hail.")
        with theirs.expect_response(lambda said: said.url.endswith("/annotation")) as taken:
            theirs.keyboard.press("Control+Enter")
        assert taken.value.ok, "who was let back in works on"
        stolen.reload()
        expect(stolen.get_by_role("button", name="Sign in")).to_be_visible()

        stolen.goto(link)
        stolen.get_by_label("Email").fill("a@example.org")
        stolen.get_by_label("New password").fill("copper violin thicket")
        stolen.get_by_role("button", name="Set the password and sign in").click()
        expect(stolen.get_by_text("A link works once", exact=False)).to_be_visible()
        stolen.goto("/reset")
        expect(stolen.get_by_role("heading", name="This link is not whole")).to_be_visible()


@pytest.mark.slow
def test_an_invitation_stands_in_no_address(site: Site, project: int) -> None:
    with site.visit() as lead, site.visit() as guest:
        sign_in(lead, "lead@example.org")
        lead.goto("/people")
        lead.get_by_role("button", name="Make a link").click()
        link = lead.get_by_label("Invitation link").input_value()
        token = link.split("/join#")[1]
        asked: list[str] = []
        guest.on("request", lambda request: asked.append(request.url))
        guest.goto(link)
        expect(guest.get_by_role("heading", name="Join ", exact=False)).to_be_visible()
        assert findings(guest) == []
        guest.set_viewport_size({"width": 390, "height": 860})
        assert overflow(guest) <= 0
        assert asked and not [url for url in asked if token in url]
        # As an older goodwork made it: it works, and the address is as those of now.
        guest.goto(f"/join/{token}")
        expect(guest.get_by_role("heading", name="Join ", exact=False)).to_be_visible()
        assert guest.url.endswith(f"/join#{token}")
        asked.clear()
        guest.get_by_label("Your name").fill("Guest")
        guest.get_by_label("Email").fill("guest@example.org")
        guest.get_by_label("Password", exact=True).fill(NEW)
        guest.keyboard.press("Enter")
        expect(guest.get_by_role("heading", name="My projects")).to_be_visible()
        assert token not in guest.url and not [url for url in asked if token in url]
        for used in (f"/join#{token}", "/join#never-was"):
            guest.goto("about:blank")
            guest.goto(used)
            expect(guest.get_by_role("heading", name="This invitation can’t be used")).to_be_visible()
        guest.goto("about:blank")
        guest.goto("/join")
        expect(guest.get_by_role("heading", name="This link is not whole")).to_be_visible()


def test_my_sign_ins_are_listed_and_end(site: Site, project: int) -> None:
    with site.visit() as here, site.visit() as there:
        sign_in(here, "lead@example.org")
        sign_in(there, "lead@example.org")
        here.goto("/me")
        rows = here.get_by_role("listitem").filter(has_text="signed in")
        expect(rows.first).to_contain_text("This browser")
        expect(rows.first).to_contain_text("Chrome on Linux")
        expect(here.get_by_text("goodwork SDK").first).to_be_visible()
        assert findings(here) == []
        picture(here, "account", whole=True)
        here.set_viewport_size({"width": 390, "height": 860})
        assert overflow(here) <= 0
        rows.filter(has_text="Chrome on Linux").nth(1).get_by_role("button").click()
        expect(here.get_by_text("That browser is signed out.")).to_be_visible()
        there.reload()
        expect(there.get_by_role("button", name="Sign in")).to_be_visible()
        here.get_by_role("button", name="Sign out everywhere else").click()
        expect(here.get_by_text("You are signed out everywhere else.", exact=False)).to_be_visible()
        expect(rows).to_have_count(1)
