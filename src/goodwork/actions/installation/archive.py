"""The file of a backup: a plain tar whose every byte is accounted for.

::

    about.json        format, versions, when; first, so that a wrong file is refused at once
    blobs/...         the files that the database refers to, by their names
    database.dump     pg_dump's custom format
    members.txt       "sha256 size name" of every member before it, in their order
    manifest.json     what was counted, what could not be had, the hash of members.txt
    manifest.sha256   of manifest.json

Any tar program unpacks it. goodwork reads it with a reader of its own: headers of one block, ordinary files under
names of a narrow form, nothing else. So no name leads out of the file, no header claims memory, and no member is
unpacked into more than it takes.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import tarfile
import tempfile
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any

from goodwork.errors import Fault, Unreadable

FORMAT = "goodwork-backup/1"
ABOUT, DUMP, MEMBERS, MANIFEST, SEAL = "about.json", "database.dump", "members.txt", "manifest.json", "manifest.sha256"
BLOBS = "blobs/"
BY_CONTENT = f"{BLOBS}sha256/"

CHUNK = 1 << 20
_BLOCK = 512
_SMALL = 64 << 20
"""The most bytes of a member that is read into memory: the manifest, which names what was missing."""
_BLOB = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._=-]*(/[A-Za-z0-9_][A-Za-z0-9._=-]*)*")
_LONGEST_NAME = 94
"""Characters of a blob's name: with ``blobs/`` before it, what one header of a tar holds."""


def is_blob_name(name: str) -> bool:
    """Whether a file of this name can be kept in a backup: relative, without ``..``, in plain letters."""
    return len(name) <= _LONGEST_NAME and _BLOB.fullmatch(name) is not None


def as_json(content: Mapping[str, Any]) -> bytes:
    """As it stands in a member."""
    return json.dumps(content, indent=1).encode()


class Vanished(Exception):
    """A member's content ended before it was whole, or is not what it should be; nothing of it stays in the file."""


