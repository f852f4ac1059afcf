"""One rule: the confidence of an item, when asking stops, calibration at the stop, and the replay that simulates it."""
