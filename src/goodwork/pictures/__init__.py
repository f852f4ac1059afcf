"""Pictures of data: scenes that goodwork makes itself, with the truth about every pixel.

Pure: numbers in, arrays out. What is written to a disk is written by whoever asks for it.
"""
