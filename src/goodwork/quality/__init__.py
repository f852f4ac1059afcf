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
    from goodwork.quality.blend import Blend
    from goodwork.quality.calibration import Calibration
    from goodwork.quality.dawid_skene import DawidSkene, OneCoin
    from goodwork.quality.glad import Glad
    from goodwork.quality.hierarchical import Communities, HierarchicalDawidSkene, ItemSubtypes
    from goodwork.quality.labels import LabelTable
    from goodwork.quality.majority import Majority, WeightedMajority

_HOME = {
    "Aggregation": "aggregation",
    "aggregate": "aggregation",
    "appraise": "aggregation",
    "Blend": "blend",
    "Calibration": "calibration",
    "Communities": "hierarchical",
    "DawidSkene": "dawid_skene",
    "Glad": "glad",
    "HierarchicalDawidSkene": "hierarchical",
    "ItemSubtypes": "hierarchical",
    "LabelTable": "labels",
    "Majority": "majority",
    "OneCoin": "dawid_skene",
    "WeightedMajority": "majority",
}

__all__ = [
    "Aggregation",
    "Blend",
    "Calibration",
    "Communities",
    "DawidSkene",
    "Glad",
    "HierarchicalDawidSkene",
    "ItemSubtypes",
    "LabelTable",
    "Majority",
    "OneCoin",
    "WeightedMajority",
    "aggregate",
    "appraise",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"goodwork.quality has no {name}")
    return getattr(import_module(f"goodwork.quality.{_HOME[name]}"), name)
