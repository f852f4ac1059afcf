"""``goodwork quality`` as people and programs run it."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner, Result

import goodwork
from goodwork.cli import quality

RTE = Path(goodwork.__file__).parent / "demo_data" / "rte"
WEATHER = RTE.parent / "weather" / "labels.csv"
KEYS = ["items", "people", "labels", "classes", "method", "agreement_alpha", "fleiss_kappa", "gwet_ac1"]
KEYS += ["accuracy_on_gold", "log_loss", "ece"]
KEYS += ["target", "coverage", "realised", "gold_missing", "promise", "seconds"]


def goodwork_quality(*args: object) -> Result:
    return CliRunner().invoke(quality.app, [str(arg) for arg in args])


class Page(HTMLParser):
    """The texts of a page, and whether its tags close in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []
        self.addresses: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.addresses += [value for name, value in attrs if name in ("src", "href")]
        if tag not in ("meta",):
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    out = tmp_path_factory.mktemp("quality") / "a" / "b"
    args = (RTE / "labels.csv", "--gold", RTE / "gold.csv", "--method", "dawid_skene", "--target", 0.9, "--out", out)
    return out, goodwork_quality(*args)


def test_json_has_exactly_the_promised_keys() -> None:
    result = goodwork_quality(RTE / "labels.csv", "--gold", RTE / "gold.csv", "--method", "dawid_skene", "--json")
    assert result.exit_code == 0
    numbers = json.loads(result.stdout)
    assert list(numbers) == KEYS
    assert numbers["method"] == "dawid_skene" and numbers["target"] == 0.95
    assert numbers["accuracy_on_gold"] > 0.9


def test_without_gold_the_numbers_are_null() -> None:
    numbers = json.loads(goodwork_quality(WEATHER, "--method", "majority", "--json").stdout)
    assert [numbers[key] for key in ("accuracy_on_gold", "log_loss", "ece", "realised")] == [None] * 4
    assert numbers["gold_missing"] == 59 and numbers["classes"] == 5


def test_what_people_read(written: tuple[Path, Result]) -> None:
    _, result = written
    assert result.exit_code == 0
    for words in (
        "Krippendorff's alpha 0.241",
        "declared",
        "Skills, most evidence first",
        "800 gold items it had not seen",
    ):
        assert words in result.stdout


def test_the_parquet_files(written: tuple[Path, Result]) -> None:
    out, _ = written
    assert sorted(file.name for file in out.iterdir()) == ["consensus.parquet", "people.parquet", "report.html"]
    consensus = pq.read_table(out / "consensus.parquet")
    assert consensus.column_names == ["task", "label", "confidence", "declared"]
    assert consensus.num_rows == 800
    assert set(consensus["label"].to_pylist()) == {"supported", "not supported"}
    people = pq.read_table(out / "people.parquet").to_pylist()
    assert list(people[0]) == ["worker", "skill", "low", "high", "answers"]
    assert sum(row["answers"] for row in people) == 8000
    assert all(row["low"] < row["skill"] < row["high"] for row in people)


def test_a_report_names_its_file_and_tells_the_story_first(written: tuple[Path, Result]) -> None:
    text = (written[0] / "report.html").read_text(encoding="utf-8")
    assert "<title>Quality of rte/labels.csv</title>" in text and "<h1>Quality of rte/labels.csv</h1>" in text
    told = text.index("164 people gave 8,000 answers to 800 items, about 10.0 each, in 2 classes.")
    assert told < text.index("Next: ") < text.index("<dl") < text.index("What can be promised?")


def test_people_without_evidence_have_no_skill(tmp_path: Path) -> None:
    result = goodwork_quality(WEATHER, "--method", "majority", "--out", tmp_path)
    assert result.exit_code == 0
    people = pq.read_table(tmp_path / "people.parquet").to_pylist()
    few = [row for row in people if row["answers"] < 10]
    assert few and all(row["skill"] is None and row["low"] is None for row in few)
    page = (tmp_path / "report.html").read_text()
    assert "That can’t be measured without gold" in page


def test_the_report_is_one_whole_page(written: tuple[Path, Result]) -> None:
    out, _ = written
    text = (out / "report.html").read_text(encoding="utf-8")
    page = Page(text)
    assert page.open == [] and page.addresses == []
    assert "<script" not in text and "$" not in text
    assert text.count("<svg") == 4
    assert len(re.findall(r'class="dot"', text)) >= 40
    words = " ".join(page.words)
    for head in ("Is the confidence honest?", "What did more answers buy?", "Gold worth a second look"):
        assert head in words


def test_names_in_the_report_are_text_not_markup(tmp_path: Path) -> None:
    rows = [
        f"<b>{i}</b>,<script>w{j}</script>,{'<i>x</i>' if (i + j) % 3 else 'y'}" for i in range(12) for j in range(12)
    ]
    labels = tmp_path / "a<b>.csv"
    rows = [f"{i},{j},{('low', 'high')[i % 2]}\n" for i in range(9) for j in "ab"]
    labels.write_text("task,worker,label\n" + "".join(rows))
    refused = goodwork_quality(labels, "--ordered")
    assert refused.exit_code == 2 and "lowest" in refused.stderr
    named = [part for name in ("low", "middle", "high") for part in ("--class", name)]
    told = goodwork_quality(labels, "--ordered", *named, "--json")
    assert told.exit_code == 0
    numbers = json.loads(told.stdout)
    assert (numbers["method"], numbers["classes"], numbers["agreement_alpha"]) == ("on_scale", 3, 1.0)
    forgotten = goodwork_quality(labels, "--ordered", "--class", "low", "--class", "middle")
    assert forgotten.exit_code == 2 and "high" in forgotten.stderr


def test_bad_options_end_with_status_2(tmp_path: Path) -> None:
    labels = RTE / "labels.csv"
    assert goodwork_quality(labels, "--target", 1.5).exit_code == 2
    assert goodwork_quality(labels, "--method", "magic").exit_code == 2
    assert goodwork_quality(tmp_path / "missing.csv").exit_code == 2
    taken = tmp_path / "file"
    taken.write_text("mine")
    result = goodwork_quality(labels, "--method", "majority", "--out", taken)
    assert result.exit_code == 2
    assert taken.read_text() == "mine"
