"""The HTML report of ``goodwork quality``: one file, no scripts, nothing fetched."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np

from goodwork.learning.page import Tile, page, percent
from goodwork.learning.plots import (
    MOST_CLASSES,
    MOST_PEOPLE,
    confusion_plot,
    curve_plot,
    reliability_plot,
    skills_plot,
)
from goodwork.learning.story import depend, some, story
from goodwork.quality.assessment import Assessment, Dispute
from goodwork.quality.label_curve import CurvePoint
from goodwork.quality.skill import Skill

MOST_ROWS = 500
MOST_SIGNS = 80
"""Signs of a name that are shown; consensus.parquet and people.parquet have all of it."""


def report(found: Assessment, curve: Sequence[CurvePoint], name: str) -> str:
    """The report as a page; ``name`` is what the labels are called."""
    people = by_evidence(found)
    body = [
        *_standing(found),
        '<div class="beside">',
        *_section(_reliability(found)),
        *_section(_curve(found, curve)),
        "</div>",
        # On paper the first sheet says it all; what it rests on begins on the next.
        '<div class="detail">',
        *_skills(found, people),
        *_confusion(found),
        *_disputed(found),
        *_method(found),
        "</div>",
    ]
    return page(name, story(found), _tiles(found), body)


def _section(parts: Sequence[str]) -> list[str]:
    return ["<section>", *parts, "</section>"]


def by_evidence(found: Assessment) -> list[Skill]:
    """Everybody's skill, those with the most comparable answers first: an order of evidence, not a ranking."""
    order = np.argsort(-found.skills.answers, kind="stable")
    return [found.skills.of(int(j)) for j in order]


def beside_alpha(found: Assessment) -> str:
    """Two coefficients that others report, with their intervals."""
    told = [
        f"{name} undefined" if one.value is None
        else f"{name} {one.value:.3f}" + ("" if one.low is None else f" ({one.low:.3f} to {one.high:.3f})")
        for name, one in zip(("Fleiss' kappa", "Gwet's AC1"), found.beside_alpha(), strict=True)
    ]  # fmt: skip
    return ", ".join(told)


def _tiles(found: Assessment) -> list[Tile]:
    table, agreement = found.table, found.agreement
    if agreement.value is None:
        alpha, beside = "–", agreement.reason
    else:
        alpha = f"{agreement.value:.2f}"
        between = "" if agreement.low is None else f", {agreement.low:.2f} to {agreement.high:.2f}"
        beside = f"Krippendorff’s α{between}"
    golden = found.gold_items.size
    return [
        Tile("Items", f"{found.items:,}", f"{table.n / max(found.items, 1):.1f} answers each"),
        Tile("People", f"{table.n_people:,}", f"{table.n:,} answers"),
        Tile("Agreement", alpha, beside),
        Tile(
            "Accuracy on unseen gold",
            percent(found.accuracy),
            some(golden, "gold item") if golden else found.without_gold,
        ),
        Tile(f"Declared at {found.target:g}", percent(found.coverage), "share of items (coverage)"),
        Tile(
            "Right among declared",
            percent(found.realised),
            f"{found.support.right:,} of {some(found.support.declared, 'gold item')}" if golden else found.without_gold,
        ),
    ]


def _standing(found: Assessment) -> list[str]:
    calm = "" if found.standing.startswith("Supported") else " warn"
    return [f'<p class="standing{calm}">{escape(found.standing)}</p>', *_promise(found)]


def _promise(found: Assessment) -> list[str]:
    made = found.promise
    if made is None:
        return []
    more = ""
    if made.above is None and found.gold_missing and not found.support.refuted:
        more = f" About {found.gold_missing:,} more random gold items would do, if their declared ones are right."
    return [
        "<h2>What can be promised?</h2>",
        f"<p>{escape(made.sentence)}{more}</p>",
        '<p class="quiet">A promise takes nothing for granted of people or models, only that gold was drawn at random '
        "from the same items: the number of wrong gold items is binomial, and the order in which thresholds are tried "
        "is fixed before any gold is looked at. One promise in twenty may be wrong.</p>",
    ]


def _reliability(found: Assessment) -> list[str]:
    head = "<h2>Is the confidence honest?</h2>"
    bins = found.reliability()
    if not bins:
        return [
            head,
            "<p>That can’t be measured without gold. Confidence below is a sober guess; "
            f"about {found.gold_missing} items drawn at random and judged by an expert would calibrate it.</p>",
        ]
    return [
        head,
        "<p>Among items labelled with confidence <em>p</em>, about <em>p</em> should be right. Points below the dotted "
        "line are too sure, points above it too modest. Bars are 95 % intervals; every gold item was judged by a model "
        "and a calibration that had not seen its gold. "
        f"Mean gap (ECE) {found.ece:.3f}, log-loss {found.log_loss:.3f} nats.</p>",
        f"<figure>{reliability_plot(bins, found.target)}</figure>",
    ]


def _curve(found: Assessment, curve: Sequence[CurvePoint]) -> list[str]:
    head = "<h2>What did more answers buy?</h2>"
    if len(curve) < 2:
        return [head, "<p>That takes gold, and items with more than one answer.</p>"]
    last, before = curve[-1], curve[-2]
    gain = last.model - before.model
    return [
        head,
        f"<p>Answers were dropped at random. The last step, from {before.labels:.1f} to {last.labels:.1f} answers per "
        f"item, changed accuracy by {100 * gain:+.1f} points. The band spans three random orders.</p>",
        f"<figure>{curve_plot(curve, found.found.choice.method)}</figure>",
    ]


