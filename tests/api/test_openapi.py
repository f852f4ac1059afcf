"""The committed OpenAPI document is the one of the code, and says the truth of errors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from goodwork.api import listing
from goodwork.api.openapi import document
from tests.api.callers import House

COMMITTED = Path(__file__).parents[2] / "openapi.json"
LISTED = Path(__file__).parents[2] / "web/src/api/formats.gen.ts"


def test_the_committed_document_is_fresh() -> None:
    if not COMMITTED.exists():
        pytest.skip("an installed goodwork has no openapi.json beside it")
    assert COMMITTED.read_text(encoding="utf-8") == document(), "run: make openapi"


def test_the_list_of_formats_is_fresh() -> None:
    if not LISTED.exists():
        pytest.skip("an installed goodwork has no sources of its web client beside it")
    assert LISTED.read_text(encoding="utf-8") == listing.document(), "run: make openapi"


def test_every_operation_has_a_name_of_its_own_and_problem_details() -> None:
    described = json.loads(document())
    operations = [
        operation for path in described["paths"].values() for name, operation in path.items() if name != "parameters"
    ]
    names = [operation["operationId"] for operation in operations]
    assert len(set(names)) == len(names)
    for operation in operations:
        assert "422" not in operation["responses"]
        assert "application/problem+json" in operation["responses"]["default"]["content"]
        assert operation.get("summary") and operation.get("description"), operation["operationId"]


async def test_the_server_hands_out_the_same_document(house: House) -> None:
    assert await house.browser().ok("GET", "/openapi.json") == json.loads(document())
