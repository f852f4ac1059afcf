"""No watching: nobody is told the moment of what somebody else did, and what is logged names nobody."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from structlog.testing import capture_logs

from goodwork.api import process
from goodwork.api.guard import Guard
from goodwork.lake.tables import SCHEMAS
from tests.house.moments import LISTED

ROOT = Path(__file__).parent.parent.parent


def test_every_moment_that_the_api_tells_has_its_reader() -> None:
    schemas = json.loads((ROOT / "openapi.json").read_text())["components"]["schemas"]
    told = {
        f"{name}.{field}"
        for name, schema in schemas.items()
        for field, kind in schema.get("properties", {}).items()
        if '"date-time"' in json.dumps(kind)
    }
    assert sorted(LISTED) == sorted(told) and len(LISTED) == len(set(LISTED))


def test_the_shapes_of_exports_hold_no_moment() -> None:
    kinds = {str(field.type) for shape in SCHEMAS.values() for field in shape}
    assert "string" in kinds and not [kind for kind in kinds if kind.startswith(("timestamp", "date", "time"))]


def test_the_server_writes_no_line_for_a_request() -> None:
    assert "access_log=False" in Path(process.__file__).read_text()


async def test_what_is_logged_of_a_request_names_nobody() -> None:
    async def broken(scope: Any, receive: Any, send: Any) -> None:
        raise RuntimeError("for the log alone")

    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http", "method": "GET", "path": "/api/v1/projects", "query_string": b"search=Mia", "scheme": "http",
        "headers": [(b"cookie", b"goodwork_session=secret"), (b"host", b"test"), (b"user-agent", b"Firefox")],
        "client": ("192.0.2.7", 1), "server": ("test", 80), "http_version": "1.1", "state": {},
    }  # fmt: skip
    with capture_logs() as logged:
        await Guard(broken, public_url=None)(scope, None, send)  # pyright: ignore[reportArgumentType]
    (line,) = logged
    assert {key for key in line if not key.startswith("exc")} == {"event", "log_level", "path", "method"}
    assert not [word for word in ("Mia", "secret", "192.0.2.7", "Firefox") if word in str(line)]
