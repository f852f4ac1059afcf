"""How good the consensus of regions is, beside one person, majorities and quorums."""
