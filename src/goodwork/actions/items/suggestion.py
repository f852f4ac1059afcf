"""What a list may ask of predictions: answers that one of them holds."""

from __future__ import annotations

from goodwork import bounds
from goodwork.errors import Fault, Invalid


def check_suggestion(suggestion: str) -> None:
    """Invalid when this is neither empty nor a JSON object of question and answer."""
    try:
        read = bounds.parse(suggestion) if suggestion else {}
    except Invalid:
        read = None
    if not isinstance(read, dict):
        raise Invalid(
            "The suggestion to look for is no JSON object.",
            kept="Nothing was changed.",
            next_step='Write it like {"mood": {"labels": ["good"]}}.',
            faults=[Fault("suggestion", "Not an object of question and answer.")],
        )
