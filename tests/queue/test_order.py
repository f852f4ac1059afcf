"""In which order items are offered to whom, as the database does it; and nothing that is wanted is withheld."""

from __future__ import annotations

import asyncio
import hashlib
import itertools
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodwork.api.state import AppState
from goodwork.blobs import Blobs
from goodwork.model.limits import WorkWish
from goodwork.model.people import Credential, SignUp
from goodwork.model.projects import Policy
from goodwork.quality.labels import LabelTable
from goodwork.routing.order import CONTESTED, Hand, lanes
from goodwork.store.database import Database
from goodwork.store.queue import calls
from tests.api.callers import Caller, House, serving
from tests.queue.place import Place, place


async def _credential(house: House, person: Caller) -> Credential:
    token = await house.token(person, "work")
    return Credential(None, hashlib.sha256(token.headers["authorization"][7:].encode()).digest())


async def _offered(here: Place, who: Credential, *, finishing: bool = False, most: int = 1) -> list[int]:
    """The items that somebody is given, one further after the other."""
    items: list[int] = []
    for _ in range(most):
        made = await calls.claim(
            here.house.state.database, who, here.project, item=None, external=None, further=True, live_most=100,
            draw=0.5, finishing=finishing,
        )  # fmt: skip
        if made.view is None:
            break
        items.append(made.view.item_id)
    return items


async def test_the_database_has_the_order_of_the_rule(house: House) -> None:
    here = await place(house)
    for fewest, more, whose, finishing in itertools.product((1, 2, 3, 5), (0, 2), Hand, (False, True)):
        row = await here.sql(
            "SELECT queue_lanes(:f, :m, CAST(:h AS smallint), :g)",
            f=fewest, m=fewest + more, h=int(whose), g=finishing,
        )  # fmt: skip
        rule = lanes(fewest, fewest + more, whose, finishing)
        assert row[0][0] == rule and sorted(rule) == list(range(CONTESTED, fewest + more + 1))


async def test_what_is_contested_waits_for_those_who_know_better(house: House) -> None:
    """Two answers differ, so a third is asked for: who is above the others gets it first, who is below gets it last."""
    here = await place(house)
    (contested,) = await here.items(1)
    for label in ("good", "bad"):
        person = await house.person(here.owner, "annotator")
        await here.submit(person, (await here.claim(person))["claim"], label)
    await here.appraise()
    begun, fresh = await here.items(2)
    await here.sql("UPDATE item SET completed = 1 WHERE id = :b", b=begun)
    assert await here.sql("SELECT contested, lane FROM item ORDER BY position") == [(True, 0), (False, 1), (False, 2)]
    expected = {
        Hand.ABOVE: [contested, fresh, begun],
        Hand.ALIKE: [fresh, contested, begun],
        Hand.BELOW: [fresh, begun, contested],
    }
    for whose, order in expected.items():
        who = await _credential(house, await house.person(here.owner, "annotator"))
        await here.sql(
            "INSERT INTO queue_cursor (organization_id, project_id, person_id, hand)"
            " SELECT organization_id, :p, person_id, :h FROM api_token WHERE token_hash = :t",
            p=here.project, h=int(whose), t=who.token,
        )  # fmt: skip
        assert await _offered(here, who, most=5) == order, whose
        await here.sql("UPDATE claim SET state = 2 WHERE state = 0")
        await here.sql("UPDATE item SET live = 0")
    who = await _credential(house, await house.person(here.owner, "annotator"))
    assert await _offered(here, who, finishing=True, most=5) == [begun, fresh, contested], "what was begun is finished"


async def test_a_wish_orders_items_and_withholds_none(house: House) -> None:
    here = await place(house)
    (contested,) = await here.items(1)
    for label in ("good", "bad"):
        one = await house.person(here.owner, "annotator")
        await here.submit(one, (await here.claim(one))["claim"], label)
    await here.appraise()
    fresh = await here.items(40)
    for wish in WorkWish:
        person = await house.person(here.owner, "annotator")
        await person.ok("PUT", f"/projects/{here.project}/wish", json={"wish": wish.value})
        await here.sql(
            "INSERT INTO queue_cursor (organization_id, project_id, person_id, hand) VALUES (:o, :p, :n, :h)",
            o=here.worker.organization_id, p=here.project, n=person.me["person_id"], h=int(Hand.BELOW),
        )  # fmt: skip
        items = await _offered(here, await _credential(house, person), most=60)
        assert sorted(items) == sorted([contested, *fresh]), "nothing is withheld, and nothing comes twice"
        in_line = [item for item in items if item != contested]
        assert (items[0] == contested) is (wish is WorkWish.HARDER)
        assert (in_line == fresh) is (wish is not WorkWish.DIFFERENT)
        await person.ok("POST", f"/projects/{here.project}/leave")


