"""Pictures by peers, in their own environment: python picture_peers.py hash FOLDER | join HASHES.npy QUERIES

``hash``: imagehash.phash of every picture. ``join``: all pairs within 4 bits by faiss's binary indexes, asked with the
first QUERIES hashes; the time for all is what these took, times the share. Prints one line of JSON.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np


def hashed(folder: str) -> dict[str, float]:
    """Seconds for every picture of a folder."""
    import imagehash
    from PIL import Image

    files = sorted(Path(folder).glob("*.jpg"))
    began = time.process_time()
    for file in files:
        with Image.open(file) as picture:
            imagehash.phash(picture)
    return {"pictures": len(files), "cpu_seconds": time.process_time() - began}


def joined(path: str, queries: int) -> dict[str, float]:
    """Seconds for a join of all hashes, by index; ``found`` pairs among the queries tell its recall."""
    import faiss

    faiss.omp_set_num_threads(2)
    codes = np.load(path).view(np.uint8).reshape(-1, 8)
    asked = codes[:queries]
    made = {
        "IndexBinaryFlat": lambda: faiss.IndexBinaryFlat(64),
        "IndexBinaryHash 20 bits": lambda: faiss.IndexBinaryHash(64, 20),
        "IndexBinaryMultiHash 4 x 16": lambda: faiss.IndexBinaryMultiHash(64, 4, 16),
    }
    out: dict[str, float] = {}
    for name, make in made.items():
        index = make()
        few = queries if "Multi" in name else max(50, queries // 40)
        if "Multi" in name:
            index.nflip = 1  # four blocks: two words within 4 bits differ in at most one bit in one of them
        if name.startswith("IndexBinaryHash"):
            index.nflip = 4
            few = 50
        began = time.perf_counter()
        index.add(codes)
        built = time.perf_counter() - began
        began = time.perf_counter()
        limits, _, _ = index.range_search(asked[:few], 5)  # faiss's radius is exclusive
        took = time.perf_counter() - began
        out[name] = built + took * len(codes) / few
        out[f"{name}: found per query"] = float(limits[-1]) / few
    return out


if __name__ == "__main__":
    result = hashed(sys.argv[2]) if sys.argv[1] == "hash" else joined(sys.argv[2], int(sys.argv[3]))
    print(json.dumps(result))
