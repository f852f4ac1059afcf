"""Files broken on purpose: bytes, texts, JSON, tables and archives that are nearly what they say."""

from __future__ import annotations

import gzip
import io
import json
import random
import re
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from goodwork.formats.docbin.packing import msgpack

LARGEST = 300_000
"""Bytes of a mutated file: sizes are the business of other tests."""

TOKENS = (
    b"\x00", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\\ud800", b"\\u0000", b"\xed\xa0\x80", b"\r", b"\n", b"\r\n\r\n",
    b'"', b"'", b",", b";", b"\t", b"|", b"{", b"}", b"[", b"]", b"{}", b"[]", b"null", b"NaN", b"Infinity", b"-0",
    b"1e999", b"-1", b"99999999999999999999999999", b"18446744073709551616", b"1" * 5000, b"[" * 200, b"[" * 20000,
    b'{"a":' * 3000, b"=1+1", b"'=1", b"T1\tPER 0 99\tx\n", b"R1\tx Arg1:T1 Arg2:T9\n", b"# text = a b\n",
    b"1-2\tdel\t_\n", b"-DOCSTART- -X- O O\n\n", b"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80", b"__label__",
    b"sep=;\n",    b"\xe2\x80\xa8", b"\x85", b"\x1c", b"<", b"&lt;", b"<![CDATA[", b"\xd9\xa1", b"%",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**63, -(2**70), 10**30, 0.5, -0.0, 1e308, "", " ", "x", "0", "-1", "true", "[]", "{}",
    "\x00", "\ud800", "é", "👩‍🚀", "a\r\nb", "=1+1", "nan", [], {}, [[]], [{}], [None], {"": None}, [1, 2], ["a", "b"],
    {"start": 0, "end": 1, "label": "X"}, [0, 1, "X"], [{"role": "user", "content": "x"}], [{"from": "human"}],
    {"role": "annotation", "by": "x", "records": []}, {"type": "span"}, {"bytes": None, "path": None}, "x" * 3000,
)  # fmt: skip
ENCODINGS = (
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "utf-8-sig",
    "cp1252",
    "latin-1",
    "cp500",
    "gb18030",
    "utf-7",
)
SUFFIXES = (
    ".jsonl", ".json", ".csv", ".tsv", ".txt", ".parquet", ".zip", ".gz", ".jsonl.gz", ".csv.gz", ".conll", ".conllu",
    ".spacy", ".xlsx", ".xml", ".ann", "", ".iob", ".docx",
)  # fmt: skip


def mutated(chance: random.Random, content: bytes, other: bytes) -> bytes:
    """The file with one to four things wrong; ``other`` is a second file, to take pieces from."""
    for _ in range(chance.choice((1, 1, 2, 4))):
        change = chance.choice(_by_form(content) if chance.random() < 0.7 else _BYTES)
        content = change(chance, content, other)[:LARGEST]
    return content


def _by_form(content: bytes) -> tuple[Change, ...]:
    """What fits the file: inside archives and tables, else text."""
    if content[:2] == b"PK":
        return (_in_zip,)
    if content[:4] == b"PAR1":
        return (_retyped, _retyped, _repacked, _head, _tail, *_BYTES)
    if content[:4] == b"\xff\xff\xff\xff":
        return (_head, _tail, *_BYTES)
    if content[:1] == b"\x78":
        return (_in_docbin, _in_docbin, _head, *_BYTES)
    if content[:2] == b"\x1f\x8b":
        return (_in_gzip, _head, *_BYTES)
    if content.lstrip()[:1] == b"<":
        return (_nest, *_TEXTS)
    if content.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"["):
        return (_json, _json, _json, *_TEXTS)
    return _TEXTS


Change = Callable[[random.Random, bytes, bytes], bytes]


def _stretch(chance: random.Random, content: bytes) -> tuple[int, int]:
    at = chance.randint(0, len(content))
    return at, min(len(content), at + chance.choice((1, 2, 8, 64, 1000)))


