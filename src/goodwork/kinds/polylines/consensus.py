"""What several people's polylines together say: see `kinds.region_consensus`."""

from __future__ import annotations

from goodwork.kinds.polylines.distance import POLYLINES

consensus = POLYLINES.consensus
learned = POLYLINES.learned
