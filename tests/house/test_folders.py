"""Kinds and formats are strangers to each other, whichever there are: found in the graph of imports, listed nowhere."""

from __future__ import annotations

import grimp
import pytest


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("goodwork")


@pytest.mark.parametrize("room", ["kinds", "formats"])
def test_a_folder_is_known_to_the_registry_alone(graph: grimp.ImportGraph, room: str) -> None:
    inside = f"goodwork.{room}"
    folders = {module for module in graph.find_children(inside) if graph.find_children(module)}
    assert folders
    strangers = [
        f"{importer} imports {module}"
        for folder in folders
        for module in (folder, *graph.find_descendants(folder))
        for importer in graph.find_modules_that_directly_import(module)
        if importer.startswith(f"{inside}.")
        and importer != f"{inside}.registry"
        and importer != folder
        and not importer.startswith(f"{folder}.")
    ]
    assert strangers == []
