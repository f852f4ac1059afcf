"""The installation as a whole: backed up into one file, restored from it, and verified.

Unlike the other actions these are synchronous: they are a command of their own, which does nothing else meanwhile.
"""
