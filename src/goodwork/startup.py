"""How a process of goodwork begins: its logs, what the supervisor hands to it, and the line that tells it to end.

The supervisor starts its processes before the database is there, so that they import meanwhile. Each one waits for
one line of JSON on its standard input. Secrets come this way because arguments and environments can be read by
others. The pipe stays open: when it closes, the supervisor is gone, and the process ends by itself.
"""

from __future__ import annotations

import dataclasses
import json
import logging
import os
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING, Any, Literal

from goodwork import private

if TYPE_CHECKING:
    from structlog.typing import Processor


BEAT = 1.0
"""Seconds between the signs of life of a process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """What a process is told at its start."""

    database_url: str
    connections: int
    """How many connections to the database this process may keep."""
    blobs: str
    secret: str
    """Hexadecimal."""
    public_url: str | None = None
    sign_up: Literal["closed", "invited", "open"] = "closed"
    upload_limit: int = 20 << 30
    fetch: Literal["public", "listed", "off"] = "off"
    fetch_hosts: str = ""
    """Which servers may be asked for pictures (see fetching/addresses.py)."""
    mail_server: dict[str, Any] | None = None
    """What mail goes out by (mail.post.MailServer); None: none goes."""
    rate: float = 0.0
    """Tokens a second and person (see api/rates.py); 0 is without a bound."""
    web_client: str | None = None
    listen: int | None = None
    """The number of the listening socket, for web processes."""
    trusted_proxies: str = ""
    metrics: bool = False
    beat: int | None = None
    """The number of the pipe that the event loop writes to every second: the supervisor replaces what falls silent."""
    log_level: str = "info"
    log_json: bool = False

    def line(self) -> bytes:
        """As it goes through the pipe."""
        return json.dumps(dataclasses.asdict(self)).encode() + b"\n"


LAST = 30.0
"""Seconds that a process has to end by itself when its supervisor is gone."""


def wait_for_orders() -> Handed:
    """What the supervisor hands over; ends the process when the supervisor is gone before it did. Logs begin."""
    os.umask(private.UMASK)
    line = b""
    while not line.endswith(b"\n"):
        read = os.read(0, 1 << 16)
        if not read:
            raise SystemExit(0)
        line += read
    handed = Handed(**json.loads(line))
    begin_logs(handed.log_level, as_json=handed.log_json)
    return handed


def beat(pipe: int | None) -> None:
    """Tell the supervisor that the event loop turns; called by the loop itself, every second or two."""
    if pipe is not None:
        # The supervisor may be gone, or busy while the pipe fills: neither is this process's concern.
        with suppress(BrokenPipeError, BlockingIOError):
            os.write(pipe, b".")


def when_supervisor_ends(call: Callable[[], object]) -> None:
    """Call this, from a thread of its own, when the supervisor is gone."""

    def wait() -> None:
        # Not through sys.stdin: its lock, held by a waiting thread, would spoil the interpreter's end.
        while os.read(0, 1):
            pass
        call()
        # One that hangs must not keep the port from the next start for ever.
        time.sleep(LAST)
        os._exit(1)

    threading.Thread(target=wait, name="lifeline", daemon=True).start()


def import_structlog() -> ModuleType:
    """structlog, without the library that it would draw tracebacks with: ours are plain, and it loads slowly."""
    drawing = "rich"
    absent = drawing not in sys.modules
    if absent:
        sys.modules[drawing] = None  # pyright: ignore[reportArgumentType] (as if it were not installed)
    try:
        import structlog
    finally:
        if absent:
            del sys.modules[drawing]
    return structlog


def begin_logs(level: str, *, as_json: bool) -> None:
    """Structured logs on standard error: ours and those of the libraries, in one form.

    Tracebacks go without local variables and the libraries' access logs stay off: a log holds no payload, no secret
    and no record of who did what when.
    """
    # Imported here: the supervisor starts its processes first.
    structlog = import_structlog()

    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    last: list[Processor] = (
        [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
        if as_json
        else [
            structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback)
        ]
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared, processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last]
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for name in ("uvicorn.error", "procrastinate", "alembic", "sqlalchemy", "httpx", "httpcore"):
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
