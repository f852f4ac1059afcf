"""A mail server on loopback that takes letters, or answers as it is told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from goodwork.mail.post import MailServer


@dataclass
class Letterbox:
    """What came, and how the server answers."""

    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list[EmailMessage])
    heard: list[str] = field(default_factory=list[str])
    """The commands of all connections."""
    answers: dict[str, str] = field(default_factory=dict[str, str])
    """A command -> what the server says to it instead of taking it; `drop`: it hangs up."""

    def server(self) -> MailServer:
        """How goodwork is told of it."""
        return MailServer("127.0.0.1", self.port, "goodwork <no-reply@example.org>", "none")

    def text(self, n: int = -1) -> str:
        """The plain text of a letter."""
        body = self.letters[n].get_body(("plain",))
        assert isinstance(body, EmailMessage)
        return body.get_content()

    async def speak(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""

        async def say(words: str) -> None:
            writer.write(words.encode() + b"\r\n")
            await writer.drain()

        with suppress(ConnectionError, asyncio.IncompleteReadError):
            await say("220 here")
            while line := await reader.readline():
                command = line.decode().strip()
                self.heard.append(command)
                word = command.split(" ", 1)[0].upper()
                instead = self.answers.get(word)
                if instead == "drop":
                    break
                if instead is not None:
                    await say(instead)
                elif word == "DATA":
                    await say("354 go on")
                    content = (await reader.readuntil(b"\r\n.\r\n"))[:-5]
                    if self.answers.get("LETTER") == "lost":
                        break
                    rows = [row[1:] if row.startswith(b"..") else row for row in content.split(b"\r\n")]
                    letter = message_from_bytes(b"\r\n".join(rows), policy=policy.default)
                    assert isinstance(letter, EmailMessage)
                    if "LETTER" not in self.answers:
                        self.letters.append(letter)
                    await say(self.answers.get("LETTER", "250 taken"))
                elif word == "QUIT":
                    await say("421 so much to do")
                    break
                else:
                    await say("250 yes")
        writer.close()


@asynccontextmanager
async def letterbox() -> AsyncGenerator[Letterbox]:
    """A mail server at work."""
    box = Letterbox()
    server = await asyncio.start_server(box.speak, "127.0.0.1", 0)
    box.port = server.sockets[0].getsockname()[1]
    try:
        yield box
    finally:
        server.close()
