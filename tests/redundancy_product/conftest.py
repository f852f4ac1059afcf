"""The workshop of the tests of data, for every test of this folder."""

from tests.data.conftest import shop

__all__ = ["shop"]
