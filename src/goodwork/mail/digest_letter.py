"""The letter of a digest: what came back to a person, as text and as simple HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape

from goodwork.model.inbox import About, Deed, Entry

SHOWN = 50
"""Entries of one letter; the rest comes with the next one."""
_LONGEST = 600
"""Characters of what somebody said."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a letter, and the ways that it shows."""

    name: str
    email: str
    organization: str
    inbox: str
    """The address of their inbox."""
    account: str
    """Of the page where the digest is set."""
    stop: str
    """The address that switches it off with one click."""


def digest_letter(reader: Reader, sender: str, entries: Sequence[Entry], more: bool, at: datetime) -> EmailMessage:
    """A letter of what came back; ``more``: the next one brings the rest."""
    letter = EmailMessage(policy=SMTP)
    letter["From"] = sender
    letter["To"] = reader.email
    letter["Subject"] = f"What came back to you at {_line(reader.organization)[:120]}"
    letter["Date"] = format_datetime(at)
    letter["Auto-Submitted"] = "auto-generated"
    letter["List-Unsubscribe"] = f"<{reader.stop}>"
    letter["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    rest = "There is more in your inbox; the next digest brings it." if more else ""
    said = [(f"{_line(one.project)}: {_what(one)}", _words(one)) for one in entries]
    letter.set_content(_text(reader, said, rest), cte="quoted-printable")
    letter.add_alternative(_html(reader, said, rest), subtype="html", cte="quoted-printable")
    return letter


def _text(reader: Reader, said: Sequence[tuple[str, Sequence[str]]], rest: str) -> str:
    blocks = ["\n".join([what, *(f"  {words}" for words in rows)]) for what, rows in said]
    end = (
        f"All of it stands in your inbox: {reader.inbox}\n\n"
        f"You get this because you switched the digest on. When it comes, and whether: {reader.account}"
    )
    return "\n\n".join([f"Hello {_line(reader.name)},", *blocks, *([rest] if rest else []), end]) + "\n"


def _html(reader: Reader, said: Sequence[tuple[str, Sequence[str]]], rest: str) -> str:
    blocks = "".join(
        f"<p><strong>{escape(what)}</strong>{''.join(f'<br>{escape(words)}' for words in rows)}</p>"
        for what, rows in said
    )
    return (
        f'<!doctype html><html lang="en"><body><p>Hello {escape(_line(reader.name))},</p>{blocks}'
        f"{f'<p>{escape(rest)}</p>' if rest else ''}"
        f'<p><a href="{escape(reader.inbox)}">All of it in your inbox</a></p>'
        f'<p>You get this because you switched the digest on. <a href="{escape(reader.account)}">When it comes, and '
        "whether</a></p></body></html>"
    )


def _what(entry: Entry) -> str:
    match entry.about:
        case About.FLAG:
            return "an answer to what you flagged"
        case About.REVIEW:
            return "a reviewer decided an item that you answered"
        case About.GOLD:
            return "why a known answer is right that you answered otherwise"
        case About.THREAD:
            return "an answer to your question" if entry.i_asked else "a question that waits for your answer"
        case About.PROPOSAL:
            return "a proposal of yours was decided" if entry.i_asked else "a proposal that you are part of"
        case About.APPEAL:
            return "your appeal was decided"
        case About.MENDED:
            return "an appeal mended an item that you answered"
        case About.GUIDELINE:
            return "the guideline changed"
        case About.THANKS:
            return f"thanks for {_DEEDS[Deed(entry.deed or Deed.ANSWER)]}"


_DEEDS = {
    Deed.ANSWER: "an answer", Deed.FLAG: "something that you flagged", Deed.QUESTION: "a question of yours",
    Deed.PROPOSAL: "a proposal of yours",
}  # fmt: skip


def _words(entry: Entry) -> list[str]:
    """What was said there, each by whom, on one line."""
    rows: list[str] = []
    if entry.said:
        rows.append(f"“{_line(entry.said)}”")
    if entry.reason:
        rows.append(f"{_line(entry.by)}: {_line(entry.reason)}" if entry.by else _line(entry.reason))
    return [row if len(row) <= _LONGEST else f"{row[: _LONGEST - 1]}…" for row in rows]


def _line(words: str) -> str:
    """Words on one line, without what would steer a terminal or a mail program."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())
