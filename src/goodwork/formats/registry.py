"""The list of formats. From the general to the particular: what is recognised is asked from the end."""

from __future__ import annotations

from collections.abc import Mapping

from goodwork.formats.argilla import FORMAT as ARGILLA
from goodwork.formats.brat import FORMAT as BRAT
from goodwork.formats.chat import FORMAT as CHAT
from goodwork.formats.coco import FORMAT as COCO
from goodwork.formats.comparisons import FORMAT as COMPARISONS
from goodwork.formats.conll import FORMAT as CONLL
from goodwork.formats.conllu import FORMAT as CONLLU
from goodwork.formats.contract import Format
from goodwork.formats.csv import FORMAT as CSV
from goodwork.formats.cvat import FORMAT as CVAT
from goodwork.formats.datasets import FORMAT as DATASETS
from goodwork.formats.docbin import FORMAT as DOCBIN
from goodwork.formats.doccano import FORMAT as DOCCANO
from goodwork.formats.excel import FORMAT as EXCEL
from goodwork.formats.fasttext import FORMAT as FASTTEXT
from goodwork.formats.folder import FORMAT as FOLDER
from goodwork.formats.jsonl import FORMAT as JSONL
from goodwork.formats.label_studio import FORMAT as LABEL_STUDIO
from goodwork.formats.labelme import FORMAT as LABELME
from goodwork.formats.parquet import FORMAT as PARQUET
from goodwork.formats.prodigy import FORMAT as PRODIGY
from goodwork.formats.text import FORMAT as TEXT
from goodwork.formats.trl import FORMAT as TRL
from goodwork.formats.voc import FORMAT as VOC
from goodwork.formats.webanno import FORMAT as WEBANNO
from goodwork.formats.yolo import FORMAT as YOLO

FORMATS: Mapping[str, Format] = {
    known.name: known
    for known in (
        JSONL, CSV, PARQUET, FOLDER, DATASETS, CONLL, DOCBIN, BRAT, FASTTEXT, CHAT, ARGILLA, COMPARISONS, TRL,
        LABEL_STUDIO, EXCEL, DOCCANO, PRODIGY, CONLLU, WEBANNO, VOC, YOLO, COCO, CVAT, LABELME, TEXT,
    )
}  # fmt: skip
"""Every format by its name; each is read."""

WRITTEN: Mapping[str, Format] = {name: known for known in FORMATS.values() for name in known.writes}
"""Every format that is written, by the names of its forms."""
