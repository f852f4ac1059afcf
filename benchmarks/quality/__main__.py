"""``python -m benchmarks.quality NAME [--data FOLDER]``: a table and JSON; NAME is a key of `BENCHES`.

Everything runs on one thread; peers in a process and an environment of their own. The machine's load stands beside
the numbers. Results lie in ``benchmarks/quality/results``.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.quality import peers

os.environ.update(peers.ONE_THREAD)

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.quality import beside, dependence, honest, leave_out, plots, product, refit, saving, sets, shapes
from benchmarks.quality.items import keys
from benchmarks.quality.kinds import kinds
from benchmarks.quality.sparse_em import sparse_em
from goodwork.quality.aggregation import appraise
from goodwork.quality.agreement import krippendorff_alpha
from goodwork.quality.dawid_skene import DawidSkene
from goodwork.quality.labels import LabelTable
from goodwork.quality.majority import Majority

RESULTS = Path(__file__).with_name("results")
PLOT = Path(__file__).parents[2] / "docs/images/quality-growth.svg"
ROUNDS, FEW_ROUNDS = 20, 5
"""Rounds both sides take where rounds are made equal, and where labels are millions."""
Rows = list[dict[str, Any]]


def speed(options: argparse.Namespace) -> Rows:
    """Frame to labels, seconds of the processor: Dawid-Skene of ours and of peers, and the whole of `auto`."""
    rows: Rows = []
    DawidSkene().fit_predict(sets.simulated(50, 10, 3, 3)[0])  # compiles once
    cases: list[tuple[str, Callable[[], Any]]] = [
        ("AdultContent2", lambda: None),
        (f"{options.items:,} items x 5", lambda: sets.simulated(options.items, 10_000, 5, 5)[0]),
    ]
    with tempfile.TemporaryDirectory() as folder:
        for name, make in cases:
            frame = make()
            if frame is None:
                path, _ = sets.as_parquet(options.data, name, Path(folder))
                frame = sets.pd.read_parquet(path)
            else:
                path = Path(folder) / "simulated.parquet"
                frame.to_parquet(path)
            repeats = 5 if len(frame) < 1_000_000 else 1
            ours, rounds = [], 0
            for _ in range(repeats):
                start = time.process_time()
                model = DawidSkene()
                model.fit_predict(frame)
                ours.append(time.process_time() - start)
                rounds = model.n_iter_
            same = ROUNDS if len(frame) < 1_000_000 else FEW_ROUNDS
            plain = DawidSkene(max_iter=same, tol=0.0, accelerate=False)
            equal = _seconds(partial(plain.fit_predict, frame), repeats)
            table = LabelTable.from_frame(frame)
            plain_s = _seconds(partial(DawidSkene().fit, table), repeats)
            auto = _seconds(partial(appraise, table), 1)
            matrices = _seconds(partial(sparse_em, frame, same), repeats)
            theirs = sparse_em(frame, same)
            alike = float((plain.fit_predict(frame).reindex(theirs.index) == theirs).mean())
            peer, peer_equal = peers.run(path, None, ["DawidSkene", f"DawidSkene:{same}"])
            rows.append(
                {
                    "data": name, "labels": len(frame), "goodwork_s": min(ours), "rounds": rounds,
                    "crowd_kit_s": peer["seconds"], "crowd_kit_rounds": peer["rounds"],
                    "ratio": peer["seconds"] / min(ours),
                    "equal_rounds": same, "goodwork_equal_s": equal, "crowd_kit_equal_s": peer_equal["seconds"],
                    "equal_ratio": peer_equal["seconds"] / equal, "matrices_equal_s": matrices,
                    "matrices_ratio": matrices / equal, "matrices_agree": alike, "fit_s": plain_s, "auto_s": auto,
                    "auto_ratio": auto / plain_s,
                }
            )  # fmt: skip
    return rows


def _seconds(run: Callable[[], object], repeats: int) -> float:
    """The shortest of several runs, in seconds of the processor: what else the machine does costs nobody."""
    taken: list[float] = []
    for _ in range(repeats):
        start = time.process_time()
        run()
        taken.append(time.process_time() - start)
    return min(taken)


def growth(options: argparse.Namespace) -> Rows:
    """Seconds and memory of reading, of Dawid-Skene and of alpha with its interval, as labels grow; and a plot."""
    rows: Rows = []
    LabelTable.from_frame(sets.simulated(50, 10, 5, 5)[0])  # compiles once
    for items in (40_000, 200_000, 1_000_000, 4_000_000):
        if items * 5 > options.most:
            continue
        people = items // 40
        frame, _ = sets.simulated(items, people, 5, 5)
        start = time.process_time()
        table = LabelTable.from_frame(frame)
        read = time.process_time() - start
        del frame
        start = time.process_time()
        model = DawidSkene().fit(table)
        fit = time.process_time() - start
        even = _seconds(partial(DawidSkene(max_iter=10, tol=0.0, accelerate=False).fit, table), 1)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        alpha = _seconds(partial(krippendorff_alpha, table.item, table.answer), 1) if table.n <= 5_000_000 else None
        rows.append({"labels": table.n, "people": people, "read_s": read, "fit_s": fit, "rounds": model.n_iter_,
                     "ten_rounds_s": even, "ns_per_label": 1e9 * even / table.n, "alpha_s": alpha,
                     "peak_mb": peak})  # fmt: skip
    plots.growth(rows, PLOT)
    return rows


def accuracy(options: argparse.Namespace) -> Rows:
    """Accuracy on all gold, no gold given: auto, and every method of crowd-kit that finishes."""
    methods = ["MajorityVote", "Wawa", "ZeroBasedSkill", "DawidSkene", "OneCoinDawidSkene"]
    rows: Rows = []
    with tempfile.TemporaryDirectory() as folder:
        for name in (*sets.NAMES, *sets.LATER):
            table = sets.recorded(options.data, name)
            blind = table.with_gold(np.full(table.n_items, -1))
            found = appraise(blind)
            labels, gold = sets.as_parquet(options.data, name, Path(folder))
            more = ["MMSR", "GLAD", "MACE"] if options.slow and table.n < 20_000 else []
            peer = {row["method"]: row.get("accuracy") for row in peers.run(labels, gold, methods + more)}
            known = {m: a for m, a in peer.items() if a is not None}
            best = max(known, key=lambda m: known[m])
            rows.append(
                {
                    "data": name, "auto": _right(found.proba, table), "chosen": found.choice.method,
                    "majority": _right(Majority().fit(blind).proba_, table), "crowd_kit_ds": peer["DawidSkene"],
                    "crowd_kit_best": known[best], "best_is": best,
                }
            )  # fmt: skip
    columns = ("auto", "majority", "crowd_kit_ds", "crowd_kit_best")
    rows.append({"data": "mean", **{c: float(np.mean([r[c] for r in rows])) for c in columns}})
    return rows


def leave_one_out(options: argparse.Namespace) -> Rows:
    """Which members are weighed, chosen on eleven sets and shown on the twelfth."""
    names = (*sets.NAMES, *sets.LATER)
    return leave_out.left_out({name: leave_out.by_variant(sets.recorded(options.data, name)) for name in names})


def _right(proba: np.ndarray, table: LabelTable) -> float:
    known = table.gold >= 0
    return float((proba[known].argmax(axis=1) == table.gold[known]).mean())


def honest_(options: argparse.Namespace) -> Rows:
    """30 random gold items, the rest measures: ECE, log-loss, declared share and realised accuracy by target."""
    return honest.recorded(options.draws, options.data, RESULTS / "draws")


def saving_(options: argparse.Namespace) -> Rows:
    """Labels of the policy against fixed numbers of answers, at prices that the other sets chose."""
    return saving.rows(options.orders, options.data, RESULTS / "draws")


def copying(options: argparse.Namespace) -> Rows:
    """1,000 binary items, five people right at .75, six exact copies of one who is right at .6."""
    rows: Rows = []
    for seed in range(options.draws):
        rng = np.random.default_rng(seed)
        truth = rng.integers(0, 2, 1_000)
        columns = [np.where(rng.random(1_000) < 0.75, truth, 1 - truth) for _ in range(5)]
        columns += [np.where(rng.random(1_000) < 0.6, truth, 1 - truth)] * 6
        table = LabelTable.from_arrays(
            np.repeat(np.arange(1_000), 11), np.tile(np.arange(11), 1_000), np.stack(columns, 1).ravel(), classes=[0, 1]
        )
        blind = DawidSkene().fit(table).proba_
        found = appraise(table)
        rows.append(
            {
                "seed": seed, "auto": float((found.proba.argmax(1) == truth).mean()),
                "majority": float((table.votes.argmax(1) == truth).mean()),
                "dawid_skene": float((blind.argmax(1) == truth).mean()), "found": str(found.copies.groups),
            }
        )  # fmt: skip
    return rows


def dependent(options: argparse.Namespace) -> Rows:
    """Who is named in crowds where nobody copies, in the recorded sets without gold, and where some do copy."""
    return dependence.rows(options.draws, options.fresh, options.planted, options.data, RESULTS / "draws")


def planted(options: argparse.Namespace) -> Rows:
    """What is found of copying that was planted, by how much is repeated."""
    return dependence.curve(options.planted, RESULTS / "draws")


def product_(options: argparse.Namespace) -> Rows:
    """What a project says of the recorded sets after a refit, and before it, beside what the engine says."""
    return product.rows(options.data, RESULTS / "draws")


def refit_(options: argparse.Namespace) -> Rows:
    """Seconds of the processor and memory of a refit by its answers, and what 100 more among 100,000 cost."""
    sizes = [n for n in (1_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000) if n <= options.most]
    return refit.rows(sizes, min(100_000, options.most))


def texts(options: argparse.Namespace) -> Rows:
    """What a classifier of the texts adds to one to eight answers per item, where texts are at hand."""
    return beside.rows(options.orders, options.data)


def stress(options: argparse.Namespace) -> Rows:
    """Simulated crowds of very different shapes: accuracy without gold, honesty with 30 random gold items."""
    return honest.simulated(options.draws, RESULTS / "draws")


def classes(options: argparse.Namespace) -> Rows:
    """60,000 answers of 600 people to 50, 100 and 1,000 classes: auto, majority and the peer's Dawid-Skene."""
    rows: Rows = []
    appraise(shapes.many_classes(20, 50, 500)[0])  # compiles once
    with tempfile.TemporaryDirectory() as folder:
        for n in (50, 100, 1_000):
            table, truth = shapes.many_classes(n)
            start = time.perf_counter()
            found = appraise(table)
            seconds = time.perf_counter() - start
            labels, gold = Path(folder) / f"{n}-labels.parquet", Path(folder) / f"{n}-gold.parquet"
            sets.pd.DataFrame({"task": table.item, "worker": table.person, "label": table.answer}).to_parquet(labels)
            sets.pd.DataFrame({"task": np.arange(table.n_items), "label": truth}).to_parquet(gold)
            row: dict[str, Any] = {
                "classes": n, "auto": float((found.label == truth).mean()), "chosen": found.choice.method,
                "majority": float((table.votes.argmax(axis=1) == truth).mean()), "auto_s": seconds,
                "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            }  # fmt: skip
            try:
                (peer,) = peers.run(labels, gold, ["DawidSkene"], timeout=options.patience)
                row |= {"crowd_kit_ds": peer.get("accuracy", peer.get("error")), "crowd_kit_s": peer.get("seconds"),
                        "crowd_kit_mb": peer["peak_mb"]}  # fmt: skip
            except (subprocess.TimeoutExpired, RuntimeError) as error:
                row["crowd_kit_ds"] = type(error).__name__
            rows.append(row)
    return rows


BENCHES: dict[str, Callable[[argparse.Namespace], Rows]] = {
    "speed": speed, "growth": growth, "accuracy": accuracy, "honesty": honest_, "saving": saving_, "copying": copying,
    "stress": stress, "dependence": dependent, "planted": planted, "texts": texts, "kinds": kinds, "classes": classes,
    "leave-one-out": leave_one_out, "items": lambda _: keys(), "product": product_,
    "refit": refit_,
}  # fmt: skip


def main() -> None:
    """Runs one bench, prints its table and writes its JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality", description=__doc__)
    parser.add_argument("bench", choices=sorted(BENCHES))
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder with the recorded labels")
    parser.add_argument("--draws", type=int, default=10, help="random draws of gold, or of crowds")
    parser.add_argument("--fresh", type=int, default=3_000, help="crowds of honest people that no rule was made with")
    parser.add_argument("--planted", type=int, default=30, help="random crowds of each kind in which some copy")
    parser.add_argument("--orders", type=int, default=3, help="random orders of answers")
    parser.add_argument("--items", type=int, default=1_000_000, help="items of the simulated set, five labels each")
    parser.add_argument("--most", type=int, default=20_000_000, help="largest number of labels of growth")
    parser.add_argument("--patience", type=float, default=120, help="seconds that a peer may take for many classes")
    parser.add_argument("--slow", action="store_true", help="with the peers that take minutes")
    options = parser.parse_args()
    load = os.getloadavg()
    start = time.perf_counter()
    rows = BENCHES[options.bench](options)
    seconds = time.perf_counter() - start
    RESULTS.mkdir(exist_ok=True)
    record = {
        "bench": options.bench,
        "rows": rows,
        "seconds": seconds,
        "load_before": load,
        "load_after": os.getloadavg(),
    }
    (RESULTS / f"{options.bench}.json").write_text(json.dumps(record, indent=1, default=float) + "\n")
    title = f"{options.bench} (load {load[0]:.1f} before, {os.getloadavg()[0]:.1f} after, {seconds:.0f} s)"
    for kind in dict.fromkeys(row.get("kind") for row in rows):
        _print(title, [row for row in rows if row.get("kind") == kind])


def _print(title: str, rows: Rows) -> None:
    table = Table(title=title)
    columns = list(dict.fromkeys(key for row in rows for key in row))
    for column in columns:
        table.add_column(column)
    for row in rows:
        table.add_row(
            *[f"{v:.4g}" if isinstance(v := row.get(c), float) else str(v if v is not None else "") for c in columns]
        )
    Console(width=220).print(table)


if __name__ == "__main__":
    main()
