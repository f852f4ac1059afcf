"""Models that predict items join people's answers as far as they predict them, and no further."""

from __future__ import annotations

import json

import numpy as np
import pyarrow as pa
import pytest
from typer.testing import CliRunner

from goodwork.cli.main import app
from goodwork.errors import Invalid
from goodwork.quality import aggregate
from goodwork.quality.aggregation import appraise
from goodwork.quality.labels import LabelTable
from goodwork.quality.predicted_files import predictions_of

ITEMS, PEOPLE, EACH = 600, 30, 2


def crowd(seed: int = 1) -> tuple[LabelTable, np.ndarray, np.random.Generator]:
    """Two answers to each item, right in seven of ten, and the truth of three classes."""
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, 3, ITEMS)
    item = np.repeat(np.arange(ITEMS), EACH)
    person = np.concatenate([rng.permutation(PEOPLE)[:EACH] for _ in range(ITEMS)])
    wrong = (truth[item] + rng.integers(1, 3, item.size)) % 3
    answer = np.where(rng.random(item.size) < 0.7, truth[item], wrong)
    items = [f"item {i}" for i in range(ITEMS)]
    return LabelTable.from_arrays(item, person, answer, classes=list("abc"), items=np.array(items)), truth, rng


def model(truth: np.ndarray, rng: np.random.Generator, right: float = 0.8) -> np.ndarray:
    """(items, 3) probabilities of a model that is right so often and says so."""
    said = np.where(rng.random(ITEMS) < right, truth, (truth + rng.integers(1, 3, ITEMS)) % 3)
    return np.where(np.arange(3) == said[:, None], right, (1 - right) / 2)


def frame(table: LabelTable, **models: np.ndarray) -> pa.Table:
    """What the models say, as a frame."""
    names = [name for name in models for _ in range(ITEMS)]
    proba = np.concatenate(list(models.values()))
    columns = {c: proba[:, k] for k, c in enumerate("abc")}
    return pa.table({"task": table.items.tolist() * len(models), "model": names, **columns})


def test_a_good_model_saves_answers_and_noise_is_left_out() -> None:
    table, truth, rng = crowd()
    alone = (appraise(table).label == truth).mean()
    good = appraise(table, predictions=predictions_of(table, frame(table, good=model(truth, rng))))
    assert good.models is not None and good.models.used
    assert (good.label == truth).mean() > alone + 0.08
    noise = appraise(table, predictions=predictions_of(table, frame(table, noise=rng.dirichlet(np.ones(3), ITEMS))))
    assert noise.models is not None and not noise.models.used
    assert np.array_equal(noise.proba, appraise(table).proba)


def test_two_models_that_say_the_same_share_the_worth_of_one() -> None:
    table, truth, rng = crowd()
    one = model(truth, rng)
    single = appraise(table, predictions=predictions_of(table, frame(table, one=one)))
    double = appraise(table, predictions=predictions_of(table, frame(table, one=one, again=one)))
    assert single.models is not None and double.models is not None
    assert double.models.weights.sum() == pytest.approx(single.models.weights.sum(), abs=0.02)
    assert np.abs(double.proba - single.proba).max() < 0.01


def test_features_are_learned_from_the_answers() -> None:
    table, truth, rng = crowd()
    x = np.eye(3)[truth] + rng.normal(0, 0.6, (ITEMS, 3))
    features = pa.table({"task": table.items.tolist(), "x": x[:, 0], "y": x[:, 1], "z": x[:, 2]})
    labels = np.array(aggregate(table, features=features).column("label").to_pylist())
    plain = np.array(aggregate(table).column("label").to_pylist())
    right = np.array(list("abc"))[truth]
    assert (labels == right).mean() > (plain == right).mean() + 0.05


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda f: f.drop_columns(["c"]), "no column for the class c"),
        (lambda f: f.set_column(2, "a", pa.array([2.0] * f.num_rows)), "row 0 is no distribution"),
        (lambda f: pa.concat_tables([f, f]), "says two things"),
    ],
)
def test_what_is_no_prediction_is_refused(change, said) -> None:
    table, truth, rng = crowd()
    with pytest.raises(Invalid, match=said):
        predictions_of(table, change(frame(table, one=model(truth, rng))))


def test_the_command_takes_a_file(tmp_path) -> None:
    import pyarrow.csv as csv

    table, truth, rng = crowd()
    rows = pa.table({
        "task": table.items[table.item].tolist(), "worker": table.people[table.person].tolist(),
        "label": [table.classes[a] for a in table.answer],
    })  # fmt: skip
    csv.write_csv(rows, tmp_path / "labels.csv")
    csv.write_csv(frame(table, good=model(truth, rng)), tmp_path / "said.csv")
    files = [str(tmp_path / "labels.csv"), "--probabilities", str(tmp_path / "said.csv")]
    told = CliRunner().invoke(app, ["quality", *files, "--json"])
    assert told.exit_code == 0, told.output
    assert json.loads(told.stdout)["models"]["weights"]["good"] > 0.3
    shown = CliRunner().invoke(app, ["quality", *files])
    assert "join the answers, weighed good" in " ".join(shown.stdout.split())
