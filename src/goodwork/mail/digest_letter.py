"""The letter of a digest: what came back to a person, as text and as simple HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape

from goodwork.mail.letter_words import SPOKEN, LetterWords
from goodwork.model.inbox import Entry

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
    language: str | None = None
    """In which they read the client; None: they chose none."""


def digest_letter(reader: Reader, sender: str, entries: Sequence[Entry], more: bool, at: datetime) -> EmailMessage:
    """A letter of what came back, in the reader's language; ``more``: the next one brings the rest."""
    code = reader.language if reader.language is not None and reader.language in SPOKEN else "en"
    words = SPOKEN[code]
    letter = EmailMessage(policy=SMTP)
    letter["From"] = sender
    letter["To"] = reader.email
    letter["Subject"] = words.subject(_line(reader.organization)[:120])
    letter["Date"] = format_datetime(at)
    letter["Auto-Submitted"] = "auto-generated"
    letter["List-Unsubscribe"] = f"<{reader.stop}>"
    letter["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    rest = words.more if more else ""
    said = [
        (f"{_line(one.project or one.qualification or '')}: {words.what(one)}", _said(one, words)) for one in entries
    ]
    letter.set_content(_text(reader, words, said, rest), cte="quoted-printable")
    letter.add_alternative(_html(reader, words, code, said, rest), subtype="html", cte="quoted-printable")
    # Setting a content takes away what the headers said of another one.
    letter["Content-Language"] = code
    return letter


def _text(reader: Reader, words: LetterWords, said: Sequence[tuple[str, Sequence[str]]], rest: str) -> str:
    blocks = ["\n".join([what, *(f"  {row}" for row in rows)]) for what, rows in said]
    end = f"{words.inbox} {reader.inbox}\n\n{words.why} {words.when}: {reader.account}"
    return "\n\n".join([words.hello(_line(reader.name)), *blocks, *([rest] if rest else []), end]) + "\n"


def _html(reader: Reader, words: LetterWords, code: str, said: Sequence[tuple[str, Sequence[str]]], rest: str) -> str:
    blocks = "".join(
        f"<p><strong>{escape(what)}</strong>{''.join(f'<br>{escape(row)}' for row in rows)}</p>" for what, rows in said
    )
    return (
        f'<!doctype html><html lang="{code}" dir="{words.direction}"><body>'
        f"<p>{escape(words.hello(_line(reader.name)))}</p>{blocks}"
        f"{f'<p>{escape(rest)}</p>' if rest else ''}"
        f'<p><a href="{escape(reader.inbox)}">{escape(words.inbox_link)}</a></p>'
        f'<p>{escape(words.why)} <a href="{escape(reader.account)}">{escape(words.when)}</a></p></body></html>'
    )


def _said(entry: Entry, words: LetterWords) -> list[str]:
    """What was said there, each by whom, on one line."""
    rows: list[str] = []
    if entry.said:
        rows.append(words.quoted(_line(entry.said)))
    if entry.reason:
        rows.append(f"{_line(entry.by)}: {_line(entry.reason)}" if entry.by else _line(entry.reason))
    return [row if len(row) <= _LONGEST else f"{row[: _LONGEST - 1]}…" for row in rows]


def _line(words: str) -> str:
    """Words on one line, without what would steer a terminal or a mail program."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())
