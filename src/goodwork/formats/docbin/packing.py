"""MessagePack, of whose types nothing is known to the type checker."""

from __future__ import annotations

from typing import Any

import msgpack as _untyped  # pyright: ignore[reportMissingTypeStubs]

msgpack: Any = _untyped
