"""The typed client for programs. It speaks HTTP with a server and imports nothing of it."""

from goodwork.sdk.client import Answers, Client
from goodwork.sdk.errors import Failed, Refused, SdkError, Unreachable

__all__ = ["Answers", "Client", "Failed", "Refused", "SdkError", "Unreachable"]
