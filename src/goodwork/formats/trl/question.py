"""The question that pairs answer: files of TRL name none."""

QUESTION = "preference"
