"""Who may call which route: the whole matrix of roles and routes, written down once.

A route that is not listed here fails the test, and so does a rule without a route.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.api.callers import QUESTIONS

LEADS = frozenset({"owner", "manager"})
MANAGERS = LEADS | {"granted manager"}
REVIEWERS = MANAGERS | {"reviewer", "granted reviewer"}
EVERYBODY = REVIEWERS | {"annotator"}
"""Of the organization: two of them are annotators with a grant on the project."""

ANY = "any"


@dataclass(frozen=True)
class Rule:
    """Who may call a route, and what a call of it looks like."""

    who: frozenset[str]
    scope: str | None = None
    """What a token needs; ANY: nothing; None: a session by password only."""
    body: Any = None
    query: Mapping[str, str] = field(default_factory=dict)
    hidden: bool = False
    """Whether annotators, who see an item by their claim on it alone, are told that it does not exist."""
    own: bool = False
    """Whether the thing belongs to the caller alone: it does not exist for anybody else."""
    outcomes: tuple[int, ...] = (200, 201, 202, 204)
    """What a caller who may gets, also when the thing is in the wrong state for it."""


PUBLIC = frozenset(
    {
        "GET /openapi.json",
        "GET /setup",
        "POST /organizations",
        "POST /organizations/link",
        "POST /organizations/preview",
        "GET /work-with-us/{address}",
        "POST /work-with-us/{address}/applications",
        "POST /work-with-us/{address}/link",
        "POST /session",
        "POST /join/preview",
        "POST /join",
        "POST /reset",
        "POST /reset/link",
        "GET /digest/stop",
        "POST /digest/stop",
        "GET /signing-keys",
        "POST /records/check",
    }
)

ANSWERS = {"mood": {"labels": ["good"]}}
WORK = {"answers": ANSWERS, "form_version": 1}
TERMS = {"title": "Reading", "drawn": 2, "pass_mark": 0.5, "tries": 2, "wait_days": 0, "minutes": 5}
READ, DO, MANAGE, ADMINISTER = "read", "work", "manage", "administer"

RULES: dict[str, Rule] = {
    # oneself
    "GET /session": Rule(EVERYBODY, ANY),
    "DELETE /session": Rule(EVERYBODY),
    "PUT /session/organization": Rule(EVERYBODY, body={"organization_id": 2_000_000_000}, outcomes=(404,)),
    "GET /me/elsewhere": Rule(EVERYBODY),
    # The caller's own organization is no other one; test_elsewhere has somebody who is in two.
    "GET /me/elsewhere/{organization}/projects/{project}/sample": Rule(EVERYBODY, outcomes=(404,)),
    "GET /me/elsewhere/{organization}/projects/{project}/sample/parts/{name}": Rule(EVERYBODY, outcomes=(404,)),
    "PUT /me/elsewhere/{organization}/projects/{project}/wish": Rule(
        EVERYBODY, body={"wish": "harder"}, outcomes=(404,)
    ),
    "POST /me/elsewhere/{organization}/projects/{project}/leave": Rule(EVERYBODY, outcomes=(404,)),
    "POST /me/leave": Rule(EVERYBODY),
    "PUT /me/own-way-back": Rule(EVERYBODY, body={"own": False, "password": "not the password"}, outcomes=(422,)),
    "GET /sessions": Rule(EVERYBODY),
    "DELETE /sessions": Rule(EVERYBODY),
    "DELETE /sessions/{session}": Rule(EVERYBODY, own=True),
    "PUT /me/password": Rule(
        EVERYBODY, body={"current": "not the password", "new": "another password"}, outcomes=(422,)
    ),
    "PUT /me/language": Rule(EVERYBODY, body={"language": "de"}),
    "GET /me/digest": Rule(EVERYBODY, READ),
    "PUT /me/digest": Rule(EVERYBODY, DO, {"every": "day", "hour": 9, "zone": "UTC"}, outcomes=(409,)),
    "DELETE /me/digest": Rule(EVERYBODY, DO),
    "GET /me/choices": Rule(EVERYBODY, READ),
    "PUT /me/choices": Rule(EVERYBODY, DO, {"avoids": []}),
    "GET /me/limits": Rule(EVERYBODY, READ),
    "PUT /me/limits": Rule(EVERYBODY, DO, {"items_a_day": 5000}),
    "POST /me/limits/lift": Rule(EVERYBODY, DO),
    "POST /me/done": Rule(EVERYBODY, DO),
    "POST /me/stop": Rule(EVERYBODY, DO),
    "POST /me/pause": Rule(EVERYBODY, DO, {}),
    "POST /me/come-back": Rule(EVERYBODY, DO, {}),
    "GET /me/data": Rule(EVERYBODY),
    "GET /tokens": Rule(EVERYBODY),
    "POST /tokens": Rule(EVERYBODY, body={"name": "mine", "scopes": ["read"]}),
    "DELETE /tokens/{token}": Rule(EVERYBODY, own=True),
    "GET /me/pay": Rule(EVERYBODY, READ),
    "GET /me/pay/lines": Rule(EVERYBODY, READ),
    "GET /me/pay/pending": Rule(EVERYBODY, READ),
    "GET /me/pay/hours": Rule(EVERYBODY, READ),
    "GET /me/pay/hours/projects": Rule(EVERYBODY, READ),
    "DELETE /me/pay/hours/{own_hours}": Rule(EVERYBODY, DO, own=True),
    "POST /projects/{project}/hours": Rule(EVERYBODY, DO, {"day": "2026-01-31", "minutes": 90}, outcomes=(422,)),
    "GET /projects/{project}/hours": Rule(MANAGERS, MANAGE),
    "PUT /hours/{hours}": Rule(MANAGERS, MANAGE, {"confirmed": True}),
    "GET /pay/floors": Rule(EVERYBODY, READ),
    "PUT /pay/floors": Rule(frozenset({"owner"}), ADMINISTER, {"currency": "EUR", "amount": "#"}),
    "GET /me/pay/statements": Rule(EVERYBODY, READ),
    "GET /pay/statements": Rule(frozenset({"owner"}), ADMINISTER, query={"month": "2026-01"}),
    "POST /pay/statements": Rule(frozenset({"owner"}), ADMINISTER, {"month": "2026-01"}),
    "GET /pay/statements/export": Rule(frozenset({"owner"}), ADMINISTER, query={"month": "2026-01"}),
    "POST /pay/statements/{statement}/send": Rule(frozenset({"owner"}), ADMINISTER, outcomes=(204, 409)),
    "GET /pay/hook": Rule(frozenset({"owner"}), ADMINISTER),
    "PUT /pay/hook": Rule(
        frozenset({"owner"}), ADMINISTER, {"address": "https://payroll.example.org/in"}, outcomes=(200, 422)
    ),
    "DELETE /pay/hook": Rule(frozenset({"owner"}), ADMINISTER),
    "GET /projects/{project}/pay": Rule(EVERYBODY, READ),
    "GET /projects/{project}/requirements": Rule(EVERYBODY, READ),
    "PUT /projects/{project}/requirements": Rule(MANAGERS, MANAGE, {"requirements": []}),
    "POST /projects/{project}/requirements/shut-out": Rule(MANAGERS, MANAGE, {"requirements": []}),
    "PUT /projects/{project}/pay": Rule(MANAGERS, MANAGE, {"currency": "EUR", "amount": "#"}),
    "GET /pay": Rule(frozenset({"owner"}), ADMINISTER),
    "POST /people/{person}/pay": Rule(
        frozenset({"owner"}), ADMINISTER, {"currency": "EUR", "amount": 5, "reason": "A line was missing."}
    ),
    "GET /me/qualifications": Rule(EVERYBODY, READ),
    "GET /me/qualifications/record": Rule(EVERYBODY, READ, outcomes=(200, 409)),
    "POST /me/qualifications/events/{taking}/appeal": Rule(EVERYBODY, DO, {}, own=True),
    "DELETE /me/qualifications/events/{appealed_taking}/appeal": Rule(EVERYBODY, DO, own=True),
    "GET /me/restrictions": Rule(EVERYBODY, READ),
    "POST /me/restrictions/{restriction}/appeal": Rule(EVERYBODY, DO, {}, own=True),
    "DELETE /me/restrictions/{appealed_restriction}/appeal": Rule(EVERYBODY, DO, own=True),
    # the organization
    "GET /qualifications": Rule(EVERYBODY, READ),
    "POST /qualifications": Rule(LEADS, ADMINISTER, {"name": "*", "tiers": [{"name": "basic"}]}),
    "GET /qualifications/{qualification}": Rule(LEADS, READ),
    "PUT /qualifications/{qualification}": Rule(LEADS, ADMINISTER, {"name": "*", "tiers": [{"name": "basic"}]}),
    "DELETE /qualifications/{qualification}": Rule(LEADS, ADMINISTER),
    "GET /qualifications/{qualification}/people": Rule(LEADS, READ),
    "POST /qualifications/{qualification}/people/{person}/give": Rule(
        LEADS, ADMINISTER, {"tier": 1, "reason": "A certificate."}
    ),
    "POST /qualifications/{qualification}/people/{person}/take": Rule(
        LEADS, ADMINISTER, {"tier": 0, "reason": "It was forged."}, outcomes=(409,)
    ),
    "GET /qualification-appeals": Rule(LEADS, READ),
    "GET /waiting": Rule(LEADS, READ),
    "POST /qualification-appeals/{taking_appeal}/decision": Rule(
        LEADS, ADMINISTER, {"upheld": False, "reason": "It was forged."}
    ),
    "GET /people": Rule(LEADS, READ),
    "PATCH /people/{person}": Rule(LEADS, ADMINISTER, {"name": "New Name"}),
    "POST /people/{person}/reset-link": Rule(LEADS),
    "DELETE /people/{person}/reset-link": Rule(LEADS, outcomes=(404,)),
    "GET /teams": Rule(LEADS, READ),
    "POST /teams": Rule(LEADS, ADMINISTER, {"name": "*"}),
    "PATCH /teams/{team}": Rule(LEADS, ADMINISTER, {"name": "*"}),
    "POST /teams/{team}/remove": Rule(LEADS, ADMINISTER, {}),
    "GET /restriction-appeals": Rule(LEADS, READ),
    "POST /restriction-appeals/{restriction_appeal}/decision": Rule(
        LEADS, ADMINISTER, {"upheld": False, "reason": "It is as it was said."}
    ),
    "GET /invitations": Rule(LEADS, READ),
    "POST /invitations": Rule(LEADS, ADMINISTER, {"role": "annotator"}),
    "DELETE /invitations/{invitation}": Rule(LEADS, ADMINISTER),
    "GET /audit": Rule(LEADS, READ),
    # assessments
    "GET /ready-made": Rule(EVERYBODY, READ),
    "GET /assessments": Rule(LEADS, READ),
    "POST /assessments": Rule(LEADS, MANAGE, {**TERMS, "ready_made": "reading-closely"}),
    "GET /assessments/{assessment}": Rule(LEADS, READ),
    "PUT /assessments/{assessment}": Rule(LEADS, MANAGE, {**TERMS, "title": "*", "state": "open"}),
    "GET /assessments/{assessment}/pool": Rule(LEADS, READ),
    "GET /assessments/{assessment}/pool/{pool_item}/parts/{name}": Rule(LEADS, READ, outcomes=(404,)),
    "POST /assessments/{assessment}/pool": Rule(LEADS, MANAGE, outcomes=(200, 409)),
    "POST /assessments/{assessment}/pool/{pool_item}/aside": Rule(LEADS, MANAGE, {"reason": "Wrong."}, outcomes=(404,)),
    "GET /assessments/{assessment}/results": Rule(LEADS, READ),
    "GET /assessments/{assessment}/appeals": Rule(LEADS, READ),
    "POST /key-appeals/{key_appeal}/decision": Rule(LEADS, MANAGE, {"upheld": False, "reason": "It is right."}),
    "GET /me/assessments": Rule(EVERYBODY, READ),
    # Whoever leads reads the keys, and is told so.
    "POST /assessments/{assessment}/attempts": Rule(EVERYBODY, DO, outcomes=(201, 403)),
    "GET /attempts/{attempt}": Rule(EVERYBODY, READ, own=True),
    "PUT /attempts/{attempt}/items/{place}": Rule(EVERYBODY, DO, {"answers": {}, "revision": 0}, own=True),
    "POST /attempts/{attempt}/handed-in": Rule(EVERYBODY, DO, own=True, outcomes=(422,)),
    "GET /attempts/{attempt}/items/{place}/parts/{name}": Rule(EVERYBODY, READ, own=True, outcomes=(404,)),
    "POST /attempts/{attempt}/items/{place}/appeal": Rule(EVERYBODY, DO, {}, own=True, outcomes=(404,)),
    "DELETE /attempts/{attempt}/items/{place}/appeal": Rule(EVERYBODY, DO, own=True, outcomes=(404,)),
    # applying
    "GET /public-page": Rule(LEADS, READ),
    "PUT /public-page": Rule(frozenset({"owner"}), ADMINISTER, {"work": "*"}),
    "GET /applications": Rule(LEADS, READ),
    "POST /applications/{applicant}/decision": Rule(LEADS, ADMINISTER, {"admit": False, "reason": "No."}),
    "POST /applications/{appealing_applicant}/appeal/decision": Rule(
        LEADS, ADMINISTER, {"upheld": True, "reason": "There is room."}
    ),
    # Nobody here ever applied but those who only apply.
    "GET /me/application": Rule(EVERYBODY, READ, outcomes=(404,)),
    "POST /me/application/withdraw": Rule(EVERYBODY, DO, outcomes=(404,)),
    "POST /me/application/again": Rule(EVERYBODY, DO, outcomes=(404, 409)),
    "POST /me/application/appeal": Rule(EVERYBODY, DO, {}, outcomes=(404,)),
    # projects
    "GET /kinds": Rule(EVERYBODY, READ),
    "GET /templates": Rule(EVERYBODY, READ),
    "POST /labelling-configs": Rule(EVERYBODY, READ, {"config": "<View><TextArea name='why'/></View>"}),
    "GET /projects": Rule(EVERYBODY, READ),
    "POST /projects": Rule(LEADS, MANAGE, {"name": "*", "purpose": "To know.", "questions": QUESTIONS}),
    "GET /projects/{project}": Rule(EVERYBODY, READ),
    "PATCH /projects/{project}": Rule(MANAGERS, MANAGE, {"purpose": "*"}),
    "GET /projects/{project}/outlook": Rule(REVIEWERS, READ),
    "GET /projects/{project}/people": Rule(MANAGERS, READ),
    "GET /projects/{project}/how-decided": Rule(EVERYBODY, READ),
    "GET /projects/{project}/card": Rule(EVERYBODY, READ),
    "PUT /projects/{project}/card": Rule(MANAGERS, MANAGE, {"deliverables": "*"}),
    "GET /projects/{project}/sample": Rule(EVERYBODY, READ, outcomes=(404,)),
    "GET /projects/{project}/effort": Rule(EVERYBODY, READ),
    "PUT /projects/{project}/effort": Rule(EVERYBODY, DO, {"minutes": 2}),
    "DELETE /projects/{project}/effort": Rule(EVERYBODY, DO),
    "GET /projects/{project}/wish": Rule(EVERYBODY, READ),
    "PUT /projects/{project}/wish": Rule(EVERYBODY, DO, {"wish": "harder"}),
    "POST /projects/{project}/leave": Rule(EVERYBODY, DO),
    "POST /projects/{project}/return": Rule(EVERYBODY, DO),
    "PUT /projects/{project}/answer-cost": Rule(MANAGERS, MANAGE, {"minutes": 2}),
    "PUT /projects/{project}/guideline": Rule(MANAGERS, MANAGE, {"markdown": "*"}),
    "GET /projects/{project}/guideline/versions": Rule(EVERYBODY, READ),
    "POST /projects/{project}/guideline/seen": Rule(EVERYBODY, DO),
    "GET /projects/{project}/guideline/versions/{number}": Rule(EVERYBODY, READ),
    "GET /projects/{project}/guideline/versions/{number}/touched": Rule(MANAGERS, READ, query={"word": "text"}),
    "POST /projects/{project}/guideline/versions/{number}/ask-again": Rule(
        MANAGERS, MANAGE, {"items": [2**40]}, outcomes=(409, 422)
    ),
    "GET /projects/{project}/grants": Rule(MANAGERS, READ),
    "PUT /projects/{project}/grants/{person}": Rule(MANAGERS, MANAGE, {"role": "manager"}),
    "POST /projects/{project}/grants/{person}/take-back": Rule(
        MANAGERS, MANAGE, {"reason": "The project has ended for them."}
    ),
    # data
    "POST /projects/{project}/imports": Rule(
        MANAGERS, MANAGE, b'{"text": "A further text."}', query={"format": "jsonl", "name": "further.jsonl"}
    ),
    "POST /projects/{project}/imports/preview": Rule(
        MANAGERS, MANAGE, b'{"text": "A further text."}', query={"format": "jsonl"}
    ),
    "GET /projects/{project}/imports": Rule(MANAGERS, READ),
    "GET /imports/{import}": Rule(MANAGERS, READ),
    "GET /imports/{import}/faults": Rule(MANAGERS, READ),
    "GET /imports/{import}/pictures": Rule(MANAGERS, READ),
    "POST /imports/{import}/pictures": Rule(MANAGERS, MANAGE, outcomes=(409,)),
    "POST /imports/{import}/resume": Rule(MANAGERS, MANAGE, outcomes=(409,)),
    "POST /projects/{project}/items/state": Rule(
        MANAGERS, MANAGE, {"becomes": "set-aside", "reason": "A mistake.", "items": [1]}
    ),
    "GET /projects/{project}/drafts": Rule(MANAGERS, READ),
    "DELETE /projects/{project}/drafts": Rule(MANAGERS, MANAGE),
    "GET /imports/{import}/undo": Rule(MANAGERS, READ),
    "POST /imports/{import}/undo": Rule(MANAGERS, MANAGE, outcomes=(202,)),
    "POST /projects/{project}/versions": Rule(MANAGERS, MANAGE, {"known_limits": "Small."}),
    "GET /projects/{project}/versions": Rule(MANAGERS, READ),
    "GET /versions/{version}": Rule(MANAGERS, READ),
    "GET /versions/{version}/uses": Rule(MANAGERS, READ),
    "POST /versions/{version}/uses": Rule(
        MANAGERS, MANAGE, {"kind": "note", "consumer": "Forecasts", "purpose": "To measure."}, outcomes=(409,)
    ),
    "GET /projects/{project}/my-versions": Rule(EVERYBODY, READ),
    "GET /projects/{project}/next-version": Rule(MANAGERS, READ),
    "GET /versions/{version}/changes": Rule(MANAGERS, READ, outcomes=(409,)),
    "GET /versions/{version}/export": Rule(MANAGERS, READ, query={"format": "csv"}, outcomes=(409,)),
    # redundancy
    "POST /projects/{project}/redundancy": Rule(MANAGERS, MANAGE, {}),
    "GET /projects/{project}/redundancy": Rule(MANAGERS, READ),
    "GET /projects/{project}/redundancy/clusters": Rule(MANAGERS, READ),
    "GET /projects/{project}/redundancy/clusters/{cluster}/members": Rule(MANAGERS, READ, outcomes=(404,)),
    "POST /projects/{project}/redundancy/set-aside": Rule(MANAGERS, MANAGE, {"check": 1}, outcomes=(404,)),
    "POST /projects/{project}/redundancy/restore": Rule(MANAGERS, MANAGE, {}),
    "POST /projects/{project}/redundancy/splits": Rule(
        MANAGERS, MANAGE, {"check": 1, "cluster": 1, "items": [1]}, outcomes=(404,)
    ),
    "GET /projects/{project}/redundancy/splits": Rule(MANAGERS, READ),
    "DELETE /projects/{project}/redundancy/splits/{split}": Rule(MANAGERS, MANAGE),
    "PUT /projects/{project}/redundancy/consensus": Rule(MANAGERS, MANAGE, {"takes": True}),
    # quality
    "GET /projects/{project}/quality": Rule(REVIEWERS, READ),
    "GET /projects/{project}/report": Rule(REVIEWERS, READ),
    "POST /projects/{project}/refit": Rule(MANAGERS, MANAGE),
    "GET /me/quality": Rule(EVERYBODY, READ),
    "GET /me/quality/{project}/{question}/practice": Rule(EVERYBODY, READ),
    "GET /people/{person}/quality": Rule(LEADS, READ),
    "GET /projects/{project}/people/{person}/quality": Rule(MANAGERS, READ),
    "GET /me/inbox": Rule(EVERYBODY, READ),
    "GET /me/inbox/unread": Rule(EVERYBODY, READ),
    "POST /projects/{project}/thanks": Rule(REVIEWERS, DO, {"deed": "flag", "id": 0}, outcomes=(404,)),
    "POST /me/inbox/read": Rule(EVERYBODY, DO, {"upto": 0}),
    # the guideline
    "GET /projects/{project}/threads": Rule(EVERYBODY, READ),
    # Nobody has questions and proposals without end that wait: this world's people reach the bound.
    "POST /projects/{project}/threads": Rule(EVERYBODY, DO, {"asked": "Which rule decides?"}, outcomes=(201, 409)),
    "GET /threads/{thread}": Rule(EVERYBODY, READ),
    "POST /threads/{thread}/answer": Rule(MANAGERS, DO, {"answer": "The second one."}),
    "POST /threads/{thread}/comments": Rule(EVERYBODY, DO, {"said": "I wondered, too."}),
    "GET /projects/{project}/answering": Rule(EVERYBODY, READ),
    "PUT /projects/{project}/answering": Rule(MANAGERS, MANAGE, {"answerer_id": None}),
    "GET /projects/{project}/cases": Rule(EVERYBODY, READ),
    "POST /projects/{project}/cases": Rule(MANAGERS, MANAGE, {"source": "thread", "thread_id": 1}, outcomes=(404, 409)),
    "DELETE /cases/{case}": Rule(MANAGERS, MANAGE),
    "GET /projects/{project}/proposals": Rule(EVERYBODY, READ),
    "POST /projects/{project}/proposals": Rule(
        EVERYBODY,
        DO,
        {"about": "questions", "words": "A label for irony.", "why": "It comes up often."},
        outcomes=(201, 409),
    ),
    "GET /proposals/{proposal}": Rule(EVERYBODY, READ),
    "POST /proposals/{proposal}/comments": Rule(EVERYBODY, DO, {"said": "Yes, please."}),
    "POST /proposals/{proposal}/decision": Rule(MANAGERS, MANAGE, {"accept": False, "reason": "It is there already."}),
    "GET /claims/{claim}/beside": Rule(EVERYBODY, READ, own=True),
    # items
    "GET /projects/{project}/items": Rule(REVIEWERS, READ),
    "GET /items/{item}": Rule(REVIEWERS, READ, hidden=True),
    "GET /items/{item}/story": Rule(REVIEWERS, READ, hidden=True),
    "PATCH /items/{item}": Rule(MANAGERS, MANAGE, {"state": "set-aside", "reason": "Not ours."}, hidden=True),
    "PUT /items/{item}/gold": Rule(MANAGERS, MANAGE, {"answers": ANSWERS, "reason": "It says so."}, hidden=True),
    "DELETE /items/{item}/gold": Rule(MANAGERS, MANAGE, hidden=True, outcomes=(404,)),
    "GET /items/{item}/parts/{name}": Rule(REVIEWERS, READ, hidden=True),
    "GET /projects/{project}/flags": Rule(REVIEWERS, READ),
    "POST /flags/{flag}/resolution": Rule(REVIEWERS, MANAGE, {"resolution": "Mended."}, hidden=True),
    # reviews
    "GET /projects/{project}/reviews": Rule(REVIEWERS, READ),
    "POST /items/{item}/reviews": Rule(
        REVIEWERS,
        DO,
        {"answers": ANSWERS, "form_version": 1, "reason": "It says so."},
        hidden=True,
        outcomes=(201, 403, 409),
    ),
    # dependence
    "GET /projects/{project}/dependence": Rule(REVIEWERS, READ),
    "POST /dependence/{finding}/reveal": Rule(MANAGERS, DO, {"reason": "To talk about it."}, hidden=True),
    "POST /reveals/{own_reveal}/appeal": Rule(EVERYBODY, DO, {}, own=True),
    "POST /reveals/{appealed_reveal}/appeal/withdraw": Rule(EVERYBODY, DO, own=True),
    "POST /reveal-appeals/{reveal_appeal}/decision": Rule(
        REVIEWERS, DO, {"upheld": False, "reason": "They sat apart."}, hidden=True
    ),
    # appeals
    "POST /items/{item}/appeals": Rule(EVERYBODY, DO, {"against": "score"}, outcomes=(404,)),
    "GET /me/appeals": Rule(EVERYBODY, READ),
    "POST /appeals/{own_appeal}/withdraw": Rule(EVERYBODY, DO, own=True),
    "GET /projects/{project}/appeals": Rule(REVIEWERS, READ),
    "GET /appeals/{appeal}": Rule(REVIEWERS, READ, hidden=True),
    "POST /appeals/{appeal}/decision": Rule(
        REVIEWERS, DO, {"upheld": False, "reason": "Rule 2.", "standing": "-"}, hidden=True, outcomes=(409,)
    ),
    # bulk
    "POST /projects/{project}/bulk/count": Rule(REVIEWERS, READ, {}),
    "POST /projects/{project}/bulk": Rule(REVIEWERS, DO, WORK, outcomes=(201,)),
    "GET /projects/{project}/bulk": Rule(REVIEWERS, READ),
    "POST /bulk/{bulk}/undo": Rule(REVIEWERS, DO),
    # work
    "POST /projects/{project}/claims": Rule(EVERYBODY, DO, {}),
    "GET /projects/{project}/claims": Rule(EVERYBODY, DO),
    "GET /claims/{claim}": Rule(EVERYBODY, READ, own=True),
    "PUT /claims/{claim}/draft": Rule(EVERYBODY, DO, {**WORK, "revision": 0}, own=True),
    "POST /claims/{claim}/annotation": Rule(EVERYBODY, DO, WORK, own=True),
    "POST /claims/{claim}/skip": Rule(EVERYBODY, DO, {"reason": "Unclear."}, own=True),
    "POST /claims/{claim}/release": Rule(EVERYBODY, DO, own=True),
    "POST /claims/{claim}/hand-over": Rule(EVERYBODY, DO, WORK, own=True),
    "POST /claims/{claim}/take-up": Rule(EVERYBODY, DO, own=True, outcomes=(200, 409)),
    "POST /claims/{claim}/take-back": Rule(EVERYBODY, DO, own=True),
    "GET /projects/{project}/handed-over": Rule(EVERYBODY, READ),
    "POST /claims/{claim}/flag": Rule(EVERYBODY, DO, {"note": "A typing error."}, own=True),
    "GET /projects/{project}/history": Rule(EVERYBODY, READ),
    "POST /annotations/{annotation}/revisions": Rule(EVERYBODY, DO, WORK, own=True),
}
