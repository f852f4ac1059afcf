"""What programs ask, answer, propose and decide about a project's guideline: a part of the client."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goodwork.sdk.part import Part
from goodwork.sdk.shapes.changes import AskedAgainOut, ChangeOut, TouchedRow
from goodwork.sdk.shapes.guideline import (
    AnsweringOut,
    BesideTaskOut,
    CaseOut,
    ProposalDetail,
    ProposalOut,
    ThreadDetail,
    ThreadOut,
)
from goodwork.sdk.shapes.queue import ClaimOut


class Guideline(Part):
    """What `Client` does with questions, decided cases and proposals."""

    def ask(self, project: int, asked: str, *, item: int | None = None, rule: str = "") -> ThreadOut:
        """Ask about an item that I have met, a rule (the heading of its section), or the guideline as a whole."""
        body = {"asked": asked, "item_id": item, "rule": rule}
        return self._send.json("POST", f"/projects/{project}/threads", json=body)

    def beside(self, claim: ClaimOut) -> BesideTaskOut:
        """What stands beside the task: the rule that may apply, decided cases like it, threads about it."""
        return self._send.json("GET", f"/claims/{claim['id']}/beside")

    def threads(self, project: int, *, state: str | None = None) -> Iterator[ThreadOut]:
        """What people asked: all, ``open`` (those first that wait longest) or ``answered``."""
        return self._pages(f"/projects/{project}/threads", **({"state": state} if state else {}))

    def thread(self, thread: int) -> ThreadDetail:
        """One thread with its comments."""
        return self._send.json("GET", f"/threads/{thread}")

    def answer(self, thread: int, answer: str) -> ThreadOut:
        """Answer a thread; another answer takes the place of the first."""
        return self._send.json("POST", f"/threads/{thread}/answer", json={"answer": answer})

    def comment(self, thread: int, said: str) -> None:
        """Add to a thread."""
        self._send.json("POST", f"/threads/{thread}/comments", json={"said": said})

    def answering(self, project: int) -> AnsweringOut:
        """Who answers what is asked in a project, and what waits."""
        return self._send.json("GET", f"/projects/{project}/answering")

    def name_answerer(self, project: int, person: int | None, *, comment_days: int | None = None) -> AnsweringOut:
        """Let this person answer; None: whoever made the project. ``comment_days``: how long proposals are open."""
        body = {"answerer_id": person, "comment_days": comment_days}
        return self._send.json("PUT", f"/projects/{project}/answering", json=body)

    def propose(self, project: int, about: str, words: str, why: str) -> ProposalDetail:
        """Propose a change: of the ``guideline`` its whole new text, of the ``questions`` what is to change."""
        body = {"about": about, "words": words, "why": why}
        return self._send.json("POST", f"/projects/{project}/proposals", json=body)

    def proposals(self, project: int, *, state: str = "open") -> Iterator[ProposalOut]:
        """Proposals that are ``open`` or ``decided``, newest first, without their texts."""
        return self._pages(f"/projects/{project}/proposals", state=state)

    def proposal(self, proposal: int) -> ProposalDetail:
        """One proposal with its text and comments."""
        return self._send.json("GET", f"/proposals/{proposal}")

    def decide_proposal(
        self, proposal: int, accept: bool, reason: str, *, guideline_version: int | None = None
    ) -> ProposalDetail:
        """Accept or decline a proposal; ``guideline_version``: the one whose difference to it you saw."""
        body = {"accept": accept, "reason": reason, "guideline_version": guideline_version}
        return self._send.json("POST", f"/proposals/{proposal}/decision", json=body)

    def comment_on_proposal(self, proposal: int, said: str) -> None:
        """Say something about a proposal."""
        self._send.json("POST", f"/proposals/{proposal}/comments", json={"said": said})

    def guideline_change(self, project: int, version: int, *, since: int | None = None) -> ChangeOut:
        """A version of the guideline beside the one before, or beside ``since``, and what the change touches."""
        path = f"/projects/{project}/guideline/versions/{version}"
        return self._send.json("GET", path, params={} if since is None else {"since": since})

    def touched(
        self, project: int, version: int, *, rules: Sequence[str] = (), labels: Sequence[str] = (),
        words: Sequence[str] = (),
    ) -> Iterator[TouchedRow]:  # fmt: skip
        """Answered items that a version touches: by a rule named of them, a label (``mood:bad``), a word."""
        path = f"/projects/{project}/guideline/versions/{version}/touched"
        return self._pages(path, rule=list(rules), label=list(labels), word=list(words))

    def ask_again(self, project: int, version: int, items: Sequence[int]) -> AskedAgainOut:
        """Have items asked again by the guideline of now, which is this version; 500 at most."""
        path = f"/projects/{project}/guideline/versions/{version}/ask-again"
        return self._send.json("POST", path, json={"items": list(items)})

    def cases(self, project: int, *, contains: str = "") -> Iterator[CaseOut]:
        """Decided cases, newest first; those that contain these words."""
        return self._pages(f"/projects/{project}/cases", contains=contains)

    def decide_case(self, project: int, source: str, *, thread: int | None = None, item: int | None = None) -> CaseOut:
        """Make a decided case of an answered ``thread``, or of an item's ``gold`` or newest ``review``."""
        body = {"source": source, "thread_id": thread, "item_id": item}
        return self._send.json("POST", f"/projects/{project}/cases", json=body)

    def take_back_case(self, case: int) -> None:
        """Take a decided case back: nobody is shown it any more."""
        self._send.json("DELETE", f"/cases/{case}")
