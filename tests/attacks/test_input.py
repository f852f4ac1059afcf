"""The input layer at every door of a served installation: what is beyond the bounds is 422 or 413, with its place."""

from __future__ import annotations

import base64
import json
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from goodwork.bounds import BODY_BYTES, DEPTH, ENTRIES
from tests.attacks.installation import Installation, Person

FORM = [
    {"key": "mood", "kind": "classification", "title": "Which mood?", "labels": ["good", "bad"]},
    {"key": "why", "kind": "text", "title": "Why?", "required": False},
    {"key": "names", "kind": "spans", "title": "Names?", "labels": ["Person"], "required": False},
]
LONE = '"\\ud800"'
UNFIT: dict[str, str] = {
    "half a surrogate pair in a value": '{"mood": {"labels": ["good"]}, "why": {"text": "a\\udfffb"}}',
    "half a surrogate pair in a key": '{"mood": {"labels": ["good"]}, "why": {' + LONE + ': "a"}}',
    "half a surrogate pair as a question": '{"mood": {"labels": ["good"]}, ' + LONE + ": {}}",
    "NUL": '{"mood": {"labels": ["good"]}, "why": {"text": "a\\u0000b"}}',
    "2^64": '{"mood": {"labels": ["good"]}, "why": {"text": 18446744073709551616}}',
    "NaN": '{"mood": {"labels": ["good"]}, "why": {"text": NaN}}',
    "depth": '{"mood": {"labels": ["good"]}, "why": {"text": ' + "[" * 300 + "]" * 300 + "}}",
    "depth beyond the parser": '{"mood": {"labels": ["good"]}, "why": {"text": ' + "[" * 5000 + "]" * 5000 + "}}",
    "entries": '{"mood": {"labels": ' + json.dumps(["good"] * (ENTRIES + 1)) + "}}",
    "bytes that are no UTF-8": '{"mood": {"labels": ["g\udcff"]}}',
}
DOORS = ("draft", "submit", "revise", "gold", "review", "bulk", "project")


@pytest.fixture(scope="module")
def ids(place: Installation) -> dict[str, Any]:
    """A project, its import, a claim that is open, an annotation and an item of it."""
    project = place.project(questions=FORM)
    brought = place.bring(project, [{"id": f"t{n}", "text": f"Text {n}."} for n in range(4)])
    annotator = place.people["annotator"]
    claim = annotator.ok("POST", f"/projects/{project}/claims", json={})["claim"]
    body = {"answers": {"mood": {"labels": ["good"]}}, "form_version": 1}
    made = annotator.ok("POST", f"/claims/{claim['id']}/annotation", json=body)
    open_claim = annotator.ok("POST", f"/projects/{project}/claims", json={})["claim"]
    return {"project": project, "claim": open_claim["id"], "annotation": made["id"], "item": made["item_id"],
            "import": brought["id"]}  # fmt: skip


def door(name: str, ids: dict[str, Any], answers: str) -> tuple[str, str, str, str]:
    """Who sends what where: person, method, path, body."""
    rest = f'"answers": {answers}, "form_version": 1'
    match name:
        case "draft":
            return "annotator", "PUT", f"/claims/{ids['claim']}/draft", f'{{{rest}, "revision": 0}}'
        case "submit":
            return "annotator", "POST", f"/claims/{ids['claim']}/annotation", f"{{{rest}}}"
        case "revise":
            return "annotator", "POST", f"/annotations/{ids['annotation']}/revisions", f"{{{rest}}}"
        case "gold":
            return "manager", "PUT", f"/items/{ids['item']}/gold", f'{{"answers": {answers}, "reason": "It is so."}}'
        case "review":
            return "reviewer", "POST", f"/items/{ids['item']}/reviews", f'{{{rest}, "reason": "It is so."}}'
        case "bulk":
            return "manager", "POST", f"/projects/{ids['project']}/bulk", f"{{{rest}}}"
        case _:
            question = f'[{{"key": "q", "kind": "text", "title": "x", "help": {answers}}}]'
            return "manager", "POST", "/projects", f'{{"name": "N", "purpose": "P", "questions": {question}}}'


@pytest.mark.parametrize("name", DOORS)
@pytest.mark.parametrize("what", UNFIT)
def test_what_is_beyond_the_bounds_is_refused(place: Installation, ids: dict[str, Any], name: str, what: str) -> None:
    person, method, path, body = door(name, ids, UNFIT[what])
    # Also as a body that the short way to hot routes takes: plain JSON with its length.
    answer = place.people[person].request(
        method, path, content=body.encode("utf-8", "surrogateescape"), headers={"content-type": "application/json"}
    )
    assert answer.status_code == 422, answer.text
    problem = answer.json()
    assert problem["type"] == "about:goodwork:invalid"
    assert len(problem["detail"]) > 20 and problem["kept"]
    assert problem["faults"] or what == "bytes that are no UTF-8"