def _flip(chance: random.Random, content: bytes, other: bytes) -> bytes:
    made = bytearray(content)
    for _ in range(chance.choice((1, 1, 3, 20)) if made else 0):
        made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
    return bytes(made)


def _byte(chance: random.Random, content: bytes, other: bytes) -> bytes:
    made = bytearray(content)
    for _ in range(chance.choice((1, 3)) if made else 0):
        made[chance.randrange(len(made))] = chance.choice((0, 1, 0x7F, 0x80, 0xFF, 0x0A, 0x22, chance.randrange(256)))
    return bytes(made)


def _cut(chance: random.Random, content: bytes, other: bytes) -> bytes:
    a, b = _stretch(chance, content)
    return content[:a] + content[b:]


def _end(chance: random.Random, content: bytes, other: bytes) -> bytes:
    return content[: chance.randint(0, len(content))]


def _double(chance: random.Random, content: bytes, other: bytes) -> bytes:
    a, b = _stretch(chance, content)
    return content[:b] + content[a:b] * chance.choice((1, 2, 50, 2000)) + content[b:]


def _splice(chance: random.Random, content: bytes, other: bytes) -> bytes:
    return content[: chance.randint(0, len(content))] + other[chance.randint(0, len(other)) :]


def _token(chance: random.Random, content: bytes, other: bytes) -> bytes:
    a, b = _stretch(chance, content)
    return content[:a] + chance.choice(TOKENS) + content[chance.choice((a, b)) :]


def _lines(chance: random.Random, content: bytes, other: bytes) -> bytes:
    lines = content.split(b"\n")
    a = chance.randrange(len(lines))
    match chance.randrange(5):
        case 0:
            del lines[a]
        case 1:
            lines.insert(a, lines[chance.randrange(len(lines))])
        case 2:
            chance.shuffle(lines)
        case 3:
            lines[a] = b"\t".join(lines[a].split()[: chance.randint(0, 3)])
        case _:
            lines[a] = b""
    return b"\n".join(lines)


def _ends(chance: random.Random, content: bytes, other: bytes) -> bytes:
    return content.replace(b"\n", chance.choice((b"\r\n", b"\r", b"\n\n", b"", b"\n\r")))


def _field(chance: random.Random, content: bytes, other: bytes) -> bytes:
    mark = chance.choice((b",", b"\t", b" ", b":", b'"', b";"))
    fields = content.split(mark)
    at = chance.randrange(len(fields))
    fields[at] = chance.choice((b"", chance.choice(TOKENS), chance.choice(fields), b"0", b"-1", b"99999999999"))
    return mark.join(fields)


def _recode(chance: random.Random, content: bytes, other: bytes) -> bytes:
    return content.decode("utf-8", "replace").encode(chance.choice(ENCODINGS), "replace")


def _pack(chance: random.Random, content: bytes, other: bytes) -> bytes:
    if chance.random() < 0.5:
        return gzip.compress(content, mtime=0)
    return _zipped({chance.choice(("items.jsonl", "a/b.txt", "x.csv", "data/train.parquet", "b1.ann")): content})


def _head(chance: random.Random, content: bytes, other: bytes) -> bytes:
    """A flip among the first bytes, where packed streams and pages say what they are."""
    return _flip(chance, content[:300], other) + content[300:]


def _tail(chance: random.Random, content: bytes, other: bytes) -> bytes:
    """A flip among the last bytes, where tables and archives say what they hold."""
    at = max(0, len(content) - chance.choice((300, 2000)))
    return content[:at] + _flip(chance, content[at:], other)


def _join(chance: random.Random, content: bytes, other: bytes) -> bytes:
    """Two files in one."""
    return content + chance.choice((b"", b"\n", b"\x00")) + other


def _nuls(chance: random.Random, content: bytes, other: bytes) -> bytes:
    """A hole, as a disk that was full leaves it; or a NUL after each byte, as UTF-16 without its mark has it."""
    a, b = _stretch(chance, content)
    if chance.random() < 0.5:
        return content[:a] + bytes(b - a) + content[b:]
    return content[:a] + b"".join(bytes((byte, 0)) for byte in content[a:])


