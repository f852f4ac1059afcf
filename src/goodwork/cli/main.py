"""The command ``goodwork``: a table of sub-commands, each imported when it is called, so that ``--help`` is quick.

A sub-command is a module with a Typer app called ``app``. It reads the settings once, at its edge, and enters the
asynchronous house with one ``asyncio.run``. Its ``--help`` has an example.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup

from goodwork.cli.apart import apart
from goodwork.cli.terminal import say
from goodwork.errors import GoodworkError


class Entry(NamedTuple):
    """Where a sub-command lives, and its line in the list."""

    module: str
    help: str


COMMANDS: dict[str, Entry] = {
    "serve": Entry("serve", "Serve goodwork: the web client, the API and the worker, with a database of its own."),
    "demo": Entry("demo", "Run the whole loop on real data, then serve it."),
    "quality": Entry("quality", "Measure labels: agreement, accuracy, honest confidence, skills."),
    "redundancy": Entry("redundancy", "Find what need not be labelled: exact and near duplicates."),
    "projects": Entry("projects", "Make and change projects from files, and list them."),
    "item": Entry("item", "See what was decided of one item, and why."),
    "thread": Entry("thread", "See what people ask about a project, and answer."),
    "assessments": Entry("assessments", "Make assessments, see which of their keys to check, and set one aside."),
    "appeal": Entry("appeal", "Appeal what was decided of an answer, and decide appeals."),
    "dependence": Entry(
        "dependence", "See whose answers depend on each other, reveal names for a reason, appeal that."
    ),
    "guideline": Entry("guideline", "See what a version of the guideline touches, and ask those items again."),
    "skills": Entry("skills", "See what the answers in a project say of one person, with the evidence."),
    "qualifications": Entry(
        "qualifications", "What is asked of people before some work: see it, give and take it, ask for it."
    ),
    "applications": Entry("applications", "See who applied, admit, decline with a reason, decide appeals."),
    "restrictions": Entry(
        "restrictions", "What was taken from people and why: end access, give a role, appeal, decide appeals."
    ),
    "pay": Entry("pay", "See and set what work is paid, close months, take statements to payroll."),
    "thank": Entry("thank", "Thank somebody for an answer, a flag, a question or a proposal."),
    "import": Entry("import_", "Import files into a project."),
    "fetch-pictures": Entry("fetch_pictures", "Ask again for pictures that an import could not fetch."),
    "undo-import": Entry("undo_import", "Take an import back: its items that nobody worked on."),
    "convert": Entry("convert", "Convert annotated data between formats, and say what was kept, changed and lost."),
    "evaluate": Entry("evaluate", "Measure what a model predicted in pictures beside a published version."),
    "pictures": Entry("pictures", "Make pictures of streets with the exact truth about every pixel."),
    "export": Entry("export", "Write a published dataset version into a folder."),
    "users": Entry("users", "Add people, list them, give a new password, make invitations."),
    "organizations": Entry("organizations", "Let organizations sign up, list them, see what each uses in a month."),
    "backup": Entry("backup", "Back up the whole installation into one file, while it serves."),
    "restore": Entry("restore", "Restore a backup, wholly or not at all."),
    "verify": Entry("verify", "Check that the installation is whole: schema, data, files."),
    "verify-record": Entry("verify_record", "Say whether a record of qualifications is as a server signed it."),
    "signing-keys": Entry("signing_keys", "See, renew and withdraw the keys that sign records of qualifications."),
    "migrate": Entry("migrate", "Bring the database to the newest schema."),
}


class _Commands(TyperGroup):
    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        # For lists and suggestions: what is really called goes through resolve_command.
        entry = COMMANDS.get(cmd_name)
        return TyperCommand(name=cmd_name, help=entry.help) if entry else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args[0] in COMMANDS:
            return args[0], load(args[0]), args[1:]
        # Only to be guessed from: the nearest name is suggested.
        self.commands = {name: self.get_command(ctx, name) for name in COMMANDS}
        return super().resolve_command(ctx, args)


app = typer.Typer(cls=_Commands, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


def load(name: str) -> Any:
    """The command itself."""
    loaded = typer.main.get_command(import_module(f"goodwork.cli.{COMMANDS[name].module}").app)
    loaded.name = name
    return loaded


@app.callback(invoke_without_command=True)
def start(ctx: typer.Context, version: bool = typer.Option(False, "--version", help="Show the version.")) -> None:
    """goodwork: an open-source work platform for human data.

    Settings come from environment variables that begin with GOODWORK_; docs/how-to/run.md lists them.
    """
    if version:
        from goodwork import __version__

        typer.echo(f"goodwork {__version__}")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


APART = {"convert": 1, "evaluate": 1, "quality": 2, "redundancy": 1}
"""Commands that read strangers' files here, each with the status that bad ones end it with."""


def main() -> None:
    """Run the command line. An error of ours ends it with one paragraph and status 1, not with a traceback."""
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    sys.exit(apart(_run, refused=APART[command]) if command in APART else _run())


def _run() -> int:
    try:
        app(prog_name="goodwork")
    except GoodworkError as error:
        say(f"goodwork: {error.message}", fg="red", err=True)
        for fault in error.faults:
            say(f"  {fault.where}: {fault.what}" if fault.where else f"  {fault.what}", err=True)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    main()