def test_the_place_of_a_fault_is_named(place: Installation, ids: dict[str, Any]) -> None:
    person, method, path, body = door("submit", ids, UNFIT["half a surrogate pair in a value"])
    answer = place.people[person].request(method, path, content=body, headers={"content-type": "application/json"})
    assert answer.json()["faults"] == [
        {"where": "answers.why.text", "what": "This holds half a surrogate pair, which is no character."}
    ]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/claims/{claim}/annotation", {"prediction_id": 2**63}),
        ("/claims/{claim}/annotation", {"prediction_id": 2**64}),
        ("/claims/{claim}/annotation", {"form_version": 2**63}),
        ("/projects/{project}/bulk", {"form_version": 2**40}),
        ("/projects/{project}/bulk", {"items": [2**64]}),
        ("/projects/{project}/bulk/count", {"items": [2**64]}),
        ("/projects/{project}/claims", {"item_id": 2**64}),
    ],
)
def test_numbers_beyond_the_database_are_refused(
    place: Installation, ids: dict[str, Any], path: str, body: dict[str, Any]
) -> None:
    full: dict[str, Any] = {}
    if path.endswith(("annotation", "bulk")):
        full = {"answers": {"mood": {"labels": ["good"]}}, "form_version": 1}
    answer = place.people["manager"].post(path.format(**ids), json={**full, **body})
    assert answer.status_code in (404, 422), answer.text


@pytest.mark.parametrize("path", ["/projects/{n}", "/imports/{n}", "/claims/{n}", "/items/{n}", "/versions/{n}"])
@pytest.mark.parametrize("n", [2**31, 2**63, 2**64, 10**60, -1])
def test_ids_beyond_the_database_are_not_found(place: Installation, path: str, n: int) -> None:
    assert place.people["manager"].get(path.format(n=n)).status_code in (404, 422)


KEYS = (
    "[true]", "[null]", '["a"]', "[1.5]", "[1,2,3]", "[[1]]", '[{"a":1}]', "[9223372036854775808]", "[1e400]", "{}",
    '["\\u0000"]', '["\\ud800"]', "[" * 200, "[]", "7", "[true,1]", "[1,true]", "[0.5,9223372036854775807]",
    "[4611686018427387904]", "[2147483648]", "[-1]", '["%"]',
    "[-9223372036854775808]", '["a",1]',
)  # fmt: skip
LISTS = (
    "/projects", "/people", "/teams", "/tokens", "/invitations", "/audit", "/projects/{project}/items",
    "/projects/{project}/items?order=disputed", "/projects/{project}/items?search=t", "/projects/{project}/reviews",
    "/projects/{project}/items?contains=rain", "/projects/{project}/items?contains=rain&search=t",
    "/projects/{project}/items?contains=r&order=disputed", "/projects/{project}/items?contains=%&state=open",
    "/projects/{project}/items?score=0.5", "/sessions", "/items/{item}/story", "/imports/{import}/faults",
    "/projects/{project}/redundancy/clusters/1/members",
    "/projects/{project}/flags", "/projects/{project}/history", "/projects/{project}/bulk",
    "/projects/{project}/imports", "/projects/{project}/redundancy/clusters", "/projects/{project}/redundancy/splits",
)  # fmt: skip


@pytest.mark.parametrize("path", LISTS)
def test_pages_of_other_lists_are_refused(place: Installation, ids: dict[str, Any], path: str) -> None:
    sent = {key: base64.urlsafe_b64encode(key.encode()).decode().rstrip("=") for key in KEYS}
    sent |= {"no base64": "%%%", "not ours": "W3RydWVd", "a NUL": "\x00"}
    owner = place.people["owner"]
    statuses = {key: _asked(owner, path.format(**ids), after=after).status_code for key, after in sent.items()}
    assert not {key: status for key, status in statuses.items() if status >= 500}, statuses
    refused = {"[true]", "not ours", "[null]", "{}", "[]", "7", '["\\ud800"]', "[9223372036854775808]", "a NUL"}
    assert {statuses[key] for key in refused} <= {422, 404, 403}, statuses
    if "search=" not in path:
        # A text is no key of this list, whatever else is asked.
        answer = _asked(owner, path.format(**ids), after=base64.urlsafe_b64encode(b'["a"]').decode())
        assert answer.status_code == 422 and answer.json()["next_step"].startswith("Begin without"), answer.text


def _asked(owner: Person, path: str, *, after: str) -> httpx.Response:
    """What comes of asking for a page, once it is the caller's turn again: pages of all lists are many requests."""
    while (answer := owner.get(path, params=[*_query(path), ("after", after)])).status_code == 429:
        time.sleep(float(answer.headers["retry-after"]))
    return answer


def _query(path: str) -> list[tuple[str, str]]:
    return [tuple(pair.split("=")) for pair in path.partition("?")[2].split("&") if pair]  # pyright: ignore[reportReturnType]


