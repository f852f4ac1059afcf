"""Files that are two things at once: whatever a picture also is, it is served as a picture and as nothing else."""

from __future__ import annotations

import io
import json
import zipfile

import numpy as np
import pytest
from PIL import Image

from tests.attacks.installation import Installation

SCRIPT = b"<script>alert(document.domain)</script>"


def picture(kind: str) -> bytes:
    """A small picture with a structure."""
    out = io.BytesIO()
    Image.fromarray(np.arange(768, dtype=np.uint8).reshape(16, 16, 3)).save(out, kind)
    return out.getvalue()


def bmp() -> bytes:
    """A BMP that a browser which guesses would take for HTML: the script stands in its unused header fields."""
    content = bytearray(picture("BMP"))
    content[6:10] = b"<!--"
    return bytes(content) + b"-->" + SCRIPT


BOTH = {
    "a.gif": picture("GIF") + b"<html>" + SCRIPT,
    "b.gif": picture("GIF").replace(b"GIF87a", b"GIF89a", 1) + b"=1;alert(1);/*",
    "c.png": picture("PNG") + b"%PDF-1.7 " + SCRIPT,
    "d.jpg": picture("JPEG") + b"PK\x03\x04" + SCRIPT,
    "e.bmp": bmp(),
    "f.webp": picture("WEBP") + SCRIPT,
}
NONE = {
    "g.png": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "h.gif": b"<!doctype html>" + SCRIPT,
    "i.jpg": b"GIF89a=1;alert(1)//",
    "j.svg": b"<svg onload='alert(1)'/>",
    "k.png": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
}


@pytest.fixture
def served(place: Installation) -> tuple[int, dict[str, int]]:
    """An import of them, and the items that came of it by their file's name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in {**BOTH, **NONE}.items():
            archive.writestr(name, content)
    owner, project = place.people["owner"], place.project()
    made = owner.ok("POST", f"/projects/{project}/imports", 202, params={"format": "folder"}, content=out.getvalue())
    ended = place.imported(made["id"])
    assert (ended["state"], ended["rejected"]) == ("done", len(NONE)), ended
    rows = owner.ok("GET", f"/projects/{project}/items")["rows"]
    return project, {row["external_id"]: row["id"] for row in rows}


def test_what_is_a_picture_too_is_served_as_that_alone(place: Installation, served: tuple[int, dict[str, int]]) -> None:
    owner, (_, items) = place.people["owner"], served
    assert sorted(items) == sorted(BOTH)
    for name, content in BOTH.items():
        answer = owner.get(f"/items/{items[name]}/parts/picture")
        assert answer.content == content
        kind = {"jpg": "jpeg"}.get(name[2:], name[2:])
        assert answer.headers["content-type"] == f"image/{kind}", name
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
        # Browsers keep it, for the session that it was sent to alone.
        assert answer.headers["cache-control"].startswith("private") and "Cookie" in answer.headers["vary"]


def test_whatever_the_database_says_it_is_nothing_is_served_as_a_page(
    place: Installation, served: tuple[int, dict[str, int]]
) -> None:
    owner, (_, items) = place.people["owner"], served
    item = items["a.gif"]
    for media in ("image/svg+xml", "text/html", "application/xhtml+xml", "text/javascript", "application/pdf",
                  "image/gif; charset=utf-7", "IMAGE/PNG", "image/png\r\nX: y", ""):  # fmt: skip
        with place.connect() as c:
            c.execute(
                "UPDATE item_payload SET payload = jsonb_set(payload, '{parts,0,media}', %s::jsonb) WHERE item_id = %s",
                (json.dumps(media), item),
            )
        answer = owner.get(f"/items/{item}/parts/picture")
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/octet-stream", media
        assert answer.headers["content-disposition"] == "attachment"
        assert answer.headers["x-content-type-options"] == "nosniff" and "x" not in answer.headers
