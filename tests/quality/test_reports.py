"""The report of a project, as sentences and as a page: what stands in it, and what never does."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from goodwork.learning.project_page import METHODS as NAMES
from goodwork.learning.project_page import Reported, project_page, project_story
from goodwork.learning.report import Estimate, MixedUp, ProjectReport, QuestionReport
from goodwork.model.projects import Progress, Proof
from goodwork.quality.calibration import Bin
from goodwork.quality.choose import METHODS
from goodwork.quality.promise import Promise

NOW = datetime(2026, 3, 1, tzinfo=UTC)
MOOD = QuestionReport(
    Estimate(0.71, 0.66, 0.75, 400), Estimate(0.93, 0.84, 0.98, 60), True, 12, "Estimated.",
    (Bin(0.92, 0.93, 0.84, 0.98, 60),), (MixedUp("<Good>", "Bad", 0.4, 23),),
    promise=Promise(0.1, 0.95, 0.5, 40, 1, 0.08),
)  # fmt: skip


def reported(report: QuestionReport = MOOD, *, settled: int = 300, proves: float | None = 0.86) -> Reported:
    proof = Proof(0.9, proves, 12)
    progress = Progress(410, settled, 250, 40, 0, 10, 0, 0, 5, 5, 10, 1200, 320, 0, proof)
    questions = {"mood": report}
    return Reported(
        "Moods & <b>more</b>", "To know.", NOW, 0.9, progress, {"mood": "What is the mood?"},
        ProjectReport("stack", 12, 1200, questions), NOW, [("mood", 2, 0.9)],
    )  # fmt: skip


def test_the_story_says_what_was_given_how_right_it_is_and_what_to_do_next() -> None:
    told = project_story(reported())
    assert told[0] == "12 people gave 1,200 answers to 400 items, about 3.0 each, on 1 question."
    assert told[1].startswith("300 of them are settled (75 %): 250 reached the target of 0.9, 40 stayed below it")
    assert "They agree well" in told[2] and "right in 93.0 %" in told[2] and MOOD.promise is not None
    assert MOOD.promise.sentence in told[2]
    assert "2 people depend" in told[3]
    assert told[-1].startswith("Next: draw 12 further items at random")
    assert project_story(reported(proves=0.95))[-1].startswith("Next: settle the 100 items that are open")
    assert project_story(reported(settled=400, proves=0.95))[-1].startswith("Next: publish")


def test_every_model_has_a_name_in_the_report_and_on_the_screen() -> None:
    assert set(METHODS) == set(NAMES)
    for folder in ("", "de/", "ar/"):
        words = (Path(__file__).parents[2] / f"web/src/ui/strings/{folder}overview.ts").read_text()
        assert [name for name in METHODS if f"  {name}: '" not in words] == []


def test_the_page_escapes_what_people_wrote_and_draws_what_gold_says() -> None:
    page = project_page(reported())
    assert "Quality of Moods &amp; &lt;b&gt;more&lt;/b&gt;" in page and "<b>more" not in page
    assert "&lt;Good&gt; or Bad (40 %, 23 items)" in page
    assert "Accuracy against confidence" in page and "calibrated on gold" in page and 'class="sheet"' in page
    assert "<script" not in page and "http" not in page
