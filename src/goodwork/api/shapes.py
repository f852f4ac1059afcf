"""The SDK's shapes: the wire models as typed dictionaries, which need nothing of the server.

``python -m goodwork.api.shapes src/goodwork/sdk/shapes`` writes them, a module for each module of the wire; a test
fails when they are not fresh.
"""

from __future__ import annotations

import inspect
import pkgutil
import re
import sys
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

import goodwork.api.wire as wire

_HEAD = '''"""SAID

Written by ``python -m goodwork.api.shapes`` from the server's wire models; not edited by hand.
"""

from __future__ import annotations

'''
_PLAIN: dict[Any, str] = {
    int: "int",
    str: "str",
    float: "float",
    bool: "bool",
    datetime: "str",
    date: "str",
    Any: "Any",
}
_SENT = ("In", "Patch", "Wire")
"""Endings of models that are sent: what has a default there may be left out."""


def documents() -> dict[str, str]:
    """File name -> text, the same for the same code."""
    modules = {found.name: _models(found.name) for found in pkgutil.iter_modules(wire.__path__)}
    home = {model.__name__: name for name, models in modules.items() for model in models}
    written = {f"{name}.py": _module(name, models, home) for name, models in sorted(modules.items())}
    return {
        "__init__.py": '"""What goes over the wire, as typed dictionaries. Times are UTC, as ISO 8601 text."""\n'
    } | written


def _models(name: str) -> list[type[BaseModel]]:
    module = import_module(f"{wire.__name__}.{name}")
    found = (value for _, value in inspect.getmembers(module, inspect.isclass) if issubclass(value, BaseModel))
    return [m for m in found if m.__module__ == module.__name__ and "[" not in m.__name__ and m.model_fields]


def _module(name: str, models: list[type[BaseModel]], home: dict[str, str]) -> str:
    body = "".join(_shape(model) for model in models)
    words = set(re.findall(r"\w+", re.sub(r'"""(.|\n)*?"""', "", body)))
    typing = sorted(
        words & {"Any", "Generic", "Literal", "NotRequired", "TypedDict", "TypeVar"}
        | ({"TypeVar"} if "Row" in words else set())
    )
    imports = [f"from typing import {', '.join(typing)}"]
    others: dict[str, list[str]] = {}
    for word in sorted(words & home.keys()):
        if home[word] != name:
            others.setdefault(home[word], []).append(word)
    if others:
        imports.append("")
    imports += [
        f"from goodwork.sdk.shapes.{other} import {', '.join(names)}" for other, names in sorted(others.items())
    ]
    said = (inspect.getdoc(import_module(f"{wire.__name__}.{name}")) or "").split("\n")[0]
    head = _HEAD.replace("SAID", said)
    row = '\nRow = TypeVar("Row")\n' if "Row" in words else ""
    return head + "\n".join(imports) + "\n" + row + body


def _shape(model: type[BaseModel]) -> str:
    bases = "TypedDict, Generic[Row]" if model.__name__ == "Page" else "TypedDict"
    said = inspect.getdoc(model) if model.__doc__ else None
    lines = [f"\n\nclass {model.__name__}({bases}):"]
    if said and not said.startswith("!!!"):
        text = "\n    ".join(said.split("\n"))
        lines.append(f'    """{text}"""\n' if "\n" not in text else f'    """{text}\n    """\n')
    sent = model.__name__.endswith(_SENT)
    lines += [f"    {name}: {_field(field, sent)}" for name, field in model.model_fields.items()]
    return "\n".join(lines) + "\n"


def _field(field: FieldInfo, sent: bool) -> str:
    told = _type(field.annotation)
    return f"NotRequired[{told}]" if sent and not field.is_required() else told


def _type(of: Any) -> str:
    if of in _PLAIN:
        return _PLAIN[of]
    if of is None or of is NoneType:
        return "None"
    if isinstance(of, TypeVar):
        return of.__name__
    origin, arguments = get_origin(of), get_args(of)
    if origin is Annotated:
        return _type(arguments[0])
    if origin is Literal:
        return f"Literal[{', '.join(repr(a) for a in arguments)}]".replace("'", '"')
    if origin in (Union, UnionType):
        return " | ".join(_type(a) for a in arguments)
    if origin in (list, dict):
        return f"{origin.__name__}[{', '.join(_type(a) for a in arguments)}]"
    if of is object:
        return "Any"
    if inspect.isclass(of) and issubclass(of, BaseModel):
        return of.__name__
    raise TypeError(f"The SDK has no shape for {of!r}.")


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.py"):
        old.unlink()
    for file, text in documents().items():
        (folder / file).write_text(text)
