"""Names that people give: what is kept of one, what can't be one, and which two nobody can tell apart.

A name is read by others, in lists, in sentences and in terminals. So one that shows nothing is none, one that would
steer what shows it is refused, and the same name in another spelling of Unicode is the same name.
"""

from __future__ import annotations

import re
import unicodedata

from goodwork.errors import Fault, Invalid

_TURNS = "\u202a-\u202e\u2066-\u2069"
"""They turn the direction of writing, and with it what is read."""
_STEERS = re.compile(f"[\x00-\x1f\x7f-\x9f{_TURNS}]")
_STEERS_A_TERMINAL = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f{_TURNS}]")
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs that show nothing."""
_SHOWN = frozenset("LNPS")

_UNQUOTED = re.compile(r"[^\s<>()\[\],;:\\\"@]+")
_HOST = re.compile(r"\w([\w-]{0,61}\w)?(\.\w([\w-]{0,61}\w)?)*")


def kept(name: str) -> str:
    """A name as it is kept: composed (NFC), with single spaces, trimmed.

    >>> kept(" Cafe\u0301\\n Nord ") == "Caf\u00e9 Nord"
    True
    """
    return " ".join(unicodedata.normalize("NFC", name).split())


def fault(name: str) -> str | None:
    """What is wrong with a kept name, to come behind "it"; None: it can be one.

    >>> fault("\u200b"), fault("a\u202eb"), fault("Ana")
    ('shows nothing', 'holds a character that steers what shows it (U+202E)', None)
    """
    steers = _STEERS.search(name)
    if steers:
        return f"holds a character that steers what shows it (U+{ord(steers[0]):04X})"
    return None if _shows(name) else "shows nothing"


def seen(text: str) -> str:
    """A text of any length, trimmed; empty where it shows nothing.

    >>> seen(" Line 3. "), seen("\u200b\u2060")
    ('Line 3.', '')
    """
    return text.strip() if _shows(text) else ""


def _shows(text: str) -> bool:
    return any(unicodedata.category(c)[0] in _SHOWN and c not in _BLANK for c in text)


def look(name: str) -> str:
    """What eyes see of a name, in whatever case: two of the same look can't be told apart.

    >>> look("Good") == look(" go\u200bod "), look("x\u00b2") == look("x2")
    (True, False)
    """
    seen = "".join(c for c in name if unicodedata.category(c) != "Cf")
    return kept(seen.casefold())


def without_steering(text: str) -> str:
    """A text of any length for a terminal, in which it moves, colours and hides nothing.

    >>> without_steering("red: \\x1b[31m")
    'red: \ufffd[31m'
    """
    return _STEERS_A_TERMINAL.sub("\ufffd", text)


def kept_email(email: str) -> str:
    """An e-mail address as it is kept and looked for, whether it is one or not: composed, trimmed, in lower case."""
    return unicodedata.normalize("NFC", email).strip().lower()


def is_email(address: str) -> bool:
    """Whether a kept address is one that mail can go to, and one alone.

    >>> [is_email(one) for one in ("ana@m\u00fcnchen.de", "a,b@example.org", "x<ana@example.org>")]
    [True, False, False]
    """
    name, _, host = address.rpartition("@")
    return address.isprintable() and bool(_UNQUOTED.fullmatch(name)) and bool(_HOST.fullmatch(host))


def read_name(name: str, where: str = "name") -> str:
    """A name as it is kept; Invalid when it can't be one."""
    given = kept(name)
    why = fault(given) if given else None
    if given and why is None:
        return given
    what = f"This can't be a name: it {why}." if why else "A name is missing."
    raise Invalid(what, kept="Nothing was changed.", faults=[Fault(where, what if why else "Write a name.")])


def read_email(email: str) -> str:
    """An address as it is kept; Invalid when it is none."""
    given = kept_email(email)
    if is_email(given):
        return given
    raise Invalid(
        "This is not an e-mail address.",
        kept="Nothing was changed.",
        next_step="Write it like name@example.org.",
        faults=[Fault("email", "Write it like name@example.org.")],
    )
