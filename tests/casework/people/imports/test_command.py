"""`jiwar import-people`: the same import without a page."""

from pathlib import Path

import openpyxl
import pytest

from jiwar.casework.people.imports.models import PeopleImport
from jiwar.casework.people.models import Person
from jiwar.site import command_line
from jiwar.site.command_line import django_start
from tests.casework.people.imports.conftest import LISTS
from tests.cast import Player

LIST = str(LISTS / "intake-messy.xlsx")


@pytest.fixture(autouse=True)
def started(monkeypatch: pytest.MonkeyPatch) -> None:
    """Django runs already, on the database of the test."""
    monkeypatch.setattr(django_start, "start", lambda: None)


def run(*arguments: str) -> int:
    return command_line.main(["import-people", *arguments])


def test_tried_brought_in_and_the_result_written(
    importer: Player, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(LIST, "--by", "importer", "--dry-run") == 1
    told = capsys.readouterr().out
    assert "الاسم الكامل / Full name: name" in told
    assert "Nothing was written about anybody." in told
    assert Person.objects.count() == 0
    result = tmp_path / "result.xlsx"
    assert run(LIST, "--by", "importer", "--group", "House on the Nile", "--result", str(result)) == 1
    told = capsys.readouterr().out
    assert "registered: 14" in told
    assert "needs a decision: 6" in told
    sheet = openpyxl.load_workbook(result).active
    assert sheet is not None
    assert sheet.max_row == 27
    assert (result.stat().st_mode & 0o777) == 0o600
    assert {row.state for row in PeopleImport.objects.all()} == {"tried", "done"}


def test_a_sheet_and_a_mapping_by_hand(importer: Player, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(LIST, "--by", "importer", "--sheet", "Sheet2") == 2
    assert "No column holds the name" in capsys.readouterr().err
    plain = tmp_path / "plain.csv"
    plain.write_text("Ahmed Adam,1994\nHawa Musa,1997\n")
    assert run(str(plain), "--by", "importer", "--mapping", "name=A", "--mapping", "birth=b") == 0
    assert [person.shown for person in Person.objects.order_by("number")] == ["Ahmed Adam", "Hawa Musa"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["/nowhere.csv", "--by", "importer"], "There is no file /nowhere.csv."),
        ([LIST, "--by", "nobody"], "Nobody called 'nobody' is a member."),
        ([LIST, "--by", "importer", "--group", "Other"], "Nobody called 'importer' is a member of Other."),
        ([LIST, "--by", "clerk"], "The roles of 'clerk' do not include bringing in lists"),
        ([LIST, "--by", "importer", "--mapping", "soul=B"], "'soul=B' is no mapping"),
        ([LIST, "--by", "importer", "--sheet", "nowhere"], "There is no sheet of this name in the file."),
        ([LIST, "--by", "importer", "--result", LIST], "exists already; a result is never written over another file."),
    ],
)
def test_faults_are_one_sentence(
    importer: Player, clerk: Player, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    assert run(*arguments) == 2
    assert sentence in capsys.readouterr().err
    assert Person.objects.count() == 0
