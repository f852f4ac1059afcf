"""The client in German and Arabic: chosen by whoever can't read English, kept on the account, mirrored."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.layout import faults, starts, turned
from tests.journeys.screens import LEAD, enter, screens, small_project
from tests.journeys.site import PASSWORD, Site, findings, post


@pytest.fixture(scope="module")
def project(site: Site, tmp_path_factory: pytest.TempPathFactory) -> int:
    return small_project(site, tmp_path_factory.mktemp("letters"))


@pytest.mark.slow
def test_a_language_is_chosen_at_the_entrance_and_stays_with_the_account(site: Site, project: int) -> None:
    with site.visit() as page:
        page.goto("/")
        page.get_by_label("Email").fill(LEAD)
        page.get_by_role("radio", name="Deutsch").check()
        # Something stands typed: nothing is thrown away before it is said.
        expect(page.get_by_label("Email")).to_have_value(LEAD)
        page.get_by_role("button", name="Neu laden").click()
        expect(page.get_by_role("heading", name="Anmelden")).to_be_visible()
        assert page.locator("html").get_attribute("lang") == "de"
        page.get_by_label("E-Mail").fill(LEAD)
        page.get_by_label("Passwort", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Anmelden").click()
        expect(page.get_by_role("heading", name="Meine Projekte")).to_be_visible()
        assert page.title() == "Meine Projekte · goodwork"
        page.goto("/me")
        page.get_by_role("radio", name="العربية").check()
        expect(page.get_by_role("heading", name="كلمة المرور")).to_be_visible()
        assert page.locator("html").get_attribute("dir") == "rtl"
    # Another device, in English: the account says Arabic, and English is what it shows until somebody comes in.
    with site.visit(width=390, dark=True) as page:
        enter(page)
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        expect(page.get_by_role("heading", name="مشاريعي")).to_be_visible()
        for name in screens(page, project, ("account", "overview", "guideline", "desk")):
            assert faults(page) == [], name
            assert findings(page) == [], name
    with site.visit() as page:
        enter(page)
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        mirrored = {name: starts(page) for name in screens(page, project, ("items", "desk")) if faults(page) == []}
        assert set(mirrored) == {"items", "desk"}
        page.goto("/me")
        page.get_by_role("radio", name="English").check()
        expect(page.get_by_role("heading", name="Password")).to_be_visible()
        for name in screens(page, project, ("items",)):
            english = starts(page)
            assert len(english) == len(mirrored[name])
            # What begins at the edge of the page begins at the other edge.
            assert english[0]["start"] == pytest.approx(mirrored[name][0]["start"], abs=2)
            assert {one["direction"] for one in mirrored[name]} == {"rtl"}
            # What looks for faults finds some where there are some.
            page.evaluate(
                """() => {
                  const title = document.querySelector('h1')
                  title.insertAdjacentHTML('beforeend', '<b style="position: absolute; left: -30px">beyond</b>')
                  title.insertAdjacentHTML('afterend', '<i style="display: block; margin-top: -1em">over it</i>')
                }"""
            )
            said = " ".join(faults(page))
            assert "outside: <b" in said and "overlap: <h1" in said
        # Words from right to left stay what they are in English lines, and turn none of them round.
        thread = post(page, f"/projects/{project}/threads", {"asked": "هل تُوسَم Narva في 1901؟"})["id"]
        post(page, f"/threads/{thread}/answer", {"answer": "نعم، في 1901 (Narva)."})
        for name in screens(page, project, ("changes", "guideline", "inbox")):
            assert turned(page) == [], name
        page.goto(f"/projects/{project}/guideline?thread={thread}")
        expect(page.get_by_text("نعم، في 1901")).to_be_visible()
        assert turned(page) == []
