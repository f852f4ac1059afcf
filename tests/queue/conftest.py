"""The server of the API's tests, for every test of this folder."""

from tests.api.conftest import house

__all__ = ["house"]
