"""Shapes in pictures as numbers: boxes, polygons, masks and points, how much they share, and how they are cut.

Everything is in pixels of the picture as people see it (EXIF applied): x to the right, y down, the picture's corner at
0, 0 and pixel (i, j) the square from (i, j) to (i + 1, j + 1). Arrays are float64. The room needs numpy alone.
"""
