"""A labelling config that was read, as a file for ``goodwork projects apply``."""

from __future__ import annotations

import yaml

from goodwork.forms.labelling_config import ConfigRead


def shown(read: ConfigRead) -> str:
    """The project as YAML; its head says what items need and how their annotations find the questions."""
    written = yaml.safe_dump(dict(read.project), sort_keys=False, allow_unicode=True, width=100)
    parts = [f"#   {one.column}: {one.type}, the part {one.part!r}" for one in read.columns]
    head = ["# Made from a Label Studio labelling config. Make it a project: goodwork projects apply THIS_FILE"]
    if parts:
        head += ["# Items need these columns:", *parts]
    if read.renamed:
        names = ", ".join(f'"{name}": "{key}"' for name, key in read.renamed.items())
        head.append(f'# Import its tasks with the mapping {{"questions": {{{names}}}}}')
    return "\n".join(head) + "\n" + written
