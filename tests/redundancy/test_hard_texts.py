"""Texts that such engines get wrong: scripts without spaces, code, signs, templates, long texts beside short."""

from __future__ import annotations

import random

import pytest

from goodwork.redundancy.in_memory import find_duplicates

APART = [
    ("C is a language that I like", "C++ is a language that I like", "C# is a language that I like"),
    ("today was 😀", "today was 😢", "today was"),
    ("it costs -5 now", "it costs 5 now"),
    ("yes", "no", "y", "n", "1", "2", "?", "!"),
    ("x = a + b", "x = a - b", "x = a * b", "x = a / b"),
    ("the order number 17 was sent today", "the order number 18 was sent today"),
    ("this is good work", "this is not good work"),
    ("我喜欢这部电影", "我讨厌这部电影", "你喜欢这部小说"),
    ("vielen Dank für die Blumen", "vielen Dank fur die Blumen"),
    ("a" * 3000, "a" * 3001),
]


@pytest.mark.parametrize("texts", APART, ids=lambda texts: texts[0][:20])
def test_short_texts_that_differ_in_one_thing_stay_apart(texts: tuple[str, ...]) -> None:
    assert find_duplicates(texts).counts.kept == len(texts)


SAME = [
    ("Good work!", "good   work", "GOOD WORK...", "\ufeffgood\u00a0work"),
    ("caf\u00e9 cr\u00e8me", "cafe\u0301 cre\u0300me"),
    ("\uff21\uff22\uff23 123", "abc 123"),  # full-width letters
    ("\uac00\uac01 word", "\u1100\u1161\u1100\u1161\u11a8 word"),  # Hangul, composed and not
]


@pytest.mark.parametrize("texts", SAME, ids=range(len(SAME)))
def test_one_text_written_in_several_ways_is_exact(texts: tuple[str, ...]) -> None:
    found = find_duplicates(texts)
    assert found.counts.kept == 1
    assert found.exact.all()


@pytest.mark.parametrize(
    "alphabet",
    [
        "这是一个关于天气和旅行的长句子我们昨天去了北京看到许多人在公园里散步聊天喝茶",
        "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ",
        "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほ",
    ],
    ids=["Han", "Thai", "kana"],
)
def test_scripts_without_spaces_are_compared_by_character(alphabet: str) -> None:
    rng = random.Random(1)
    base = "".join(rng.choices(alphabet, k=120))
    edited = base[:50] + rng.choice(alphabet) + base[51:]
    other = "".join(rng.choices(alphabet, k=120))
    found = find_duplicates([base, edited, other])
    assert found.representative[0] == found.representative[1]
    assert found.kept[2]


def test_a_shared_header_does_not_join_different_bodies() -> None:
    rng = random.Random(2)
    header = " ".join(f"legal{i}" for i in range(40))
    texts = [f"{header} {' '.join(f'w{rng.randrange(10**6)}' for _ in range(30))}" for _ in range(400)]
    assert find_duplicates(texts).counts.kept == 400


def test_a_text_of_many_megabytes_lies_beside_short_ones() -> None:
    rng = random.Random(3)
    long = " ".join(f"w{rng.randrange(10**6)}" for _ in range(700_000))
    assert len(long) > 5_000_000
    edited = long[: len(long) // 2] + " changed " + long[len(long) // 2 :]
    found = find_duplicates(["short text here", long, edited, long[:1000], None])
    assert found.representative[1] == found.representative[2] == 2
    assert found.kept[[0, 3, 4]].all()
    assert 0.9999 < found.similarity[1] < 1


def test_repeated_words_and_one_word_over_and_over() -> None:
    found = find_duplicates(["ha " * 3, "ha " * 300, "ha ha", "ha", "ha ha ha ho"])
    # Distinct runs are compared: many laughs are the same run again, but not the same content.
    assert found.representative[0] == found.representative[1]
    assert not found.exact[[0, 1]].all()
    assert found.kept[[2, 3, 4]].all()