def _mixed(chance: random.Random, content: bytes, other: bytes) -> bytes:
    """The first part in one encoding, the rest in another."""
    at = chance.choice((content.find(b"\n", chance.randint(0, len(content))) + 1, len(content) // 2))
    return content[:at] + _recode(chance, content[at:], other)


def _header(chance: random.Random, content: bytes, other: bytes) -> bytes:
    """The first line once more among the others, as in files that were put one after the other."""
    lines = content.split(b"\n")
    for _ in range(chance.choice((1, 3))):
        lines.insert(chance.randint(1, len(lines)), lines[0])
    return b"\n".join(lines)


_NUMBER = re.compile(rb"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])")
_ENORMOUS = (
    b"9" * 20, b"9" * 400, b"-" + b"9" * 25, b"1e400", b"1e-400", b"2147483648", b"-9223372036854775809", b"4294967296",
    b"0.1", b"00", b"1_000", b"9223372036854775807", b"-1", b"NaN", b"\xd9\xa3",
)  # fmt: skip


def _numbers(chance: random.Random, content: bytes, other: bytes) -> bytes:
    """Every number, or some of them, far beyond what it can be."""
    share, number = chance.choice((1, 0.3, 0.02)), chance.choice(_ENORMOUS)
    return _NUMBER.sub(lambda found: number if chance.random() < share else found[0], content)


def _surrogates(chance: random.Random, content: bytes, other: bytes) -> bytes:
    """Halves of surrogate pairs, as escapes of JSON, in the place of some letters."""
    half = chance.choice((rb"\ud83d", rb"\ude00", rb"\ude00\ud83d", rb"\uD83D\u0041", rb"\u0000"))
    return re.sub(rb"(?<=[a-z])[a-z](?=[a-z])", lambda found: half if chance.random() < 0.05 else found[0], content)


def _nest(chance: random.Random, content: bytes, other: bytes) -> bytes:
    """Elements in each other, many levels deep; entities that are made of entities."""
    at = content.find(b">", chance.randint(0, len(content))) + 1
    depth, name = chance.choice((10, 300, 20_000)), chance.choice((b"a", b"View", b"row", b"Choices"))
    if chance.random() < 0.2:
        grown = b"".join(b'<!ENTITY e%d "&e%d;&e%d;">' % (n + 1, n, n) for n in range(30))
        return b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e0 "x">' + grown + b"]><View>&e30;</View>"
    return content[:at] + b"<%s>" % name * depth + b"</%s>" % name * chance.choice((depth, 0)) + content[at:]


_BYTES: tuple[Change, ...] = (_flip, _flip, _byte, _cut, _end, _double, _splice, _token, _join, _nuls)
_TEXTS: tuple[Change, ...] = (
    _token,
    _token,
    _lines,
    _lines,
    _field,
    _field,
    _ends,
    _recode,
    _pack,
    _double,
    _splice,
    _end,
    _join,
    _nuls,
    _mixed,
    _header,
    _numbers,
    _numbers,
    _surrogates,
)


def _in_gzip(chance: random.Random, content: bytes, other: bytes) -> bytes:
    try:
        return gzip.compress(mutated(chance, gzip.decompress(content), other), mtime=0)
    except (OSError, EOFError, zlib.error):
        return content


def _in_docbin(chance: random.Random, content: bytes, other: bytes) -> bytes:
    """Something else in the map of a DocBin, or in what is packed in it once more; or bytes of it."""
    try:
        plain = zlib.decompress(content)
        if chance.random() < 0.3:
            return zlib.compress(chance.choice(_BYTES)(chance, plain, other))
        held: dict[str, Any] = msgpack.unpackb(plain, strict_map_key=False)
        name = chance.choice(list(held))
        value = held[name]
        if isinstance(value, list) and value and chance.random() < 0.7:
            at = chance.randrange(len(value))
            inner = value[at]
            if isinstance(inner, bytes) and chance.random() < 0.7:
                value[at] = chance.choice(_BYTES)(chance, inner, other)
            elif isinstance(inner, dict) and inner and chance.random() < 0.7:
                inner[chance.choice(list(inner))] = chance.choice(VALUES)
            else:
                value[at] = chance.choice(VALUES)
        elif isinstance(value, bytes) and chance.random() < 0.5:
            held[name] = chance.choice(_BYTES)(chance, value, other)
        else:
            held[name] = chance.choice(VALUES)
        return zlib.compress(msgpack.packb(held))
    except (zlib.error, ValueError, TypeError, OverflowError, AttributeError):
        return content


def _zipped(files: dict[str, bytes], packing: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, packing)
    return out.getvalue()


_NEEDED = ("sharedStrings.xml", "styles.xml", "workbook.xml", "workbook.xml.rels", "sheet1.xml", "state.json",
           "dataset_info.json", "[Content_Types].xml", "content.xml")  # fmt: skip
"""What other files of a folder refer to."""
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)


def _in_zip(chance: random.Random, content: bytes, other: bytes) -> bytes:
    if chance.random() < 0.3:
        return chance.choice(_BYTES)(chance, content, other)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = {name: archive.read(name)[:LARGEST] for name in archive.namelist()[:30]}
    except Exception:
        return content
    if not files:
        return content
    name = chance.choice(list(files))
    packing = chance.choice(_PACKINGS)
    match chance.randrange(9):
        case 0:
            files.pop(name)
        case 2:
            needed = [one for one in files if one.endswith(_NEEDED)]
            missing = chance.choice(needed or [name])
            files[missing] = chance.choice((b"", files[missing][: len(files[missing]) // 2]))
            if chance.random() < 0.5:
                del files[missing]
        case 3:
            # Damage in what is packed: the sizes and the sum are those of what was.
            made = _zipped({name: files[name]}, packing)
            return _flip(chance, made[: len(made) // 2], other) + made[len(made) // 2 :]
        case 4 if name.endswith((".xml", ".rels")):
            files[name] = _nest(chance, files[name], other)
        case 1:
            files[chance.choice(("../out", "a" * 300, "\ud7ff", "x/../y.txt", name + ".ann", "é.txt", ""))] = files[
                name
            ]
        case _:
            files[name] = mutated(chance, files[name], other)
    return _zipped(files, packing)


def _repacked(chance: random.Random, content: bytes, other: bytes) -> bytes:
    """The table written in another way, then damaged where its pages are."""
    out = io.BytesIO()
    try:
        pq.write_table(
            pq.read_table(io.BytesIO(content)),
            out,
            compression=chance.choice(("none", "snappy", "gzip", "zstd", "brotli", "lz4")),
            use_dictionary=chance.random() < 0.5,
            data_page_version=chance.choice(("1.0", "2.0")),
            row_group_size=chance.choice((1, 3, 1000)),
            write_page_index=chance.random() < 0.5,
        )
    except Exception:
        return content
    return chance.choice((_head, _tail, _flip))(chance, out.getvalue(), other)


def _retyped(chance: random.Random, content: bytes, other: bytes) -> bytes:
    """The table with a column of another type, another name, or without one."""
    try:
        table = pq.read_table(io.BytesIO(content))
        names, rows = table.column_names, table.num_rows
    except Exception:
        return content
    if not names:
        return content
    at = chance.randrange(len(names))
    name = names[at]
    kind = chance.choice(_KINDS)
    try:
        column = kind(rows)
        match chance.randrange(5):
            case 0:
                table = table.remove_column(at)
            case 1:
                wanted = chance.choice(("text", "id", "annotations", "parts", "messages", "label", name + "_", ""))
                table = table.rename_columns([wanted if n == at else old for n, old in enumerate(table.column_names)])
            case 2:
                table = table.replace_schema_metadata({b"huggingface": chance.choice(TOKENS)})
            case _:
                table = table.set_column(at, name, column)
        out = io.BytesIO()
        pq.write_table(table, out)
        return out.getvalue()
    except Exception:
        return content


_KINDS: tuple[Callable[[int], Any], ...] = (
    lambda n: pa.array([2**40] * n, pa.timestamp("us")),
    lambda n: pa.array([-(2**62)] * n, pa.timestamp("ns", "Europe/Berlin")),
    lambda n: pa.array([2**60] * n, pa.timestamp("s")),
    lambda n: pa.array([3] * n, pa.date32()),
    lambda n: pa.array([2**30] * n, pa.date32()),
    lambda n: pa.array([5] * n, pa.time64("ns")),
    lambda n: pa.array([2**62] * n, pa.duration("ns")),
    lambda n: pa.array([b"\xff\x00"] * n, pa.binary()),
    lambda n: pa.Array.from_buffers(pa.string(), n, pa.array([b"\xff"] * n, pa.binary()).buffers()),
    lambda n: pa.nulls(n),
    lambda n: pa.array([float("nan")] * n),
    lambda n: pa.array([float("inf")] * n, pa.float32()),
    lambda n: pa.array([[1, None]] * n),
    lambda n: pa.array([{"bytes": b"x", "path": "x"}] * n),
    lambda n: pa.array([{"a": [{"b": None}]}] * n),
    lambda n: pa.array([[("k", 1), ("k", 2)]] * n, pa.map_(pa.string(), pa.int64())),
    lambda n: pa.array(["x"] * n).dictionary_encode(),
    lambda n: pa.array([True] * n),
    lambda n: pa.array([2**64 - 1] * n, pa.uint64()),
    lambda n: pa.array([None] * n, pa.decimal128(38, 10)),
    lambda n: pa.array(["[{]"] * n),
    lambda n: pa.array(['[{"role":"gold","by":1,"records":[{}]}]'] * n),
    lambda n: pa.array(["\x00"] * n),
)


def _json(chance: random.Random, content: bytes, other: bytes) -> bytes:
    """JSON that is still JSON: a value of another type, a key gone, a list emptied, a nest."""
    text = content.decode("utf-8-sig", "replace")
    try:
        whole = json.loads(text)
        return _dumped(_changed(chance, whole))
    except (ValueError, RecursionError):
        lines = text.split("\n")
    at = chance.randrange(len(lines))
    try:
        lines[at] = _dumped(_changed(chance, json.loads(lines[at]))).decode()
    except (ValueError, RecursionError):
        return content
    return "\n".join(lines).encode("utf-8", "replace")


def _dumped(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii="\ud800" in repr(value)).encode("utf-8", "replace")


def _changed(chance: random.Random, value: Any) -> Any:
    places: list[tuple[Any, Any]] = []
    keys: list[str] = []
    waiting: list[Any] = [value]
    while waiting:
        held = waiting.pop()
        if isinstance(held, dict | list):
            entries = list(held.items() if isinstance(held, dict) else enumerate(held))
            places += [(held, key) for key, _ in entries]
            waiting += [child for _, child in entries]
            keys += held.keys() if isinstance(held, dict) else ()
    if not places:
        return chance.choice(VALUES)
    holder, key = chance.choice(places)
    match chance.randrange(8):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, dict) and keys:
            holder[chance.choice((*keys, "annotations", "parts", "text", "label"))] = holder.pop(key)
        case 2:
            source, name = chance.choice(places)
            holder[key] = json.loads(json.dumps(source.get(name) if isinstance(source, dict) else source[name]))
        case 3:
            holder[key] = [holder[key]] * chance.choice((1, 2, 5))
        case 4:
            deep: Any = holder[key]
            for _ in range(chance.choice((3, 62, 66, 200))):
                deep = [deep] if chance.random() < 0.5 else {"a": deep}
            holder[key] = deep
        case 5 if isinstance(holder[key], str):
            text = holder[key]
            at = chance.randint(0, len(text))
            holder[key] = text[:at] + chance.choice(("\x00", "\ud800", "\r", "👩", " ", "", "\n\n", "=")) + text[at:]
        case 6 if isinstance(holder[key], int | float):
            holder[key] = chance.choice((-holder[key], holder[key] + 1, holder[key] * 10**20, str(holder[key])))
        case _:
            holder[key] = json.loads(json.dumps(chance.choice(VALUES)))
    return value
