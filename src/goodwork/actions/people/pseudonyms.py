"""Pseudonyms: the names under which people appear in reviews and in published data."""

from __future__ import annotations

import secrets

# Forty birds, by their common English names, chosen by hand to be short, easy to tell apart and without a judgement
# in them; no list was taken over. A bird and four digits give 360,000 names. They are drawn at random and never
# derived from the person, so a pseudonym can't be traced back without the database.
_BIRDS = """
avocet bittern bunting coot crane curlew dipper diver dunlin egret finch gannet goldcrest grebe gull heron hobby hoopoe
ibis kestrel kite knot lapwing linnet martin merlin nightjar oriole osprey petrel pipit plover puffin rail redstart
siskin swift teal tern wren
"""


def draw_pseudonym() -> str:
    """A random pseudonym such as ``heron-4821``; whether it is free, the database says."""
    return f"{secrets.choice(_BIRDS.split())}-{1000 + secrets.randbelow(9000)}"
