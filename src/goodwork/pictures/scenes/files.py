"""Scenes as files: pictures with boxes in a layout for training, and beside them the truth: masks, arrays, JSON.

The layout has a folder of its own, so that whoever reads it meets nothing else.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson

from goodwork.formats.documents import Document, Shown
from goodwork.formats.published import OutFile
from goodwork.formats.registry import WRITTEN
from goodwork.formats.report import Report
from goodwork.formats.rows import Said
from goodwork.formats.voc.read import IMAGES as VOC_IMAGES
from goodwork.formats.yolo.read import IMAGES as YOLO_IMAGES
from goodwork.model.records import Box
from goodwork.pictures.scenes.cameras import camera
from goodwork.pictures.scenes.facts import CLASSES, JOINTS, STEP, THINGS, Camera, Frame, Mark, Scene, Thing

LAYOUTS = {"coco": YOLO_IMAGES, "yolo": YOLO_IMAGES, "voc": VOC_IMAGES}
"""The layouts of boxes, and the folder in which each has its pictures."""
TRUTH = "truth"
"""The folder of all that is no part of the layout."""
QUESTION = "things"
HIDDEN = 0.65
"""A thing of which less shows is marked as occluded."""
CONVENTIONS = {
    "world": "right-handed; x ahead, y left, z up; metres; the origin is on the ground below the car with the cameras",
    "camera": "right-handed; x right, y down, z ahead; metres; p_camera = rotation (p_world - centre)",
    "picture": "x right, y down, from the upper left corner; pixels; the middle of the first pixel is (0.5, 0.5)",
    "depth": "metres ahead of the camera, along its z, through the middle of each pixel; 0: the sky",
    "flow": "pixels to the right and down until the next moment; 0 where there is sky",
    "heading": "radians to the left of the world's x, about z",
    "size": "length along the heading, width, height; metres",
    "boxes": "x0, y0, x1, y1; visible: of what shows; amodal: of the whole thing, as if nothing stood before it and "
    "the picture went on; cuboid: of the eight corners of its box in space",
    "joints": "x, y, and 2: seen, 1: hidden, 0: outside",
}
_COLOURS = (
    (135, 180, 220), (75, 75, 80), (230, 230, 230), (165, 150, 140), (110, 160, 80), (150, 110, 90), (45, 110, 50),
    (150, 150, 160), (120, 80, 50), (90, 120, 90), (0, 90, 200), (0, 150, 190), (230, 140, 0), (160, 60, 160),
    (215, 45, 60), (120, 20, 40), (250, 210, 0), (250, 120, 160),
)  # fmt: skip
"""The palette of semantic masks: for people who open them."""

Keep = Callable[[OutFile], None]


def name_of(scene: Scene, camera_name: str) -> str:
    """What the files of a picture are called, without an ending.

    >>> from types import SimpleNamespace
    >>> name_of(SimpleNamespace(number=7), "front")
    'scene-000007-front'
    """
    return f"scene-{scene.number:06}-{camera_name}"


def write_scenes(
    scenes: Iterable[Scene], cameras: Sequence[str], size: tuple[int, int], layout: str, least: int, keep: Keep,
    report: Report, done: Callable[[Sequence[Frame]], object],
) -> None:  # fmt: skip
    """Renders scenes one after the other and hands every file to ``keep``; ``done`` hears of each scene.

    ``least`` pixels of a thing have to show for it to get a box in the layout.
    """
    documents = _documents(scenes, cameras, size, layout, least, keep, done)
    for file in WRITTEN[layout].writes[layout](documents, report):
        keep(replace(file, name=f"{layout}/{file.name}"))
    about = {"cameras": list(cameras), "size": size, "layout": layout, "least_pixels": least, "classes": CLASSES,
             "joints": JOINTS, "seconds_to_next": STEP, "conventions": CONVENTIONS}  # fmt: skip
    keep(OutFile(f"{TRUTH}/about.json", iter([orjson.dumps(about, option=orjson.OPT_INDENT_2)])))


def _documents(
    scenes: Iterable[Scene], cameras: Sequence[str], size: tuple[int, int], layout: str, least: int, keep: Keep,
    done: Callable[[Sequence[Frame]], object],
) -> Iterator[Document]:  # fmt: skip
    from goodwork.pictures.scenes.render import render  # with it comes what compiles

    line = 0
    for scene in scenes:
        frames: list[Frame] = []
        for camera_name in cameras:
            frame = render(scene, camera(camera_name, *size))
            name = name_of(scene, camera_name)
            for file in _of_frame(frame, f"{layout}/{LAYOUTS[layout]}", name):
                keep(file)
            frames.append(frame)
            line += 1
            yield _document(frame, f"{LAYOUTS[layout]}/{name}.png", line, least)
        told = orjson.dumps(truth(scene, frames, f"{layout}/{LAYOUTS[layout]}"))
        keep(OutFile(f"{TRUTH}/scenes/scene-{scene.number:06}.json", iter([told])))
        done(frames)


def boxes_of(frame: Frame, least: int) -> tuple[Box, ...]:
    """The boxes around what shows of things, as people are asked to draw them."""
    return tuple(
        Box(
            QUESTION,
            str(mark.thing.id),
            mark.thing.name,
            mark.thing.name,
            *mark.visible,
            attributes=_flags(mark, frame),
        )
        for mark in frame.marks
        if mark.visible is not None and mark.pixels >= least
    )


def _flags(mark: Mark, frame: Frame) -> tuple[tuple[str, str], ...]:
    x0, y0, x1, y1 = mark.amodal
    cut = x0 < 0 or y0 < 0 or x1 > frame.camera.width or y1 > frame.camera.height
    flags = (("occluded", mark.share < HIDDEN), ("truncated", cut))
    return tuple((name, "1") for name, is_so in flags if is_so)


def _document(frame: Frame, file: str, line: int, least: int) -> Document:
    shown = Shown("image", file, (frame.camera.width, frame.camera.height), column="image")
    said = Said("gold", "", boxes_of(frame, least))
    return Document(line, file, [], {"image": file}, (said,), {QUESTION: THINGS}, [shown])


def _of_frame(frame: Frame, folder: str, name: str) -> Iterator[OutFile]:
    from PIL import Image

    yield _png(f"{folder}/{name}.png", Image.fromarray(frame.colour))
    semantic = Image.fromarray(frame.semantic)
    semantic.putpalette([byte for colour in _COLOURS for byte in colour])
    yield _png(f"{TRUTH}/semantic/{name}.png", semantic)
    yield _png(f"{TRUTH}/instance/{name}.png", Image.fromarray(frame.instance))
    packed = io.BytesIO()
    np.savez_compressed(packed, depth=frame.depth.astype(np.float32), flow=frame.flow)
    yield OutFile(f"{TRUTH}/arrays/{name}.npz", iter([packed.getvalue()]))


def _png(name: str, picture: Any) -> OutFile:
    packed = io.BytesIO()
    picture.save(packed, "PNG", compress_level=6)
    return OutFile(name, iter([packed.getvalue()]))


def truth(scene: Scene, frames: Sequence[Frame], folder: str) -> dict[str, Any]:
    """Everything that is true of a scene and its pictures, but for what is known of each pixel."""
    return {
        "seed": scene.seed,
        "number": scene.number,
        "place": scene.place,
        "weather": scene.light.name,
        "velocity": [_short(scene.speed), 0.0, 0.0],
        "things": [_thing(thing) for thing in scene.things],
        "cameras": [_frame(scene, frame, folder) for frame in frames],
    }


def _thing(thing: Thing) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": thing.id,
        "class": thing.name,
        "centre": _shorts(thing.centre),
        "size": _shorts(thing.size),
        "heading": _short(float(np.arctan2(thing.pose.sin, thing.pose.cos))),
        "velocity": _shorts(thing.velocity),
    }
    return told | ({"joints": [_shorts(joint) for joint in thing.joints]} if thing.joints else {})


def _frame(scene: Scene, frame: Frame, folder: str) -> dict[str, Any]:
    of = frame.camera
    name = name_of(scene, of.name)
    return {
        "name": of.name,
        "picture": f"{folder}/{name}.png",
        "semantic": f"{TRUTH}/semantic/{name}.png",
        "instance": f"{TRUTH}/instance/{name}.png",
        "arrays": f"{TRUTH}/arrays/{name}.npz",
        "width": of.width,
        "height": of.height,
        "intrinsics": _intrinsics(of),
        "rotation": _rows(of.turn),
        "centre": _shorts(of.centre.tolist()),
        "marks": [_mark(mark) for mark in frame.marks],
    }


def _intrinsics(of: Camera) -> list[list[float]]:
    return [[_short(of.focal), 0.0, of.width / 2], [0.0, _short(of.focal), of.height / 2], [0.0, 0.0, 1.0]]


def _mark(mark: Mark) -> dict[str, Any]:
    told: dict[str, Any] = {
        "thing": mark.thing.id,
        "pixels": mark.pixels,
        "share": _short(mark.share),
        "visible": mark.visible,
        "amodal": _shorts(mark.amodal),
        "cuboid": _shorts(mark.cuboid),
    }
    return told | ({"joints": [[_short(x), _short(y), v] for x, y, v in mark.joints]} if mark.joints else {})


def _rows(of: npt.NDArray[np.float64]) -> list[list[float]]:
    return [_shorts(row) for row in of.tolist()]


def _shorts(of: Iterable[float]) -> list[float]:
    return [_short(n) for n in of]


def _short(n: float) -> float:
    """A millionth of a metre or pixel is enough; what lies below differs between machines in functions of angles."""
    return round(n, 6)
