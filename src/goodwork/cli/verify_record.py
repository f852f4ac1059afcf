"""``goodwork verify-record``: whether somebody's record of qualifications is as an installation signed it."""

from __future__ import annotations

import asyncio
import ssl
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

import typer
from rich.text import Text

from goodwork.actions.signing.signed import MOST_BYTES, Checked, Verdict, check, read_keys
from goodwork.cli.console import Console
from goodwork.errors import Invalid, Unavailable, Unreadable
from goodwork.model.signing import SigningKey

app = typer.Typer(add_completion=False)

STATUS = {Verdict.VALID: 0, Verdict.CHANGED: 3, Verdict.UNKNOWN_KEY: 4, Verdict.WITHDRAWN_KEY: 5}
"""What each ends with; 1: it could not be checked, 2: a mistake in the command."""
KEYS_PATH = "/api/v1/signing-keys"
_SECONDS = 20.0


@app.command()
def run(
    file: Annotated[Path, typer.Argument(help="The record, as its person gave it.")],
    key: Annotated[Path | None, typer.Option("--key", help="The keys of the server, in a file.")] = None,
    source: Annotated[str | None, typer.Option("--from", metavar="URL", help="The server whose keys to trust.")] = None,
) -> None:
    """Say whether a record of qualifications is as a server signed it. Without --key and --from: this installation.

    Status 0: it is. 1: it could not be checked. 3: it was changed. 4: none of the keys signed it. 5: its key was
    withdrawn.

    Example: goodwork verify-record qualifications.json --from https://work.example.org
    """
    if key is not None and source is not None:
        raise Invalid("The keys come from a file or from a server, not from both.", kept="Nothing was checked.")
    raw = _read(file)
    trusted = read_keys(_read(key)) if key else _fetched(source) if source else _own()
    found = check(raw, trusted)
    _show(found, str(key or source or "this installation"))
    raise typer.Exit(STATUS[found.verdict])


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Unreadable(f"{path} can't be read: {error.strerror}.", kept="Nothing was checked.") from None


def _own() -> Sequence[SigningKey]:
    from goodwork.actions.signing.keys import see_keys
    from goodwork.cli.local import local, read_settings

    settings = read_settings()

    async def run() -> list[SigningKey]:
        async with local(settings) as here:
            return await see_keys(here.database)

    return asyncio.run(run())


def _fetched(source: str) -> Sequence[SigningKey]:
    """The keys that a server publishes: over https, or from this machine; no redirect leads elsewhere."""
    import httpx

    parts = urlsplit(source)
    near = parts.hostname in ("localhost", "127.0.0.1", "::1")
    if not parts.hostname or parts.scheme not in (("https", "http") if near else ("https",)):
        raise Invalid(
            "The address of a server begins with https://: over http, anybody on the way could give other keys.",
            kept="Nothing was checked.",
        )
    address = source if parts.path.rstrip("/") else f"{parts.scheme}://{parts.netloc}{KEYS_PATH}"
    try:
        with (
            httpx.Client(timeout=_SECONDS, follow_redirects=False, trust_env=False) as client,
            client.stream("GET", address) as answer,
        ):
            if answer.status_code != 200:
                raise Unavailable(f"{address} answers with status {answer.status_code}.", kept="Nothing was checked.")
            body = bytearray()
            for piece in answer.iter_bytes(1 << 16):
                body += piece
                if len(body) > MOST_BYTES:
                    break
    except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError) as error:
        why = str(error) or type(error).__name__
        raise Unavailable(f"{address} can't be asked: {why}.", kept="Nothing was checked.") from None
    return read_keys(bytes(body))


def _show(found: Checked, trusted: str) -> None:
    console = Console()

    def tell(*lines: str) -> None:
        for line in lines:
            console.print(Text(line))

    match found.verdict:
        case Verdict.VALID if found.record is not None:
            tell(f"Valid: signed by {trusted}, with the key {found.key}.", *_lines(found.record))
        case Verdict.CHANGED:
            tell(
                f"Changed: this is not what the key {found.key} signed.",
                "Nothing in the file is to be believed. Ask for the file as it was downloaded.",
            )
        case Verdict.WITHDRAWN_KEY:
            tell(
                f"Withdrawn: nothing that the key {found.key} signed is to be trusted any more.",
                f"Its server says: {found.withdrawn}",
                "Ask the person for a new record.",
            )
        case _:
            tell(
                f"Unknown key: none of the keys of {trusted} is {found.key}.",
                "It may be a record of another server: ask for the keys of the one that the person names.",
            )


def _lines(record: Mapping[str, Any]) -> list[str]:
    """What it says, and what it does not say."""
    organization, person = record["organization"], record["person"]
    names = [organization["name"], person["name"], *(one["qualification"] for one in record["holds"])]
    return [
        "",
        f"{organization['name']} (organization {organization['number']} of that server) says of {person['name']}"
        f" (their {person['called_by']} there), as of {record['as_of']}:",
        *(f"  {one['qualification']}: {one['tier']['name']} (tier {one['tier']['number']} of {one['tier']['of']}),"
          f" {_earned(one['earned'])}" for one in record["holds"]),
        "",
        "Not checked: whether it still holds today, and whether whoever shows it is that person.",
        *(f"Look twice: {name!a} mixes letters of different scripts, which may look like another name."
          for name in dict.fromkeys(names) if mixes_scripts(name)),
    ]  # fmt: skip


def _earned(how: Mapping[str, Any]) -> str:
    if how["by"] == "assessment":
        score = how.get("score_percent")
        said = f'earned by the assessment "{how["title"]}" on {how["on"]}'
        if score is None:
            return said
        low, high = how["interval_percent"]
        return f"{said}: {score} % on {how['items']} items (95 % interval: {low} to {high} %)"
    if how["by"] == "work":
        least = how["at_least_percent"]
        shown = "" if least is None else f": skill at least {least} %, by the lower end of the 95 % interval"
        return f"earned by work on {how['on']}{shown}"
    return f"by a decision of {how['on']}"


def mixes_scripts(name: str) -> bool:
    """Whether a word of a name has letters of several scripts, as look-alikes have.

    >>> mixes_scripts("\u0410cme"), mixes_scripts("Acme \u041c\u0438\u0440"), mixes_scripts("Zo\u00eb")
    (True, False, False)
    """
    return any(len({_script(c) for c in word if c.isalpha()}) > 1 for word in name.split())


def _script(letter: str) -> str:
    # The first word of a letter's name: LATIN, CYRILLIC, GREEK; Chinese and Japanese are written together.
    first = unicodedata.name(letter, "?").split(" ", 1)[0]
    return "CJK" if first in ("CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL") else first
