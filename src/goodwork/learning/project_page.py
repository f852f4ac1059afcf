"""The report of a project as a page: what its labels are worth, on one sheet, without anybody's name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

from goodwork.learning.page import Tile, page, percent
from goodwork.learning.plots import reliability_plot
from goodwork.learning.report import NOTHING_FITTED, Estimate, ProjectReport, QuestionReport
from goodwork.learning.story import alike, beside_people, depend, dependent, right, some
from goodwork.model.projects import Progress

METHODS = {
    "majority": "a majority vote",
    "dawid_skene": "a Dawid–Skene model",
    "hierarchical": "a hierarchical Dawid–Skene model",
    "communities": "a model of communities of people",
    "shared_errors": "a model of the errors that people share",
    "on_scale": "a model of how people use the scale",
    "stack": "several models, weighed by how well they predict",
}
MOST_PLOTS = 2
"""Questions whose calibration is drawn: more do not fit on a sheet."""
PAIRS = 3
"""Pairs of answers of a question that are named."""


@dataclass(frozen=True, slots=True)
class Reported:
    """What a report says of a project."""

    name: str
    purpose: str
    made_at: datetime
    target: float
    progress: Progress
    titles: Mapping[str, str]
    """By the keys of its questions."""
    report: ProjectReport
    fitted_at: datetime | None
    dependent: Sequence[tuple[str, int, float]]
    """Findings that answers depend on each other: the question's key, how many people, the share of repeats."""

    @property
    def whole(self) -> int:
        """Items that are not set aside."""
        return self.progress.items - self.progress.set_aside

    @property
    def questions(self) -> list[tuple[str, QuestionReport]]:
        """The title of each question, and what the last refit says of it."""
        return [(title, self.report.questions.get(key, NOTHING_FITTED)) for key, title in self.titles.items()]


def project_story(facts: Reported) -> list[str]:
    """The story of a project's labels: who said what, how far it is, how alike and how right, what to do with it."""
    told = [_given(facts), *_settled(facts)]
    if facts.fitted_at is None:
        return [*told, f"Nothing more can be said yet. {NOTHING_FITTED.calibration_note}"]
    for title, found in facts.questions:
        lead = _named(title) if len(facts.titles) > 1 else ""
        said = [alike(found.agreement.value, found.agreement.why)]
        if found.accuracy_on_gold.value is not None or found.calibrated or found.gold_missing:
            said.append(right(found.accuracy_on_gold.value, found.accuracy_on_gold.items))
        if found.promise is not None:
            said.append(found.promise.sentence)
        if found.models is not None:
            said.append(beside_people(found.models))
        told.append(lead + " ".join(said))
    told += dependent(sum(people for _, people, _ in facts.dependent))
    return [*told, _next(facts)]


def project_page(facts: Reported) -> str:
    """The page, in HTML."""
    body = [*_questions(facts), *_confused(facts), *_calibrated(facts), *_depend(facts), *_made(facts)]
    under = f"{facts.made_at:%-d %B %Y}. {facts.purpose}"
    return page(facts.name, project_story(facts), _tiles(facts), body, under=under, sheet=True)


def _given(facts: Reported) -> str:
    report, whole, answers = facts.report, facts.whole, facts.progress.annotations
    if not answers:
        return f"Nobody has answered yet; {some(whole, 'item')} {'waits' if whole == 1 else 'wait'}."
    who = f"{some(report.people, 'person', 'people')} gave " if report.people else "There are "
    on = f"{some(whole, 'item')}, about {answers / max(whole, 1):.1f} each, on {some(len(facts.titles), 'question')}"
    return f"{who}{some(answers, 'answer')} to {on}."


def _settled(facts: Reported) -> list[str]:
    progress = facts.progress
    if not progress.settled:
        return []
    ways = [
        (progress.met, f"reached the target of {facts.target:g}"),
        (progress.most_reached, "stayed below it with the most answers allowed"),
        (progress.no_gain, "stayed below it where another answer would hardly help"),
        (progress.by_person, "by a person's decision"),
        (progress.on_count, "with as many answers as were wanted"),
    ]
    told = ", ".join(f"{n:,} {how}" for n, how in ways if n)
    share = 100 * progress.settled / max(facts.whole, 1)
    are = "is" if progress.settled == 1 else "are"
    return [f"{progress.settled:,} of them {are} settled ({share:.0f} %)" + (f": {told}." if told else ".")]


def _named(title: str) -> str:
    """A question before what is said of it."""
    return f"{title} " if title.endswith(("?", "!", ".", ":", "؟", "？")) else f"{title}: "


