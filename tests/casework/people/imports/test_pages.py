"""The pages of an import and of the export: what is sent, shown, decided and taken out."""

import csv
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from jiwar.casework.cases import actions as cases
from jiwar.casework.people.imports import actions
from jiwar.casework.people.imports.models import ImportedRow, PeopleImport
from jiwar.casework.people.models import Person
from jiwar.foundation.access.models import Grant
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.jobs import queue
from tests.casework.people.imports.conftest import run, sent, stood_still
from tests.casework.people.telling import register
from tests.cast import Cast, OutsideClient, Player
from tests.foundation.vault.clamd import EICAR, clamd

pytestmark = pytest.mark.once

TEXT = (
    "Name,DOB,Sex,Phone\nAhmed Ibrahim,1994,M,01012345678\n"
    "أحمد إبراهيم,01/01/1994,ذكر,01012345678\nIdris,31/02/1999,M,\n"
)


def send(player: Player, data: bytes = TEXT.encode(), name: str = "list.csv") -> Any:
    return player.client.post("/people/import/", {"file": SimpleUploadedFile(name, data)}, follow=True)


def worked() -> None:
    while queue.run_next("tests"):
        pass


def page_of(player: Player, path: str) -> str:
    answer = player.client.get(path)
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.fixture
def brought(importer: Player) -> PeopleImport:
    return run(importer, sent(importer, TEXT))


def test_from_the_file_to_the_result(importer: Player) -> None:
    page = send(importer).content.decode()
    assert "What do the columns mean?" in page
    assert "list.csv" in page
    brought = PeopleImport.objects.get()
    here = f"/people/import/{brought.id}/"
    columns = {
        "header": "1",
        "country": "EG",
        "column_0": "name",
        "column_1": "birth",
        "column_2": "sex",
        "column_3": "phone",
    }
    assert importer.client.post(here, columns | {"next": "try"}).status_code == 302
    assert "The list is being read." in page_of(importer, here)
    worked()
    assert "Tried: nothing has been written." in page_of(importer, here)
    assert importer.client.post(f"{here}start/", {"next": "run"}).status_code == 302
    worked()
    page = page_of(importer, here)
    assert "Rows wait for your decision:" in page
    assert "P-0001" in page
    assert "Ahmed Ibrahim" not in page_of(importer, f"{here}?fate=error")
    assert "Idris" in page_of(importer, f"{here}?fate=error")
    answer = importer.client.post(f"{here}rows/3/", {"choice": "same:P-0001"}, follow=True)
    assert answer.redirect_chain[-1][0] == f"{here}rows/4/"
    answer = importer.client.post(f"{here}rows/4/", {"choice": "create"}, follow=True)
    assert answer.redirect_chain[-1][0] == here
    assert Person.objects.count() == 2
    assert importer.client.post(f"{here}undo/").status_code == 302
    worked()
    assert "It was undone." in page_of(importer, here)
    assert Person.objects.count() == 0
    assert importer.client.post(f"{here}close/").status_code == 302
    assert "The rows and the file are erased." in page_of(importer, here)
    assert "Erased list" in page_of(importer, "/people/import/")


def test_a_refused_file_gets_its_sentence_beside_the_field(importer: Player) -> None:
    answer = send(importer, b"%PDF-1.7", "list.xlsx")
    assert "This file is not a table." in answer.content.decode()
    assert PeopleImport.objects.count() == 0
    answer = send(importer, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "list.xls")
    assert "This is an old Excel file (.xls)." in answer.content.decode()


def test_a_list_with_a_virus_is_not_taken_in(importer: Player, settings: Settings, tmp_path: Path) -> None:
    with clamd(tmp_path) as scanner:
        settings.JIWAR_CLAMAV = scanner.address
        answer = send(importer, b"name\n" + EICAR, "list.csv")
    assert "found something dangerous in this file" in answer.content.decode()
    assert PeopleImport.objects.count() == 0


