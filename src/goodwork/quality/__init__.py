"""Numbers only: label tables in; posteriors, skills, agreement and calibration out.

>>> from goodwork.quality import aggregate
>>> frame = aggregate(labels, gold=None)  # doctest: +SKIP

The names below load what they need when they are first used, so importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from goodwork.quality.aggregation import Aggregation, aggregate, appraise
    from goodwork.quality.background import SharedErrors
    from goodwork.quality.calibration import Calibration
    from goodwork.quality.dawid_skene import DawidSkene
    from goodwork.quality.hierarchical import Communities, HierarchicalDawidSkene
    from goodwork.quality.labels import LabelTable
    from goodwork.quality.majority import Majority
    from goodwork.quality.stack import Stack

_HOME = {
    "Aggregation": "aggregation",
    "aggregate": "aggregation",
    "appraise": "aggregation",
    "Calibration": "calibration",
    "Communities": "hierarchical",
    "DawidSkene": "dawid_skene",
    "HierarchicalDawidSkene": "hierarchical",
    "LabelTable": "labels",
    "Majority": "majority",
    "SharedErrors": "background",
    "Stack": "stack",
}

__all__ = [
    "Aggregation",
    "Calibration",
    "Communities",
    "DawidSkene",
    "HierarchicalDawidSkene",
    "LabelTable",
    "Majority",
    "SharedErrors",
    "Stack",
    "aggregate",
    "appraise",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"goodwork.quality has no {name}")
    return getattr(import_module(f"goodwork.quality.{_HOME[name]}"), name)
