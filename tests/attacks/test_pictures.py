"""Pictures that are made to hurt: enormous when unpacked, with damaged marks, with many frames; and what they cost."""

from __future__ import annotations

import io
import random
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps

from goodwork.errors import Invalid
from goodwork.formats import pictures
from goodwork.formats.pictures import look_at
from goodwork.redundancy.pictures import see
from goodwork.redundancy.prints import MOST_PIXELS, look, pixel_hash

ROOT = Path(__file__).parents[2]


def chunk(name: bytes, data: bytes) -> bytes:
    """A piece of a PNG."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, depth: int = 8, color: int = 6, extra: bytes = b"") -> bytes:
    """A PNG of nothing, which is small packed."""
    bits = {0: 1, 2: 3, 3: 1, 6: 4}[color] * depth
    packer = zlib.compressobj(9)
    line = b"\0" * ((width * bits + 7) // 8 + 1)
    data = b"".join(packer.compress(line) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + extra + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def photo(kind: str, **saved: object) -> bytes:
    """A small picture with a structure."""
    grain = np.random.default_rng(1).integers(0, 255, (48, 64, 3), dtype=np.uint8)
    out = io.BytesIO()
    Image.fromarray(grain).save(out, kind, **saved)  # type: ignore[arg-type]
    return out.getvalue()


def exif(orientation: int) -> Image.Exif:
    """Marks of a camera."""
    made = Image.Exif()
    made[0x0112], made[0x010E] = orientation, "x" * 300
    return made


PALETTE = chunk(b"PLTE", b"\0" * 6) + chunk(b"tRNS", b"\0\xff")
HUGE: dict[str, Callable[[], bytes]] = {
    "one bit": lambda: png(13_000, 13_000, 1, 0),
    "beyond what Pillow opens": lambda: png(40_000, 40_000, 1, 0),
    "transparent palette": lambda: png(9_000, 9_000, 1, 3, PALETTE),
    "sixteen bits": lambda: png(9_000, 9_000, 16, 0),
}


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize("name", HUGE)
def test_what_is_enormous_is_refused_before_it_is_decoded(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    content = HUGE[name]()
    assert len(content) < 400_000

    def decoded(*_: object) -> None:
        raise AssertionError("it was decoded")

    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", decoded)
    with pytest.raises(Invalid, match="pixels"):
        look_at(content)
    seen = see([(content, "a")], 0)
    assert seen.flags[0] == 1 and "pixels" in seen.refused[0].what
    for reads in (look, pixel_hash):
        with pytest.raises((ValueError, Image.DecompressionBombError), match="pixels"):
            reads(content)


@pytest.mark.parametrize(("depth", "color"), [(8, 6), (16, 0)])
def test_the_largest_that_is_looked_at_costs_a_bounded_memory(depth: int, color: int) -> None:
    side = 4000  # a quarter of the most, so that it does not take long: 4 times as much is the bound at the most
    code = (
        "import resource, sys; from goodwork.redundancy.prints import look, pixel_hash\n"
        "data = sys.stdin.buffer.read(); used = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10\n"
        "before = used(); look(data); pixel_hash(data); print(used() - before)"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], input=png(side, side, depth, color), capture_output=True, check=True, cwd=ROOT
    )
    # Each pixel at most twelve bytes: decoded, and once more while it is made small.
    assert int(told.stdout) < 12 * side * side >> 20 < 12 * MOST_PIXELS >> 20


def test_nothing_that_a_picture_says_of_itself_ends_a_check() -> None:
    dice = random.Random(5)
    whole = [
        photo("JPEG", exif=exif(6)), photo("PNG", exif=exif(8)), photo("WEBP", exif=exif(3)), photo("GIF"),
        photo("BMP"), photo("TIFF"),
    ]  # fmt: skip
    damaged: list[tuple[bytes, str]] = []
    for content in whole:
        for n in range(60):
            bent = bytearray(content)
            for _ in range(dice.choice((1, 2, 5, 20))):
                at = dice.randrange(min(len(bent), 400) if n % 2 else len(bent) - 4)
                number = dice.choice((0, 1, 255, 65535, 2**31, 2**32 - 1))
                bent[at : at + 4] = struct.pack(dice.choice("<>") + "I", number)
            damaged.append((bytes(bent[: dice.randrange(len(bent))] if n % 10 == 9 else bent), f"{n}"))
    # A height in letters: nothing that a reader minds, but whoever writes the marks anew, as turning can, fails at it.
    odd = photo("JPEG", exif=exif(6)).replace(b"\x01\x0e\x00\x02", b"\x01\x01\x00\x02", 1)
    with Image.open(io.BytesIO(odd)) as picture, pytest.raises(struct.error):
        ImageOps.exif_transpose(picture)
    seen = see([*damaged, (odd, "odd"), (whole[0], "whole")], 0)
    assert seen.flags[-1] == seen.flags[-2] == 0
    assert len(seen.refused) == int((seen.flags & 1).sum()) and all(fault.what for fault in seen.refused)
    for content, _ in damaged:
        with suppress(Invalid):
            look_at(content)


def test_a_picture_is_seen_as_it_is_shown() -> None:
    upright = photo("PNG")
    for orientation, turned in ((3, Image.Transpose.ROTATE_180), (6, Image.Transpose.ROTATE_90), (1, None)):
        with Image.open(io.BytesIO(upright)) as picture:
            out = io.BytesIO()
            (picture.transpose(turned) if turned is not None else picture).save(out, "PNG", exif=exif(orientation))
        assert pixel_hash(out.getvalue()) == pixel_hash(upright), orientation
        assert (look(out.getvalue()).gray == look(upright).gray).all(), orientation


def test_what_shines_through_is_seen_on_white() -> None:
    clear = Image.new("RGBA", (640, 480), (0, 0, 0, 0))
    clear.paste((200, 30, 90, 128), (0, 0, 320, 480))
    out = io.BytesIO()
    clear.save(out, "PNG")
    sheet = Image.new("RGBA", clear.size, "white")
    sheet.alpha_composite(clear)
    wanted = np.asarray(sheet.convert("L").resize((32, 32), Image.Resampling.BOX), np.int16)
    assert np.abs(look(out.getvalue()).gray.astype(np.int16) - wanted).max() <= 1


def test_marks_of_sixty_kilobytes_are_kept_and_harm_nobody() -> None:
    marks = exif(6)
    marks[0x010E] = "y" * 60_000
    assert look_at(photo("JPEG", exif=marks)).width == 48
    text = chunk(b"zTXt", b"a\0\0" + zlib.compress(b"\0" * (200 << 20), 9))
    bent = photo("PNG")
    with pytest.raises(Invalid, match="damaged"):
        look_at(bent[:33] + text + bent[33:])


def test_many_frames_are_counted_before_they_are_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    frames = [Image.new("L", (40, 40), n % 250) for n in range(600)]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=10)
    with pytest.raises(Invalid, match="more than 500 frames"):
        look_at(out.getvalue())
    monkeypatch.setattr(pictures, "MOST_PIXELS", 40 * 40 * 100)
    with pytest.raises(Invalid, match="frames"):
        look_at(out.getvalue())
    # A check looks at the first frame only.
    assert look(out.getvalue()).width == 40
