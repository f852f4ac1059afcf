"""Commands that read strangers' files, each in a process of its own: a library that ends its process ends that one.

Libraries of native code end their process when a damaged file makes them stumble, and the system does when there is no
memory left. Whoever waits then says so, and takes away what was half made.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import FrameType

from goodwork.cli.terminal import say

_STUMBLED = frozenset({signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS, signal.SIGFPE, signal.SIGILL})
_DIE_WITH_PARENT = 1
_waiting: list[int] = []
"""Where this process says which folder it fills; empty when nobody waits for it."""


def apart(work: Callable[[], int], *, refused: int) -> int:
    """The status with which the work ends, done in a process of its own; ``refused`` when a file ended that.

    It is forked before anything is loaded, which costs some milliseconds.
    """
    read, write = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if not child:
        os.close(read)
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        _waiting.append(write)
        return work()
    os.close(write)

    def hand_on(number: int, _frame: FrameType | None) -> None:
        os.kill(child, number)

    # What a terminal sends goes to both, and whoever works decides; what somebody else sends is handed on.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, hand_on)
    signal.signal(signal.SIGHUP, hand_on)
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if ended < 0:
        with open(read, encoding="utf-8", errors="surrogateescape") as said:
            for folder in filter(None, said.read().split("\0")):
                shutil.rmtree(folder, ignore_errors=True)
    if -ended in _STUMBLED:
        _tell(
            f"A file is damaged, and what reads it ended ({signal.Signals(-ended).name}).",
            "Save the file again with the program that made it, or as JSON lines or CSV.",
        )
        return refused
    if ended == -signal.SIGKILL:
        _tell("The system ended it, most likely for want of memory.", "Close what else runs, or take less at once.")
    return ended if ended >= 0 else 128 - ended


def half_made(folder: Path) -> None:
    """Say that a folder has to go when this process ends before its work does."""
    for line in _waiting:
        os.write(line, os.fsencode(folder.resolve()) + b"\0")


def _tell(what: str, next_step: str) -> None:
    say(f"goodwork: {what} Nothing was written. {next_step}", fg="red", err=True)
