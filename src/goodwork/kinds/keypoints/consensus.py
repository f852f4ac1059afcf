"""What several people's keypoints together say: see `kinds.region_consensus`."""

from __future__ import annotations

from goodwork.kinds.keypoints.distance import KEYPOINTS

consensus = KEYPOINTS.consensus
learned = KEYPOINTS.learned
