"""`jiwar duplicates find` at the keyboard: what it says, and what it needs."""

import os

import pytest

from jiwar.casework.people.duplicates import finding
from jiwar.site.command_line import django_start, main
from tests.casework.people.telling import register
from tests.cast import Cast


@pytest.fixture(autouse=True)
def started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(django_start, "start", lambda: None)
    monkeypatch.setattr(os, "nice", lambda _by: 0)


def test_without_its_packages_it_says_in_one_sentence_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(finding, "missing_packages", lambda: ["splink", "duckdb"])
    assert main(["duplicates", "find"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "This needs splink and duckdb: install them with make match, or pip install 'jiwar[match]'." in said


def test_it_says_what_it_found_in_each_group_and_names_nobody(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("محمد عبد الرحمن صالح", "Mohamed Abdelrahman Saleh", "Selam Tesfaye"):
        register(cast.reception, name, phone="+905321234567" if "Selam" not in name else "")
    assert main(["duplicates", "find", "--group", "House of the Neighbour"]) == 0
    said = capsys.readouterr().out
    assert said.splitlines()[-1] == "House of the Neighbour: 3 records, 1 likely pairs for the queue."
    assert "Mohamed" not in said
    assert main(["duplicates", "find", "--group", "Nobody", "--quiet"]) == 2
    assert "There is no group 'Nobody'." in capsys.readouterr().err
