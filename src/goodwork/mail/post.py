"""A mail server, and what becomes of a letter that is handed to it."""

from __future__ import annotations

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from enum import Enum
from typing import Literal

SECONDS = 30.0
"""That the server may take for each of its answers."""


class Outcome(Enum):
    """What became of a letter."""

    SENT = "sent"
    """The server took it; or the connection was lost when it may have taken it: it is not sent again."""
    LATER = "later"
    """The server has not taken it, and may another time."""
    NEVER = "never"
    """The server does not take it for this address."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where letters go, and in whose name."""

    host: str
    port: int
    sender: str
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    def send(self, letter: EmailMessage) -> Outcome:
        """Hand a letter over, once. What the server says of it is told to nobody: it may name what is inside."""
        try:
            line = self._connect()
        except (OSError, smtplib.SMTPException, ValueError):
            return Outcome.LATER
        try:
            return self._hand_over(line, letter)
        except (OSError, smtplib.SMTPException, ValueError):
            # Before the letter itself: nothing was taken.
            return Outcome.LATER
        finally:
            # Whatever comes of it, it says nothing of the letter any more.
            with suppress(OSError, smtplib.SMTPException):
                line.quit()

    def _connect(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self.security == "tls":
            line = smtplib.SMTP_SSL(self.host, self.port, timeout=SECONDS, context=context)
        else:
            line = smtplib.SMTP(self.host, self.port, timeout=SECONDS)
        try:
            if self.security == "starttls":
                line.starttls(context=context)
            if self.user is not None:
                line.login(self.user, self.password or "")
        except BaseException:
            line.close()
            raise
        return line

    def _hand_over(self, line: smtplib.SMTP, letter: EmailMessage) -> Outcome:
        line.ehlo_or_helo_if_needed()
        code, _ = line.mail(self.sender)
        if code == 250:
            code, _ = line.rcpt(str(letter["To"]))
        if code not in (250, 251):
            return Outcome.NEVER if code >= 500 else Outcome.LATER
        code, _ = line.docmd("DATA")
        if code != 354:
            return Outcome.NEVER if code >= 500 else Outcome.LATER
        try:
            line.send(_as_lines(letter))
            code, _ = line.getreply()
        except (OSError, smtplib.SMTPException):
            # The answer is lost, perhaps not the letter: better none than two.
            return Outcome.SENT
        return Outcome.SENT if code == 250 else Outcome.NEVER if code >= 500 else Outcome.LATER


def _as_lines(letter: EmailMessage) -> bytes:
    """A letter as it goes over the line: lines end with CRLF, a dot that begins one is doubled, and a dot ends it."""
    rows = letter.as_bytes().splitlines()
    content = b"\r\n".join(b"." + row if row.startswith(b".") else row for row in rows)
    return content + b"\r\n.\r\n"
