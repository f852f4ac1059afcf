"""The client: what a program does with a goodwork server, one method each."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, Self, cast

from goodwork.sdk.appeals import Appeals
from goodwork.sdk.applications import Applications
from goodwork.sdk.assessments import Assessments
from goodwork.sdk.choosing import Choosing
from goodwork.sdk.digests import Digests
from goodwork.sdk.errors import Failed, Refused
from goodwork.sdk.files import body_of
from goodwork.sdk.guideline import Guideline
from goodwork.sdk.leading import Leading
from goodwork.sdk.own_work import OwnWork
from goodwork.sdk.part import Answers
from goodwork.sdk.pay import Pay
from goodwork.sdk.qualifications import Qualifications
from goodwork.sdk.restrictions import Restrictions
from goodwork.sdk.shapes.bulk import BulkCount, BulkOut, ManyOut
from goodwork.sdk.shapes.data import ImportFaultOut, ImportOut, MissedPictureOut, VersionOut
from goodwork.sdk.shapes.inbox import EntryOut
from goodwork.sdk.shapes.items import ItemDetail, ItemRow, ReviewOut, StoryLineOut
from goodwork.sdk.shapes.people import MeOut, PersonOut, SessionOut, TokenMade
from goodwork.sdk.shapes.projects import ConfigOut, ProjectOut, ProjectRow
from goodwork.sdk.shapes.quality import DependenceOut, ProjectQuality
from goodwork.sdk.shapes.queue import AnnotationOut, ClaimOut, ClaimResult, DraftOut
from goodwork.sdk.shapes.redundancy import CheckOut, ClusterOut, MovedOut, RedundancyOut, SplitMade
from goodwork.sdk.shapes.reviews import ReviewRow
from goodwork.sdk.skills import Skills
from goodwork.sdk.transport import Transport


class Client(
    Appeals, Applications, Assessments, Choosing, Digests, Guideline, Leading, OwnWork, Pay, Qualifications,
    Restrictions, Skills,
):  # fmt: skip
    """A program's way to one goodwork server, as one person. Safe to share between threads.

    Sign in with a password, or give an API token::

        with Client("https://work.example.org", token="gw_...") as goodwork:
            project = goodwork.apply("project.yaml")
            goodwork.import_file(project["id"], "items.jsonl")

    Requests are sent again when the network or the server stumbles; nothing happens twice by it. What the server
    refuses is raised as ``Refused``, with the reason.
    """

    def __init__(
        self,
        url: str = "http://127.0.0.1:8000",
        *,
        token: str | None = None,
        timeout: float = 30.0,
        tries: int = 6,
    ) -> None:
        self.url = url
        super().__init__(Transport(url, token=token, timeout=timeout, tries=tries))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections. A session that was begun goes on until it is signed out."""
        self._send.close()

    # Who I am -------------------------------------------------------------------------------------------------

    def sign_in(self, email: str, password: str) -> MeOut:
        """Begin a session."""
        return self._enter(self._send.json("POST", "/session", json={"email": email, "password": password}))

    def sign_up(
        self,
        organization: str,
        name: str,
        email: str,
        password: str,
        link: str | None = None,
        *,
        has_account: bool = False,
    ) -> MeOut:
        """Make an organization and its owner, and begin a session: where the server is open for it, or with a link.

        ``has_account``: the password is that of the account with this address.
        """
        body: dict[str, Any] = {"organization": organization, "name": name, "email": email, "password": password,
                                "has_account": has_account}  # fmt: skip
        if link is not None:
            body["token"] = link.rpartition("#")[2]
        return self._enter(self._send.json("POST", "/organizations", json=body))

    def go_to(self, organization: int) -> MeOut:
        """Go on in another organization of the account, under a fresh session. ``memberships`` of `me` lists them."""
        return self._enter(self._send.json("PUT", "/session/organization", json={"organization_id": organization}))

    def join(self, link: str, name: str, email: str, password: str, *, has_account: bool = False) -> MeOut:
        """Accept an invitation, and begin a session. ``has_account``: the password is that of an account of before."""
        # Links of an older goodwork end in /join/TOKEN.
        token = re.split("[#/]", link.rstrip("/"))[-1]
        body = {"token": token, "name": name, "email": email, "password": password, "has_account": has_account}
        return self._enter(self._send.json("POST", "/join", json=body))

    def invite(self, role: str = "annotator", email: str | None = None) -> str:
        """The link of a new invitation."""
        return self._send.json("POST", "/invitations", json={"role": role, "email": email})["link"]

    def people(self, search: str = "") -> Iterator[PersonOut]:
        """The people of my organization by their names, for those who lead it; ``search``: part of a name."""
        return self._pages("/people", search=search)

    def reset_link(self, person: int) -> str:
        """A link with which this person sets a new password, once, within a day."""
        return self._send.json("POST", f"/people/{person}/reset-link")["link"]

    def reset_password(self, link: str, email: str, password: str) -> MeOut:
        """Use a reset link: a new password, and a session; every other one ends, and every token."""
        body = {"token": link.rsplit("#", 1)[-1], "email": email, "password": password}
        return self._enter(self._send.json("POST", "/reset", json=body))

    def sessions(self) -> Iterator[SessionOut]:
        """Where I am signed in, newest first."""
        return self._pages("/sessions")

    def end_session(self, session: int) -> None:
        """End one of my sessions."""
        self._send.json("DELETE", f"/sessions/{session}")

    def end_other_sessions(self) -> None:
        """End all my sessions but this one."""
        self._send.json("DELETE", "/sessions")

    def sign_out(self) -> None:
        """End the session."""
        self._send.json("DELETE", "/session")
        self._send.sign_writes(None)

    def me(self) -> MeOut:
        """Who is signed in."""
        return self._send.json("GET", "/session")

    def make_token(self, name: str, scopes: list[str], days: int = 90) -> TokenMade:
        """A new API token; this is the only time that it is shown."""
        return self._send.json("POST", "/tokens", json={"name": name, "scopes": scopes, "days": days})

    def _enter(self, me: MeOut) -> MeOut:
        self._send.sign_writes(me["csrf"])
        return me

    # Projects -------------------------------------------------------------------------------------------------

    def projects(self) -> Iterator[ProjectRow]:
        """The projects that I may see."""
        return self._pages("/projects")

    def project(self, project: int | str) -> ProjectOut:
        """A project by its id or its name."""
        if isinstance(project, str):
            for row in self.projects():
                if row["name"] == project:
                    return self._send.json("GET", f"/projects/{row['id']}")
            raise Refused(404, {"type": "about:goodwork:not-found", "title": f"There is no project {project!r}."})
        return self._send.json("GET", f"/projects/{project}")

    def apply(self, project: Mapping[str, Any] | str | Path) -> ProjectOut:
        """Make the project of this name, or bring it to what is written: a mapping, or the path of a YAML file.

        Applying the same again changes nothing. ``teams`` are names.
        """
        if isinstance(project, Mapping):
            wanted = dict(project)
        else:
            import yaml

            wanted = yaml.safe_load(Path(project).read_text(encoding="utf-8"))
        if "teams" in wanted:
            known = {team["name"]: team["id"] for team in self._send.json("GET", "/teams")}
            wanted["team_ids"] = [known[name] for name in wanted.pop("teams")]
        try:
            there = self.project(str(wanted.get("name", "")))
        except Refused as refused:
            if refused.code != "not-found":
                raise
            return self._send.json("POST", "/projects", json=wanted)
        guideline = wanted.pop("guideline", None)
        if "policy" in wanted:
            # What the file leaves out of the policy stays as it is.
            wanted["policy"] = {**there["policy"], **wanted["policy"]}
        changed = {name: value for name, value in wanted.items() if there.get(name) != value}
        if changed:
            self._send.json("PATCH", f"/projects/{there['id']}", json=changed)
        if guideline is not None and guideline != there["guideline"]["markdown"]:
            self._send.json("PUT", f"/projects/{there['id']}/guideline", json={"markdown": guideline})
        return self.project(there["id"])

    def inbox(self) -> Iterator[EntryOut]:
        """What came back to me on my flags and answers, newest first."""
        return self._pages("/me/inbox")

    def quality(self, project: int) -> ProjectQuality:
        """Agreement, accuracy on gold and confidence, as the last refit found them."""
        return self._send.json("GET", f"/projects/{project}/quality")

    def dependence(self, project: int) -> Iterator[DependenceOut]:
        """People whose answers depend on each other, by letters, with the items that show it; nobody is named."""
        return self._pages(f"/projects/{project}/dependence")

    def reveal(self, finding: int, reason: str) -> int:
        """Read the names behind a finding, for a reason that those concerned read; then `dependence` has them."""
        return self._send.json("POST", f"/dependence/{finding}/reveal", json={"reason": reason})["id"]

    def appeal_reveal(self, reveal: int, argument: str = "") -> int:
        """Say that a finding is wrong that I was revealed for (``reveal_id`` in my inbox); somebody else decides."""
        return self._send.json("POST", f"/reveals/{reveal}/appeal", json={"argument": argument})["id"]

    def withdraw_reveal_appeal(self, reveal: int) -> None:
        """Take back my open appeal against a reveal; it may be opened again."""
        self._send.json("POST", f"/reveals/{reveal}/appeal/withdraw")

    def decide_reveal_appeal(self, appeal: int, *, upheld: bool, reason: str) -> str:
        """Uphold or decline an appeal against a reveal (``appeals`` of `dependence`); upheld, the finding is wrong."""
        body = {"upheld": upheld, "reason": reason}
        return self._send.json("POST", f"/reveal-appeals/{appeal}/decision", json=body)["state"]

    def refit(self, project: int) -> None:
        """Ask for skills, calibration and agreement afresh; the worker does it."""
        self._send.json("POST", f"/projects/{project}/refit")

    def items(self, project: int, **filters: Any) -> Iterator[ItemRow]:
        """The project's items: ``state``, ``gold``, ``search``, ``contains``, ``suggestion``, ``score``, ``order``."""
        return self._pages(f"/projects/{project}/items", **filters)

    def item(self, item: int) -> ItemDetail:
        """One item with every answer."""
        return self._send.json("GET", f"/items/{item}")

    def story(self, item: int) -> Iterator[StoryLineOut]:
        """What was decided of an item and what each decision rested on, the newest first."""
        return self._pages(f"/items/{item}/story")

    def count_many(self, project: int, **which: Any) -> BulkCount:
        """How many items ``label_many`` would answer with the same filters, and how many it passes over, and why."""
        return self._send.json("POST", f"/projects/{project}/bulk/count", json=which)

    def label_many(self, project: int, answers: Answers, *, form_version: int, **which: Any) -> BulkOut:
        """Give the same answers to many items, as mine: those of the filters of ``items``, or ``items``, a list of ids.

        They are no independent evidence: nobody looked at the single item. ``undo_many`` takes them back.
        """
        body = {"answers": answers, "form_version": form_version, **which}
        return self._send.json("POST", f"/projects/{project}/bulk", json=body)

    def bulks(self, project: int) -> Iterator[BulkOut]:
        """The project's batches of such answers, newest first."""
        return self._pages(f"/projects/{project}/bulk")

    def undo_many(self, bulk: int) -> BulkOut:
        """Take a batch's answers back; what was decided or written anew since stays."""
        return self._send.json("POST", f"/bulk/{bulk}/undo")

    def read_config(self, config: str | Path, name: str = "") -> ConfigOut:
        """A labelling config of Label Studio as a project for ``apply``, and what became of each tag.

        ``config``: the XML, or the path of a file with it. Nothing is kept.
        """
        written = config if isinstance(config, str) else config.read_text(encoding="utf-8-sig")
        return self._send.json("POST", "/labelling-configs", json={"config": written, "name": name})

    def reviews(self, project: int) -> Iterator[ReviewRow]:
        """Items that are worth a review, those first from which most is to be expected."""
        return self._pages(f"/projects/{project}/reviews")

    def review(self, item: ItemDetail, answers: Answers, reason: str = "", *, form_version: int) -> ReviewOut:
        """Decide an item. Everything but accepting the consensus as it is takes a reason."""
        seen = item["reviews"][0]["id"] if item["reviews"] else None
        body = {"answers": answers, "form_version": form_version, "reason": reason, "seen": seen}
        return self._send.json("POST", f"/items/{item['item']['id']}/reviews", json=body)

    # Data -----------------------------------------------------------------------------------------------------

    def import_file(
        self,
        project: int,
        path: str | Path,
        *,
        format: str | None = None,
        mapping: Mapping[str, Any] | None = None,
        pictures: Literal["fetch", "leave-out"] | None = None,
        redundancy: bool = False,
        wait: bool = True,
        progress: Callable[[int, int], None] | None = None,
    ) -> ImportOut:
        """Import a file, or a folder of texts or pictures, and wait until every line is in or refused.

        ``format``: what the file is; without it the server tells it from what the file holds.
        ``pictures``: what becomes of pictures that are web addresses; the server fetches them in the background.
        ``redundancy``: then look for items that repeat each other; see ``redundancy``.
        ``progress`` is called with bytes sent and bytes in all. Lines that were refused: ``import_faults``.
        """
        path = Path(path)
        query: dict[str, Any] = {"name": path.name, "format": format or "auto"}
        if mapping is not None or pictures is not None:
            query["mapping"] = json.dumps({**(mapping or {}), **({"pictures": pictures} if pictures else {})})
        if redundancy:
            query["redundancy"] = True
        with body_of(path, progress) as body:
            made: ImportOut = self._send.upload(f"/projects/{project}/imports", body, params=query)
        return self._wait(f"/imports/{made['id']}", ("waiting", "running"), "import") if wait else made

    def import_faults(self, made: int) -> Iterator[ImportFaultOut]:
        """The lines of an import that were refused, with the reason."""
        return self._pages(f"/imports/{made}/faults")

    def missed_pictures(self, made: int) -> Iterator[MissedPictureOut]:
        """The pictures of an import that did not come from their addresses, and why."""
        return self._pages(f"/imports/{made}/pictures")

    def fetch_pictures(self, made: int, *, wait: bool = True) -> ImportOut:
        """Ask once more for what did not come: the rows that wait for it become an import of their own."""
        again: ImportOut = self._send.json("POST", f"/imports/{made}/pictures")
        return self._wait(f"/imports/{again['id']}", ("waiting", "running"), "import") if wait else again

    def undo_import(self, made: int, *, wait: bool = True) -> ImportOut:
        """Take an import back: its items that nobody worked on, and what it said of other items.

        ``removed`` says how many items went, ``stayed`` how many people had worked on.
        """
        done: ImportOut = self._send.json("POST", f"/imports/{made}/undo")
        return self._wait(f"/imports/{made}", ("undoing",), "import") if wait else done

    def change_many(self, project: int, becomes: str, reason: str, **which: Any) -> int:
        """Set items aside (``becomes="set-aside"``) or put them back (``"open"``); returns how many changed.

        ``which``: ``state``, ``gold``, ``search``, ``contains``, ``data_import``, ``items``; without, all there are.
        """
        changed, after = 0, []
        while True:
            body = {**which, "becomes": becomes, "reason": reason, "after": after}
            done: ManyOut = self._send.json("POST", f"/projects/{project}/items/state", json=body)
            changed += done["changed"]
            if done["next"] is None:
                return changed
            after = done["next"]

    def delete_drafts(self, project: int) -> int:
        """Delete the drafts that people saved in a project; returns how many. What browsers keep stays there."""
        return self._send.json("DELETE", f"/projects/{project}/drafts")["deleted"]

    def redundancy(self, project: int) -> RedundancyOut:
        """How redundant a project is: ``found`` is the newest check that is done, ``newest`` the last asked for."""
        return self._send.json("GET", f"/projects/{project}/redundancy")

    def check_redundancy(self, project: int, *, wait: bool = True, **plan: Any) -> CheckOut:
        """Look for items that repeat each other: ``looks_at``, ``part``, ``threshold``, ``keep``, ``keep_field``.

        It changes nothing by itself. ``check["kept"]`` of ``check["items"]`` are to be labelled.
        """
        made: CheckOut = self._send.json("POST", f"/projects/{project}/redundancy", json=plan)
        return (
            self._wait(f"/projects/{project}/redundancy", ("waiting", "running"), "check", "newest") if wait else made
        )

    def clusters(self, project: int) -> Iterator[ClusterOut]:
        """What repeats, the largest cluster first, each with its first items side by side."""
        return self._pages(f"/projects/{project}/redundancy/clusters")

    def set_aside(self, project: int, check: int, **which: Any) -> MovedOut:
        """Take what repeats out of the queue: ``items``, ``clusters``, or everything; ``only_exact``, ``answered``."""
        return self._send.json("POST", f"/projects/{project}/redundancy/set-aside", json={"check": check, **which})

    def restore(self, project: int, **which: Any) -> MovedOut:
        """Put items back that others stood for: ``items``, ``clusters`` (with their ``check``), or all of them."""
        return self._send.json("POST", f"/projects/{project}/redundancy/restore", json=which)

    def split(self, project: int, check: int, cluster: int, items: list[int]) -> SplitMade:
        """Say that these items of a cluster are not the same as the others. No later check joins them again."""
        body = {"check": check, "cluster": cluster, "items": items}
        return self._send.json("POST", f"/projects/{project}/redundancy/splits", json=body)

    def take_consensus(self, project: int, takes: bool, items: list[int] | None = None) -> int:
        """Whether exact duplicates take what is said of the item that stands for them; how many changed."""
        body = {"takes": takes, "items": items}
        return self._send.json("PUT", f"/projects/{project}/redundancy/consensus", json=body)["changed"]

    def publish(self, project: int, known_limits: str, *, wait: bool = True) -> VersionOut:
        """Freeze what is there as the next dataset version. ``known_limits``: what its users must know."""
        made: VersionOut = self._send.json("POST", f"/projects/{project}/versions", json={"known_limits": known_limits})
        return self._wait(f"/versions/{made['id']}", ("making",), "version") if wait else made

    def versions(self, project: int) -> Iterator[VersionOut]:
        """The project's dataset versions, newest first."""
        return self._pages(f"/projects/{project}/versions")

    def export(self, version: int, path: str | Path, *, format: str = "jsonl") -> Path:
        """Write a dataset version to a file: jsonl, csv, parquet, datasets or label-studio. It appears whole."""
        path = Path(path)
        partial = path.with_name(f".{path.name}.partial")
        try:
            with (
                self._send.stream("GET", f"/versions/{version}/export", params={"format": format}) as response,
                partial.open("wb") as file,
            ):
                for chunk in response.iter_bytes():
                    file.write(chunk)
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
        return path

    # The queue ------------------------------------------------------------------------------------------------

    def claim(
        self, project: int, *, item: int | None = None, external_id: str | None = None, ahead: int = 0
    ) -> ClaimResult:
        """My running claim again, or the queue's next item, or the stated one (scope ``claim-named``).

        ``result["claim"]`` is None when there is nothing for me; ``no_work`` and ``message`` say why. With ``ahead``
        (5 at most) ``result["ahead"]`` has further claims, to go on without a connection; none when few are left.
        """
        return self._send.json(
            "POST", f"/projects/{project}/claims", json={"item_id": item, "external_id": external_id, "ahead": ahead}
        )

    def work(self, project: int, *, patience: float = 60.0) -> Iterator[ClaimOut]:
        """Claims, one after the other, until nothing is left for me: submit, skip or release each before the next.

        While what is left is being given out or weighed (``no_work`` is ``changing``) it asks again, for ``patience``
        seconds at most.
        """
        pause, waited = 0.1, 0.0
        while True:
            found = self.claim(project)
            if (claim := found["claim"]) is not None:
                pause, waited = 0.1, 0.0
                yield claim
            elif found["no_work"] == "changing" and waited < patience:
                time.sleep(pause)
                waited += pause
                pause = min(2 * pause, 2.0)
            else:
                return

    def draft(self, claim: ClaimOut, answers: Answers) -> DraftOut:
        """Keep unfinished answers, and the claim for longer. The claim remembers what was kept."""
        built_on = claim["draft"]["revision"] if claim["draft"] else 0
        body = {"answers": answers, "form_version": claim["form_version"], "revision": built_on}
        claim["draft"] = kept = cast(DraftOut, self._send.json("PUT", f"/claims/{claim['id']}/draft", json=body))
        return kept

    def submit(self, claim: ClaimOut, answers: Answers, *, prediction: int | None = None) -> AnnotationOut:
        """Submit answers to all required questions. ``prediction``: the one that was accepted as it is."""
        body = {"answers": answers, "form_version": claim["form_version"], "prediction_id": prediction}
        return self._send.json("POST", f"/claims/{claim['id']}/annotation", json=body)

    def skip(self, claim: ClaimOut, reason: str) -> None:
        """Skip: the item does not come back to me, and it is never scored."""
        self._send.json("POST", f"/claims/{claim['id']}/skip", json={"reason": reason})

    def release(self, claim: ClaimOut) -> None:
        """Give the claim back."""
        self._send.json("POST", f"/claims/{claim['id']}/release")

    def flag(self, claim: ClaimOut, note: str) -> None:
        """Say what is wrong with the item; the claim goes on."""
        self._send.json("POST", f"/claims/{claim['id']}/flag", json={"note": note})

    def revise(self, annotation: AnnotationOut, answers: Answers) -> AnnotationOut:
        """Change my submitted answers: a new revision."""
        body = {"answers": answers, "form_version": annotation["form_version"]}
        return self._send.json("POST", f"/annotations/{annotation['id']}/revisions", json=body)

    # Means ----------------------------------------------------------------------------------------------------

    def _wait(self, path: str, running: tuple[str, ...], what: str, key: str | None = None) -> Any:
        pause = 0.05
        while True:
            found = self._send.json("GET", path)
            found = found if key is None else found[key]
            if found["state"] == "failed":
                raise Failed(f"The {what} failed: {found['error']}")
            if found["state"] not in running:
                return found
            time.sleep(pause)
            pause = min(1.0, pause * 1.5)
