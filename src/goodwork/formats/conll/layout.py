"""What the columns of a CoNLL file are, told from its first lines: a number, the word, others, tags in layers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from goodwork.errors import Unreadable
from goodwork.formats.tokens import MISSING, TAG, is_tags, scheme_of

MOST_SNIFFED = 20_000
"""Lines that the columns are told from."""
_WORDS = frozenset({"token", "tokens", "word", "words", "form"})
_CHUNKS = frozenset(
    {"NP", "VP", "PP", "ADVP", "ADJP", "SBAR", "PRT", "CONJP", "INTJ", "LST", "UCP", "NC", "VC", "PC", "AC"}
)
"""Labels of phrases: such tags stand beside those of entities in CoNLL-2003."""
_DOCUMENT = "-DOCSTART-"

Cells = list[str]


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a file, counted from 0."""

    width: int
    word: int
    tags: tuple[int, ...]
    """The outermost layer first; none where every tag is left open."""
    kept: tuple[tuple[int, str], ...]
    """Other columns that hold something, and their names."""
    scheme: str
    plain: bool = False
    """Whether tags are labels, without a letter that says where an entity begins."""
    open_is_outside: bool = False
    """Whether ``_`` is what this file has for O."""
    header: int = 0
    """The line that names the columns; 0: none does."""

    def is_word_line(self, cells: Cells) -> bool:
        """Whether a line that begins with # is a word and its tag, not a comment."""
        if len(cells) != self.width or not self.tags:
            return False
        cell = cells[self.tags[-1]]
        return cell == "O" if self.plain else TAG.fullmatch(cell) is not None

    def is_tag(self, cell: str) -> bool:
        """Whether a cell is a tag, or holds nothing."""
        return self.plain or TAG.fullmatch(cell) is not None or MISSING.fullmatch(cell) is not None


def cells_of(line: str) -> Cells:
    """The cells of a line: between tabs, else between spaces."""
    if "\t" not in line:
        cells = line.split(" ")
        return line.split() if "" in cells else cells
    cells = [cell.strip(" ") for cell in line.split("\t")]
    while len(cells) > 1 and not cells[-1]:
        cells.pop()
    return cells


def layout_of(lines: Iterable[tuple[int, str]]) -> Layout:
    """The layout that the first lines of a file show; Unreadable when no column holds tags.

    >>> layout = layout_of(enumerate(["# who knows", "1\\tBerlin\\tB-LOC\\tO", "2\\tist\\tO\\tO"], 1))
    >>> layout.word, layout.tags
    (1, (2, 3))
    """
    sentences, first, header = _sample(lines)
    width = Counter(len(cells) for rows in sentences for cells in rows).most_common(1)
    if not width:
        return Layout(2, 0, (1,), (), "bio")
    if width[0][0] < 2:
        raise _no_tags()
    n = width[0][0]
    rows = [[cells for cells in sentence if len(cells) == n] for sentence in sentences]
    rows = [sentence for sentence in rows if sentence]
    columns = [[cells[i] for sentence in rows for cells in sentence] for i in range(n)]
    word = _word(columns, rows)
    tags, plain = _tags(columns, word)
    names = header if len(header) == n else []
    kept = [(i, name) for i, name in _others(columns, word, tags, names) if not _is_empty(columns[i])]
    shown = [[cells[i] for cells in sentence] for i in tags for sentence in rows]
    values = {cell for i in tags for cell in columns[i]}
    return Layout(
        n, word, tags, tuple(kept), scheme_of(shown), plain,
        open_is_outside="O" not in values and any(map(MISSING.fullmatch, values)),
        header=first if header else 0,
    )  # fmt: skip


def _no_tags() -> Unreadable:
    return Unreadable(
        "No column of the file holds tags such as O and B-PER.",
        next_step="Say what it is, with --from for convert and --format for import: conllu for CoNLL-U, webanno for "
        "WebAnno TSV, csv for a table.",
    )