ITEMS = st.lists(
    st.tuples(st.integers(1, 5), st.integers(0, 5), st.booleans(), st.sampled_from([0, 0, 0, 1, 3]), st.booleans()),
    min_size=1, max_size=9,
)  # fmt: skip


def test_who_may_work_is_offered_all_that_is_wanted(application_url: str, tmp_path: Path) -> None:
    """Whatever the items, the hand and the place of a person: they end with every item that wants an answer."""
    with asyncio.Runner() as loop:
        state = AppState(Database(application_url), Blobs(str(tmp_path)), secret=b"k" * 32, sign_up=SignUp.OPEN)
        house = House(serving(state), state)
        here = loop.run(place(house))
        who = loop.run(_credential(house, loop.run(house.person(here.owner, "annotator"))))

        @settings(
            max_examples=25,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=[HealthCheck.function_scoped_fixture],
        )
        @given(
            ITEMS, st.sampled_from(Hand), st.booleans(), st.lists(st.one_of(st.none(), st.integers(0, 400)), max_size=7)
        )
        def holds(
            drawn: list[tuple[int, int, bool, int, bool]], whose: Hand, finishing: bool, stands: list[int | None]
        ) -> None:
            async def walk() -> None:
                await here.sql("DELETE FROM claim")
                await here.sql("UPDATE item SET state = 3")
                ids = await here.items(len(drawn))
                wanting: set[int] = set()
                for item, (wanted, completed, contested, state_now, met) in zip(ids, drawn, strict=True):
                    await here.sql(
                        "UPDATE item SET wanted = :w, completed = :c, contested = :t, state = :s WHERE id = :i",
                        w=wanted, c=completed, t=contested, s=state_now, i=item,
                    )  # fmt: skip
                    if met:
                        await here.sql(
                            "INSERT INTO claim (organization_id, project_id, item_id, person_id, state, expires_at)"
                            " SELECT organization_id, :p, :i, person_id, 1, now() FROM api_token WHERE token_hash = :t",
                            p=here.project, i=item, t=who.token,
                        )  # fmt: skip
                    elif state_now == 0 and wanted > completed:
                        wanting.add(item)
                await here.sql("DELETE FROM queue_cursor")
                await here.sql(
                    "INSERT INTO queue_cursor (organization_id, project_id, person_id, hand, positions)"
                    " SELECT organization_id, :p, person_id, :h, :s FROM api_token WHERE token_hash = :t",
                    p=here.project, h=int(whose), s=stands, t=who.token,
                )  # fmt: skip
                given = await _offered(here, who, finishing=finishing, most=len(drawn) + 1)
                assert set(given) == wanting and len(given) == len(wanting)

            loop.run(walk())

        holds()
        loop.run(state.database.close())


def test_recorded_labels_are_dealt_by_the_rule() -> None:
    import numpy as np

    from benchmarks.dealing import Way, deal

    item = np.repeat(np.arange(30), 5)
    person = np.tile(np.arange(5), 30)
    table = LabelTable.from_arrays(item, person, item % 2, classes=["a", "b"])
    arrivals = np.tile(np.arange(5), 30).astype(np.int64)
    policy = Policy(target=0.9, fewest=2, most=5)
    routed = deal(table, policy, Way.ROUTED, arrivals, seed=1, finishing=0.0)
    assert len(set(table.item[routed[:30]])) == 30, "every item is seen before one is seen twice"
    finished = deal(table, policy, Way.ROUTED, arrivals, seed=1, finishing=1.0)
    assert len(set(table.item[finished[:30]])) == 15, "what was begun is finished first"
    anyhow = deal(table, policy, Way.RANDOM, arrivals, seed=1)
    assert 15 < len(set(table.item[anyhow[:30]])) < 30
    assert len(routed) == len(set(routed)) and np.bincount(table.item[routed]).max() <= 5


@pytest.mark.parametrize("finishing", [0.0, 0.1])
def test_nobody_is_left_without_work_in_the_replay(finishing: float) -> None:
    import numpy as np

    from benchmarks.dealing import Way, deal

    rng = np.random.default_rng(3)
    item = np.repeat(np.arange(40), 4)
    table = LabelTable.from_arrays(item, np.tile(np.arange(4), 40), rng.integers(0, 2, 160), classes=["a", "b"])
    arrivals = rng.permutation(table.person).astype(np.int64)
    dealt = deal(table, Policy(target=0.999, fewest=4, most=4), Way.ROUTED, arrivals, seed=2, finishing=finishing)
    assert dealt.size == 160, "all that is asked for is given"
    ahead = deal(table, Policy(target=0.999, fewest=2, most=4), Way.ROUTED, arrivals, seed=2, finishing=finishing)
    assert 80 <= ahead.size < 160, "where people answer by chance, asking ends before the most answers"
