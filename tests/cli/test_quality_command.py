"""``goodwork quality`` as people and programs run it."""

from __future__ import annotations

import datetime
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner, Result

import goodwork
from goodwork.cli import quality

RTE = Path(goodwork.__file__).parent / "demo_data" / "rte"
WEATHER = RTE.parent / "weather" / "labels.csv"
KEYS = [
    "items",
    "gold_without_answers",
    "people",
    "labels",
    "classes",
    "method",
    "agreement_alpha",
    "fleiss_kappa",
    "gwet_ac1",
]
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


def test_gold_that_meets_no_label_is_said_to_and_counts_no_items(tmp_path: Path) -> None:
    labels, gold = tmp_path / "labels.csv", tmp_path / "gold.csv"
    labels.write_text("task,worker,label\n" + "".join(f"t{n // 3},w{n % 3},{'xy'[n % 2]}\n" for n in range(60)))
    gold.write_text("task,label\n" + "".join(f"T{n},x\n" for n in range(40)))
    run = (labels, "--gold", gold, "--method", "majority")
    numbers = json.loads(goodwork_quality(*run, "--json").stdout)
    assert (numbers["items"], numbers["gold_without_answers"], numbers["accuracy_on_gold"]) == (20, 40, None)
    assert goodwork_quality(*run, "--out", tmp_path / "out").exit_code == 0
    page = (tmp_path / "out" / "report.html").read_text()
    assert "gave 60 answers to 20 items" in page and "none of the 40 gold items has an answer" in page
    assert "there is no gold" not in page


def test_an_error_names_the_file_that_it_is_about(tmp_path: Path) -> None:
    files = {
        "labels.csv": "task,worker,label\na,w,x\nb,w,y\n",
        "gold.csv": "task,label\na,x\nb,\n",
        "models.csv": "task,x,y\na,0.5,0.5\nb,,1\n",
        "none.csv": "task,x,y\n",
    }
    labels, gold, models, none = (tmp_path / name for name in files)
    for path, text in zip((labels, gold, models, none), files.values(), strict=True):
        path.write_text(text)
    for option, path, said in (
        ("--gold", gold, "gold.csv, line 3: label is empty"),
        ("--probabilities", models, "models.csv, line 3: x is empty"),
        ("--probabilities", none, "there is no row"),
    ):
        told = goodwork_quality(labels, option, path, "--method", "majority")
        assert told.exit_code == 2 and said in told.stderr and "worker=" not in told.stderr
    assert goodwork_quality(labels, "--seed", "-1").exit_code == 2


@pytest.mark.parametrize(
    "values", [[datetime.date(2026, 1, d) for d in (1, 2)], [b"x", b"y"], [[1], [2]], [b"\xff", b"y"]], ids=repr
)
def test_classes_of_any_type_are_names_or_are_refused(values: list[object], tmp_path: Path) -> None:
    frame = pa.table({"task": [*range(10)] * 3, "worker": [0] * 10 + [1] * 10 + [2] * 10, "label": values * 15})
    pq.write_table(frame, tmp_path / "labels.parquet")
    pq.write_table(pa.table({"task": [*range(6)], "label": values * 3}), tmp_path / "gold.parquet")
    run = ("--gold", tmp_path / "gold.parquet", "--method", "majority", "--out", tmp_path / "out")
    told = goodwork_quality(tmp_path / "labels.parquet", *run)
    if isinstance(values[0], list) or values[0] == b"\xff":
        assert told.exit_code == 2 and "label holds" in told.stderr and not (tmp_path / "out").exists()
        return
    assert told.exit_code == 0 and "on 6 gold items" in told.stdout
    names = {str(value) if not isinstance(value, bytes) else value.decode() for value in values}
    assert set(pq.read_table(tmp_path / "out" / "consensus.parquet").column("label").to_pylist()) == names
