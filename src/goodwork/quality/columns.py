"""Columns of ids and classes from any frame or file, checked: nothing missing, nothing empty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias, cast

import narwhals as nw
import numpy as np
import pyarrow as pa
import pyarrow.compute
import pyarrow.csv as csv
import pyarrow.parquet as parquet
from narwhals.exceptions import DuplicateError
from numpy.typing import NDArray

from goodwork.errors import Fault, Invalid, Unreadable

Column: TypeAlias = Any  # an Arrow array; pyarrow ships no types for it
_OR_NAMED = ", or name yours with task=, worker=, label="
"""What can be done beside, where a program hands a frame over."""
pc = cast(Any, pyarrow.compute)  # its functions are made when it is imported, so its types are not known


def read_frame(frame: Any, names: Sequence[str], *, what: str) -> list[Column]:
    """The named columns of any frame as Arrow arrays without nulls."""
    try:
        lazy = nw.from_native(frame)
    except TypeError as error:
        raise Invalid(
            f"The {what} are a {type(frame).__name__}, which is no data frame.",
            next_step="Pass pandas, polars, Arrow or another frame with the columns " + ", ".join(names) + ".",
        ) from error
    except (DuplicateError, UnicodeDecodeError) as error:
        why = "two columns have the same name" if isinstance(error, DuplicateError) else "a column's name is not UTF-8"
        raise Invalid(f"In {what}: {why}.", next_step="Give each column a name of its own, in UTF-8.") from None
    missing = [name for name in names if name not in lazy.collect_schema().names()]
    if missing:
        has = ", ".join(lazy.collect_schema().names()) or "none"
        raise Invalid(
            f"In {what}: there is no column {', '.join(missing)}.",
            next_step=f"Columns found: {has}. Rename them{_OR_NAMED if what == 'labels' else ''}.",
            faults=[Fault(name, "column is missing") for name in missing],
        )
    eager = lazy.select(*names)
    if isinstance(eager, nw.LazyFrame):
        eager = eager.collect()
    return [_names(_filled(_arrow_of(eager[name], name, what), name, what), name, what) for name in names]


def _arrow_of(series: Any, name: str, what: str) -> Column:
    """A column as Arrow has it; Invalid where it holds numbers and words at once, or anything that is no plain name."""
    try:
        return series.to_arrow()
    except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError) as error:
        found = sorted({type(value).__name__ for value in series.to_list() if value is not None})
        raise Invalid(
            f"In {what}: {name} mixes types, which are not told apart for certain: {', '.join(found)}.",
            next_step=f"Make them all text, or all numbers: of a pandas frame, frame[{name!r}].astype(str).",
            faults=[Fault(name, f"holds {' and '.join(found)}")],
        ) from error


def _names(column: Column, name: str, what: str) -> Column:
    """A column as names that are told apart and shown as they are written: dates, bytes and decimals become text.

    Invalid where a cell holds more than one thing, or bytes that are no text.
    """
    kind = column.type.value_type if isinstance(column, pa.DictionaryArray) else column.type
    refused = f"In {what}: {name} holds {kind}, and no names."
    if pa.types.is_nested(kind):
        raise Invalid(refused, next_step="Give each row one text or number in it; nothing was read.")
    plain = pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_integer(kind)
    if plain or pa.types.is_floating(kind) or pa.types.is_boolean(kind) or pa.types.is_null(kind):
        return column
    try:
        return pc.cast(column, pa.string())
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        raise Invalid(refused, next_step="Make it text or whole numbers; nothing was read.") from error


def _filled(column: Any, name: str, what: str) -> Column:
    """The column as one Arrow array, refused if anything in it is null or not a number."""

    array: Any = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if isinstance(array, pa.ChunkedArray):  # an empty chunked array stays chunked
        array = pa.array([], array.type)
    empty = pc.is_null(array, nan_is_null=True) if array.null_count or pa.types.is_floating(array.type) else None
    if empty is not None and pc.any(empty).as_py():
        rows = np.flatnonzero(empty.to_numpy(zero_copy_only=False))
        more = f" and {rows.size - 1} more" if rows.size > 1 else ""
        raise Invalid(
            f"In {what}: {name} is empty in row {int(rows[0])}{more}.",
            next_step="Drop the rows or fill them; nothing was read.",
            faults=[Fault(f"row {int(row)}", f"{name} is empty") for row in rows[:20]],
        )
    return array


def read_gold(gold: Any, task: str, label: str) -> list[Column]:
    """Gold as two Arrow columns, from a mapping, a pandas Series or a frame."""

    if isinstance(gold, Mapping):
        return [
            _filled(_array_of(gold.keys()), task, "gold"),
            _filled(_array_of(gold.values()), label, "gold"),
        ]
    if hasattr(gold, "index") and hasattr(gold, "to_numpy") and not hasattr(gold, "columns"):
        columns = {task: gold.index.to_numpy(), label: gold.to_numpy()}
        return [_filled(pa.array(values, from_pandas=True), name, "gold") for name, values in columns.items()]
    return read_frame(gold, (task, label), what="gold")


def _array_of(values: Any) -> Column:
    try:
        return pa.array(list(values))
    except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
        raise Invalid("Gold mixes types of ids or of classes.", next_step="Use one type for each.") from error


def read_file(path: Path, names: Sequence[str]) -> list[Column]:
    """The named columns of a CSV (as text) or Parquet file."""

    try:
        if path.suffix.lower() in {".parquet", ".pq"}:
            frame = parquet.read_table(path)
        else:
            with path.open("rb") as file:
                header = file.readline().decode("utf-8-sig").strip().split(",")
            text = {name.strip().strip('"'): pa.string() for name in header}
            convert = csv.ConvertOptions(column_types=text, strings_can_be_null=True, null_values=[""])
            frame = csv.read_csv(path, convert_options=convert)
    except (OSError, UnicodeDecodeError, pa.ArrowException, MemoryError) as error:
        raise Unreadable(
            f"{path.name} can't be read: {error}.",
            next_step="It has to be a CSV or Parquet file with the columns " + ", ".join(names) + ".",
        ) from error
    return read_frame(frame, names, what=path.name)


def natural(*columns: Column) -> list[Column]:
    """The columns as integers if all their text is written exactly as integers are, else unchanged."""

    if not all(pa.types.is_string(column.type) or pa.types.is_large_string(column.type) for column in columns):
        return list(columns)
    try:
        numbers = [pc.cast(column, pa.int64()) for column in columns]
    except pa.ArrowInvalid:
        return list(columns)
    same = all(pc.cast(n, c.type).equals(c) for n, c in zip(numbers, columns, strict=True))
    return numbers if same else list(columns)


def encode(column: Column) -> tuple[NDArray[np.int32], NDArray[Any]]:
    """Codes in order of first appearance, and the names they stand for."""

    encoded: Any = column if isinstance(column, pa.DictionaryArray) else column.dictionary_encode()
    codes = np.asarray(encoded.indices.to_numpy(zero_copy_only=False)).astype(np.int32, copy=False)
    return codes, np.asarray(encoded.dictionary.to_numpy(zero_copy_only=False))


def names_of(names: Sequence[Any], like: Column) -> Column:
    """These names as a column of the type that ``like`` has; Invalid where it can't hold them."""
    plain = like.type.value_type if isinstance(like, pa.DictionaryArray) else like.type
    try:
        if pa.types.is_string(plain) or pa.types.is_large_string(plain):
            return pa.array([str(name) for name in names], plain)
        return pc.cast(pa.array(list(names)), plain) if names else pa.array([], plain)
    except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError) as error:
        raise Invalid(
            f"The labels are {plain}, and these classes are not: {', '.join(map(str, names))}.",
            next_step="Name classes as the labels are written.",
        ) from error


def in_order(labels: NDArray[Any]) -> list[Any]:
    names = labels.tolist()
    try:
        return sorted(names)
    except TypeError:
        return sorted(names, key=str)
