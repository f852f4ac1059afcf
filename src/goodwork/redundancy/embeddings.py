"""Examples as unit vectors: a column that is there, a model in ONNX by path, or the built-in way.

Built in, with nothing to download: words and character runs hashed into 2^18 places, weighted by TF-IDF, then
projected on the leading singular directions of the data itself (latent semantic analysis, Deerwester et al. 1990;
randomised range finder, Halko, Martinsson and Tropp 2011). It knows words that occur together in this data, not
the language: paraphrases without common words stay unlike.
"""

# scipy's sparse arrays carry no types.
# pyright: reportArgumentType=false, reportAttributeAccessIssue=false, reportOptionalSubscript=false
# pyright: reportReturnType=false, reportCallIssue=false

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from goodwork.errors import Invalid, NotFound, Unavailable
from goodwork.quality.kernels import kernel
from goodwork.redundancy.shingles import K1, K2, mixed

Floats = NDArray[np.float32]
PLACES = 1 << 18
DIMENSIONS = 128


@kernel
def hashed_features(data: NDArray[np.uint8], start: int, stop: int, out: NDArray[np.int32]) -> int:
    """Places of the words and of the runs of four bytes in ``data[start:stop]`` (lower-case); returns how many."""
    count = 0
    word = K1
    inside = False
    for p in range(start, stop + 1):
        c = np.uint64(data[p]) if p < stop else np.uint64(32)
        letter = c >= 128 or 48 <= c < 58 or 97 <= c < 123
        if letter:
            word = (word ^ c) * K2
            inside = True
        elif inside:
            out[count] = np.int32(mixed(word) & np.uint64(PLACES - 1))
            count += 1
            word = K1
            inside = False
        if p + 4 <= stop:
            run = np.uint64(0)
            for j in range(4):
                run = run << np.uint64(8) | np.uint64(data[p + j])
            out[count] = np.int32(mixed(run * K1 + np.uint64(7)) & np.uint64(PLACES - 1))
            count += 1
    return count


def tf_idf(texts: Sequence[str]) -> sparse.csr_matrix:
    """(texts, PLACES) rows of unit length: (1 + log count) x log((1 + n) / (1 + texts with it))."""
    rows: list[NDArray[np.int32]] = []
    weights: list[Floats] = []
    for text in texts:
        data = np.frombuffer(text.lower().encode("utf-8", "replace"), np.uint8)
        out = np.empty(2 * data.size + 2, np.int32)
        places, counts = np.unique(out[: hashed_features(data, 0, data.size, out)], return_counts=True)
        rows.append(places)
        weights.append((1 + np.log(counts)).astype(np.float32))
    pointer = np.concatenate([[0], np.cumsum([r.size for r in rows])])
    places = np.concatenate(rows) if rows else np.empty(0, np.int32)
    matrix = sparse.csr_matrix(
        (np.concatenate(weights) if weights else np.empty(0, np.float32), places, pointer), (len(texts), PLACES)
    )
    idf = np.log((1 + len(texts)) / (1 + np.bincount(places, minlength=PLACES))).astype(np.float32)
    matrix.data *= idf[places]
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(1)).ravel())
    return sparse.diags(1 / np.maximum(lengths, 1e-12)).dot(matrix).tocsr().astype(np.float32)


def built_in(texts: Sequence[str], dimensions: int = DIMENSIONS, seed: int = 0) -> Floats:
    """(texts, dimensions) unit vectors by TF-IDF and a randomised singular value decomposition; fixed by ``seed``."""
    matrix = tf_idf(texts)
    wide = min(dimensions + 16, max(1, min(matrix.shape) - 1))
    probe = np.random.default_rng(seed).standard_normal((matrix.shape[1], wide)).astype(np.float32)
    basis = np.linalg.qr(matrix @ probe)[0]
    for _ in range(2):
        basis = np.linalg.qr(matrix @ (matrix.T @ basis))[0]
    left, values, _ = np.linalg.svd((matrix.T @ basis).T, full_matrices=False)
    return unit((basis @ left[:, :dimensions]) * values[:dimensions])


def unit(vectors: Any) -> Floats:
    """Rows scaled to length one; a row of zeros stays."""
    out = np.ascontiguousarray(vectors, np.float32)
    if out.ndim != 2 or not np.isfinite(out).all():
        raise Invalid("The embeddings are not a table of finite numbers.", next_step="Give every row one vector.")
    return out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-12)


def by_model(texts: Sequence[str], model: Path, batch: int = 32, longest: int = 256) -> Floats:
    """(texts, d) unit vectors of an ONNX model (a file, or a sentence-transformers folder), mean over its tokens.

    The folder has ``model.onnx`` (or ``onnx/model.onnx``) and ``tokenizer.json``. Needs goodwork[semantic].
    """
    folder = model if model.is_dir() else model.parent
    file = next((p for p in (model, folder / "model.onnx", folder / "onnx" / "model.onnx") if p.is_file()), None)
    vocabulary = next((p for p in (folder / "tokenizer.json", folder.parent / "tokenizer.json") if p.is_file()), None)
    if file is None or vocabulary is None:
        raise NotFound(f"{model} holds no model.onnx with a tokenizer.json.", next_step="Export the model to ONNX.")
    try:
        import onnxruntime  # pyright: ignore[reportMissingImports]
        from tokenizers import Tokenizer  # pyright: ignore[reportMissingImports]
    except ImportError as fault:
        raise Unavailable(
            "Models in ONNX need two more packages.", next_step="Install goodwork[semantic], or leave --model out."
        ) from fault
    tokenizer: Any = Tokenizer.from_file(str(vocabulary))
    tokenizer.enable_truncation(longest)
    tokenizer.enable_padding()
    session: Any = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    names = {entry.name for entry in session.get_inputs()}
    parts: list[Floats] = []
    for start in range(0, len(texts), batch):
        encoded = tokenizer.encode_batch(list(texts[start : start + batch]))
        feed = {
            "input_ids": np.array([e.ids for e in encoded], np.int64),
            "attention_mask": np.array([e.attention_mask for e in encoded], np.int64),
            "token_type_ids": np.array([e.type_ids for e in encoded], np.int64),
        }
        hidden = session.run(None, {name: feed[name] for name in names & feed.keys()})[0]
        if hidden.ndim == 3:
            mask = feed["attention_mask"][:, :, None]
            hidden = (hidden * mask).sum(1) / np.maximum(mask.sum(1), 1)
        parts.append(hidden.astype(np.float32))
    return unit(np.concatenate(parts)) if parts else np.zeros((0, 1), np.float32)
