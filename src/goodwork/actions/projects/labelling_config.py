"""A labelling config that anybody sent, read where it can do no harm."""

from __future__ import annotations

from goodwork import confined
from goodwork.confined import Limits
from goodwork.forms.labelling_config import ConfigRead

LIMITS = Limits(
    seconds=10, cpu=5, memory=256 << 20, disk=1 << 20, answer=8 << 20, advice="Send the part of it that asks something."
)


async def read_sent_config(written: str, name: str) -> ConfigRead:
    """What a config asks, read in a process of its own; Invalid when nothing of it can be asked."""
    return await confined.call("goodwork.forms.labelling_config:read_config", written, name, limits=LIMITS)
