"""What applicants reach: their own application, assessments, results, pay and account, their signed record, the file of
all that is held about them, and the way to other organizations of their account. All else is refused.

A route that is not on the list is closed to them, also one that is made tomorrow. The queue's own routes find out who
calls in the database, where an applicant has no role in any project.
"""

from __future__ import annotations

OPEN = frozenset(
    {
        "GET /session",
        "DELETE /session",
        "PUT /session/organization",
        "GET /sessions",
        "DELETE /sessions",
        "DELETE /sessions/{session_id}",
        "PUT /me/password",
        "PUT /me/language",
        "GET /me/data",
        "GET /me/elsewhere",
        "GET /me/elsewhere/{organization}/projects/{project}/sample",
        "GET /me/elsewhere/{organization}/projects/{project}/sample/parts/{name}",
        "PUT /me/elsewhere/{organization}/projects/{project}/wish",
        "POST /me/elsewhere/{organization}/projects/{project}/leave",
        "POST /me/leave",
        "PUT /me/own-way-back",
        "GET /me/application",
        "POST /me/application/withdraw",
        "POST /me/application/again",
        "POST /me/application/appeal",
        "GET /me/assessments",
        "GET /me/qualifications/record",
        "POST /assessments/{assessment}/attempts",
        "GET /attempts/{attempt}",
        "PUT /attempts/{attempt}/items/{place}",
        "POST /attempts/{attempt}/handed-in",
        "GET /attempts/{attempt}/items/{place}/parts/{name}",
        "POST /attempts/{attempt}/items/{place}/appeal",
        "DELETE /attempts/{attempt}/items/{place}/appeal",
        "GET /me/restrictions",
        "POST /me/restrictions/{restriction}/appeal",
        "DELETE /me/restrictions/{appealed_restriction}/appeal",
        "GET /me/inbox",
        "GET /me/inbox/unread",
        "POST /me/inbox/read",
        "GET /me/pay",
        "GET /me/pay/lines",
        "GET /me/pay/pending",
        "GET /me/pay/hours",
        "GET /me/pay/statements",
    }
)


def open_to_applicants(method: str, path: str) -> bool:
    """Whether a route is on the list; ``path`` as it was declared, with the names of its parameters."""
    return f"{method} {path.removeprefix('/api/v1')}" in OPEN
