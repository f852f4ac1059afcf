"""Arrow, of whose types nothing is known to the type checker: that is said here, and nowhere else.

It costs up to half a second to load, so only those import this who need it.
"""

from __future__ import annotations

from typing import Any

import pyarrow  # pyright: ignore[reportMissingTypeStubs]
import pyarrow.compute  # pyright: ignore[reportMissingTypeStubs]
import pyarrow.csv  # pyright: ignore[reportMissingTypeStubs]
import pyarrow.parquet  # pyright: ignore[reportMissingTypeStubs]

pa: Any = pyarrow
pc: Any = pyarrow.compute
pa_csv: Any = pyarrow.csv
pq: Any = pyarrow.parquet
