"""A lead takes something from somebody only with a reason, which is read and appealed, also once access has ended."""

from __future__ import annotations

import re
import zipfile

import pytest
from playwright.sync_api import Page, expect

from goodwork.sdk import Client
from tests.journeys.screens import LEAD, small_project
from tests.journeys.site import PASSWORD, Site, findings, overflow, picture, settled, sign_in

REASON = "Reviews of letters go to the archive school from March on."
SECOND = "second@letters.example"
READER = "r0@letters.example"


@pytest.fixture(scope="module")
def project(site: Site, tmp_path_factory: pytest.TempPathFactory) -> int:
    made = small_project(site, tmp_path_factory.mktemp("letters"))
    with Client(site.url) as lead:
        lead.sign_in(LEAD, PASSWORD)
        link = lead.invite(role="manager")
    with Client(site.url) as second:
        second.join(link, "Second Lead", SECOND, PASSWORD)
    return made


def fit(page: Page) -> None:
    settled(page)
    assert findings(page) == []
    assert overflow(page) <= 0


def test_a_restriction_has_a_reason_and_is_appealed(site: Site, project: int) -> None:
    with site.visit() as lead, site.visit(width=390, dark=True) as reader:
        sign_in(lead, LEAD)
        lead.goto("/people")
        # By keyboard alone: from the row to the reason, which the dialog begins with, and to the button.
        lead.get_by_role("button", name="End access: Reader 0").press("Enter")
        dialog = lead.get_by_role("dialog")
        ends = dialog.get_by_role("button", name="End access")
        expect(ends).to_be_disabled()
        lead.keyboard.type("Why not")
        expect(dialog.get_by_text("3 characters more")).to_be_visible()
        expect(ends).to_be_disabled()
        lead.keyboard.press("Control+A")
        lead.keyboard.type(REASON)
        read = dialog.get_by_role("region", name="What Reader 0 reads")
        expect(read.get_by_text("Your access was ended")).to_be_visible()
        expect(read.get_by_text(REASON)).to_be_visible()
        picture(lead, "restricting")
        fit(lead)
        ends.press("Enter")
        expect(lead.get_by_role("button", name="Give access back")).to_be_visible()

        reader.goto("/")
        reader.get_by_label("Email").fill(READER)
        reader.get_by_label("Password", exact=True).fill(PASSWORD)
        reader.get_by_role("button", name="Sign in").click()
        expect(reader.get_by_role("heading", name="Your access has ended")).to_be_visible()
        expect(reader.get_by_text(REASON)).to_be_visible()
        picture(reader, "restricted-390-dark", whole=True)
        fit(reader)
        reader.get_by_text("My pay", exact=True).click()
        expect(reader.get_by_role("heading", name="My pay", level=1)).to_be_visible()
        reader.get_by_text("My data", exact=True).click()
        with reader.expect_download() as taken:
            reader.get_by_role("link", name="Download my data").click()
        with zipfile.ZipFile(taken.value.path()) as file:
            assert REASON in file.read("restriction.person_id.jsonl").decode()
        reader.goto(f"/projects/{project}/desk")
        expect(reader.get_by_role("heading", name="Your access has ended")).to_be_visible()
        reader.get_by_role("button", name=re.compile("^Appeal")).click()
        reader.get_by_role("dialog").get_by_role("textbox").fill("I teach at that school.")
        reader.get_by_role("dialog").get_by_role("button", name="Appeal").click()
        expect(reader.get_by_text("You have appealed.")).to_be_visible()

        lead.reload()
        expect(lead.get_by_role("button", name="Give access back")).to_be_visible()
        expect(lead.get_by_text("I teach at that school.")).to_have_count(0)
        with site.visit(dark=True) as second:
            sign_in(second, SECOND)
            second.goto("/people")
            waits = second.get_by_role("region", name="Appeals against decisions about people")
            expect(waits.get_by_text("I teach at that school.")).to_be_visible()
            picture(second, "restriction-appeals-dark")
            fit(second)
            waits.get_by_role("button", name="Uphold: Reader 0").click()
            second.get_by_role("dialog").get_by_role("textbox").fill("Then they stay.")
            second.get_by_role("dialog").get_by_role("button", name="Uphold").click()
            expect(waits).to_have_count(0)

        reader.goto("/inbox")
        expect(reader.get_by_role("heading", name="Your appeal was upheld")).to_be_visible()
        reader.get_by_role("link", name="Read the decision").click()
        expect(reader.get_by_text("Then they stay.")).to_be_visible()
        picture(reader, "restrictions-390-dark", whole=True)
        fit(reader)

        reader.goto(f"/projects/{project}")
        reader.get_by_role("link", name="How decisions are made here").click()
        settles = reader.get_by_role("region", name="When an item has enough answers")
        expect(settles.get_by_text(re.compile(r"^90\s%$"))).to_be_visible()
        expect(reader.get_by_role("region", name="What enters no skill and no tier")).to_be_visible()
        picture(reader, "how-decided-390-dark", whole=True)
        fit(reader)
        lead.goto(f"/projects/{project}/how-decided")
        expect(lead.get_by_role("region", name="Appeals", exact=True)).to_be_visible()
        picture(lead, "how-decided", whole=True)
        fit(lead)
