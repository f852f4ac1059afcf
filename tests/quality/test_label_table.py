"""Label tables: what they take, what they refuse and how they say it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from goodwork.errors import Invalid, Unreadable
from goodwork.quality.labels import LabelTable

ROWS = {"task": ["b", "a", "b", "c"], "worker": [1, 1, 2, 2], "label": ["no", "yes", "yes", "no"]}


def test_codes_are_sorted_by_item_and_keep_the_order_within() -> None:
    table = LabelTable.from_frame(pd.DataFrame(ROWS))
    assert table.items.tolist() == ["b", "a", "c"]
    assert table.classes == ["no", "yes"]
    assert table.item.tolist() == [0, 0, 1, 2]
    assert table.person.tolist() == [0, 1, 0, 1]
    assert table.answer.tolist() == [0, 1, 1, 0]
    assert table.item_ptr.tolist() == [0, 2, 3, 4]
    assert table.by_person.tolist() == [0, 2, 1, 3]
    assert table.votes.tolist() == [[1, 1], [0, 1], [1, 0]]


def test_arrow_and_pandas_frames_give_the_same_table() -> None:
    one, other = LabelTable.from_frame(pd.DataFrame(ROWS)), LabelTable.from_frame(pa.table(ROWS))
    assert one.items.tolist() == other.items.tolist()
    assert np.array_equal(one.answer, other.answer)


def test_a_repeated_pair_keeps_the_last_and_is_counted() -> None:
    frame = pd.DataFrame({"task": [1, 2, 1], "worker": [9, 9, 9], "label": ["x", "x", "y"]})
    table = LabelTable.from_frame(frame)
    assert table.repeated == 1
    assert table.n == 2
    assert [table.classes[code] for code in table.answer] == ["y", "x"]


def test_sorted_arrays_are_not_copied() -> None:
    item, person = np.array([0, 0, 1], np.int32), np.array([0, 1, 0], np.int32)
    answer = np.array([1, 0, 1], np.int32)
    table = LabelTable.from_arrays(item, person, answer, classes=["x", "y"])
    assert table.item is item
    assert table.person is person
    assert table.answer is answer


def test_missing_columns_are_named() -> None:
    with pytest.raises(Invalid, match="no column worker"):
        LabelTable.from_frame(pd.DataFrame({"task": [1], "label": [1]}))


@pytest.mark.parametrize("column", ["task", "worker", "label"])
def test_an_empty_cell_is_refused_with_its_row(column: str) -> None:
    frame = pd.DataFrame(ROWS).astype(object)
    frame.loc[2, column] = None
    with pytest.raises(Invalid, match=f"{column} is empty in row 2"):
        LabelTable.from_frame(frame)


def test_nan_is_empty_too() -> None:
    with pytest.raises(Invalid, match="label is empty in row 1"):
        LabelTable.from_frame(pd.DataFrame({"task": [1, 2], "worker": [1, 1], "label": [1.0, float("nan")]}))


def test_unknown_gold_is_refused_with_its_row() -> None:
    with pytest.raises(Invalid, match=r"row 1.*'maybe'"):
        LabelTable.from_frame(pd.DataFrame(ROWS), gold={"a": "yes", "b": "maybe"})


def test_contradicting_gold_is_refused() -> None:
    gold = pd.DataFrame({"task": ["a", "a"], "label": ["yes", "no"]})
    with pytest.raises(Invalid, match="two different gold"):
        LabelTable.from_frame(pd.DataFrame(ROWS), gold=gold)


def test_declared_classes_fix_the_order_and_refuse_others() -> None:
    table = LabelTable.from_frame(pd.DataFrame(ROWS), classes=["yes", "no", "never used"])
    assert table.classes == ["yes", "no", "never used"]
    assert table.n_classes == 3
    with pytest.raises(Invalid, match="Row 1: label 'yes'"):
        LabelTable.from_frame(pd.DataFrame(ROWS), classes=["no"])


def test_gold_of_an_unlabelled_task_adds_an_item_without_labels() -> None:
    table = LabelTable.from_frame(pd.DataFrame(ROWS), gold=pd.Series({"z": "no", "a": "yes"}))
    assert table.items.tolist() == ["b", "a", "c", "z"]
    assert table.gold.tolist() == [-1, 1, -1, 0]
    assert table.item_ptr[-1] == table.item_ptr[-2]


def test_codes_out_of_range_are_refused_with_their_row() -> None:
    with pytest.raises(Invalid, match="Row 1: answer code 5"):
        LabelTable.from_arrays([0, 1], [0, 0], [0, 5], classes=["x", "y"])
    with pytest.raises(Invalid, match="differ in length"):
        LabelTable.from_arrays([0, 1], [0], [0, 1], classes=["x", "y"])


def test_files_keep_leading_zeros_and_agree_with_gold(tmp_path: Path) -> None:
    labels, gold = tmp_path / "labels.csv", tmp_path / "gold.csv"
    labels.write_text("task,worker,label\n007,1,0\n8,2,1\n")
    gold.write_text("task,label\n8,1\n")
    table = LabelTable.read(labels, gold)
    assert table.items.tolist() == ["007", "8"]
    assert table.classes == [0, 1]
    assert table.gold.tolist() == [-1, 1]
    path = tmp_path / "labels.parquet"
    parquet.write_table(pa.table(ROWS), path)
    assert LabelTable.read(path).n == 4


def test_an_unreadable_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"gone\.csv"):
        LabelTable.read(tmp_path / "gone.csv")
    broken = tmp_path / "broken.parquet"
    broken.write_bytes(b"no parquet")
    with pytest.raises(Unreadable, match=r"broken\.parquet"):
        LabelTable.read(broken)


def test_no_rows_at_all_is_a_table_too() -> None:
    table = LabelTable.from_frame(pd.DataFrame({"task": [], "worker": [], "label": []}))
    assert table.n == 0
    assert table.n_items == 0


def test_the_table_of_some_items_knows_only_their_people() -> None:
    table = LabelTable.from_arrays(
        [0, 0, 1, 2], [5, 1, 3, 1], [1, 0, 1, 1], classes=["n", "y"], items=["a", "b", "c"], people=list("uvwxyz"),
        gold=[1, 0, -1],
    )  # fmt: skip
    part = table.of_items(np.array([True, False, True]))
    assert part.items.tolist() == ["a", "c"]
    assert part.people.tolist() == ["v", "z"]
    assert part.item.tolist() == [0, 0, 1]
    assert part.people[part.person].tolist() == ["z", "v", "v"]
    assert part.answer.tolist() == [1, 0, 1]
    assert part.gold.tolist() == [1, -1]
