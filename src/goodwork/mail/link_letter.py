"""A letter with a link in it, which proves that whoever opens it reads that mailbox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from enum import StrEnum


class Link(StrEnum):
    """What the link of a letter is for."""

    SIGN_UP = "sign-up"
    RESET = "reset"
    APPLYING = "applying"


@dataclass(frozen=True, slots=True)
class _Words:
    subject: str
    open: str
    lasts: str
    nothing: str


_SIGN_UP = {
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


_RESET = {
    "en": _Words(
        "Set a new password in goodwork",
        "Open this link to set a new password for your account:",
        "It works once, for an hour. A new password signs you out everywhere, and ends your tokens.",
        "If you did not ask for it, you need not do anything: your password stays as it is.",
    ),
    "de": _Words(
        "Neues Passwort in goodwork setzen",
        "Öffnen Sie diesen Link, um für Ihr Konto ein neues Passwort zu setzen:",
        "Er gilt einmal, eine Stunde lang. Ein neues Passwort meldet Sie überall ab und beendet Ihre Token.",
        "Wenn Sie ihn nicht angefordert haben, müssen Sie nichts tun: Ihr Passwort bleibt, wie es ist.",
    ),
    "ar": _Words(
        "تعيين كلمة مرور جديدة في goodwork",
        "افتح هذا الرابط لتعيين كلمة مرور جديدة لحسابك:",
        "يعمل مرة واحدة خلال ساعة. كلمة المرور الجديدة تسجّل خروجك من كل مكان وتنهي رموزك.",
        "إن لم تطلبه فلا حاجة إلى فعل شيء: تبقى كلمة مرورك كما هي.",
    ),
}

_APPLYING = {
    "en": _Words(
        "Apply in goodwork",
        "Open this link to go on with your application:",
        "It works once, for 24 hours. If you have an account with this address already, use it on the page instead: "
        "your password, or a new one that you ask for where you sign in.",
        "If you did not ask for it, you need not do anything: without the link no account is made.",
    ),
    "de": _Words(
        "In goodwork bewerben",
        "Öffnen Sie diesen Link, um mit Ihrer Bewerbung fortzufahren:",
        "Er gilt einmal, 24 Stunden lang. Haben Sie mit dieser Adresse schon ein Konto, verwenden Sie es stattdessen "
        "auf der Seite: Ihr Passwort, oder ein neues, das Sie bei der Anmeldung anfordern.",
        "Wenn Sie ihn nicht angefordert haben, müssen Sie nichts tun: Ohne den Link entsteht kein Konto.",
    ),
    "ar": _Words(
        "التقديم في goodwork",
        "افتح هذا الرابط لمتابعة طلبك:",
        "يعمل مرة واحدة خلال 24 ساعة. إن كان لك حساب بهذا العنوان فاستخدمه في الصفحة بدلًا من ذلك: بكلمة مرورك، "
        "أو بكلمة جديدة تطلبها عند تسجيل الدخول.",
        "إن لم تطلبه فلا حاجة إلى فعل شيء: لا يُنشأ حساب دون الرابط.",
    ),
}

_WORDS = {Link.SIGN_UP: _SIGN_UP, Link.RESET: _RESET, Link.APPLYING: _APPLYING}


def link_letter(what: Link, to: str, sender: str, address: str, language: str, at: datetime) -> EmailMessage:
    """A letter of plain text, in the language in which it was asked for. Nothing in it comes from who asked."""
    code = language if language in _WORDS[what] else "en"
    words = _WORDS[what][code]
    letter = EmailMessage(policy=SMTP)
    letter["From"] = sender
    letter["To"] = to
    letter["Subject"] = words.subject
    letter["Date"] = format_datetime(at)
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(f"{words.open}\n\n{address}\n\n{words.lasts}\n\n{words.nothing}\n", cte="quoted-printable")
    letter["Content-Language"] = code
    return letter
