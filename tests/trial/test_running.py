"""The commands of docs/how-to/run.md for keeping and restoring are run, as they stand there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.api.callers import PASSWORD

PAGE = (Path(__file__).parents[2] / "docs" / "how-to" / "run.md").read_text(encoding="utf-8")


def commands(heading: str) -> list[str]:
    """The commands under a heading, in their order."""
    part = PAGE.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return [line for block in re.findall(r"^```\n(.*?)^```$", part, re.M | re.S) for line in block.splitlines()]


def test_keep_restore_and_move_work_as_they_are_written() -> None:
    keep, move = commands("Keep and restore"), commands("Another version of PostgreSQL")
    assert [line.split()[1] for line in keep] == ["backup", "restore", "restore", "verify"]
    assert [line.split()[0] for line in move] == ["goodwork", "mv", "export", "goodwork", "goodwork"]
    folder = Path(tempfile.mkdtemp(prefix="goodwork-running-"))
    folder.chmod(0o755)
    environment = {
        **os.environ,
        "GOODWORK_HOME": str(folder / "home"),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }

    def run(*lines: str) -> subprocess.CompletedProcess[str]:
        script = "set -e\n" + "\n".join(lines)
        return subprocess.run(
            ["bash", "-c", script], env=environment, cwd=folder, input=PASSWORD, capture_output=True, text=True,
            check=False,
        )  # fmt: skip

    try:
        made = run(
            "goodwork users add o@example.org --name O --role owner --organization W --password-stdin",
            keep[0], "mv $GOODWORK_HOME lost", *keep[1:],
        )  # fmt: skip
        assert made.returncode == 0, made.stdout + made.stderr
        assert made.stdout.count("and whole") == 3
        # The newest version of this machine may be the only one: moving into the same is the same way.
        moved = run(*[line for line in move if not line.startswith("export")][:-1], "goodwork users list")
        assert moved.returncode == 0 and "o@example.org" in moved.stdout, moved.stdout + moved.stderr
    finally:
        shutil.rmtree(folder)
