"""A workshop for every test of this folder."""

from __future__ import annotations

from tests.data.conftest import shop

__all__ = ["shop"]
