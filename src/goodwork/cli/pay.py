"""``goodwork pay``: what work is paid, and what goes to payroll."""

from __future__ import annotations

import asyncio
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.table import Table

from goodwork.actions.pay.set_rate import ProjectPay, see_rates, set_rate
from goodwork.actions.pay.statements import close_month, organization_statements, payroll
from goodwork.actions.people.administer import acting_as
from goodwork.cli.chosen import As, Organization, chosen_project
from goodwork.cli.console import Console
from goodwork.cli.local import administered, local, read_settings
from goodwork.cli.terminal import say
from goodwork.errors import Fault, Invalid
from goodwork.model.pay import Basis, Statement, plain, read_amount
from goodwork.store.installation.checking import PAY, checking

app = typer.Typer(add_completion=False, no_args_is_help=True)

Project = Annotated[str, typer.Argument(metavar="PROJECT", help="The project's name or id.")]
Month = Annotated[str, typer.Argument(metavar="MONTH", help="Such as 2026-01.")]
PAGE = 200


@app.callback()
def pay() -> None:
    """Pay: a ledger that is only added to. goodwork pays nobody itself."""


@app.command("rates")
def rates_command(project: Project, acting: As = None, organization: Organization = None) -> None:
    """What work in a project is paid, the newest first, and what an hour comes to.

    Example: goodwork pay rates Moods
    """
    settings = read_settings()

    async def run() -> ProjectPay:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            return await see_rates(here.database, actor, await chosen_project(here.database, actor, project))

    _show(asyncio.run(run()))


@app.command("set")
def set_command(
    project: Project,
    amount: Annotated[str, typer.Argument(metavar="AMOUNT", help="Such as 0.25; 0 pays nothing.")],
    currency: Annotated[str, typer.Argument(metavar="CURRENCY", help="Three letters, such as EUR.")],
    per: Annotated[Basis, typer.Option("--per", help="What is paid.")] = Basis.ANSWER,
    below_floor: Annotated[
        bool, typer.Option("--below-floor", help="It is meant though an hour comes to less than the floor.")
    ] = False,
    acting: As = None,
    organization: Organization = None,
) -> None:
    """Pay this much from the next claim on. What is claimed is paid as it was promised.

    Example: goodwork pay set Moods 0.25 EUR --per accepted
    """
    settings = read_settings()
    currency = currency.upper()
    minor = read_amount(amount, currency)
    if minor is None or not 0 <= minor <= 100_000_000 or len(currency) != 3 or not currency.isalpha():
        what = f"{amount} {currency} is no amount of money."
        raise Invalid(what, kept="The rate stays as it was.", faults=[Fault("amount", "Write such as 0.25 EUR.")])

    async def run() -> ProjectPay:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            chosen = await chosen_project(here.database, actor, project)
            return await set_rate(here.database, actor, chosen, per, currency, minor, below_floor=below_floor)

    _show(asyncio.run(run()))


@app.command("close")
def close_command(month: Month, acting: As = None, organization: Organization = None) -> None:
    """Close the statements of a month, for owners. Said again, nothing is closed twice.

    Example: goodwork pay close 2026-01
    """
    settings, first = read_settings(), _first(month)

    async def run() -> int:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            made, after = 0, (0, "")
            while True:
                closed = await close_month(here.database, actor, first, after=after)
                made += closed.statements
                if closed.following is None:
                    return made
                after = closed.following

    say(f"{asyncio.run(run()):,} statements are closed.")


@app.command("statements")
def statements_command(month: Month, acting: As = None, organization: Organization = None) -> None:
    """The statements of a month, for owners, and how far each has come to payroll.

    Example: goodwork pay statements 2026-01
    """
    settings, first = read_settings(), _first(month)

    async def run() -> list[Statement]:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            return await organization_statements(here.database, actor, first, after=0, limit=PAGE)

    rows = asyncio.run(run())
    if not rows:
        say("This month has no statements. Close it: goodwork pay close " + month)
        return
    table = Table("Statement", "Person", "Pseudonym", "Lines", "Amount", "Payroll")
    for row in rows:
        sent = row.sent or ""
        amount = f"{plain(row.amount, row.currency)} {row.currency}"
        table.add_row(str(row.id), row.name, row.pseudonym, str(row.lines), amount, row.problem or sent)
    Console().print(table)
    if len(rows) == PAGE:
        say(f"Only {PAGE} are shown. All of them: goodwork pay export {month}")


@app.command("export")
def export_command(
    month: Month,
    form: Annotated[Literal["csv", "json"], typer.Option("--form", help="The form of the file.")] = "csv",
    to: Annotated[Path | None, typer.Option("--to", help="A new file. Default: it is printed.")] = None,
    acting: As = None,
    organization: Organization = None,
) -> None:
    """Write the statements of a month as a file for payroll, for owners.

    Example: goodwork pay export 2026-01 --form json --to pay.json
    """
    settings, first = read_settings(), _first(month)

    async def run() -> bytes:
        async with local(settings) as here:
            actor = await acting_as(here.database, acting, organization)
            return b"".join([piece async for piece in payroll(here.database, actor, first, form)])

    content = asyncio.run(run())
    if to is None:
        sys.stdout.buffer.write(content)
        return
    try:
        with to.open("xb") as file:
            file.write(content)
    except FileExistsError:
        raise Invalid(f"{to} is there already.", kept="It was not touched.", next_step="Name a new file.") from None
    say(f"Written to {to}.")


@app.command("verify")
def verify_command() -> None:
    """Add up the ledger: both sides of each posting, each promise, each statement; status 1 when something is wrong.

    Example: goodwork pay verify
    """
    with administered(read_settings()) as url, checking(url) as moment:
        faults = list(moment.data(PAY))
    for fault in faults:
        say(f"  {fault}", err=True)
    if faults:
        raise typer.Exit(1)
    say(f"The ledger is whole: {len(PAY)} rules hold.")


def _first(month: str) -> date:
    try:
        return date.fromisoformat(f"{month}-01")
    except ValueError:
        raise Invalid(f"{month!r} is no month.", faults=[Fault("month", "Write it as 2026-01.")]) from None


def _show(pay: ProjectPay) -> None:
    if not pay.rates:
        say("This project pays nothing.")
        return
    now = pay.rates[0]
    for rate in pay.rates:
        say(f"{plain(rate.amount, rate.currency)} {rate.currency} per {rate.basis.value}, since {rate.since:%Y-%m-%d}")
    comes_to = pay.hourly.amount(now.basis, now.amount) if now.amount else None
    if comes_to is not None:
        floor = pay.hourly.below(now.basis, now.currency, now.amount)
        below = "" if floor is None else f", below the floor of {plain(floor.amount, floor.currency)}"
        say(f"An hour comes to {plain(comes_to, now.currency)} {now.currency}{below}.")
