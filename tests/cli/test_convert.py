"""goodwork convert: whole or not at all, and its account."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import Result
from typer.testing import CliRunner

from goodwork.cli import convert
from goodwork.errors import Conflict, GoodworkError, Invalid, Unreadable
from goodwork.forms.reading import read_form
from tests.formats.converted import lines, spans

NER = "-DOCSTART- -X- -X- O\n\nAda NNP B-NP B-PER\nLovelace NNP I-NP I-PER\nsang VBD B-VP O\n\nIn IN O O\n\n"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(convert.app, [str(a) for a in arguments], catch_exceptions=False)


def account(*arguments: object) -> dict[str, Any]:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_account_has_these_keys_and_goes_into_the_report(tmp_path: Path) -> None:
    (tmp_path / "a.conll").write_text(NER)
    made = account(tmp_path / "a.conll", "--to", "jsonl", "--out", tmp_path / "o", "--report", tmp_path / "r.json")
    assert made == {"items": 1, "annotations": 1, "kept": 2, "changed": [], "lost": []}
    assert json.loads((tmp_path / "r.json").read_text()) == made
    (row,) = map(json.loads, (tmp_path / "o").read_text().splitlines())
    assert row["text"] == "Ada Lovelace sang\nIn" and row["pos"] == "NNP NNP VBD\nIN"
    back = account(tmp_path / "o", "--to", "conll", "--out", tmp_path / "b")
    assert back["lost"] == [] and (tmp_path / "b").read_text() == NER


@pytest.mark.parametrize("to", sorted(convert.WRITTEN))
def test_nothing_half_is_left_when_the_source_breaks_off(tmp_path: Path, to: str) -> None:
    tasks = [{"id": n, "data": {"text": f"Text {n}"}, "annotations": []} for n in range(2000)]
    (tmp_path / "cut.json").write_text(json.dumps(tasks)[:-20])
    with pytest.raises(GoodworkError, match="Nothing was written"):
        run(tmp_path / "cut.json", "--from", "label-studio", "--to", to, "--out", tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["cut.json"]


def test_what_is_there_stays_when_it_fails_and_strict_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines([spans("The Bank of England", (4, 19, "ORG"), (12, 19, "LOC"))]))
    (tmp_path / "out").write_text("mine")
    with pytest.raises(Invalid, match=r"1 things would be lost.*Nothing was written"):
        run(tmp_path / "in.jsonl", "--to", "conll", "--out", tmp_path / "out", "--strict")
    assert (tmp_path / "out").read_text() == "mine"
    made = account(tmp_path / "in.jsonl", "--to", "conll", "--out", tmp_path / "out")
    assert set(made["lost"][0]) == {"item", "what", "why"} and "overlaps" in made["lost"][0]["why"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out"]


def test_what_can_not_be_converted_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.conll").write_text(NER)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("x")
    with pytest.raises(Unreadable, match="not there"):
        run(tmp_path / "nothing", "--to", "conll", "--out", tmp_path / "o")
    with pytest.raises(Invalid, match="does not write 'docx'"):
        run(tmp_path / "a.conll", "--to", "docx", "--out", tmp_path / "o")
    with pytest.raises(Invalid, match="does not read 'docx'"):
        run(tmp_path / "a.conll", "--from", "docx", "--to", "brat", "--out", tmp_path / "o")
    with pytest.raises(Conflict, match="not an empty folder"):
        run(tmp_path / "a.conll", "--to", "brat", "--out", tmp_path / "full")
    with pytest.raises(Unreadable, match="no DocBin"):
        run(tmp_path / "a.conll", "--from", "docbin", "--to", "brat", "--out", tmp_path / "o")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.conll", "full"]


def test_nothing_is_written_over_what_is_read(tmp_path: Path) -> None:
    source, folder = tmp_path / "a.jsonl", tmp_path / "corpus"
    source.write_text('{"id": "a", "text": "hi", "pos": "UH"}\n')
    folder.mkdir()
    (folder / "a.txt").write_text("hi")
    (tmp_path / "link").symlink_to(source)
    (tmp_path / "hard").hardlink_to(source)
    (tmp_path / "there").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.jsonl")
    was = source.read_bytes()
    for given, rest in [
        (source, ["--out", source]),
        (source, ["--out", tmp_path / "there/a.jsonl"]),
        (tmp_path / "link", ["--out", source]),
        (source, ["--out", tmp_path / "o", "--report", source]),
        (source, ["--out", tmp_path / "o", "--report", tmp_path / "there/o"]),
        (folder, ["--out", folder / "o"]),
        (folder, ["--out", folder / "a.txt"]),
    ]:
        with pytest.raises(Conflict):
            run(given, "--to", "csv", *rest)
    with pytest.raises(Unreadable, match="neither a file nor a folder"):
        run(tmp_path / "pipe.jsonl", "--to", "csv", "--out", tmp_path / "o")
    assert source.read_bytes() == was and (folder / "a.txt").read_text() == "hi"
    # Another name of the same content is put in its place, and the content stays.
    run(source, "--to", "csv", "--out", tmp_path / "hard")
    assert source.read_bytes() == was and not (tmp_path / "o").exists()


def test_lines_without_tags_are_lost_with_their_line_and_reason(tmp_path: Path) -> None:
    (tmp_path / "a.conll").write_text("Ada B-PER\n\nBerlin\n\nParis B-LOC\n")
    made = account(tmp_path / "a.conll", "--from", "bio", "--to", "bilou", "--out", tmp_path / "o")
    assert made["items"] == 3 and made["kept"] == 4
    assert made["lost"] == [{"item": "line 3", "what": "the whole item", "why": "the line has a word and no tag"}]
    assert (tmp_path / "o").read_text() == "Ada U-PER\n\nParis U-LOC\n\n"


def test_fasttext_takes_one_line_for_each_item(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('id,text,label\r\n1,"Two\r\nlines",very good\r\n2,One,bad\r\n')
    made = account(tmp_path / "a.csv", "--to", "fasttext", "--out", tmp_path / "o")
    assert (tmp_path / "o").read_text() == "__label__very_good Two lines\n__label__bad One\n"
    assert [row["item"] for row in made["changed"]] == ["1", "1"]


CONFIG = """<View><Style>.a {}</Style><Style>.b {}</Style>
<Header value="How is it?"/><Text name="t" value="$text"/><Text name="b" value="$other"/>
<Choices name="Mood!" toName="t" required="true"><Choice value="Good" background="red"/>
<Choice value="Bad"/></Choices>
<View whenTagName="Mood!" whenChoiceValue="Bad"><TextArea name="why" toName="t"/></View>
<Labels name="ner" toName="t"><Label value="PER"/><Label value="LOC"/></Labels>
<Relations><Relation value="knows"/></Relations>
<Rating name="stars" toName="t" maxRating="7"/>
<Pairwise name="pw" toName="t,b"/><Ranker name="rk" toName="t"/>
<Choices name="sure" toName="t" perRegion="true"><Choice value="yes"/></Choices>
<Whatever name="x" toName="t"/></View>"""


def test_a_labelling_config_becomes_a_project_with_a_report_for_each_tag(tmp_path: Path) -> None:
    (tmp_path / "mood.xml").write_text(CONFIG)
    made = account(tmp_path / "mood.xml", "--to", "project", "--out", tmp_path / "p.yaml")
    project = yaml.safe_load((tmp_path / "p.yaml").read_text())
    form = {question.key: question for question in read_form(project["questions"])}
    assert [(q.kind, q.required) for q in form.values()][:2] == [("classification", True), ("text", False)]
    assert form["why"].when is not None and form["why"].when.says == ("bad",)
    assert form["mood"].title == "How is it?" and form["mood"].part == "text"
    assert project["questions"][3] | {"title": ""} == {
        "key": "stars", "kind": "rating", "title": "", "required": False, "part": "text", "low": 1, "high": 7,
    }  # fmt: skip
    assert form["pw"].kind == "pairwise" and form["ner"].kind == "relations"
    assert [row["item"] for row in made["lost"] if "looks" in row["why"]] == ["<Style> 1", "<Style> 2"], "each its line"
    lost = {row["item"]: row["why"] for row in made["lost"]}
    assert lost["<Whatever 'x'>"] == "goodwork knows no tag Whatever" and "<Ranker 'rk'>" in lost
    assert "<Choices 'sure'>" in {row["item"] for row in made["changed"]}
    bad = tmp_path / "bad.xml"
    bad.write_text("<View>")
    with pytest.raises(Unreadable, match="no XML"):
        run(bad, "--to", "project", "--out", tmp_path / "q.yaml")
    bad.write_text('<!DOCTYPE x [<!ENTITY a "b">]><View>&a;</View>')
    with pytest.raises(Invalid, match="document type"):
        run(bad, "--to", "project", "--out", tmp_path / "q.yaml")
