"""Files of other programs that goodwork knows and does not read: what each is, and what to send instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from goodwork.formats.contract import Seen
from goodwork.formats.pictures import PICTURE_NAMES
from goodwork.formats.tool_rows import is_ground_truth, is_labelbox
from goodwork.model.json import is_list, is_object

Columns = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Unread:
    """What a file is that is not read."""

    what: str
    """The end of a sentence that begins with the name of the file."""
    instead: str


_IMAGES = "Export it as CVAT for images 1.1, and send that with its pictures."
_ALONE = "Send the pictures alone, as a folder or a zip, or their boxes as COCO, CVAT, YOLO or Pascal VOC with them."
_TEXT = "Send its text as a .txt file or a table: a row for each item."
_ROWS = "Send a table or JSON lines: a row for each item, with what is judged in columns of its own."


_LABELBOX_1 = Unread("is an export of Labelbox, of its first form", _ROWS)


def _labels(of: str) -> Unread:
    return Unread(f"holds labels of pictures ({of})", _ALONE)


def unread(seen: Seen) -> Unread | None:
    """What is seen, where it is a file that goodwork knows and does not read."""
    if seen.names is not None:
        return _folder(seen.names, seen.text)
    if seen.parquet is not None:
        return None
    if seen.row is not None:
        return _by_bytes(seen.begin) if seen.begin.startswith(_RTF) else _json(seen.row, seen.begin)
    return _by_bytes(seen.text) or _table(seen.cells or {})


_RTF = b"{\\rtf"
_MAGIC: Sequence[tuple[bytes, str, str]] = (
    (b"%PDF", "is a PDF", _TEXT),
    (_RTF, "is a document (RTF)", _TEXT),
    (b"\x89PNG", "is one picture", "Send pictures in a folder or a zip."),
    (b"\xff\xd8\xff", "is one picture", "Send pictures in a folder or a zip."),
    (b"GIF8", "is one picture", "Send pictures in a folder or a zip."),
    (b"RIFF", "is sound, a video or a picture", "Send pictures in a folder or a zip; goodwork reads no sound."),
    *((b"ID3" + version, "is sound", "Send what is said in it as text.") for version in (b"\x02", b"\x03", b"\x04")),
    (b"OggS", "is sound or a video", "Send what is said in it as text."),
    (b"SQLite format 3", "is a database", "Export its table as CSV and send that."),
    (b"7z\xbc\xaf\x27\x1c", "is packed with 7-Zip", "Pack it as a zip."),
    (b"Rar!", "is packed with RAR", "Pack it as a zip."),
    (b"BZh", "is packed with bzip2", "Pack it with gzip, or as a zip."),
    (b"\xfd7zXZ", "is packed with xz", "Pack it with gzip, or as a zip."),
    (b"\x28\xb5\x2f\xfd", "is packed with zstd", "Pack it with gzip, or as a zip."),
    (b"\x89HDF", "holds arrays (HDF5)", _ROWS),
    (b"\x93NUMPY", "holds arrays (NumPy)", _ROWS),
    (b"\x80\x04\x95", "holds objects of Python (pickle), which may run code", _ROWS),
)
_PAGE = Unread("is a web page", "Save its table as CSV and send that.")
_ELEMENT = re.compile(rb"<([a-zA-Z!][\w:.-]*)[\s/>]")


def _first_element(begin: bytes) -> bytes:
    """The name of the first element of markup, in small letters, behind declarations and comments."""
    plain = begin.removeprefix(b"\xef\xbb\xbf").lstrip()
    while plain.startswith((b"<?", b"<!--")):
        end = b"?>" if plain.startswith(b"<?") else b"-->"
        plain = plain.partition(end)[2].lstrip()
    found = _ELEMENT.match(plain)
    return found[1].lower() if found else b""


def is_config(begin: bytes) -> bool:
    """Whether a file begins as Label Studio's labelling configs do.

    >>> is_config(b"<!-- moods --> <View><Text/></View>"), is_config(b"<annotation/>")
    (True, False)
    """
    return _first_element(begin) == b"view"


def _markup(begin: bytes) -> Unread | None:
    match _first_element(begin):
        case b"html":
            return _PAGE
        case b"!doctype":
            return _PAGE if b"<!doctype html" in begin[:1000].lower() else None
        case b"annotation":
            return _labels("Pascal VOC") if b"<object>" in begin or b"<filename>" in begin else None
        case b"annotations":
            return Unread("holds tracks of a video (CVAT)", _IMAGES) if b"<track" in begin else None
        case _:
            return None


def _by_bytes(begin: bytes) -> Unread | None:
    for magic, what, instead in _MAGIC:
        if begin.startswith(magic):
            return Unread(what, instead)
    if begin[4:8] == b"ftyp":
        return Unread("is a video or sound", "Send what is said in it as text, or its pictures in a folder.")
    if begin[257:262] == b"ustar":
        return Unread("is packed with tar", "Pack it as a zip.")
    return _markup(begin)


def _has(*names: str) -> Callable[[Columns], bool]:
    return lambda row: set(names) <= row.keys()


def _lists(row: Columns, name: str, *inside: str) -> bool:
    listed = row.get(name)
    return is_list(listed) and bool(listed) and is_object(listed[0]) and set(inside) <= listed[0].keys()


def _is_result(row: Columns) -> bool:
    return {"image_id", "category_id"} <= row.keys() and not {"bbox", "segmentation", "keypoints"}.isdisjoint(row)


def _is_via(row: Columns) -> bool:
    return "_via_img_metadata" in row or (
        bool(row) and all(is_object(one) and {"filename", "regions"} <= one.keys() for one in row.values())
    )


def _is_manifest(row: Columns) -> bool:
    about = next((value for name, value in row.items() if name.endswith("-metadata")), None)
    # Those with their texts in them are read.
    return is_object(about) and str(about.get("type", "")).startswith("groundtruth/") and not is_ground_truth(row)


def _is_of_bot(row: Columns) -> bool:
    return "rasa_nlu_data" in row or "luis_schema_version" in row


def _is_steps(row: Columns) -> bool:
    return is_object(row.get("question")) and is_object(row.get("label")) and "steps" in row["label"]


_JSON: Sequence[tuple[Callable[[Columns], bool], Unread]] = (
    (lambda row: _lists(row, "annotations", "image_id", "caption"), _labels("captions of COCO")),
    (lambda row: _lists(row, "annotations", "image_id", "segments_info"), _labels("masks of COCO")),
    (_is_result, _labels("results of COCO")),
    (_is_via, _labels("VGG Image Annotator")),
    (lambda row: is_object(row.get("categories")) and is_list(row.get("items")), _labels("Datumaro")),
    (lambda row: _lists(row, "annotations", "label", "coordinates"), _labels("Create ML")),
    (lambda row: _lists(row, "objects", "classTitle", "geometryType"), _labels("Supervisely")),
    (lambda row: _lists(row, "instances", "className", "type"), _labels("SuperAnnotate")),
    (
        lambda row: {"data_row", "projects"} <= row.keys() and not is_labelbox(row),
        Unread("is an export of Labelbox whose texts or pictures lie elsewhere", _ROWS),
    ),
    (_has("DataRow ID", "Labeled Data"), _LABELBOX_1),
    (lambda row: _lists(row, "examples", "content", "annotations"), Unread("is an export of LightTag", _ROWS)),
    (_has("annotatable", "sources", "metas"), Unread("holds annotations of tagtog without their text", _ROWS)),
    (lambda row: "projectId" in row and _lists(row, "sentences", "tokens"), Unread("is an export of Datasaur", _ROWS)),
    (_has("projectFileVersion", "assets"), Unread("is a project of Azure's language service", _ROWS)),
    (_is_of_bot, Unread("is training data of a chat bot", _ROWS)),
    (
        lambda row: "%FEATURE_STRUCTURES" in row or {"_context", "_views"} <= row.keys(),
        Unread("is UIMA's JSON", "Export it as WebAnno TSV 3, which goodwork reads."),
    ),
    (
        lambda row: "custom_id" in row and (is_object(row.get("response")) or is_object(row.get("result"))),
        Unread("is the output of a batch of requests, without their prompts", _ROWS),
    ),
    (lambda row: row.get("type") == "FeatureCollection", Unread("holds a map (GeoJSON)", _ROWS)),
    (
        lambda row: _lists(row, "data", "paragraphs"),
        Unread("is SQuAD's JSON", "Send a row for each question, with the columns context, question and answer."),
    ),
    (_has("chat_messages"), Unread("is an export of a chat program", _ROWS)),
    (lambda row: is_object(row.get("mapping")) and "title" in row, Unread("is an export of a chat program", _ROWS)),
    (
        lambda row: is_object(row.get("prompt")) and "replies" in row["prompt"],
        Unread("holds trees of messages (Open Assistant)", "Send its rows of single messages, or conversations."),
    ),
    (
        lambda row: "model_id" in row and _lists(row, "choices", "turns"),
        Unread("holds answers of one model (MT-bench), without its questions", "Send judgements, which hold both."),
    ),
    (_is_manifest, Unread("is a manifest of SageMaker Ground Truth whose texts or pictures lie elsewhere", _ROWS)),
    (_is_steps, Unread("is PRM800K's JSON", "Send a row for each solution, with prompt, completions and labels.")),
)  # fmt: skip


def _json(row: Columns, begin: bytes) -> Unread | None:
    return next((what for test, what in _JSON if test(row)), None)


def _table(cells: Columns) -> Unread | None:
    if {"region_shape_attributes", "region_attributes"} <= cells.keys():
        return _labels("VGG Image Annotator")
    if {"DataRow ID", "Labeled Data"} <= cells.keys():
        return _LABELBOX_1
    if {"ImageID", "LabelName"} <= cells.keys():
        return _labels("Open Images")
    return None


_DOCUMENTS = {
    "word/document.xml": "is a document (Word)", "ppt/presentation.xml": "is a presentation",
    "META-INF/container.xml": "is a book (EPUB)",
}  # fmt: skip
_MASKS = frozenset({
    "mask", "masks", "annotations", "labels", "segmentationclass", "segmentationobject", "groundtruth", "gt",
    "ground_truth", "segmentation",
})  # fmt: skip
_PICTURES = frozenset({"images", "image", "imgs", "img", "jpegimages", "pictures", "photos", "rgb", "input", "inputs"})
"""What the folder of the pictures is called beside one of masks."""


def _folder(names: Sequence[str], begin: bytes) -> Unread | None:
    for name, what in _DOCUMENTS.items():
        if name in names:
            return Unread(what, _TEXT)
    paths = [PurePosixPath(name) for name in names]
    pictures = [path for path in paths if path.suffix.lower() in PICTURE_NAMES]
    if not pictures:
        return None
    if found := _beside_pictures(paths, begin):
        return found
    if begin.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"<"):
        return None  # a file that says what the pictures hold
    stems = {path.stem for path in pictures if len(path.parts) == 1 or _in(path, _PICTURES)}
    masks = [path for path in pictures if len(path.parts) > 1 and _in(path, _MASKS) and path.stem in stems]
    return _labels("masks beside them") if masks else None


def _in(path: PurePosixPath, names: frozenset[str]) -> bool:
    return not names.isdisjoint(part.lower() for part in path.parts[:-1])


def _beside_pictures(paths: Sequence[PurePosixPath], begin: bytes) -> Unread | None:
    plain = begin.removeprefix(b"\xef\xbb\xbf").lstrip()
    if any(path.suffix.lower() == ".xml" for path in paths):
        if _first_element(begin) == b"annotation" or (_first_element(begin) == b"annotations" and not _markup(begin)):
            return None  # boxes of Pascal VOC, or regions of CVAT, which are read with their pictures
        return _by_bytes(plain) or _labels("XML beside them")
    return None


def beside_pictures(names: Sequence[str]) -> str | None:
    """Of a folder of pictures the first file that may hold labels of them: what it is shows in how it begins.

    A folder of nothing but XML, or of nothing but JSON, is labels of pictures that lie elsewhere.
    """
    paths = [PurePosixPath(name) for name in names]
    if {path.suffix.lower() for path in paths} in ({".xml"}, {".json"}):
        return names[0]
    stems = {path.stem for path in paths if path.suffix.lower() in PICTURE_NAMES}
    if not stems:
        return None
    for path in paths:
        suffix = path.suffix.lower()
        if suffix in (".json", ".xml") or (suffix == ".txt" and path.stem in stems):
            return str(path)
    return None
