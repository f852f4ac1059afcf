"""Our tasks, read by Label Studio's own library.

It needs packages that exclude ours, so it has an environment of its own: make one with
``python3 -m venv FOLDER && FOLDER/bin/pip install label-studio-sdk`` and name it in GOODWORK_LABEL_STUDIO.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.formats.converted import own, spans, to_files

PLACE = os.environ.get("GOODWORK_LABEL_STUDIO", "")
CONFIG = """<View><Text name="text" value="$text"/><Labels name="entities" toName="text">
<Label value="PER"/><Label value="LOC"/></Labels></View>"""


@pytest.mark.skipif(not PLACE, reason="Label Studio's reader was NOT asked: GOODWORK_LABEL_STUDIO names no environment")
def test_its_own_reader_takes_our_regions(tmp_path: Path) -> None:
    rows = [spans("🎉 Ada sang in Köln", (2, 5, "PER"), (14, 18, "LOC")), spans("زار محمد بغداد", (4, 8, "PER"))]
    files, _ = to_files(own(rows), "label-studio")
    (tmp_path / "config.xml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "tasks.json").write_bytes(files["tasks.json"])
    command = [f"{PLACE}/bin/python", str(Path(__file__).with_name("label_studio_reader.py"))]
    arguments = [str(tmp_path / name) for name in ("config.xml", "tasks.json", "out")]
    done = subprocess.run(command + arguments, capture_output=True, text=True, check=True)
    read = json.loads(done.stdout.splitlines()[-1])
    assert read["valid"] == [True, True]
    tagged = [line.split() for line in read["conll"].splitlines() if line and not line.startswith("-DOCSTART-")]
    named = [(word, tag) for word, *_, tag in tagged if tag != "O"]
    assert named == [("Ada", "B-PER"), ("Köln", "B-LOC"), ("محمد", "B-PER")]
