"""Laws of the bounds: what is taken is exactly what is within them, whatever it is made of, in linear time."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodwork import bounds
from goodwork.bounds import DEPTH, ENTRIES, NODES, WHOLE
from goodwork.errors import Invalid

SURROGATES = st.characters(categories=["Cs"])
FINE = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
FLOATS = st.floats(allow_nan=False, allow_infinity=False)
WITHIN = st.recursive(
    st.none() | st.booleans() | st.integers(-WHOLE - 1, WHOLE) | FLOATS | st.text(FINE, max_size=20),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(FINE, max_size=8), inner, max_size=5),
    max_leaves=30,
)
UNFIT = st.sampled_from([2**63, -(2**63) - 1, 2**64, 10**30, "a\x00", "\ud800", "x\udfff", {"\ud83d": 1}, {"\x00": 1}])


@given(WITHIN)
def test_what_is_within_comes_back_as_it_is(value: Any) -> None:
    bounds.check(value, "It")
    assert bounds.parse(orjson.dumps(value)) == value
    assert bounds.parse(json.dumps(value)) == value
    assert bounds.depth_fault(value) is None
    assert bounds.shallow(value) is value


@given(WITHIN, UNFIT, st.lists(st.sampled_from(["key", "list"]), max_size=DEPTH - 12))
def test_what_is_unfit_is_found_wherever_it_is(value: Any, unfit: Any, way: list[str]) -> None:
    held, where = unfit, list[str]()
    for step in way:
        held = {"beside": value, "k": held} if step == "key" else [value, held]
        where.insert(0, "k" if step == "key" else "1")
    for refuse in (lambda: bounds.check(held, "It"), lambda: bounds.parse(json.dumps(held), "It")):
        with pytest.raises(Invalid, match="It can't be taken") as caught:
            refuse()
        (fault,) = caught.value.faults
        assert fault.where.removesuffix("…") == ".".join(where)[:200]


@given(st.integers(1, 3 * DEPTH), st.booleans(), st.booleans())
def test_depth_is_counted_exactly(n: int, objects: bool, long_number: bool) -> None:
    leaf = "9" * 19 if long_number else "1"
    text = ('{"a":' * n + leaf + "}" * n) if objects else ("[" * n + leaf + "]" * n)
    deep = n > DEPTH + 1
    if long_number and not deep:
        leaf = "1"
        text = text.replace("9" * 19, "1234567890123456789")
    assert (bounds.depth_fault(json.loads(text)) is not None) == deep
    if deep:
        with pytest.raises(Invalid, match=f"nested more than {DEPTH} levels"):
            bounds.parse(text)
    else:
        bounds.parse(text)


@given(WITHIN, st.integers(0, 4 * DEPTH))
def test_what_is_shown_can_be_written_and_is_the_same_above(value: Any, n: int) -> None:
    deep: Any = value
    for _ in range(n):
        deep = [deep, "beside"]
    shown = bounds.shallow(deep)
    orjson.dumps(shown)
    assert bounds.depth_fault(shown) is None
    a, b = deep, shown
    for _ in range(min(n, DEPTH - 1)):
        assert b[1] == a[1] == "beside"
        a, b = a[0], b[0]


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_value_or_refused(raw: bytes) -> None:
    with suppress(Invalid):
        orjson.dumps(bounds.parse(raw))


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity", "1e999", "[1e999]", "9" * 5000, "", "{", "nul"])
def test_what_is_no_json_value_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        bounds.parse(text)


def test_lists_and_objects_have_so_many_entries() -> None:
    bounds.parse(orjson.dumps([0] * ENTRIES))
    for value in ([0] * (ENTRIES + 1), {str(n): 0 for n in range(ENTRIES + 1)}):
        with pytest.raises(Invalid, match=f"the most is {ENTRIES:,}"):
            bounds.parse(orjson.dumps({"a": value}))


def test_references_in_a_file_make_no_value_grow_without_end() -> None:
    laughs: list[Any] = ["lol"] * 10
    for _ in range(20):
        laughs = [laughs] * 10
    circle: list[Any] = []
    circle.append(circle)
    for value, why in ((laughs, f"more than {NODES:,} values"), (circle, "levels deep")):
        with pytest.raises(Invalid, match=why):
            bounds.check(value, "It")


@pytest.mark.parametrize(
    "body",
    [
        b"[" * bounds.BODY_BYTES,
        b'{"a":' * (bounds.BODY_BYTES // 5),
        b"[" + b"[]," * (bounds.BODY_BYTES // 3 - 2) + b"[]]",
        b'{"a": "' + b"\\u0000" * (bounds.BODY_BYTES // 6 - 3) + b'"}',
        b'{"a": "' + b"\\ud800" * (bounds.BODY_BYTES // 6 - 3) + b'"}',
        b'{"a": ' + b"9" * (bounds.BODY_BYTES - 8) + b"}",
        b"[" + b"1," * (bounds.NODES + 1) + b'"' + b'\\"' * (bounds.BODY_BYTES // 2 - bounds.NODES - 4),
        b"[" + b"1," * (bounds.NODES + 1) + b'"' + b"\\" * (bounds.BODY_BYTES - 2 * bounds.NODES - 8),
        b"[" + b"[" + b"1," * 9_999 + b"1]," * 1 + b"[" + b"1," * 9_999 + b"1]" + b"]",
    ],
    ids=["arrays", "objects", "empty lists", "NULs", "surrogates", "digits", "quotes", "backslashes", "numbers"],
)
def test_no_body_takes_long(body: bytes) -> None:
    taken: list[float] = []
    # The quickest of three, of this thread alone: one may pay for what other tests left to be collected.
    for _ in range(3):
        begun = time.thread_time()
        with suppress(Invalid):
            bounds.parse(body)
        taken.append(time.thread_time() - begun)
    assert min(taken) < 0.5
