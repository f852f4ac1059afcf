"""Frames, boxes, polygons, masks and their overlap."""