def _next(facts: Reported) -> str:
    proof, progress = facts.progress.proof, facts.progress
    left = max(0, facts.whole - progress.settled)
    if proof.states and not proof.supported and proof.missing:
        found = some(proof.missing, "further item")
        return f"Next: draw {found} at random and have an expert answer them, as gold; then the target can be proved."
    if left:
        return f"Next: settle the {some(left, 'item')} that are open, or leave them out."
    return "Next: publish a version; every item is settled."


def _tiles(facts: Reported) -> list[Tile]:
    progress, whole = facts.progress, facts.whole
    proves = progress.proof.proves
    share = [f"{100 * n / whole:.0f} %" if whole else "–" for n in (progress.settled, progress.met)]
    by_estimate = "" if progress.proof.supported else ", by estimate"
    return [
        Tile("Items", f"{whole:,}", f"{progress.annotations / max(whole, 1):.1f} answers each"),
        Tile("People", f"{facts.report.people:,}" if facts.fitted_at else "–", some(progress.annotations, "answer")),
        Tile("Settled", share[0], f"{progress.settled:,} items"),
        Tile(f"Reached {facts.target:g}", share[1], "of the items" + by_estimate),
        Tile("Gold proves", percent(proves) if proves is not None else "–",
             "of what reached it is right, at least (95 %)" if proves is not None else "nothing yet"),
        Tile("Answers spared", f"{progress.answers_saved:,}", "by stopping, against the most allowed"),
    ]  # fmt: skip


def _questions(facts: Reported) -> list[str]:
    head = "<tr><th>question</th><th>agreement, α</th><th>right on gold</th><th>confidence</th></tr>"
    rows = "".join(
        f"<tr><td>{escape(title)}</td><td>{_estimate(found.agreement, share=False)}</td>"
        f"<td>{_estimate(found.accuracy_on_gold, share=True)}</td><td>{escape(_confidence(found))}</td></tr>"
        for title, found in facts.questions
    )
    return ["<h2>Question by question</h2>", f'<div class="scroll"><table>{head}{rows}</table></div>']


def _estimate(found: Estimate, *, share: bool) -> str:
    if found.value is None:
        return "–"
    told = [f"{100 * v:.0f} %" if share else f"{v:.2f}" for v in (found.value, found.low, found.high) if v is not None]
    between = f' <span class="quiet">({told[1]} to {told[2]})</span>' if len(told) == 3 else ""
    return told[0] + between


def _confidence(found: QuestionReport) -> str:
    if found.calibrated:
        return "calibrated on gold"
    more = f": {some(found.gold_missing, 'further gold item')} needed" if found.gold_missing else ""
    return f"not calibrated{more}"


def _confused(facts: Reported) -> list[str]:
    told = [
        f"<li>{escape(_named(title))}" + "; ".join(
            f"{escape(pair.a)} or {escape(pair.b)} ({100 * pair.share:.0f} %, {some(pair.items, 'item')})"
            for pair in found.confusing_pairs[:PAIRS]
        ) + "</li>"
        for title, found in facts.questions if found.confusing_pairs
    ]  # fmt: skip
    if not told:
        return []
    note = (
        "Answers that people give to the same items, with their share of all disagreement. A guideline helps most here."
    )
    return ["<h2>What do people disagree about?</h2>", f"<p>{note}</p>", f"<ul>{''.join(told)}</ul>"]


def _calibrated(facts: Reported) -> list[str]:
    drawn = [(title, found) for title, found in facts.questions if found.reliability][:MOST_PLOTS]
    if not drawn:
        return []
    figures = "".join(
        f"<figure><figcaption>{escape(title)}</figcaption>{reliability_plot(found.reliability, facts.target)}</figure>"
        for title, found in drawn
    )
    note = (
        "Among labels with confidence <em>p</em>, about <em>p</em> should be right. Points below the dotted line are "
        "too sure, points above it too modest; bars are 95 % intervals on gold that had not been seen."
    )
    return ["<h2>Is the confidence honest?</h2>", f"<p>{note}</p>", f'<div class="beside">{figures}</div>']


def _depend(facts: Reported) -> list[str]:
    if not facts.dependent:
        return []
    told = [
        f"<p>{escape(_named(facts.titles.get(key, '')))}{escape(depend(people, share))}</p>"
        for key, people, share in facts.dependent
    ]
    return ["<h2>Answers that depend on each other</h2>", *told]


def _made(facts: Reported) -> list[str]:
    if facts.fitted_at is None:
        return []
    how = METHODS.get(facts.report.method, facts.report.method)
    by = f" by {escape(how)}" if how else ""
    joined = any(found.models is not None and found.models.used for _, found in facts.questions)
    source = "from what people submitted and what models predicted" if joined else "from what people submitted alone"
    return [
        "<h2>How it was computed</h2>",
        f"<p>Estimated on {facts.fitted_at:%-d %B %Y}{by}, {source}. What is said of gold "
        "holds for gold that was drawn at random; one promise in twenty may be wrong.</p>",
    ]
