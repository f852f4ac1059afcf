"""A server of pictures in a thread of its own, for installations that fetch from it."""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.fetching.servers import drawing

COLORS = ("teal", "tomato", "gold", "slateblue", "olive")


@dataclass
class Shelf:
    """What it has: any path but the missing ones."""

    port: int = 0
    missing: set[str] = field(default_factory=set[str])


@contextmanager
def shelf_at_work() -> Generator[Shelf]:
    """The server, until the block ends."""
    shelf = Shelf()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            there = self.path not in shelf.missing
            content = drawing(COLORS[len(self.path) * ord(self.path[1]) % len(COLORS)], (240, 160)) if there else b""
            self.send_response(200 if there else 404)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing is logged."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    shelf.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield shelf
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
