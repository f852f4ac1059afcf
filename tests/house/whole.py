"""What a kind and a format need to be whole: their parts, wherever the house stands."""

from __future__ import annotations

from pathlib import Path

KIND = (
    "src/goodwork/kinds/{name}/__init__.py",
    "src/goodwork/kinds/{name}/schema.py",
    "src/goodwork/kinds/{name}/distance.py",
    "src/goodwork/kinds/{name}/consensus.py",
    "src/goodwork/kinds/{name}/records.py",
    "web/src/kinds/{name}/index.ts",
    "web/src/kinds/{name}/schema.ts",
    "web/src/kinds/{name}/reduce.ts",
    "web/src/kinds/{name}/Editor.tsx",
    "web/src/kinds/{name}/Review.tsx",
    "web/src/kinds/{name}/Builder.tsx",
    "web/src/kinds/{name}/words.ts",
    "web/src/kinds/{name}/words.de.ts",
    "web/src/kinds/{name}/words.ar.ts",
    "web/src/kinds/{name}/setup.ts",
    "web/src/kinds/{name}/setupWords.ts",
    "web/src/kinds/{name}/setupWords.de.ts",
    "web/src/kinds/{name}/setupWords.ar.ts",
    "docs/kinds/{name}.md",
    "fixtures/kinds/{name}/*.json",
)
FORMAT = (
    "src/goodwork/formats/{folder}/__init__.py",
    "src/goodwork/formats/{folder}/recognise.py",
    "src/goodwork/formats/{folder}/read.py",
    "src/goodwork/formats/{folder}/write.py",
    "docs/formats/{name}.md",
    "fixtures/formats/{name}/items*",
    "fixtures/formats/{name}/rows*.json",
)
LINES = {
    "kinds": (
        ("src/goodwork/kinds/registry.py", "{folder}"),
        ("web/src/kinds/registry.ts", "import('./{folder}')"),
        ("web/src/kinds/setups.ts", "from './{folder}/setup'"),
        ("mkdocs.yml", "kinds/{name}.md"),
    ),
    "formats": (
        ("src/goodwork/formats/registry.py", "goodwork.formats.{folder} import"),
        ("mkdocs.yml", "formats/{name}.md"),
        ("docs/formats/index.md", "({name}.md)"),
        ("docs/how-to/import-data.md", "`{name}`"),
    ),
}
"""Lists that name each of them: the file, and what stands in it."""


def missing(root: Path, room: str, name: str, *, is_written: bool = True) -> list[str]:
    """The parts that a kind or format of the house at ``root`` lacks."""
    names = {"name": name, "folder": name.replace("-", "_")}
    parts = [part.format(**names) for part in (KIND if room == "kinds" else FORMAT)]
    lacks = [part for part in parts if (is_written or not part.endswith("/write.py")) and not [*root.glob(part)]]
    for file, line in LINES[room]:
        if line.format(**names) not in (root / file).read_text(encoding="utf-8"):
            lacks.append(f"{file}: {line.format(**names)}")
    return lacks


def lacks(room: str, name: str, parts: list[str]) -> str:
    """What to do about missing parts, as a sentence."""
    kind = room.removesuffix("s")
    return f"The {kind} {name} lacks {', '.join(parts)}. CONTRIBUTING.md says under “Add a {kind}” what belongs there."


def folders(root: Path, room: str) -> set[str]:
    """The kinds or formats whose folders stand in the house at ``root``."""
    return {p.parent.name for p in (root / "src/goodwork" / room).glob("*/__init__.py")}
