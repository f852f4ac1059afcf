"""What several people's polygons together say: see `kinds.region_consensus`."""

from __future__ import annotations

from goodwork.kinds.polygons.distance import POLYGONS

consensus = POLYGONS.consensus
learned = POLYGONS.learned
