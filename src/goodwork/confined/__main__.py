"""The server of processes: forks one for each line it is handed, says how it ended, kills it when nobody listens."""

from __future__ import annotations

import errno
import gc
import importlib
import os
import pickle
import resource
import select
import signal
import socket
import sys
import traceback
from collections import deque
from collections.abc import Generator
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

from goodwork.confined import DEFECT, DISK, ERROR, HEADER, MEMORY, NEXT, VALUE, Limits
from goodwork.errors import GoodworkError, Invalid


def main() -> None:
    """Serve until the process that started this one is gone, and load what was named meanwhile."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends it to all; the one that started us decides
    control = socket.socket(fileno=int(sys.argv[1]))
    _serve(control, deque(sys.argv[2:]))


def _serve(control: socket.socket, to_load: deque[str]) -> None:
    woken, wake = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    poll = select.poll()
    poll.register(control, select.POLLIN)
    poll.register(woken, select.POLLIN)
    lines: dict[int, socket.socket] = {}
    """Descriptor -> the line of a process."""
    running: dict[int, int] = {}
    """Descriptor of a line -> its process."""
    ended: dict[int, int] = {}
    """Descriptor of a line -> how its process ended, until that is said."""
    while True:
        # While a process works, the processor is its.
        asked = poll.poll(0 if to_load and not running else None)
        if not asked:
            importlib.import_module(to_load.popleft())
            if not to_load:
                gc.collect()
                gc.freeze()  # what is loaded stays as it is, and shared with the processes
        for descriptor, _ in asked:
            if descriptor == control.fileno():
                _, handed, _, _ = socket.recv_fds(control, 1, 1)
                if not handed:
                    for pid in running.values():
                        os.kill(pid, signal.SIGKILL)
                    return
                line = socket.socket(fileno=handed[0])
                pid = os.fork()
                if not pid:
                    control.close()
                    for other in lines.values():
                        other.close()
                    _work(line)
                lines[line.fileno()], running[line.fileno()] = line, pid
                poll.register(line, 0)  # tells when the other end is closed, and nothing else
            elif descriptor == woken:
                with suppress(BlockingIOError):
                    os.read(woken, 4096)
                for at, how in _reaped(running):
                    ended[at] = how
                    poll.register(at, select.POLLOUT)
            elif descriptor in ended:
                with suppress(OSError):
                    lines[descriptor].send(bytes([ended[descriptor]]), socket.MSG_DONTWAIT)
                poll.unregister(descriptor)
                lines.pop(descriptor).close()
                del ended[descriptor]
            else:
                os.kill(running[descriptor], signal.SIGKILL)
                poll.unregister(descriptor)


def _reaped(running: dict[int, int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for descriptor, pid in list(running.items()):
        gone, status = os.waitpid(pid, os.WNOHANG)
        if gone:
            found.append((descriptor, os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0))
            del running[descriptor]
    return found


def _work(line: socket.socket) -> NoReturn:
    """One piece of work, in the process that was forked for it."""
    code = 1
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        line.setblocking(True)
        function, args, limits = pickle.loads(_read(line))  # noqa: S301 - of the process that started us
        _run(line, function, args, limits)
        code = 0
    except BrokenPipeError:
        pass
    finally:
        os._exit(code)


def _read(line: socket.socket) -> bytes:
    _, size = HEADER.unpack(_exactly(line, HEADER.size))
    return _exactly(line, size)


def _exactly(line: socket.socket, size: int) -> bytes:
    content = bytearray(size)
    at = 0
    while at < size:
        read = line.recv_into(memoryview(content)[at:])
        if not read:
            raise BrokenPipeError
        at += read
    return bytes(content)


def _run(line: socket.socket, function: str, args: tuple[Any, ...], limits: Limits) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.disk, limits.disk))
    os.nice(limits.nice)
    kind, value = VALUE, None
    try:
        if (held := _data()) is not None:
            resource.setrlimit(resource.RLIMIT_DATA, (held + limits.memory, held + limits.memory))
        _allow(limits.cpu)
        module, name = function.split(":")
        value = getattr(importlib.import_module(module), name)(*args)
        if isinstance(value, Generator):
            made: Generator[Any] = value
            for one in made:
                _say(line, NEXT, one)
                _allow(limits.cpu)
            value = None
    except GoodworkError as error:
        kind, value = ERROR, error
    except RecursionError:
        kind, value = ERROR, Invalid("It is nested too deeply to be read.", next_step=limits.advice)
    except MemoryError:
        kind, value = MEMORY, None
    except BrokenPipeError:
        raise
    except OSError as error:
        kind, value = (DISK, None) if error.errno == errno.EFBIG else (DEFECT, traceback.format_exc())
    except Exception as error:  # noqa: BLE001 - what nobody foresaw is told to whoever asked, who has a log
        kind, value = (MEMORY, None) if "malloc" in str(error) else (DEFECT, traceback.format_exc())
    _say(line, kind, value)


def _say(line: socket.socket, kind: bytes, value: Any) -> None:
    content = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    line.sendall(HEADER.pack(kind, len(content)))
    line.sendall(content)


def _allow(cpu: int) -> None:
    """So many seconds of the processor from now on."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + 1 + cpu
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def _data() -> int | None:
    """Bytes of this process that its limit of memory counts; None where the system does not tell."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    return next((int(row.split()[1]) << 10 for row in status.splitlines() if row.startswith("VmData:")), None)


if __name__ == "__main__":
    main()
