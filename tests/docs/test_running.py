"""Every command, every argument, every option and every finding of the doctor is documented, and nothing else."""

import argparse
import re
from collections.abc import Iterator

import pytest

from jiwar.site import deployment, examination, options
from jiwar.site.backups import standing
from jiwar.site.command_line import parser
from tests.docs.pages import code, section, table, text_of

PAGE = "docs/running.md"


def commands(grammar: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """Every command that can be run: of one that has actions, the actions."""
    nested = [action for action in grammar._actions if isinstance(action, argparse._SubParsersAction)]
    if not nested:
        yield grammar
    for action in nested:
        for below in action.choices.values():
            yield from commands(below)


COMMANDS = list(commands(parser()))


def test_commands() -> None:
    headings = re.findall(r"^### `(jiwar [a-z -]+)`$", text_of(PAGE), re.MULTILINE)
    assert sorted(headings) == sorted(command.prog for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: str(command.prog))
def test_arguments(command: argparse.ArgumentParser) -> None:
    known = {option for action in command._actions for option in action.option_strings} - {"-h", "--help"}
    rows = re.findall(r"^\| `(--[a-z-]+)` \|", section(PAGE, f"### `{command.prog}`"), re.MULTILINE)
    assert sorted(rows) == sorted(known)


def test_options() -> None:
    documented = [
        (code(name), "" if default == "empty" else code(default), meaning, danger)
        for name, default, meaning, danger in table(PAGE, "option", "default")
    ]
    assert documented == [(each.variable, each.default, each.meaning, each.danger) for each in options.described()]


def test_findings_of_the_doctor() -> None:
    documented = [code(row[0]) for row in table(PAGE, "name", "looks at")]
    assert documented == [name for name, _look in examination.EXAMINATIONS]


def test_findings_about_a_deployment() -> None:
    documented = [code(row[0]) for row in table(PAGE, "deployment", "looks at")]
    assert documented == [name for name, _look in deployment.EXAMINATIONS]


def test_limits_said_in_words() -> None:
    page = text_of(PAGE)
    assert f"older than {int(standing.OLDEST_BACKUP.total_seconds() // 3600)} hours" in page
    assert f"within {standing.OLDEST_REHEARSAL.days} days" in page
    assert f"less than {examination.FREE_BYTES // 1024**3} GB free" in page