class ArchiveWriter:
    """Writes a backup into a file that can be sought; ``lines`` is a scratch file, for the list of members."""

    def __init__(self, file: IO[bytes], lines: IO[bytes]) -> None:
        self._file = file
        self._lines = lines

    def add(self, name: str, chunks: Iterable[bytes], check: Callable[[int, str], str | None] | None = None) -> None:
        """Add a member. ``check`` is told its size and SHA-256 and says what is wrong with it: then it is Vanished."""
        begun = self._file.tell()
        self._file.write(bytes(_BLOCK))
        digest, size = hashlib.sha256(), 0
        try:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                self._file.write(chunk)
            wrong = check(size, digest.hexdigest()) if check else None
            if wrong:
                raise Vanished(wrong)
        except Vanished:
            self._file.seek(begun)
            self._file.truncate()
            raise
        self._file.write(bytes(-size % _BLOCK))
        ended = self._file.tell()
        self._file.seek(begun)
        self._file.write(_header(name, size))
        self._file.seek(ended)
        self._lines.write(f"{digest.hexdigest()} {size} {name}\n".encode())

    def finish(self, manifest: Mapping[str, Any]) -> None:
        """Add the list of members and the manifest, and end the file."""
        self._lines.seek(0)
        lines, last = self._lines, io.BytesIO()
        self._lines = last
        self.add(MEMBERS, iter(lambda: lines.read(CHUNK), b""))
        digest = last.getvalue().decode().split(" ", 1)[0]
        text = as_json({**manifest, "members_sha256": digest})
        self.add(MANIFEST, [text])
        self.add(SEAL, [hashlib.sha256(text).hexdigest().encode()])
        self._file.write(bytes(2 * _BLOCK))


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a backup, and where its content begins."""

    name: str
    size: int
    at: int


@dataclass(frozen=True, slots=True)
class Checked:
    """A backup that is whole."""

    about: Mapping[str, Any]
    manifest: Mapping[str, Any]
    dump: Member
    identity: str
    """The SHA-256 of its manifest."""


def read_about(file: IO[bytes]) -> Mapping[str, Any]:
    """What a backup says of itself. Unreadable when the file is no backup of a format that is known here."""
    file.seek(0)
    try:
        first = next(_members(file, _size(file)), None)
        if first is None or first.name != ABOUT or first.size > 1 << 16:
            raise _Damaged("its first member is not about.json")
        about = json.loads(_content(file, first))
        known = about["format"]
        if known == FORMAT:
            _shape(ABOUT, about, _ABOUT)
    except (_Damaged, ValueError, KeyError, TypeError, RecursionError) as error:
        raise Unreadable(
            f"The file is no backup of goodwork: {error}.",
            kept="Nothing was changed.",
            next_step="Name a file that goodwork backup has written.",
        ) from None
    if known != FORMAT:
        raise Unreadable(
            f"The backup has the form {str(known)[:80]!r}, and this goodwork reads {FORMAT}.",
            kept="Nothing was changed.",
            next_step="Restore it with the goodwork that made it, or a newer one.",
        )
    return about


def check(file: IO[bytes]) -> Checked:
    """Read all of a backup and compare every byte with its checksums. Unreadable, with what differs, when one does.

    Memory is bounded: what was read and what the file says of itself are compared line by line.
    """
    about = read_about(file)
    file.seek(0)
    last: dict[str, Member] = {}
    with tempfile.TemporaryFile() as read:
        try:
            for member in _members(file, _size(file)):
                if member.name in (MEMBERS, MANIFEST, SEAL) or member.name == DUMP:
                    if member.name in last:
                        raise _Damaged(f"{member.name} is there twice")
                    last[member.name] = member
                    if member.name != DUMP:
                        continue
                elif last.get(MEMBERS):
                    raise _Damaged(f"{member.name} stands behind the list of members")
                digest = _hash(file, member)
                # Under a name that says its content nothing else may come in, whatever the list of members says.
                if member.name.startswith(BY_CONTENT) and not member.name.endswith(f"/{digest}"):
                    raise _Damaged(f"{member.name} is not what its name says")
                read.write(f"{digest} {member.size} {member.name}\n".encode())
            for wanted in (DUMP, MEMBERS, MANIFEST, SEAL):
                if wanted not in last:
                    raise _Damaged(f"{wanted} is missing")
            text = _content(file, last[MANIFEST])
            identity = hashlib.sha256(text).hexdigest()
            if _content(file, last[SEAL]) != identity.encode():
                raise _Damaged("manifest.json is not what its checksum says")
            manifest = json.loads(text)
            _shape(MANIFEST, manifest, _MANIFEST)
            if _hash(file, last[MEMBERS]) != manifest["members_sha256"]:
                raise _Damaged("members.txt is not what its checksum says")
            read.seek(0)
            faults = list(_compare(_lines(file, last[MEMBERS]), read))
        except (_Damaged, ValueError, KeyError, TypeError, RecursionError) as error:
            raise _unreadable([Fault("", str(error))]) from None
    if faults:
        raise _unreadable(faults)
    return Checked(about, manifest, last[DUMP], identity)


def blobs(file: IO[bytes]) -> Iterator[Member]:
    """The files in a backup that was checked, by the names that they are stored under."""
    file.seek(0)
    for member in _members(file, _size(file)):
        if member.name.startswith(BLOBS):
            yield Member(member.name.removeprefix(BLOBS), member.size, member.at)


def chunks(file: IO[bytes], member: Member) -> Iterator[bytes]:
    """A member's content."""
    left, at = member.size, member.at
    while left:
        file.seek(at)
        chunk = file.read(min(CHUNK, left))
        if not chunk:
            raise _unreadable([Fault("", "the file became shorter while it was read")])
        left -= len(chunk)
        at += len(chunk)
        yield chunk


@contextmanager
def written_out(file: IO[bytes], member: Member) -> Generator[str]:
    """A member as a file of its own, for programs that need one, for as long as the block lasts."""
    with tempfile.NamedTemporaryFile(prefix="goodwork-") as out:  # readable by its owner only
        for chunk in chunks(file, member):
            out.write(chunk)
        out.flush()
        yield out.name


class _Damaged(Exception):
    pass


_ABOUT = {"goodwork": str, "schema": str, "postgresql": int, "pg_dump": int, "made_at": str}
_MANIFEST = {"tables": dict, "files": int, "missing": list, "members_sha256": str}


