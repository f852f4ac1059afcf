"""The limits that the pages state are those of the code."""

from __future__ import annotations

import re
from pathlib import Path

from goodwork import bounds, confined
from goodwork.actions.data import preview_import, previewing, ready, run_import
from goodwork.actions.projects import labelling_config
from goodwork.formats import delimited, json_lines, rows
from goodwork.formats.label_studio import config
from goodwork.forms import reading
from goodwork.jobs.tries import TRIES
from goodwork.kinds import region_schema, span_schema
from goodwork.kinds.keypoints import schema as keypoints
from goodwork.kinds.masks import schema as masks
from goodwork.kinds.polygons import schema as polygons
from goodwork.kinds.polylines import schema as polylines

PAGE = (Path(__file__).parents[2] / "docs/how-to/run.md").read_text(encoding="utf-8")
SECTION = re.sub(r"\s+", " ", PAGE.split("## What goodwork takes in", 1)[1].split("\n## ", 1)[0])


def test_the_bounds_are_those_of_the_code() -> None:
    for row in (
        f"| body of a request, a project's file | {bounds.BODY_BYTES >> 20} MiB |",
        f"| nesting of any value | {bounds.DEPTH} levels |",
        f"| entries of a list, fields of an object in a request | {bounds.ENTRIES:,} |",
        f"| values of a request | {bounds.NODES:,} |",
        f"| whole numbers in a request | {(bounds.WHOLE + 1).bit_length()} bits;",
        f"| questions of a project | {reading.MOST_QUESTIONS} |",
        f"| spans of an answer | {span_schema.MOST:,} |",
        f"| boxes of an answer | {region_schema.MOST:,} |",
        f"| polygons of an answer | {region_schema.MOST:,}, with {polygons.MOST_OF_ALL:,} points; "
        f"{polygons.MOST_POINTS:,} points of one |",
        f"| skeletons of an answer (keypoints) | {region_schema.MOST:,}, with {keypoints.MOST_OF_ALL:,} points; "
        f"{keypoints.MOST_POINTS:,} points of one |",
        f"| polylines of an answer | {region_schema.MOST:,}, with {polylines.MOST_OF_ALL:,} points; "
        f"{polylines.MOST_POINTS:,} points of one |",
        f"| masks of an answer | {region_schema.MOST:,}, with {masks.MOST_OF_ALL:,} characters of runs; "
        f"{masks.MOST_RUNS:,} runs of one |",
        f"| labelling config | {config.MOST_BYTES >> 20} MiB, {config.MOST_ASKED} things",
        f"| a row of a file | {rows.MAX_ROW >> 20} MiB |",
        f"| columns of a CSV | {delimited.MOST_COLUMNS:,} |",
        f"| empty lines that follow each other | {json_lines.MOST_EMPTY:,} |",
        f"| rows that can't be taken, when they are the most of a file | {ready.MOST_FAULTS:,} |",
    ):
        assert row in SECTION, row


def test_the_limits_of_processes_are_those_of_the_code() -> None:
    preview, config, batch = preview_import.LIMITS, labelling_config.LIMITS, run_import.limits(0)
    for row in (
        f"| seconds | {preview.seconds:g} | {config.seconds:g} | {batch.seconds:g}, and one for each MiB",
        f"| seconds of the processor | {preview.cpu} | {config.cpu} | {batch.cpu}, and one for each MiB",
        "| memory | " + " | ".join(f"{one.memory >> 20:,} MiB" for one in (preview, config, batch)),
        "| a file that is unpacked | " + " | ".join(f"{one.disk >> 20:,} MiB" for one in (preview, config, batch)),
    ):
        assert row in SECTION, row
    assert (run_import.limits(5 << 20).seconds, run_import.limits(5 << 20).cpu) == (batch.seconds + 5, batch.cpu + 5)
    assert (confined.AT_ONCE, confined.PATIENCE, TRIES) == (2, 10.0, 3)
    assert (preview_import.MOST_BYTES, previewing.MOST_UNPACKED) == (1 << 20, 4 << 20)
    for words in ("Two previews or configs", "wait for ten seconds", "tried three times", "first megabyte"):
        assert words in SECTION