@pytest.mark.parametrize("encoding", ["zlib", "rot13", "base64", "hex", "bz2", "idna", "punycode", "unicode_escape",
                                      "nothing", "utf-8\x00", "undefined", "mbcs", 7, ["utf-8"]])  # fmt: skip
@pytest.mark.parametrize("way", ["imports/preview", "imports"])
def test_only_encodings_of_texts_are_taken(place: Installation, ids: dict[str, Any], encoding: Any, way: str) -> None:
    answer = place.people["manager"].post(
        f"/projects/{ids['project']}/{way}",
        params={"format": "csv", "mapping": json.dumps({"encoding": encoding})},
        content=b"text\nhello\n",
    )
    assert answer.status_code == 422, answer.text
    assert "encoding" in answer.text or "NUL" in answer.text


@pytest.mark.parametrize("encoding", ["utf-8", "UTF8", "utf-8-sig", "cp1252", "latin-1", "utf-16", "shift-jis", "gbk"])
def test_encodings_of_texts_are_taken(place: Installation, ids: dict[str, Any], encoding: str) -> None:
    answer = place.people["manager"].post(
        f"/projects/{ids['project']}/imports/preview",
        params={"format": "csv", "mapping": json.dumps({"encoding": encoding})},
        content="id,text\nx,hello\n".encode(encoding),
    )
    assert answer.status_code == 200, answer.text
    assert [row["parts"][0]["text"] for row in answer.json()["rows"]] == ["hello"]


@pytest.mark.parametrize(
    "mapping", ['{"id": ' + "[" * 300 + "]" * 300 + "}", '{"id": "\\ud800"}', '{"a": 1e999}', "[" * 2000]
)
def test_mappings_are_bounded(place: Installation, ids: dict[str, Any], mapping: str) -> None:
    answer = place.people["manager"].post(
        f"/projects/{ids['project']}/imports/preview", params={"format": "jsonl", "mapping": mapping}, content=b"{}\n"
    )
    assert answer.status_code == 422, answer.text


def test_a_draft_that_is_taken_can_be_submitted(place: Installation) -> None:
    """One limit for both: an answer that nearly fills a request is kept as a draft and as an answer."""
    size = 900_000
    project = place.project(questions=FORM[2:])
    place.bring(project, [{"id": "long", "text": "a" * size}])
    annotator = place.people["annotator"]
    claim = annotator.ok("POST", f"/projects/{project}/claims", json={})["claim"]["id"]
    span = {"label": "person", "fragments": [[0, size]], "text": "a" * size}
    for n, status in ((5, 413), (4, 200)):
        marked = [{**span, "id": f"s{i}", "fragments": [[0, size - i]], "text": "a" * (size - i)} for i in range(n)]
        body = {"answers": {"names": {"spans": marked}}, "form_version": 1}
        draft = annotator.put(f"/claims/{claim}/draft", json={**body, "revision": 0})
        assert draft.status_code == status, draft.text[:300]
        made = annotator.post(f"/claims/{claim}/annotation", json=body)
        assert made.status_code == {200: 201}.get(status, status), made.text[:300]
    assert "4 MiB" in annotator.post(f"/claims/{claim}/annotation", content=b" " * (BODY_BYTES + 1)).text


def test_a_row_that_is_too_deep_is_refused_by_its_line(place: Installation) -> None:
    project = place.project()
    content = (Path(__file__).parent / "e1-deep.jsonl").read_bytes()
    owner = place.people["owner"]
    preview = owner.ok("POST", f"/projects/{project}/imports/preview", params={"format": "jsonl"}, content=content)
    assert [fault["line"] for fault in preview["faults"]] == [2]
    made = owner.ok("POST", f"/projects/{project}/imports", 202, params={"format": "jsonl"}, content=content)
    done = place.imported(made["id"])
    assert (done["state"], done["added"], done["rejected"]) == ("done", 2, 1)
    (fault,) = owner.ok("GET", f"/imports/{made['id']}/faults")["rows"]
    assert (fault["line"], fault["reason"]) == (2, f"it is nested more than {DEPTH} levels deep")


def test_what_was_stored_too_deep_is_shown_without_it(place: Installation) -> None:
    project = place.project()
    place.bring(project, [{"id": "a", "text": "A text.", "m": 1}])
    deep = '{"m": ' + "[" * 290 + '"x"' + "]" * 290 + "}"
    with place.connect() as c:
        c.execute("UPDATE item_payload SET metadata = %s::jsonb WHERE project_id = %s", (deep, project))
    claim = place.people["annotator"].ok("POST", f"/projects/{project}/claims", json={})["claim"]
    assert claim["item"]["parts"][0]["text"] == "A text."
    assert "left out: nested more than" in json.dumps(claim["item"]["metadata"])
    owner = place.people["owner"]
    item = owner.ok("GET", f"/items/{claim['item']['id']}")
    assert "left out" in json.dumps(item)
    owner.ok("GET", f"/projects/{project}/items")
