"""Build hook: the wheel carries the built web client, so that ``pip install .`` is enough."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WebClientHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs ``npm ci`` and ``npm run build`` unless the client is built already."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable" or os.environ.get("GOODWORK_SKIP_WEB_BUILD"):
            return
        root = Path(self.root)
        if (root / "src/goodwork/_web/index.html").exists():
            return
        npm = shutil.which("npm")
        if npm is None:
            raise SystemExit(
                "goodwork: npm was not found, so the web client could not be built; nothing was installed. "
                "Install Node.js 20 or newer, then try again."
            )
        for arguments in (["ci", "--no-audit", "--no-fund"], ["run", "build"]):
            subprocess.run([npm, *arguments], cwd=root / "web", check=True)
