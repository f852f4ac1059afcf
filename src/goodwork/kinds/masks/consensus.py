"""What several people's masks together say: see `kinds.region_consensus`."""

from __future__ import annotations

from goodwork.kinds.masks.distance import MASKS

consensus = MASKS.consensus
learned = MASKS.learned
