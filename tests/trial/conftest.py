"""The plumbing of ``make trial``: a seed, a time that it may take, a fixture that fills the table, and installations.

A check asks for ``promises``, names the fault that it makes, and says for each promise what it found::

    def test_something(promises, place, dice):
        row = promises("kill -9 of the worker")
        ...
        row.put("lost", not missing, f"{len(missing)} of {len(all)}")

A broken promise fails the check. The table is printed at the end and written to ``trial.json``.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from tests.attacks.installation import Installation, installed
from tests.trial.matrix import BROKEN, PROMISES, Row, table, write

_ROWS = pytest.StashKey[dict[str, Row]]()
_BEGUN = pytest.StashKey[float]()
_PROPERTY = "goodwork-row"


def pytest_addoption(parser: pytest.Parser) -> None:
    """What a trial can be told."""
    parser.addoption("--seed", type=int, default=None, help="of everything that is random; printed by every trial")
    parser.addoption("--minutes", type=float, default=30, help="no check is begun after so many minutes (30)")
    parser.addoption("--matrix", default="trial.json", help="where the table goes as JSON")


def pytest_configure(config: pytest.Config) -> None:
    """A seed that was not given is drawn once, and shown."""
    if config.getoption("seed") is None:
        config.option.seed = random.randrange(2**31)
    config.stash[_ROWS] = {}
    config.stash[_BEGUN] = time.monotonic()


def pytest_report_header(config: pytest.Config) -> str:
    """How to repeat this trial."""
    return f"trial: --seed {config.getoption('seed')}"


@pytest.fixture(autouse=True)
def in_time(request: pytest.FixtureRequest) -> None:
    """A check that no time is left for fails: a table with a hole in it is not a trial."""
    minutes = float(request.config.getoption("minutes"))
    if time.monotonic() - request.config.stash[_BEGUN] > 60 * minutes:
        pytest.fail(f"The trial's {minutes:g} minutes were over before this check began.")


@pytest.fixture
def dice(request: pytest.FixtureRequest) -> random.Random:
    """Chance that the seed and the check's name repeat."""
    return random.Random(f"{request.config.getoption('seed')} {request.node.name}")


@pytest.fixture
def promises(request: pytest.FixtureRequest) -> Generator[Callable[[str], Row]]:
    """Rows of the table; a check that ends with a broken promise has failed."""
    made: list[Row] = []

    def row(fault: str) -> Row:
        made.append(Row(fault))
        return made[-1]

    yield row
    request.node.user_properties += [(_PROPERTY, one.as_json()) for one in made]
    broken = [f"{one.fault}: {PROMISES[key]}: {one.notes.get(key, BROKEN)}"
              for one in made for key, cell in one.cells.items() if cell == BROKEN]  # fmt: skip
    assert not broken, "\n".join(broken)


@pytest.fixture(scope="module")
def place() -> Generator[Installation]:
    """A real installation with two web processes and people of every role, for this file."""
    with installed(web_processes=2) as made:
        yield made


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, pytest.TestReport]:
    """A check that raised half-way left its promises unproved: they count as broken."""
    report: pytest.TestReport = yield
    if report.when == "teardown":
        for name, shown in item.user_properties:
            if name == _PROPERTY:
                row = item.config.stash[_ROWS].setdefault(shown["fault"], Row(shown["fault"]))
                for key, cell in shown["cells"].items():
                    if cell in ("held", BROKEN):
                        row.put(key, cell != BROKEN, shown["notes"].get(key, ""))
    elif report.failed:
        row = item.config.stash[_ROWS].setdefault(item.name, Row(item.name))
        row.notes["lost"] = (
            f"the check did not come to its end: {str(call.excinfo.value if call.excinfo else '')[:200]}"
        )
        row.cells |= dict.fromkeys(PROMISES, BROKEN)
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """The table, and how to repeat it."""
    rows = config.stash[_ROWS].values()
    seconds = time.monotonic() - config.stash[_BEGUN]
    terminalreporter.section("faults x promises")
    for line in table(rows):
        terminalreporter.write_line(line)
    path = Path(config.getoption("matrix"))
    write(path, config.getoption("seed"), seconds, rows)
    terminalreporter.write_line(f"seed {config.getoption('seed')}, {seconds:.0f} s, also in {path}")
