"""How a file of the format datasets is told from others."""

from __future__ import annotations

from goodwork.formats.contract import Seen

ALIASES = {"hf": "datasets", "huggingface": "datasets"}


def recognise(seen: Seen) -> bool:
    """A folder of Parquet or of what save_to_disk wrote, or Parquet that says what its columns are for ``datasets``."""
    if seen.names is not None:
        saved = any(name.rsplit("/", 1)[-1] == "state.json" for name in seen.names)
        return any(name.endswith(".parquet") or (saved and name.endswith(".arrow")) for name in seen.names)
    return seen.parquet is not None and b"huggingface" in seen.parquet
