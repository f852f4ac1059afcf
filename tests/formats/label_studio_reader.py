"""Run by test_label_studio_sdk.py in an environment with label-studio-sdk: reads tasks as Label Studio does.

Arguments: the labelling config, the tasks, a folder to write into. Prints one JSON object.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from label_studio_sdk.converter import Converter  # pyright: ignore
from label_studio_sdk.label_interface import LabelInterface  # pyright: ignore

config, tasks, folder = sys.argv[1:]
interface = LabelInterface(Path(config).read_text(encoding="utf-8"))
annotations = [a for task in json.loads(Path(tasks).read_text(encoding="utf-8")) for a in task["annotations"]]
converter = Converter(config, project_dir=None, download_resources=False)
converter.convert_to_conll2003(tasks, folder, is_dir=False)
print(
    json.dumps(
        {
            "valid": [interface.validate_annotation(annotation) for annotation in annotations],
            "conll": (Path(folder) / "result.conll").read_text(encoding="utf-8"),
        }
    )
)
