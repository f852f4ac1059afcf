"""The layout that Hugging Face ``datasets`` loads: Parquet with its features, and a README that names them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import orjson
import yaml

from goodwork.formats.arrow import pa, pc
from goodwork.formats.features import card, feature
from goodwork.formats.json_values import canonical
from goodwork.formats.parquet_pieces import parquet_pieces
from goodwork.formats.published import OutFile, Published, blob_of, picture_or_none
from goodwork.formats.report import Report
from goodwork.formats.wide import QuestionColumn, Wide

_IMAGE = pa.struct([("bytes", pa.binary()), ("path", pa.string())])


def export_datasets(published: Published, report: Report) -> Iterator[OutFile]:
    """``README.md``, ``items/``, ``annotations/`` and ``manifest.json``.

    ``datasets.load_dataset(folder)`` gives the items, ``load_dataset(folder, "annotations")`` every single
    annotation. A question with one label is a ClassLabel, so the column holds numbers with names; pictures are
    decoded by ``datasets`` itself.
    """
    layout = _Layout(published, report)
    items, annotations = layout.items(), layout.annotations()
    yield OutFile("items/train-00000.parquet", parquet_pieces(items, "items", report), packed=True)
    yield OutFile("annotations/train-00000.parquet", parquet_pieces(annotations, "annotations", report), packed=True)
    yield OutFile("README.md", iter([layout.readme().encode()]))
    yield OutFile("manifest.json", iter([canonical(published.manifest)]))


class _Layout:
    def __init__(self, published: Published, report: Report) -> None:
        self._published = published
        self._report = report
        self._wide = Wide(published)
        self._features: dict[str, dict[str, Any]] = {"items": {}, "annotations": {}}

    def items(self) -> Iterator[Any]:
        # With their bytes in the table, a few pictures at a time are enough.
        rows = 20 if any(part.is_picture for part in self._wide.parts) else 10_000
        for table in self._wide.items():
            for first in range(0, max(1, table.num_rows), rows):
                yield self._typed(table.slice(first, rows), "items")

    def annotations(self) -> Iterator[Any]:
        for table in self._wide.annotations():
            yield self._typed(table, "annotations")

    def _typed(self, table: Any, name: str) -> Any:
        questions = {question.name: question for question in self._wide.questions}
        pictures = {part.name for part in self._wide.parts if part.is_picture} if name == "items" else set[str]()
        columns: dict[str, Any] = {}
        features: dict[str, Any] = {}
        for column in table.column_names:
            values = table.column(column)
            question = questions.get(column)
            if column in pictures:
                columns[column], features[column] = self._pictures(values), {"_type": "Image"}
            elif question is not None and question.says == "choice":
                columns[column] = _numbers(question, values)
                features[column] = {"names": list(question.labels), "_type": "ClassLabel"}
            else:
                columns[column], features[column] = values, feature(values.type)
        self._features[name] = features
        info = orjson.dumps({"info": {"features": features}}).decode()
        return pa.table(columns).replace_schema_metadata({"huggingface": info})

    def _pictures(self, names: Any) -> Any:
        made = [
            None if content is None else {"bytes": content, "path": name}
            for name in names.to_pylist()
            for content in [
                None if name is None else picture_or_none(self._published, blob_of(name), name, self._report)
            ]
        ]
        return pa.array(made, _IMAGE)

    def readme(self) -> str:
        """The dataset card, with what ``datasets`` and people need to know."""
        manifest = self._published.manifest
        head = {
            "configs": [
                {"config_name": "items", "data_files": "items/*.parquet", "default": True},
                {"config_name": "annotations", "data_files": "annotations/*.parquet"},
            ],
            "dataset_info": [
                {"config_name": name, "features": [card(column, f) for column, f in features.items()]}
                for name, features in self._features.items()
                if features
            ],
        }
        shown = yaml.safe_dump(head, sort_keys=False, allow_unicode=True)
        counts = manifest["counts"]
        questions = manifest["forms"][str(manifest["form_version"])]
        asked = "\n".join(f"- `{question['key']}`: {question['title']}" for question in questions)
        return (
            f"---\n{shown}---\n\n# {manifest['project']['name']}\n\n{manifest['project']['purpose']}\n\n"
            f"{counts['items']} items, {counts['annotations']} annotations by {counts['people']} people "
            f"under pseudonyms.\n\n{_trust(manifest)}## Questions\n\n{asked}\n\n"
            f"## Known limits\n\n{manifest['known_limits']}\n\n"
            f"## Guideline\n\n{manifest['guideline']['markdown']}\n"
        )


def _numbers(question: QuestionColumn, names: Any) -> Any:
    found = pc.index_in(names, value_set=pa.array(question.labels, pa.string()))
    return pc.cast(found, pa.int64())


_SETTLED = {
    "met": "met the target",
    "most-reached": "have the most answers that were allowed, and missed it",
    "no-gain": "missed the target, where another answer would hardly have helped",
    "by-person": "were settled by a lead or a reviewer",
    "on-count": "were settled on count, without a confidence",
    "unknown": "were settled before it was written down how",
}


_NOT_SETTLED = {
    "open": "are open",
    "expert": "wait for a reviewer",
    "held": "wait for the lead",
    "set-aside": "are set aside",
}


def _trust(manifest: Mapping[str, Any]) -> str:
    """How far the consensus can be trusted; nothing for a version that was published before this was kept."""
    if "settled" not in manifest:
        return ""
    settled, counts, states = manifest["settled"], manifest["counts"], manifest.get("states", {})
    lines = "".join(
        f"- {found[word]} {words}\n"
        for found, told in ((settled, _SETTLED), (states, _NOT_SETTLED))
        for word, words in told.items()
        if found.get(word)
    )
    head = f"{counts['settled']} of {counts['items']} items are settled; the target is {manifest['proof']['target']}."
    return f"## How far to trust it\n\n{head}\n\n{lines}\n{manifest['proof']['says']}\n\n"
