"""One run over texts, from files to a keep list: the use that the command and the cluster share."""

from __future__ import annotations

import contextlib
import resource
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from goodwork.errors import Unavailable
from goodwork.redundancy.alphabet import DEFAULT_SHINGLE, Shingle
from goodwork.redundancy.bands import ALL_PAIRS, WINDOW
from goodwork.redundancy.candidates import Bounded
from goodwork.redundancy.keep import Counts, count
from goodwork.redundancy.near_text import Answer, cluster_texts
from goodwork.redundancy.plan import Plan
from goodwork.redundancy.progress import Progress
from goodwork.redundancy.reading import SEEN, TextReader, Texts, places_for, read_all
from goodwork.redundancy.shingles import BROKEN, EMPTY
from goodwork.redundancy.work import Work


@dataclass(frozen=True, slots=True)
class Options:
    """How texts are compared."""

    threshold: float = 0.7
    shingle: Shingle = DEFAULT_SHINGLE
    keep: str = "longest"
    """longest, earliest, or the name of a numeric column (highest first)"""
    near: bool = True
    threads: int = 2

    @property
    def plan(self) -> Plan:
        return Plan.of(self.threshold)

    def question(self, source: Texts) -> dict[str, Any]:
        """What a stopped run must have in common with the one that goes on. Threads may differ."""
        return {
            "source": source.fingerprint(),
            "threshold": self.threshold,
            "shingle": str(self.shingle),
            "keep": self.keep,
            "near": self.near,
            "lanes": self.plan.lanes,
            "quality": source.ranked,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """What a run found, and what it cost."""

    counts: Counts
    shingle: str
    """What was compared"""
    threshold: float
    bounded: Bounded = field(default_factory=Bounded)
    refused: int = 0
    bad: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    peak_rss_mb: int = 0
    notes: list[str] = field(default_factory=list[str])
    """Sentences for a person"""
    more: dict[str, Any] = field(default_factory=dict[str, Any])
    """Numbers beyond the usual ones"""

    def adding(self, notes: list[str], **more: Any) -> Report:
        """The report with more sentences and more numbers."""
        return replace(self, notes=[*self.notes, *notes], more={**self.more, **more})

    def json(self) -> dict[str, Any]:
        """The keys that the command prints."""
        c = self.counts
        return {
            "rows": c.rows,
            "exact": c.exact,
            "near": c.near,
            "chained": c.chained,
            "kept": c.kept,
            "clusters": c.clusters,
            "largest": c.largest,
            "shingle": self.shingle,
            "seconds": round(self.seconds, 3),
            "peak_rss_mb": self.peak_rss_mb,
            "cpu_seconds": round(self.cpu_seconds, 3),
            "threshold": self.threshold,
            "bounded": {
                "buckets": self.bounded.buckets,
                "units": self.bounded.units,
                "largest": self.bounded.largest,
            },
            "refused": self.refused,
            **self.more,
        }

    def lines(self) -> list[str]:
        """The answer for a person, the most important line first."""
        c = self.counts
        said = [
            f"Label these {c.kept:,} of {c.rows:,}: {c.exact:,} rows repeat another exactly, {c.near:,} more nearly.",
            f"{c.clusters:,} clusters of two or more rows; the largest has {c.largest:,}.",
            f"Compared by {self.shingle}" + (f", threshold {self.threshold}." if self.threshold < 1 else "."),
        ]
        if c.chained:
            said.append(f"{c.chained:,} rows are less alike to their representative than that: others link them.")
        if self.bounded.buckets:
            said.append(
                f"{self.bounded.buckets:,} buckets of more than {ALL_PAIRS} texts (largest {self.bounded.largest:,}) "
                f"were bounded: each text there met its {WINDOW} neighbors in content order."
            )
        said += self.notes
        if self.refused:
            said.append(f"{self.refused:,} rows could not be read and are kept:")
            said += [f"  {where}: {why}" for where, why in self.bad[:10]]
        said.append(f"{self.seconds:.1f} s, {self.cpu_seconds:.1f} CPU s, at most {self.peak_rss_mb:,} MB resident.")
        return said


def cpu_seconds() -> float:
    """CPU time of this process so far, user and system."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def peak_rss_mb() -> int:
    """The most memory this process has had resident, in MiB."""
    with contextlib.suppress(OSError):
        # getrusage would count what the process that started this one held before it did.
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) >> 10
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak >> 20 if sys.platform == "darwin" else peak >> 10


def run_texts(source: Texts, options: Options, work: Work, progress: Progress) -> tuple[Answer, Report]:
    """Reads, groups, verifies. Raises KeyboardInterrupt when stopped; ``work`` then holds what is done."""
    began = time.perf_counter()
    spent = cpu_seconds()
    try:
        if work.state["stage"] == "read":
            progress.stage("read", source.rows(), "rows")
            progress.advance(work.state["rows"])
            few = source.rows()
            reader = TextReader(options.shingle, options.plan, SEEN if few is None else places_for(few))
            read_all(source.batches(work.state["rows"]), reader, work, options.threads, progress)
            del reader
            pa.default_memory_pool().release_unused()
            if work.stop.is_set():
                raise KeyboardInterrupt
        with ThreadPoolExecutor(options.threads) as pool:
            answer = cluster_texts(work, options.plan, options.keep, options.near, pool, options.threads, progress)
    except MemoryError as fault:
        raise Unavailable(
            "There was not enough memory to go on.",
            kept=f"What was done so far is kept in {work.folder}.",
            next_step="Run the same command again with more memory: it goes on. Or use --dask.",
        ) from fault
    flags = work.column("flags", np.uint8).load()
    empty, broken = (int((flags & flag != 0).sum()) for flag in (EMPTY, BROKEN))
    return answer, text_report(answer, options, work, empty, broken, time.perf_counter() - began, cpu_seconds() - spent)


def text_report(
    answer: Answer, options: Options, work: Work, empty: int, broken: int, seconds: float, cpu: float
) -> Report:
    """The report of a run over texts."""
    recall = options.plan.recall(options.threshold)
    notes = [f"Read as {options.shingle.normalisation}."]
    if options.near:
        notes.append(
            f"A pair right at the threshold is found with probability {recall:.3f}; every pair taken was checked."
        )
    if empty:
        notes.append(f"{empty:,} rows have no {'record' if options.shingle.whole else 'text'}; all are kept.")
    if broken:
        notes.append(f"{broken:,} texts have bytes that are not UTF-8; they were read as they are.")
    return Report(
        counts=count(answer, options.threshold),
        shingle=str(options.shingle),
        threshold=options.threshold,
        bounded=answer.bounded,
        refused=work.state.get("refused", 0),
        bad=[(where, why) for where, why in work.state.get("bad", [])],
        seconds=seconds,
        cpu_seconds=cpu,
        peak_rss_mb=peak_rss_mb(),
        notes=notes,
        more={
            "normalisation": options.shingle.normalisation,
            "recall_at_threshold": round(recall, 4),
            "compared": answer.compared,
            "empty": empty,
            "broken_unicode": broken,
        },
    )
