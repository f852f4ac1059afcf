"""Small requests that cost a server much: each with who sends it and where.

``python -m tests.attacks.bombs [NAME ...]`` sends each to a fresh installation with one web process, waits a minute at
most for its answer, and prints the worst answer of ``/healthz`` meanwhile and the memory that the processes grew by.
"""

from __future__ import annotations

import gzip
import io
import json
import struct
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx
import msgpack
import pyarrow as pa
import pyarrow.parquet as pq

from tests.attacks.installation import Installation, Seen, installed

MOST = 1 << 20
"""Bytes that a preview takes."""


@dataclass(frozen=True)
class Bomb:
    """One request. ``{project}`` and ``{claim}`` in its path are a project with spans and a claim of the sender's."""

    name: str
    body: Callable[[], Any]
    """The body's bytes, or what is sent as JSON."""
    path: str = "/projects/{project}/imports/preview"
    params: dict[str, str] = field(default_factory=dict)
    sender: str = "manager"
    method: str = "POST"


@dataclass(frozen=True)
class Blast:
    """What came of a bomb."""

    status: int
    """Of its own answer; 0 when there was none in time."""
    seconds: float
    seen: Seen


def gzipped(piece: bytes, size: int) -> bytes:
    """A piece repeated to this size, packed."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = piece * max(1, (1 << 20) // len(piece))
    return b"".join(packer.compress(block) for _ in range(max(1, size // len(block)))) + packer.flush()


def parquet(rows: int, size: int) -> bytes:
    """The same long text in many rows: a dictionary keeps it once."""
    out = io.BytesIO()
    pq.write_table(pa.table({"text": pa.array(["x" * size] * rows)}), out, compression="zstd")
    return out.getvalue()


def docbin(size: int) -> bytes:
    """A ``.spacy`` file that is small packed."""
    packed = msgpack.packb({"attrs": [65], "tokens": b"\0" * size, "spaces": b"", "lengths": b"", "strings": []})
    return zlib.compress(packed, 9)


def zipped(name: str, size: int) -> bytes:
    """A zip with one member that is large unpacked."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
        archive.open(name, "w", force_zip64=True) as member,
    ):
        for _ in range(size >> 20):
            member.write(b"\0" * (1 << 20))
    return out.getvalue()


