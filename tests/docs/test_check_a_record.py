"""The page on checking a record: its program says what goodwork itself says."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from goodwork.actions.signing.signed import FORMAT, check, make_key, published, sign
from goodwork.model.signing import SigningKey

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "check-a-record.md"


def test_the_program_of_the_page_checks_as_goodwork_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (program,) = re.findall(r"```python\n(.+?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    private, public, identity = make_key()
    day = date(2026, 11, 30)
    good, bad = SigningKey(identity, public, day, None, ""), SigningKey(identity, public, day, day, "Stolen.")
    record = sign({"format": FORMAT, "person": {"name": "Zoë \u200f\U0001f3dc"}, "n": [1, None, -7]}, private, identity)
    text = json.dumps(record, indent=1)
    other = SigningKey(make_key()[2], make_key()[1], day, None, "")
    cases = (
        (text, good, "valid"), (text.replace("-7", "-8"), good, "changed"), (text, bad, "withdrawn key"),
        (text, other, "unknown key"),
    )  # fmt: skip
    # One interpreter for all of them: the program is the same.
    monkeypatch.chdir(tmp_path)
    loop = "import os\nfor n in range(4):\n    os.chdir(str(n))\n" + "".join(
        f"    {line}\n" for line in program.splitlines()
    )
    for n, (file, key, _) in enumerate(cases):
        Path(str(n)).mkdir()
        Path(f"{n}/qualifications.json").write_text(file, encoding="utf-8")
        Path(f"{n}/keys.json").write_text(json.dumps(published([key])), encoding="utf-8")
    said = subprocess.run(
        [sys.executable, "-c", loop + "    os.chdir('..')\n"], capture_output=True, text=True, check=True, timeout=60
    )
    assert said.stdout.splitlines() == [expected for _, _, expected in cases]
    for file, key, expected in cases:
        assert check(file.encode(), [key]).verdict.value.replace("-", " ") == expected