def test_another_row_of_headings_is_guessed_anew(importer: Player) -> None:
    send(importer, b"About people;;\nNom;Sexe;x\nAhmed;M;y\n")
    brought = PeopleImport.objects.get()
    here = f"/people/import/{brought.id}/"
    columns = {"country": "EG", "column_0": "", "column_1": "", "column_2": ""}
    page = importer.client.post(here, columns | {"header": "0", "next": "try"}).content.decode()
    assert PeopleImport.objects.get().plan["header"] == 0
    assert "Ahmed" in page
    page = importer.client.post(here, columns | {"header": "0", "next": "try"}).content.decode()
    assert "Say which column holds the name." in page
    importer.client.post(here, columns | {"header": "2"})
    assert PeopleImport.objects.get().plan["fields"] == ["name", "sex", ""]
    assert importer.client.post(here, columns | {"header": "nine"}).status_code == 422


def test_read_otherwise(importer: Player) -> None:
    send(importer, "Nom;Né\nÉlodie;1990\n".encode("cp1252"))
    brought = PeopleImport.objects.get()
    assert "Single accented letters stand in it." in page_of(importer, f"/people/import/{brought.id}/")
    importer.client.post(f"/people/import/{brought.id}/read/", {"encoding": "cp1256", "delimiter": ";"})
    brought = PeopleImport.objects.get()
    assert (brought.about["encoding"], brought.about["encoding_why"]) == ("cp1256", "chosen")


def test_what_has_moved_on_says_so(importer: Player, brought: PeopleImport) -> None:
    here = f"/people/import/{brought.id}/"
    for path in (here, f"{here}read/", f"{here}start/", f"{here}go-on/"):
        answer = importer.client.post(path, {"header": "1"}, follow=True)
        assert "This list has moved on since the page was shown." in answer.content.decode()
    actions.decide(importer.viewer, brought=brought, number=4, choice="leave")
    assert "What shall become of this row?" not in page_of(importer, f"{here}rows/4/")
    assert importer.client.get(f"{here}rows/99/").status_code == 404


def test_a_decision_that_cannot_be_carried_out_stays_on_the_page(importer: Player, brought: PeopleImport) -> None:
    row = f"/people/import/{brought.id}/rows/3/"
    for data, said in (
        ({}, "This field is required."),
        ({"choice": "same"}, "Write the number of the person."),
        ({"choice": "same", "number": "P-0099"}, "There is nobody with this number."),
        ({"choice": "same", "number": "x" * 20}, "There is nobody with this number."),
    ):
        answer = importer.client.post(row, {"sent": "yes", **data})
        assert answer.status_code == 422
        assert said in answer.content.decode()


def test_progress_is_a_part_of_the_page_for_scripts(importer: Player, brought: PeopleImport) -> None:
    here = f"/people/import/{brought.id}/"
    asks = {"HX-Request": "true"}
    assert importer.client.get(here, headers=asks).headers["HX-Refresh"] == "true"
    PeopleImport.objects.filter(id=brought.id).update(state="running")
    answer = importer.client.get(here, headers=asks)
    assert "HX-Refresh" not in answer.headers
    assert "<html" not in answer.content.decode()
    assert "take it up again" not in answer.content.decode()
    stood_still(brought)
    assert "take it up again" in importer.client.get(here, headers=asks).content.decode()
    assert "3 of 3 rows" in "".join(answer.content.decode().replace('<bdi class="num">', "").split("</bdi>"))


def test_the_result_holds_every_row_with_its_fate(importer: Player, brought: PeopleImport) -> None:
    answer = importer.client.get(f"/people/import/{brought.id}/result/")
    assert answer.headers["Cache-Control"] == "no-store, private"
    assert "list.csv" not in answer.headers["Content-Disposition"]
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == ["Row", "What happened", "Person", "Why", "Name", "DOB", "Sex", "Phone"]
    assert [row[:3] for row in rows[1:]] == [
        [2, "registered", "P-0001"],
        [3, "needs a decision", None],
        [4, "cannot be read", None],
    ]
    assert [row[4:] for row in rows[1:]] == [
        [cell or None for cell in line.split(",")] for line in TEXT.splitlines()[1:]
    ]
    text = importer.client.get(f"/people/import/{brought.id}/result/?as=csv").content.decode("utf-8-sig")
    assert len(list(csv.reader(StringIO(text)))) == 4
    assert Entry.objects.filter(kind="import-result-taken", about={"rows": 3}).count() == 2


