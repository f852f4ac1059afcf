"""Row-level security: a transaction shows its own organization and nothing else."""

from __future__ import annotations

from sqlalchemy import text

from goodwork.model.ids import OrganizationId, PersonId
from goodwork.model.people import SYSTEM, Actor, Role
from goodwork.store.database import Database


async def test_a_transaction_sees_only_its_organization(database: Database) -> None:
    async with database.transaction(SYSTEM) as t:
        first = (await t.execute(text("INSERT INTO organization (name) VALUES ('one') RETURNING id"))).scalar_one()
        second = (await t.execute(text("INSERT INTO organization (name) VALUES ('two') RETURNING id"))).scalar_one()
    actor = Actor(OrganizationId(first), PersonId(1), Role.OWNER)
    async with database.transaction(actor) as t:
        assert (await t.execute(text("SELECT id FROM organization"))).scalars().all() == [first]
        changed = await t.execute(text("UPDATE organization SET name = 'x' WHERE id = :id"), {"id": second})
        assert changed.rowcount == 0


async def test_outside_a_transaction_of_the_house_nothing_is_left_behind(database: Database) -> None:
    async with database.transaction(Actor(OrganizationId(1), PersonId(1), Role.OWNER)):
        pass
    async with database.engine.connect() as c:
        assert (await c.execute(text("SELECT goodwork_organization()"))).scalar_one() is None


async def test_a_day_is_everybodys_whatever_the_clock_of_the_databases_machine_shows(database_url: str) -> None:
    mark = "&" if "?" in database_url else "?"
    for zone in ("Pacific/Kiritimati", "Etc/GMT+12"):
        elsewhere = Database(f"{database_url}{mark}options=-c%20TimeZone%3D{zone.replace('+', '%2B')}", size=1)
        async with elsewhere.engine.connect() as c:
            assert (await c.execute(text("SHOW TimeZone"))).scalar_one() == zone
        async with elsewhere.transaction(SYSTEM) as t:
            assert (await t.execute(text("SELECT current_date = (now() AT TIME ZONE 'UTC')::date"))).scalar_one()
            assert (await t.execute(text("SHOW TimeZone"))).scalar_one() == "UTC"
        await elsewhere.close()
