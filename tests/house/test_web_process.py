"""What the web process loads."""

from __future__ import annotations

import subprocess
import sys


def test_the_web_process_loads_no_numeric_engine() -> None:
    script = (
        "import sys, goodwork.api.app, goodwork.api.process;"
        "print([m for m in ('numba', 'scipy', 'matplotlib', 'pyarrow') if m in sys.modules])"
    )
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert loaded.strip() == "[]"
