"""A process that watches an installation under attack: ``python -m tests.attacks.watching HOST PORT SUPERVISOR``.

It asks for ``/healthz`` all the time, each time on a connection of its own, as a stranger who comes by, and adds up the
memory of the processes. It ends when its input does, and prints what it saw as one line of JSON. It is a process of its
own, so that an attacker who computes in the test's process does not make the server look slow.
"""

from __future__ import annotations

import json
import socket
import sys
import threading
import time
from contextlib import suppress

import psutil

PAUSE = 0.02
"""Seconds between an answer and the next question."""
SAMPLE = 0.1
"""Seconds between two looks at the memory."""


class Watcher:
    """What was seen so far."""

    def __init__(self, host: str, port: int, supervisor: int) -> None:
        self._address = host, port
        self._supervisor = psutil.Process(supervisor)
        self._ended = threading.Event()
        self._asked: float | None = None
        self.answers = 0
        self.worst = 0.0
        self.before = self.memory()
        self.peak = dict(self.before)
        self.used = self.web_seconds()

    def ask(self) -> None:
        """Ask until the end; an answer that fails is asked for again, and the wait counts from the first time."""
        request = f"GET /healthz HTTP/1.1\r\nHost: localhost:{self._address[1]}\r\nConnection: close\r\n\r\n".encode()
        while not self._ended.is_set():
            begun = self._asked = time.perf_counter()
            while not self._ended.is_set():
                with suppress(OSError), socket.create_connection(self._address, timeout=600) as wire:
                    wire.sendall(request)
                    if wire.recv(64).startswith(b"HTTP/1.1 200"):
                        self.answers += 1
                        break
                time.sleep(PAUSE)
            self.worst = max(self.worst, time.perf_counter() - begun)
            self._asked = None
            time.sleep(PAUSE)

    def measure(self) -> None:
        """Look at the memory until the end."""
        while not self._ended.wait(SAMPLE):
            for kind, size in self.memory().items():
                self.peak[kind] = max(self.peak.get(kind, 0), size)

    def memory(self) -> dict[str, int]:
        """MiB of the web processes, the workers, and whatever else the supervisor or these started."""
        sizes = {"web": 0, "worker": 0, "other": 0}
        with suppress(psutil.NoSuchProcess):
            for child in self._supervisor.children():
                with suppress(psutil.NoSuchProcess):
                    command = child.cmdline()
                    kind = "web" if "goodwork.api.server" in command else "other"
                    kind = "worker" if "goodwork.jobs" in command else kind
                    sizes[kind] += child.memory_info().rss
                    for further in child.children(recursive=True):
                        with suppress(psutil.NoSuchProcess):
                            sizes["other"] += further.memory_info().rss
        return {kind: size >> 20 for kind, size in sizes.items()}

    def web_seconds(self) -> float:
        """Processor time that the web processes have used: does not depend on who else uses the machine."""
        used = 0.0
        with suppress(psutil.Error):
            for child in self._supervisor.children():
                if "goodwork.api.server" in child.cmdline():
                    times = child.cpu_times()
                    used += times.user + times.system
        return used

    def end(self) -> None:
        """Count the question that is still open."""
        self._ended.set()
        if (asked := self._asked) is not None:
            self.worst = max(self.worst, time.perf_counter() - asked)


def main() -> None:
    """Watch until the input ends."""
    watcher = Watcher(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
    for work in (watcher.ask, watcher.measure):
        threading.Thread(target=work, daemon=True).start()
    print("watching", flush=True)
    sys.stdin.read()
    watcher.end()
    seen = {
        "worst_ms": round(watcher.worst * 1e3, 1), "answers": watcher.answers,
        "before": watcher.before, "peak": watcher.peak, "after": watcher.memory(),
        "web_seconds": round(watcher.web_seconds() - watcher.used, 2),
    }  # fmt: skip
    print(json.dumps(seen), flush=True)


if __name__ == "__main__":
    main()
