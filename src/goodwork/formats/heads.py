"""The first rows of a table: what is a title above it, what names its columns, and what is data already."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from goodwork.formats import guesses
from goodwork.formats.answer_names import is_called_answer, plain

Cells = Sequence[str]

LONGEST_NAME = 60
"""Characters up to which a cell may well be a name."""
MOST_TITLES = 10
_WORDS = 4
"""Words of a text that is no name, where those below it are as long."""
_SENTENCE = re.compile(r"[.!?…。！？][\"'»”)]*$")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d+)?%?")
_LAST_WORDS = frozenset({"text", "label", "id", "name", "comment", "answer", "rating", "score", "category", "date"})


def titles_above(rows: Sequence[Cells]) -> int:
    """How many of the first rows are titles or empty, above a row with the names of the columns.

    A title is one cell where the rows of the table have several. It is none when it is called like a column, or when
    the row below it does not look like names.

    >>> titles_above([["Export of May"], ["text", "label"], ["Good", "pos"]]), titles_above([["text"], ["a", "b"]])
    (1, 0)
    """
    filled = [sum(bool(cell.strip()) for cell in cells) for cells in rows]
    for n in range(1, min(len(rows) - 1, MOST_TITLES) + 1):
        if filled[n - 1] > 1 or any(is_name(cell) for cell in rows[n - 1]):
            return 0
        if filled[n] > 1:
            width = len(rows[n])
            below = rows[n + 1 :]
            alike = sum(len(cells) == width for cells in below)
            names = [cell for cell in rows[n] if cell.strip()]
            one_of_them = any(map(is_name, names)) or _stands_over_numbers(rows[n], below)
            return n if one_of_them and max(map(len, names)) <= LONGEST_NAME and 5 * alike >= 4 * len(below) else 0
    return 0


def rows_about(rows: Sequence[Cells]) -> int:
    """How many rows below the header say what the columns are, as surveys of Qualtrics have them.

    >>> rows_about([["Q1"], ["How good?"], ['{"ImportId":"QID1"}'], ["Very"]]), rows_about([["Q1"], ["Very"]])
    (2, 0)
    """
    for n, cells in enumerate(rows[1:3], 1):
        if cells and 2 * sum(cell.startswith('{"ImportId"') for cell in cells) > len(cells):
            return n
    return 0


def is_data(first: Cells, below: Sequence[Cells]) -> bool:
    """Whether the first row of a table is one of its rows and no header.

    It is where it holds what its columns hold: a label that comes again below, a text as long as those below it, a
    number above numbers. A cell that is called like a column, or stands above numbers without being one, speaks for a
    header, and in doubt it is one.

    >>> is_data(["Nice food", "pos"], [["Bad", "neg"], ["Good", "pos"]]), is_data(["text", "label"], [["Bad", "neg"]])
    (True, False)
    """
    data = header = 0
    numbers = [cell.strip() for cell in first if _NUMBER.fullmatch(cell.strip())]
    counted = _counts_up(numbers)
    for n, cell in enumerate(first):
        cell = cell.strip()
        values = [value for cells in below if n < len(cells) and (value := cells[n].strip())]
        if not cell or not values:
            continue
        if n == 0 and _goes_on(cell, values[0]):
            data += 2
        elif _NUMBER.fullmatch(cell):
            data += all(map(_NUMBER.fullmatch, values)) and not counted
        elif cell in values:
            data += 2
        elif is_name(cell) or _asks(cell, values) or _stands_over_digits(cell, values):
            header += 2
        elif _is_long(cell) and 2 * sum(map(_is_long, values)) >= len(values):
            data += 2
    return data > header and (data > 1 or len(first) == 1)


def is_name(cell: str) -> bool:
    """Whether a cell is called as columns often are.

    >>> is_name("review_text"), is_name("Review text"), is_name("the best phone")
    (True, True, False)
    """
    cell = cell.strip()
    words = cell.split()
    if not words or len(words) > 3 or len(cell) > LONGEST_NAME:
        return False
    if len(words) > 1:
        return words[-1].casefold() in _LAST_WORDS or plain(cell) in guesses.PEOPLE
    return (
        guesses.may_take(cell) or plain(cell) in guesses.PEOPLE or is_called_answer(cell)
        or any(word in _LAST_WORDS for word in re.findall(r"[a-z]+", cell.lower()))
    )  # fmt: skip


def _goes_on(cell: str, below: str) -> bool:
    """Whether a first cell is the number of a row, and the one below it the next."""
    return cell.isdecimal() and below.isdecimal() and len(cell) < 10 and int(below[:10]) == int(cell) + 1


def _is_long(cell: str) -> bool:
    return (
        len(cell) > LONGEST_NAME or len(cell.split()) >= _WORDS or (" " in cell and _SENTENCE.search(cell) is not None)
    )


def _has_digit(cell: str) -> bool:
    return any(c.isdigit() for c in cell)


def _asks(cell: str, values: Sequence[str]) -> bool:
    """Whether a cell is a question, as forms name their columns."""
    return cell.endswith("?") and 2 * sum(value.endswith("?") for value in values) < len(values)


def _stands_over_digits(cell: str, values: Sequence[str]) -> bool:
    return len(values) > 1 and not _has_digit(cell) and all(map(_has_digit, values))


def _stands_over_numbers(cells: Cells, below: Sequence[Cells]) -> bool:
    """Whether some cell without a digit stands above nothing but numbers."""
    for n, cell in enumerate(cells):
        values = [row[n].strip() for row in below if n < len(row) and row[n].strip()]
        if len(values) > 1 and cell.strip() and not _has_digit(cell) and all(map(_NUMBER.fullmatch, values)):
            return True
    return False


def _counts_up(numbers: Sequence[str]) -> bool:
    """Whether numbers are names one after the other: years, or columns that were never named."""
    if len(numbers) < 2 or not all(number.isdecimal() for number in numbers):
        return False
    whole = [int(number[:9]) for number in numbers]
    return all(b == a + 1 for a, b in pairwise(whole))
