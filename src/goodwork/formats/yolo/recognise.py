"""How a folder of the format yolo is told from others."""

from __future__ import annotations

from goodwork.formats.contract import Seen
from goodwork.formats.pictures import PICTURE_NAMES

YOLO, OBB, SEGMENT = "yolo", "yolo-obb", "yolo-segment"
ALIASES = {
    "yolov5": YOLO, "yolov8": YOLO, "ultralytics": YOLO, "darknet": YOLO, "yolo_obb": OBB, "yolov8-obb": OBB,
    "yolo-seg": SEGMENT, "yolov8-seg": SEGMENT, "yolov5-seg": SEGMENT, "yolo_segment": SEGMENT,
}  # fmt: skip
DATA = "data.yaml"
LISTS = frozenset({"obj.names", "classes.txt"})
"""Files with a name of a class in each line."""
_NAMED = LISTS | {DATA, "obj.data"}
_LOOKED_AT = 4096


def recognise(seen: Seen) -> bool:
    """A folder with the names of classes, or whose texts beside pictures are numbers of classes and places."""
    if seen.names is None or seen.parquet is not None:
        return False
    last = {name.rpartition("/")[2].lower() for name in seen.names}
    if last == {DATA} or (DATA in last and any("/labels/" in f"/{name}" for name in seen.names)):
        return True
    pictures = any(name[name.rfind(".") :] in PICTURE_NAMES for name in last)
    return pictures and (not _NAMED.isdisjoint(last) or _is_labels(seen.text))


def _is_labels(begin: bytes) -> bool:
    """Whether each line is the number of a class and the numbers of a place."""
    lines = [line.split() for line in begin[:_LOOKED_AT].splitlines()[:20]]
    return bool(lines) and all(len(line) >= 5 and line[0].isdigit() and all(map(_is_number, line)) for line in lines)


def _is_number(word: bytes) -> bool:
    try:
        float(word)
    except ValueError:
        return False
    return True
