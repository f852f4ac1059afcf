"""The keep list by a peer, run in the peers' own environment: python peers.py PEER DATA.parquet ROWS OUT.npy

Every peer gets the same words (lower case, letters and digits) in the same runs of three, 128 permutations and the
threshold 0.7. Reading the file is not timed; shingling is, because a user does it too. Prints one line of JSON.
"""

import json
import os
import re
import resource
import sys
import time

import numpy as np
import pyarrow.parquet as pq

WORD = re.compile(r"[a-z0-9_]+")


def shingles(text: str) -> list[str]:
    """Runs of three words; a shorter text is one run."""
    w = WORD.findall(text.lower())
    return [" ".join(w[i : i + 3]) for i in range(len(w) - 2)] or [" ".join(w)]


def rensa(texts: list[str]) -> np.ndarray:
    """rensa's inline keep list: a row is kept unless one like it was kept."""
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=0.7, num_perm=128, num_bands=32)
    kept: dict[int, object] = {}
    representative = np.arange(len(texts))
    for row, text in enumerate(texts):
        one = RMinHash(num_perm=128, seed=42)
        one.update(shingles(text))
        for other in index.query(one):
            if one.jaccard(kept[other]) >= 0.7:
                representative[row] = other
                break
        else:
            index.insert(row, one)
            kept[row] = one
    return representative


def datasketch(texts: list[str]) -> np.ndarray:
    """datasketch's MinHashLSH, used the same way."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=0.7, num_perm=128, params=(32, 4))
    kept: dict[int, object] = {}
    representative = np.arange(len(texts))
    for row, text in enumerate(texts):
        one = MinHash(num_perm=128)
        one.update_batch([s.encode() for s in shingles(text)])
        for other in index.query(one):
            if one.jaccard(kept[other]) >= 0.7:
                representative[row] = other
                break
        else:
            index.insert(row, one)
            kept[row] = one
    return representative


def datatrove(texts: list[str]) -> np.ndarray:
    """datatrove's four steps (signatures, buckets, clusters, filter) in one process, words split at spaces.

    Its own tokeniser needs spaCy and is slower, so this is to its favor.
    """
    import tempfile

    from datatrove.data import Document
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.dedup import MinhashDedupBuckets, MinhashDedupCluster, MinhashDedupSignature
    from datatrove.pipeline.dedup.minhash import MinhashConfig, MinhashDedupFilter
    from datatrove.utils import word_tokenizers
    from loguru import logger

    class Spaces:
        """Words as ``WORD`` finds them."""

        def word_tokenize(self, text: str) -> list[str]:
            return WORD.findall(text)

    logger.remove()
    signatures_of = sys.modules[MinhashDedupSignature.__module__]
    signatures_of.load_word_tokenizer = word_tokenizers.load_word_tokenizer = lambda language: Spaces()
    config = MinhashConfig(n_grams=3, num_buckets=32, hashes_per_bucket=4)
    kept: list[int] = []

    def documents(data: object, rank: int = 0, world_size: int = 1):
        for row, text in enumerate(texts):
            yield Document(text=text, id=str(row))

    def note(data, rank: int = 0, world_size: int = 1):
        for document in data:
            kept.append(int(document.id))
            yield document

    with tempfile.TemporaryDirectory() as folder:
        sig, buckets, removed = f"{folder}/sig", f"{folder}/buckets", f"{folder}/removed"
        steps = (
            ([documents, MinhashDedupSignature(sig, config)], 1),
            ([MinhashDedupBuckets(sig, buckets, config=config)], config.num_buckets),
            ([MinhashDedupCluster(buckets, removed, config=config)], 1),
            ([documents, MinhashDedupFilter(removed), note], 1),
        )
        for number, (pipeline, tasks) in enumerate(steps):
            LocalPipelineExecutor(pipeline, tasks=tasks, workers=1, logging_dir=f"{folder}/logs{number}").run()
    # It says which rows are kept; who stands for a row that is not, it does not say.
    representative = np.full(len(texts), -1, np.int64)
    representative[kept] = kept
    return representative


def text_dedup(data: str, rows: int) -> np.ndarray:
    """text-dedup's minhash command, on the file itself (its reading is in its time)."""
    import pickle
    import tempfile

    from text_dedup.minhash import main as command

    with tempfile.TemporaryDirectory() as folder:
        options = {
            "path": "parquet",
            "data_files": data,
            "split": "train",
            "cache_dir": f"{folder}/cache",
            "output": f"{folder}/out",
            "column": "text",
            "ngram": 3,
            "min_length": 1,
            "num_perm": 128,
            "threshold": 0.7,
            "b": 32,
            "r": 4,
            "num_proc": 1,
            "batch_size": 10_000,
        }
        arguments = [part for name, value in options.items() for part in (f"--{name}", str(value))]
        command([*arguments, "--debug"], standalone_mode=False)
        with open(f"{folder}/out/uf.pkl", "rb") as file:
            groups = pickle.load(file)
    parent = getattr(groups, "parent", groups)
    representative = np.arange(rows)
    for row in parent:
        top = row
        while parent[top] != top:
            top = parent[top]
        representative[row] = top
    return representative


def main() -> None:
    """Runs one peer and writes its answer: who stands for each row, -1 where it does not say."""
    peer, data, rows, out = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
    sys.stdout, told = sys.stderr, sys.stdout
    texts: list[str] = []
    if peer != "text-dedup":
        for batch in pq.ParquetFile(data).iter_batches(65536, columns=["text"]):
            texts += batch.column(0).to_pylist()
    load, began = os.getloadavg()[0], time.perf_counter()
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    if peer == "text-dedup":
        representative = text_dedup(data, rows)
    else:
        representative = {"rensa": rensa, "datasketch": datasketch, "datatrove": datatrove}[peer](texts)
    seconds = time.perf_counter() - began
    now = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    np.save(out, representative)
    cpu = sum(b.ru_utime + b.ru_stime - a.ru_utime - a.ru_stime for a, b in zip(used, now, strict=True))
    told.write(json.dumps({"seconds": seconds, "cpu_seconds": cpu, "load": load}) + "\n")


if __name__ == "__main__":
    main()