def _shape(name: str, said: Any, wanted: Mapping[str, type]) -> None:
    """Damaged when a member that is JSON does not say what a backup says there."""
    for key, kind in wanted.items():
        if not isinstance(said[key], kind):
            raise _Damaged(f"{name} does not say {key}")
    if wanted is _MANIFEST and not all(isinstance(n, int) for n in said["tables"].values()):
        raise _Damaged(f"{name} does not say how many rows there are")


def _unreadable(faults: list[Fault]) -> Unreadable:
    return Unreadable(
        "The backup is damaged.",
        kept="Nothing was changed.",
        next_step="Take another copy of it, or an earlier backup.",
        faults=faults,
    )


def _header(name: str, size: int) -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.mode, info.mtime = size, 0o600, int(time.time())
    header = info.tobuf(tarfile.GNU_FORMAT)
    assert len(header) == _BLOCK, "the name is too long for one header"
    return header


def _members(file: IO[bytes], length: int) -> Iterator[Member]:
    at = 0
    while True:
        file.seek(at)
        block = file.read(_BLOCK)
        if not block.strip(b"\0"):
            if len(block) < _BLOCK or length != at + 2 * _BLOCK or file.read(_BLOCK).strip(b"\0"):
                raise _Damaged("its end is missing or followed by something else")
            return
        try:
            info = tarfile.TarInfo.frombuf(block, "utf-8", "strict")
        except (tarfile.HeaderError, UnicodeDecodeError):
            raise _Damaged(f"at byte {at:,} there is no header of a member") from None
        _refuse(info, at)
        content = at + _BLOCK
        at = content + info.size + -info.size % _BLOCK
        if info.size < 0 or at > length:
            raise _Damaged(f"the file ends in the middle of {info.name}")
        padding = -info.size % _BLOCK
        if padding:
            file.seek(at - padding)
            if file.read(padding).strip(b"\0"):
                raise _Damaged(f"something stands between {info.name} and the next member")
        yield Member(info.name, info.size, content)


def _refuse(info: tarfile.TarInfo, at: int) -> None:
    own = info.name in (ABOUT, DUMP, MEMBERS, MANIFEST, SEAL)
    if info.type != tarfile.REGTYPE or info.linkname:
        raise _Damaged(f"the member at byte {at:,} is no ordinary file")
    if not own and not (info.name.startswith(BLOBS) and is_blob_name(info.name.removeprefix(BLOBS))):
        raise _Damaged(f"the member at byte {at:,} has a name that no backup has")


def _size(file: IO[bytes]) -> int:
    return file.seek(0, 2)


def _content(file: IO[bytes], member: Member) -> bytes:
    if member.size > _SMALL:
        raise _Damaged(f"{member.name} is larger than it can be")
    return b"".join(chunks(file, member))


def _hash(file: IO[bytes], member: Member) -> str:
    digest = hashlib.sha256()
    for chunk in chunks(file, member):
        digest.update(chunk)
    return digest.hexdigest()


def _lines(file: IO[bytes], member: Member) -> Iterator[bytes]:
    rest = b""
    for chunk in chunks(file, member):
        *lines, rest = (rest + chunk).split(b"\n")
        yield from (line + b"\n" for line in lines)
    if rest:
        yield rest


def _compare(said: Iterator[bytes], read: Iterable[bytes]) -> Iterator[Fault]:
    """What differs between the list in the file and what was read; both have the order of the file."""
    there = iter(read)
    here = next(there, None)
    for line in said:
        digest, size, name = line.decode("utf-8", "replace").rstrip("\n").split(" ", 2)
        if here is None or here.decode().rstrip("\n").split(" ", 2)[2] != name:
            yield Fault(name, "is missing.")
            continue
        if here != line:
            found = here.decode().split(" ", 2)
            yield Fault(
                name,
                f"has {int(found[1]):,} bytes, not {int(size):,}."
                if found[1] != size
                else f"has the checksum {found[0][:12]}..., not {digest[:12]}....",
            )
        here = next(there, None)
    while here is not None:
        yield Fault(here.decode().rstrip("\n").split(" ", 2)[2], "does not belong to this backup.")
        here = next(there, None)
