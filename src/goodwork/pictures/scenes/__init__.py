"""The scene maker: a street from a seed, the picture a camera takes of it, and what is exactly true of that picture.

Two frames, both right-handed. The *world*: x ahead, y to the left, z up, in metres; its origin is on the ground below
the car that carries the cameras. A *camera*: x to the right, y down, z ahead, in metres from its centre. In a picture x
runs to the right and y down from its upper left corner, in pixels, so the middle of the first pixel is (0.5, 0.5).

Everything is computed by +, -, x, / and square roots alone, which IEEE 754 fixes to the last bit: the same seed makes
the same picture on every machine.
"""
