"""The layers that a WebAnno TSV file declares, each with the columns that are its own."""

from __future__ import annotations

from dataclasses import dataclass

_DKPRO = "de.tudarmstadt.ukp.dkpro.core.api."
POS = f"{_DKPRO}lexmorph.type.pos.POS"
_OF_WORDS = (POS, f"{_DKPRO}lexmorph", f"{_DKPRO}segmentation", f"{_DKPRO}syntax", f"{_DKPRO}transform")
"""Layers about words and grammar; what people mark is in the others."""
_LABELS = ("value", "label")


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer of spans, relations or chains."""

    sort: str
    """``SP``, ``RL`` or ``CH``, as the file says it."""
    name: str
    features: tuple[str, ...]
    """One for each column."""
    first: int
    """Its first column, from 0."""

    @property
    def short(self) -> str:
        """The name without its package."""
        return self.name.rsplit(".", 1)[-1]

    @property
    def is_of_words(self) -> bool:
        """Whether it says of words what they are, and not what people marked."""
        return self.name.startswith(_OF_WORDS)

    @property
    def target(self) -> str | None:
        """What relations join, where it is a layer of them."""
        return self.features[-1].removeprefix("BT_") if self.sort == "RL" and self.features else None

    @property
    def slots(self) -> list[int]:
        """The features that link to other spans; after each is the column with where they are."""
        return [n for n, feature in enumerate(self.features) if feature.startswith("ROLE_")]

    @property
    def plain(self) -> list[int]:
        """The features with values."""
        taken = {m for n in self.slots for m in (n, n + 1)}
        ends = len(self.features) - (self.sort == "RL")
        return [n for n in range(ends) if n not in taken]

    @property
    def label(self) -> int | None:
        """The feature that is the label: the one called so, else the first."""
        known = [n for n in self.plain if self.features[n] in _LABELS]
        return next(iter(known or self.plain), None)


def layer_of(line: str, first: int) -> Layer | None:
    """The layer that a line declares, if it does.

    >>> layer = layer_of("#T_SP=webanno.custom.Name|value", 3)
    >>> layer.short, layer.features, layer.label
    ('Name', ('value',), 0)
    """
    sort, is_layer, said = line.removeprefix("#T_").partition("=")
    if not line.startswith("#T_") or not is_layer or sort not in ("SP", "RL", "CH"):
        return None
    name, *features = said.split("|")
    if not features:
        features = [""]
    return Layer(sort, name, tuple(features), first)