def test_a_formula_in_a_list_is_none_in_the_result(importer: Player) -> None:
    brought = run(importer, sent(importer, 'Name,Note\n"=1+1",\nAhmed,"\t=cmd|x"\n'))
    answer = importer.client.get(f"/people/import/{brought.id}/result/")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s", "n"}
    text = importer.client.get(f"/people/import/{brought.id}/result/?as=csv").content.decode("utf-8-sig")
    assert ",'=1+1\r\n" in text


def test_another_coordinators_list_is_not_there(importer: Player, brought: PeopleImport, cast: Cast) -> None:
    for path in ("", "result/", "rows/3/"):
        assert cast.coordinator.client.get(f"/people/import/{brought.id}/{path}").status_code == 404
        assert OutsideClient().get(f"/people/import/{brought.id}/{path}").status_code == 302


def test_pages_ask_as_often_for_many_rows_as_for_few(importer: Player) -> None:
    def asked(text: str) -> list[int]:
        found = run(importer, sent(importer, text), only_try=True)
        counts = []
        for path in (f"/people/import/{found.id}/", "/people/import/"):
            client = importer.client
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert client.get(path).status_code == 200
            counts.append(len(queries))
        return counts

    few = asked("Name\nAhmed Ibrahim\n")
    assert asked("Name\n" + "".join(f"Person {letter}\n" for letter in "abcdefgh")) == few


# taking out the list of people


def exported(player: Player, kind: str = "csv") -> list[list[str]]:
    answer = player.client.post("/people/export/", {"as": kind})
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store, private"
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))


def test_a_coordinator_takes_out_whom_they_may_know(cast: Cast) -> None:
    register(cast.caseworker, "=HYPERLINK(1)", phone="+905321234567", who={"sex": "female", "nationalities": ("SD",)})
    hidden = register(cast.caseworker, "Marjan Idris")
    hidden.subject.hidden = True
    hidden.subject.save()
    rows = exported(cast.coordinator)
    assert [row[:6] for row in rows[1:]] == [["P-0001", "'=HYPERLINK(1)", "", "", "Woman or girl", "Sudan"]]
    assert "5321234567" not in str(rows)
    assert Entry.objects.get(kind="exported").about == {"what": "people", "rows": 1, "as": "csv"}


def test_a_caseworker_takes_out_whom_they_work_with(cast: Cast) -> None:
    mine, other = register(cast.caseworker, "Ahmed Adam"), register(cast.reception, "Hawa Musa")
    case = cases.open_case(cast.caseworker.viewer, person=mine, asks="a room")
    cases.assign(cast.coordinator.viewer, case=case, member=cast.caseworker.member)
    assert [row[1] for row in exported(cast.caseworker)[1:]] == ["Ahmed Adam"]
    assert other.shown == "Hawa Musa"
    assert exported(cast.off_caseworker)[1:] == []
    assert Grant.objects.filter(member=cast.off_caseworker.member).count() == 0


def test_who_may_take_out_a_list(cast: Cast) -> None:
    answers = {name: player.client.post("/people/export/").status_code for name, player in cast.everyone().items()}
    allowed = {"caseworker", "off_caseworker", "coordinator", "stranger"}
    assert answers == {name: 200 if name in allowed else 403 for name in answers}
    assert "Take out a list" in page_of(cast.coordinator, "/people/")
    assert "Take out a list" not in page_of(cast.reception, "/people/")
    assert "Bring in a list" not in page_of(cast.caseworker, "/people/")


def test_the_export_is_a_workbook_too(cast: Cast) -> None:
    register(cast.caseworker, "أحمد آدم", "Ahmed Adam")
    answer = cast.coordinator.client.post("/people/export/", {"as": "xlsx"})
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    assert [sheet["A2"].value, sheet["B2"].value, sheet["C2"].value] == ["P-0001", "Ahmed Adam", "أحمد آدم"]


def test_the_page_tells_why_it_stopped(importer: Player) -> None:
    brought = sent(importer, "Name\n" + "Ahmed Adam\n" * 60 + '"open\n' + "x" * 200_000)
    run(importer, brought, only_try=True)
    assert "a quotation mark is opened and never closed" in page_of(importer, f"/people/import/{brought.id}/")
    assert ImportedRow.objects.filter(fate="created").count() == 0
