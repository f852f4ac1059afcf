"""What a text is to the engine: its words, its shingles, its content."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodwork.errors import Invalid
from goodwork.redundancy import shingles
from goodwork.redundancy.alphabet import Shingle
from goodwork.redundancy.plan import Plan
from goodwork.redundancy.reading import TextReader
from tests.redundancy.reference import grams, words

PLAN = Plan.of(0.7)


def read(texts: list[str | bytes | None], shingle: str = "word:3"):
    encoded = [t.encode("utf-8", "surrogatepass") if isinstance(t, str) else t for t in texts]
    return TextReader(Shingle.parse(shingle), PLAN, 1024).read(pa.array(encoded, pa.large_binary()))


def same(left: str | bytes, right: str | bytes, shingle: str = "word:3") -> bool:
    content = read([left, right], shingle).content
    return bool((content[:, 0] == content[:, 1]).all())


LATIN = st.text(
    st.characters(codec="utf-8", categories=("Lu", "Ll", "Nd"), max_codepoint=0x24F) | st.sampled_from(" .,;!?-\n"),
    max_size=80,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(LATIN, min_size=1, max_size=8))
def test_shingles_are_those_of_a_plain_reading(texts: list[str]) -> None:
    plain = [words(t) for t in texts]
    # A minus sign straight before a number is kept, which the plain reading does not know.
    texts = [t.replace("-", " ") for t in texts]
    plain = [words(t) for t in texts]
    out = read(list(texts))
    for i, one in enumerate(plain):
        for j, other in enumerate(plain):
            if one and other:
                assert bool((out.content[:, i] == out.content[:, j]).all()) == (one == other)
        assert out.length[i] == sum(map(len, one))
        assert bool(out.flags[i] & (shingles.EMPTY | shingles.WORDLESS)) == (not one)
    met: dict[tuple[str, ...], int] = {}
    for i, one in enumerate(plain):
        if one and tuple(one) not in met:
            met[tuple(one)] = i
            slot = out.slot[i]
            assert out.sizes[slot] == len(grams(texts[i]))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Good Work, said she.", "good work said she"),
        ("cafe\u0301 au lait", "café au lait"),
        ("ＡＢＣ １２３", "abc 123"),
        ("a\u200bb c", "ab c"),
        ("one\r\n two", "one two"),
        ("«Привет», мир!", "привет мир"),
        ("naïve-Élan", "NAÏVE élan"),
        ("x" * 7 + " " + "y" * 8 + " " + "z" * 9, "X" * 7 + "\t" + "Y" * 8 + "\n" + "Z" * 9),
    ],
)
def test_these_are_the_same_content(left: str, right: str) -> None:
    assert same(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("C# code", "C++ code"),
        ("fine 😀", "fine 😡"),
        ("it is -5 outside", "it is 5 outside"),
        ("5 > 3", "5 < 3"),
        ("résumé", "resume"),
        ("a b", "b a"),
        ("ab c", "a bc"),
        ("हिन्दी", "हन्द"),
        ("!!!", "???"),
        ("100 %", "100"),
        (b"caf\xe9 one", b"caf\xe8 one"),
        ("x" * 16, "x" * 17),
        ("x" * 8, "x" * 16),
    ],
)
def test_these_are_not(left: str | bytes, right: str | bytes) -> None:
    assert not same(left, right)


def test_scripts_without_spaces_are_read_by_character() -> None:
    out = read(["今天天气很好", "今天天气不好", "สวัสดีครับ", "ありがとう"])
    assert out.sizes.tolist()[:2] == [4, 4]
    assert out.sizes[3] == 3


def test_broken_bytes_are_flagged_and_never_stop_anything() -> None:
    out = read([b"ok text here", b"\xff\xfe\x00broken", b"cut \xe2\x82", b"\xed\xa0\x80 lone", b"\xf8\x88\x80\x80"])
    assert [bool(f & shingles.BROKEN) for f in out.flags] == [False, True, True, True, True]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.binary(max_size=60), min_size=1, max_size=6))
def test_any_bytes_are_read_and_the_same_bytes_the_same_way(texts: list[bytes]) -> None:
    for spec in ("word:3", "char:5"):
        out = read(list(texts) + list(texts), spec)
        n = len(texts)
        assert (out.content[:, :n] == out.content[:, n:]).all()


def test_character_shingles_see_one_space_for_any_gap() -> None:
    assert same("ab,  cd", "AB cd", "char:5")
    assert not same("ab cd", "abcd", "char:5")
    assert read(["abcdef"], "char:5").sizes[0] == 3  # abcde bcdef cdef_


def test_empty_null_and_blank_have_no_content() -> None:
    out = read([None, "", "  \n\t", "\u200b"])
    assert [bool(f & shingles.EMPTY) for f in out.flags] == [True] * 4
    assert (out.slot == -1).all()


def test_a_text_of_fifty_megabytes_is_read() -> None:
    values = np.random.default_rng(3).integers(0, 2**32, 5_600_000)
    text = b" ".join(b"%x" % v for v in values)
    assert len(text) > 49_000_000
    out = read([text, None])
    assert out.length[0] == len(text) - 5_600_000 + 1
    assert out.sizes[0] > 5_580_000


@pytest.mark.parametrize("spec", ["word", "word:0", "line:3", "char:99", ""])
def test_what_is_no_shingle_is_refused(spec: str) -> None:
    with pytest.raises(Invalid, match="no shingle"):
        Shingle.parse(spec)


def test_the_sketch_agrees_as_often_as_the_sets_do() -> None:
    rng = np.random.default_rng(5)
    vocabulary = [f"w{i}" for i in range(5000)]
    gaps: list[float] = []
    for _ in range(300):
        a = [vocabulary[i] for i in rng.integers(0, 5000, 80)]
        b = list(a)
        for k in rng.integers(0, 80, rng.integers(0, 20)):
            b[k] = vocabulary[rng.integers(5000)]
        left, right = " ".join(a), " ".join(b)
        out = read([left, right])
        ga, gb = grams(left), grams(right)
        if len(out.sizes) == 2:
            estimate = (np.mean(out.sketches[:64] == out.sketches[64:]) - 1 / 256) / (1 - 1 / 256)
            gaps.append(float(estimate) - len(ga & gb) / len(ga | gb))
    assert abs(np.mean(gaps)) < 4 * np.std(gaps) / np.sqrt(len(gaps)) + 0.005
    assert np.std(gaps) < 0.075
