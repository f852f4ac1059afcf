"""No watching: every moment that the API tells is on a list with its reader, and what is logged names nobody."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from structlog.testing import capture_logs

from goodwork.api import process
from goodwork.api.guard import Guard
from goodwork.lake.tables import SCHEMAS

ROOT = Path(__file__).parent.parent.parent

OWN = {
    "the person themselves": {
        "ClaimOut": ("granted_at", "expires_at"), "DraftOut": ("saved_at",), "AnnotationOut": ("submitted_at",),
        "HistoryRow": ("submitted_at",), "EntryOut": ("at",), "DigestOut": ("next_at", "sent_at"),
        "SessionOut": ("created_at", "expires_at"), "TokenOut": ("created_at", "expires_at", "revoked_at"),
        "TokenMade": ("created_at", "expires_at", "revoked_at"), "OwnAppealOut": ("at", "decided_at", "due_at"),
        "OwnAppealRow": ("at", "decided_at", "due_at"), "PayLineOut": ("at",),
    },
}  # fmt: skip
"""Moments of what somebody did, that nobody else is told."""

SAID = {
    "everybody who may work there: what was said, one after the other": {
        "CaseOut": ("at",), "CommentOut": ("at",), "ProposalOut": ("at", "closes_at", "decided_at"),
        "ProposalDetail": ("at", "closes_at", "decided_at"), "ThreadOut": ("at", "answered_at", "changed_at"),
        "ThreadDetail": ("at", "answered_at", "changed_at"), "AnsweringOut": ("median_at", "oldest_at"),
        "GuidelineOut": ("created_at",), "ChangeOut": ("at",), "RateOut": ("since",), "ProjectOut": ("created_at",),
    },
    "who decides the appeal, which has no name on it": {
        "AppealOut": ("at", "due_at"), "AppealRow": ("at", "due_at"), "AppealDecisionOut": ("decided_at",),
        "RevealAppealRow": ("at", "due_at"),
    },
    "who reviews an item: what came after what in its story": {
        "GivenOut": ("submitted_at",), "FlagOut": ("at", "resolved_at"), "ReviewOut": ("at",), "SkipOut": ("at",),
        "StoryLineOut": ("at",), "RestsOn": ("fitted_at",), "AsideOut": ("at",), "SplitOut": ("at",),
        "TakenConsensus": ("decided_at",), "OutdatedOut": ("at",),
    },
    "who leads: changes, files, releases and doors": {
        "AuditOut": ("at",), "BulkOut": ("at", "finished_at", "undone_at"), "CheckOut": ("created_at", "finished_at"),
        "ImportOut": ("created_at", "finished_at", "undone_at"), "InvitationOut": ("created_at", "expires_at"),
        "InvitationMade": ("created_at", "expires_at"), "PersonOut": ("created_at", "reset_link_until"),
        "ResetLinkMade": ("expires_at",), "ProjectQuality": ("fitted_at",), "DependenceOut": ("found_at",),
        "VersionOut": ("created_at",),
    },
}  # fmt: skip
"""Moments that others are told too, and what for. A day is told of all else: see reference/people."""


def test_every_moment_that_the_api_tells_has_its_reader() -> None:
    schemas = json.loads((ROOT / "openapi.json").read_text())["components"]["schemas"]
    told = {
        f"{name}.{field}"
        for name, schema in schemas.items()
        for field, kind in schema.get("properties", {}).items()
        if '"date-time"' in json.dumps(kind)
    }
    listed = [
        f"{name}.{field}"
        for group in (OWN, SAID)
        for shapes in group.values()
        for name, named in shapes.items()
        for field in named
    ]
    assert sorted(listed) == sorted(told) and len(listed) == len(set(listed))


def test_the_shapes_of_exports_hold_no_moment() -> None:
    kinds = {str(field.type) for shape in SCHEMAS.values() for field in shape}
    assert "string" in kinds and not [kind for kind in kinds if kind.startswith(("timestamp", "date", "time"))]


def test_the_server_writes_no_line_for_a_request() -> None:
    assert "access_log=False" in Path(process.__file__).read_text()


async def test_what_is_logged_of_a_request_names_nobody() -> None:
    async def broken(scope: Any, receive: Any, send: Any) -> None:
        raise RuntimeError("for the log alone")

    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http", "method": "GET", "path": "/api/v1/projects", "query_string": b"search=Mia", "scheme": "http",
        "headers": [(b"cookie", b"goodwork_session=secret"), (b"host", b"test"), (b"user-agent", b"Firefox")],
        "client": ("192.0.2.7", 1), "server": ("test", 80), "http_version": "1.1", "state": {},
    }  # fmt: skip
    with capture_logs() as logged:
        await Guard(broken, public_url=None)(scope, None, send)  # pyright: ignore[reportArgumentType]
    (line,) = logged
    assert {key for key in line if not key.startswith("exc")} == {"event", "log_level", "path", "method"}
    assert not [word for word in ("Mia", "secret", "192.0.2.7", "Firefox") if word in str(line)]
