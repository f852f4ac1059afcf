"""Run in an environment with label-studio-sdk: outlines in tasks, as Label Studio checks and converts them.

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
converter.convert_to_coco(tasks, folder, output_image_dir=f"{folder}/images", is_dir=False)
made = json.loads((Path(folder) / "result.json").read_text(encoding="utf-8"))
sys.stdout.write(
    json.dumps({
        "valid": [interface.validate_annotation(annotation) for annotation in annotations],
        "coco": [one["segmentation"][0] for one in made["annotations"]],
    })
    + "\n"
)  # fmt: skip