def many_members(n: int) -> bytes:
    """A zip with very many empty members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for i in range(n):
            archive.writestr(f"{i}.txt", b"")
    return out.getvalue()


def picture(width: int, height: int) -> bytes:
    """A PNG that is small packed and enormous as pixels, in a zip."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    packer = zlib.compressobj(9)
    line = b"\0" * (width // 8 + 1)
    lines = b"".join(packer.compress(line * 100) for _ in range(height // 100)) + packer.flush()
    png = (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
           + chunk(b"IDAT", lines) + chunk(b"IEND", b""))  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("huge.png", png)
    return out.getvalue()


def choices(n: int) -> dict[str, str]:
    """A labelling config with very many choices."""
    inner = "".join(f'<Choice value="c{i}"/>' for i in range(n))
    return {"config": f'<View><Text name="t" value="$t"/><Choices name="c" toName="t">{inner}</Choices></View>'}


def many_choices(n: int) -> dict[str, str]:
    """A labelling config with very many questions."""
    inner = "".join(f'<Choices name="c{i}" toName="t"><Choice value="a"/></Choices>' for i in range(n))
    return {"config": f'<View><Text name="t" value="$t"/>{inner}</View>'}


def nested_views(n: int) -> dict[str, str]:
    """A labelling config as deep as it is long."""
    return {"config": "<View>" * n + "</View>" * n}


LAUGHS = {
    "config": '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "' + "lol" * 100 + '">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + ']><View><Text name="t" value="$t"/><Header value="x">&j;</Header></View>'
}  # fmt: skip

FORM = [
    {"key": "names", "kind": "spans", "title": "Which names?", "labels": ["Person", "Place"]},
    {"key": "better", "kind": "text", "title": "Say it better.", "required": False},
]


def spans(n: int, **changes: Any) -> dict[str, Any]:
    """An answer with very many spans."""
    span = {"id": "s", "label": "person", "fragments": [[0, 1]], "text": "T", "attributes": {}, **changes}
    return {"answers": {"names": {"spans": [span | {"id": f"s{i}"} for i in range(n)]}}, "form_version": 1}


_ANSWER = "/claims/{claim}/annotation"
_CONFIG = "/labelling-configs"
_JSONL, _CSV = {"format": "jsonl"}, {"format": "csv"}

BOMBS = (
    Bomb("gzip of 32 MiB of newlines", lambda: gzipped(b"\n", 32 << 20), params=_JSONL),
    Bomb("gzip of 1 GiB of newlines", lambda: gzipped(b"\n", 1 << 30)[:MOST], params=_JSONL),
    Bomb("gzip of [[[[...", lambda: gzipped(b"[", 256 << 20), params=_JSONL),
    Bomb("gzip of one line of 512 MiB", lambda: gzipped(b"x", 512 << 20), params=_JSONL),
    Bomb("gzip of CSV, one quoted field of 512 MiB", lambda: gzip.compress(b"text\n\"") + gzipped(b"x", 512 << 20),
         params=_CSV),
    Bomb("CSV with 200,000 columns", lambda: b",".join(b"c%d" % i for i in range(120_000))[: MOST - 8] + b"\n1\n",
         params=_CSV),
    Bomb("Parquet of 900 texts of 1 MB", lambda: parquet(900, 1_000_000), params={"format": "parquet"}),
    Bomb("docbin, 1 GiB unpacked", lambda: docbin(1 << 30), params={"format": "docbin"}),
    Bomb("zip with a text of 1 GiB", lambda: zipped("a.txt", 1 << 30), params={"format": "folder"}),
    Bomb("zip with 8,000 members", lambda: many_members(8_000), params={"format": "folder"}),
    Bomb("PNG of 60,000 x 60,000", lambda: picture(60_000, 60_000), params={"format": "folder"}),
    Bomb("config with 20,000 choices", lambda: choices(20_000), _CONFIG, sender="annotator"),
    Bomb("config with 60,000 choices", lambda: choices(60_000), _CONFIG, sender="annotator"),
    Bomb("config with 20,000 questions", lambda: many_choices(20_000), _CONFIG, sender="annotator"),
    Bomb("config nested 1,500 deep", lambda: nested_views(1_500), _CONFIG, sender="annotator"),
    Bomb("config nested 100,000 deep", lambda: nested_views(100_000), _CONFIG, sender="annotator"),
    Bomb("config of a billion laughs", lambda: LAUGHS, _CONFIG, sender="annotator"),
    Bomb("100,000 malformed spans", lambda: spans(100_000, fragments="x"), _ANSWER, sender="annotator"),
    Bomb("100,000 well-formed spans", lambda: spans(100_000), _ANSWER, sender="annotator"),
    Bomb("span of 1,000,000 fragments", lambda: spans(1, fragments=[[0, 1]] * 1_000_000), _ANSWER, sender="annotator"),
    Bomb("submit of 15 MiB of [[[[...", lambda: b"[" * (15 << 20), _ANSWER, sender="annotator"),
    Bomb("submit of 400,000 unknown questions",
         lambda: {"answers": {f"q{i}": {} for i in range(400_000)}, "form_version": 1}, _ANSWER, sender="annotator"),
    Bomb("draft with an integer of 5,000,000 digits",
         lambda: b'{"answers": {"names": {"n": ' + b"9" * 5_000_000 + b'}}, "form_version": 1, "revision": 0}',
         "/claims/{claim}/draft", sender="annotator", method="PUT"),
    Bomb("project with 50,000 questions",
         lambda: {"name": "Large", "purpose": "To ask.", "questions":
                  [{"key": f"q{i}", "kind": "text", "title": "What?"} for i in range(50_000)]}, "/projects"),
)  # fmt: skip


def targets(place: Installation) -> tuple[int, int]:
    """A project that asks for spans, and a claim there of the annotator's."""
    project = place.project(questions=FORM)
    place.bring(project, [{"id": "a", "text": "The weather."}])
    made = place.people["annotator"].ok("POST", f"/projects/{project}/claims", json={})
    return project, made["claim"]["id"]


def blast(place: Installation, bomb: Bomb, project: int, claim: int, seconds: float = 60) -> Blast:
    """Send it and wait for its answer so long, while somebody watches."""
    body = bomb.body()
    path = bomb.path.format(project=project, claim=claim)
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    kind = "application/octet-stream" if path.endswith("preview") else "application/json"
    status = 0
    # On a connection of its own: one that is given up half-way is of no more use.
    sender = place.people[bomb.sender]
    with place.watch() as seen, httpx.Client(cookies=dict(sender.cookies), timeout=seconds) as wire:
        begun = time.perf_counter()
        try:
            answer = wire.request(
                bomb.method, f"{place.url}/api/v1{path}", params=bomb.params, content=content,
                headers={"x-csrf-token": sender.me["csrf"], "content-type": kind},
            )  # fmt: skip
            status = answer.status_code
        except httpx.TransportError:
            pass
        took = time.perf_counter() - begun
    return Blast(status, took, seen)


def main() -> None:
    """Every bomb, or those that are named, on an installation of its own; a table in Markdown."""
    wanted = sys.argv[1:]
    print("| bomb | bytes | status | its answer | worst /healthz | web process: processor time | processes grew by |")
    print("|---" * 7 + "|")
    for bomb in BOMBS:
        if wanted and bomb.name not in wanted:
            continue
        with installed() as place:
            body = bomb.body()
            size = len(body if isinstance(body, bytes) else json.dumps(body))
            found = blast(place, bomb, *targets(place))
            late = "" if found.status else ">"
            print(
                f"| {bomb.name} | {size:,} | {found.status or 'none'} | {late}{found.seconds:.1f} s"
                f" | {found.seen.worst_ms:,.0f} ms | {found.seen.web_seconds:.1f} s | {found.seen.grown:,} MiB |",
                flush=True,
            )


if __name__ == "__main__":
    main()
