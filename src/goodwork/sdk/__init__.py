"""The typed client for programs. It speaks HTTP with a server and imports nothing of it."""

from goodwork.sdk.client import Client
from goodwork.sdk.errors import Failed, Refused, SdkError, Unreachable
from goodwork.sdk.part import Answers

__all__ = ["Answers", "Client", "Failed", "Refused", "SdkError", "Unreachable"]