def _skills(found: Assessment, people: Sequence[Skill]) -> list[str]:
    known = [s for s in people if s.value is not None]
    silent = len(people) - len(known)
    few = found.skills.minimum
    text = (
        "<p>How often a person’s answer is right, with the interval that their answers support. The order is that of "
        "evidence, not of merit."
    )
    if silent:
        text += (
            f" {silent:,} of {len(people):,} people have fewer than {few} comparable answers: nothing is said of them."
        )
    parts = ["<h2>How sure are we of people’s skill?</h2>", text + "</p>"]
    if known:
        if len(known) > MOST_PEOPLE:
            parts.append(f'<p class="quiet">The {MOST_PEOPLE} people with the most answers:</p>')
        chance = 1 / max(found.table.n_classes, 1)
        parts.append(f"<figure>{skills_plot(known, chance)}</figure>")
        rows = "".join(
            f'<tr><td>{_name(s.person)}</td><td class="number">{percent(s.value)}</td>'
            f'<td class="number">{percent(s.low)} to {percent(s.high)}</td><td class="number">{s.answers:,}</td></tr>'
            for s in known[:MOST_ROWS]
        )
        more = f" (the first {MOST_ROWS:,}; people.parquet has all)" if len(known) > MOST_ROWS else ""
        head = '<tr><th>person</th><th class="number">skill</th><th class="number">95 % interval</th>'
        head += '<th class="number">comparable answers</th></tr>'
        parts.append(
            f"<details><summary>All {len(known):,} as a table{more}</summary>"
            f'<div class="scroll"><table>{head}{rows}</table></div></details>'
        )
    return parts


def _confusion(found: Assessment) -> list[str]:
    classes = found.table.classes
    matrix = found.confusion()
    text = "<p>Of the answers on items of each class, the share that said each class, in per cent. "
    text += "Colored cells beside the diagonal are where a guideline would help most.</p>"
    if len(classes) > MOST_CLASSES:
        largest = np.sort(np.argsort(-found.found.proba.sum(axis=0), kind="stable")[:MOST_CLASSES])
        classes = [classes[int(k)] for k in largest]
        matrix = matrix[np.ix_(largest, largest)]
        text += f'<p class="quiet">The {MOST_CLASSES} most frequent of {found.table.n_classes} classes:</p>'
    return ["<h2>Which classes are confused?</h2>", text, f"<figure>{confusion_plot(matrix, classes)}</figure>"]


def _disputed(found: Assessment) -> list[str]:
    parts: list[str] = []
    disputed = found.disputed(25)
    if disputed:
        parts += [
            "<h2>Disputed items</h2>",
            f"<p>The {len(disputed)} items without gold that are least certain: here another answer or an expert helps "
            "most.</p>",
            _items(disputed),
        ]
    against = found.contradicted(25)
    if against:
        parts += [
            "<h2>Gold worth a second look</h2>",
            f"<p>On these {len(against)} items the answers speak against the gold, the surest first. The people may be "
            "wrong, or the gold, or the guideline may leave it open.</p>",
            _items(against),
        ]
    return parts


def _name(of: object) -> str:
    """A name as it is shown, in HTML."""
    text = str(of)
    return escape(text if len(text) <= MOST_SIGNS else text[: MOST_SIGNS - 1] + "…")


def _items(disputes: Sequence[Dispute]) -> str:
    golden = disputes[0].gold is not None
    rows = "".join(
        f"<tr><td>{_name(d.item)}</td><td>{_name(d.label)}</td>"
        f'<td class="number">{percent(d.confidence, 0)}</td>'
        + (f"<td>{_name(d.gold)}</td>" if golden else "")
        + f"<td>{', '.join(f'{count} × {_name(name)}' for name, count in d.votes)}</td></tr>"
        for d in disputes
    )
    head = '<tr><th>item</th><th>consensus</th><th class="number">confidence</th>'
    head += ("<th>gold</th>" if golden else "") + "<th>answers</th></tr>"
    return f'<div class="scroll"><table>{head}{rows}</table></div>'


def _method(found: Assessment) -> list[str]:
    choice, copies = found.found.choice, found.found.copies
    parts = [
        "<h2>How it was computed</h2>",
        f"<p>Method: <strong>{escape(choice.method)}</strong>. {escape(choice.why)}</p>",
    ]
    if choice.log_loss:
        rows = "".join(
            f'<tr><td>{escape(name)}</td><td class="number">{loss:.4f}</td></tr>'
            for name, loss in sorted(choice.log_loss.items(), key=lambda pair: pair[1])
        )
        head = '<tr><th>model</th><th class="number">log-loss of held-back answers, nats</th></tr>'
        parts.append(f'<div class="scroll"><table>{head}{rows}</table></div>')
    if found.found.models is not None:
        parts.append(f"<p>Models {escape(found.found.models.sentence)}</p>")
    if copies.looked_at < 1:
        parts.append(f"<p>People were compared on {percent(copies.looked_at)} of the items, drawn at random.</p>")
    parts += [f"<p>{depend(len(group), share)}</p>" for group, share in zip(copies.groups, copies.share, strict=True)]
    if found.table.repeated:
        parts.append(f"<p>{found.table.repeated:,} answers were replaced by a later one of the same person.</p>")
    if found.agreement.value is not None:
        parts.append(f"<p>Beside Krippendorff’s α: {escape(beside_alpha(found))}.</p>")
    if found.agreement.note:
        parts.append(f"<p>Agreement: {escape(found.agreement.note)}</p>")
    return parts
