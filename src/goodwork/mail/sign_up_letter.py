"""The letter with the link to sign an organization up: it proves that whoever opens it reads that mailbox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime


@dataclass(frozen=True, slots=True)
class _Words:
    subject: str
    open: str
    lasts: str
    nothing: str


_WORDS = {
    "en": _Words(
        "Make your organization in goodwork",
        "Open this link to make your organization and become its owner:",
        "It works once, for 24 hours.",
        "If you did not ask for it, you need not do anything: without the link nothing is made.",
    ),
    "de": _Words(
        "Ihre Organisation in goodwork anlegen",
        "Öffnen Sie diesen Link, um Ihre Organisation anzulegen; Sie bekommen die Inhaberschaft:",
        "Er gilt einmal, 24 Stunden lang.",
        "Wenn Sie ihn nicht angefordert haben, müssen Sie nichts tun: Ohne den Link wird nichts angelegt.",
    ),
    "ar": _Words(
        "إنشاء منظمتك في goodwork",
        "افتح هذا الرابط لإنشاء منظمتك وتصير مالكها:",
        "يعمل مرة واحدة خلال 24 ساعة.",
        "إن لم تطلبه فلا حاجة إلى فعل شيء: لا يُنشأ شيء دون الرابط.",
    ),
}


def sign_up_letter(to: str, sender: str, address: str, language: str, at: datetime) -> EmailMessage:
    """A letter of plain text, in the language in which it was asked for. Nothing in it comes from who asked."""
    code = language if language in _WORDS else "en"
    words = _WORDS[code]
    letter = EmailMessage(policy=SMTP)
    letter["From"] = sender
    letter["To"] = to
    letter["Subject"] = words.subject
    letter["Date"] = format_datetime(at)
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(f"{words.open}\n\n{address}\n\n{words.lasts}\n\n{words.nothing}\n", cte="quoted-printable")
    letter["Content-Language"] = code
    return letter
