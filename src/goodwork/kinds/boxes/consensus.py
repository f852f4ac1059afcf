"""What several people's boxes together say: see `kinds.region_consensus`."""

from __future__ import annotations

from goodwork.kinds.boxes.distance import BOXES

consensus = BOXES.consensus
learned = BOXES.learned