def _sample(lines: Iterable[tuple[int, str]]) -> tuple[list[list[Cells]], int, Cells]:
    """The sentences of the first lines without comments, the first line of words, and its cells if it is a header."""
    sentences: list[list[Cells]] = [[]]
    hashed: list[Cells] = []
    first = 0
    header: Cells = []
    for number, line in lines:
        if not line or line.isspace() or line.startswith(_DOCUMENT):
            if sentences[-1]:
                sentences.append([])
            continue
        cells = cells_of(line)
        if line.startswith("#"):
            hashed.append(cells)
            continue
        if not first:
            first = number
            if {cell.lower() for cell in cells[:2]} & _WORDS and not TAG.fullmatch(cells[-1]):
                header = cells
                continue
        sentences[-1].append(cells)
    if not any(sentences):
        # Every word of it begins with #, or it is nothing but comments.
        sentences = [[cells for cells in hashed if TAG.fullmatch(cells[-1])]]
    return sentences, first, header


def _word(columns: Sequence[Sequence[str]], rows: Sequence[Sequence[Cells]]) -> int:
    """The column of the words: the first, the one beside numbers of words, or the one behind a tag."""
    if len(columns) == 2:
        return 1 if is_tags(columns[0]) and not is_tags(columns[1]) and "O" not in columns[1] else 0
    if len(columns) < 2:
        return 0
    # Words may look like tags themselves; with two layers behind them they are words all the same.
    layers = is_tags(columns[1]) and sum(map(is_tags, columns[2:])) > 1
    return 1 if (layers or _are_words(columns[1])) and _counts(rows) else 0


def _are_words(cells: Sequence[str]) -> bool:
    """Whether cells beside numbers may be the words: numbers that are words themselves have their tags there."""
    return not is_tags(cells) and not _is_empty(cells) and (len(cells) == 1 or len(set(cells)) > 1)


def _counts(sentences: Sequence[Sequence[Cells]]) -> bool:
    """Whether the first column numbers the words of each sentence."""
    for sentence in sentences:
        if not all(cells[0].isdecimal() and cells[0].isascii() and len(cells[0]) < 10 for cells in sentence):
            return False
        numbers = [int(cells[0]) for cells in sentence]
        if numbers[0] not in (0, 1) or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
            return False
    return True


def _tags(columns: Sequence[Sequence[str]], word: int) -> tuple[tuple[int, ...], bool]:
    if len(columns) == 2 and word == 1:
        return (0,), False  # the tag stands before its word
    found = [i for i in range(word + 1, len(columns)) if is_tags(columns[i])]
    if found:
        # Phrases stand before entities, and so does a column of which our own files make no use. Where words are
        # numbered the columns are layers, of which one may be empty.
        useful = [i for i in found if not _is_chunks(columns[i]) and (word or i == found[-1] or _labels(columns[i]))]
        return tuple(useful or found[-1:]), False
    last = columns[-1]
    if "O" in last and len(set(last)) <= 200:
        return (len(columns) - 1,), True
    if all(MISSING.fullmatch(cell) for cell in last):
        return (), False
    raise _no_tags()


def _labels(cells: Sequence[str]) -> set[str]:
    return {cell[2:] for cell in cells if cell[1:2] in ("-", "_") and cell[0] != "_"}


def _is_chunks(cells: Sequence[str]) -> bool:
    labels = _labels(cells)
    return bool(labels) and labels <= _CHUNKS


def _others(columns: Sequence[Sequence[str]], word: int, tags: Sequence[int], header: Cells) -> list[tuple[int, str]]:
    others = [i for i in range(word + 1, len(columns)) if i not in tags]
    if header:
        return [(i, header[i]) for i in others]
    before = [i for i in others if not tags or i < tags[0]]
    names = {i: f"column_{i + 1}" for i in others}
    # What CoNLL-2000 to 2003 have between word and tag.
    usual = {1: ["pos"], 2: ["pos", "chunk"], 3: ["lemma", "pos", "chunk"]}.get(len(before), [])
    if usual and (usual[-1] != "chunk" or is_tags(columns[before[-1]]) or _is_empty(columns[before[-1]])):
        names.update(zip(before, usual, strict=True))
    return list(names.items())


def _is_empty(cells: Sequence[str]) -> bool:
    return not "".join(set(cells)).strip("_-XO")
