"""Where a list begins and what its columns mean, in five languages."""

import pytest

from jiwar.casework.people.imports import headers
from jiwar.casework.people.imports.headers import Plan
from jiwar.foundation.groups.models import Group
from jiwar.foundation.sheets.cells import Cell, Row


def rows(*texts: str) -> list[Row]:
    return [
        Row(number, tuple(Cell(cell.strip()) for cell in text.split(";")))
        for number, text in enumerate(texts, start=1)
        if text
    ]


def guessed(*texts: str) -> tuple[int, list[str]]:
    plan = headers.guessed(rows(*texts))
    return plan.header, list(plan.fields)


@pytest.mark.parametrize(
    "text",
    [
        "م;الاسم الكامل;اسم الأب;تاريخ الميلاد;الجنس;الجنسية;رقم الهاتف",
        "No.;Full Name;Father's name;Date of Birth;Sex;Nationality;Phone number",
        "N°;Nom et prénom;Nom du père;Date de naissance;Sexe;Nationalité;Téléphone",
        "Sıra No;Adı Soyadı;Baba adı;Doğum Tarihi;Cinsiyet;Uyruk;Telefon",
        "ردیف;نام و نام خانوادگی;نام پدر;تاریخ تولد;جنسیت;ملیت;شماره تلفن",
        "م / No;الاسم / Name;الأب / Father;الميلاد / DOB;الجنس / Sex;الجنسية / Nationality;هاتف / Phone",
        "NO;NAME OF BENEFICIARY (as in passport);father;D.O.B;GENDER;country of origin;MOBILE",
    ],
)
def test_headings_in_five_languages(text: str) -> None:
    header, fields = guessed("List of March;;;;;;", "", text, "1;Ahmed;Ibrahim;1994;M;Sudan;0101")
    assert (header, fields) == (3, ["number", "name", "father", "birth", "sex", "nationality", "phone"])


def test_name_in_parts_and_name_alone() -> None:
    assert guessed("Prénom;Nom;Sexe")[1] == ["given", "family", "sex"]
    assert guessed("Nom;Sexe;Téléphone")[1] == ["name", "sex", "phone"]
    assert guessed("Ad;Soyad;Uyruk")[1] == ["given", "family", "nationality"]
    assert guessed("نام;جنسیت;ملیت")[1] == ["name", "sex", "nationality"]


def test_a_second_name_column_is_another_name_and_phones_may_be_several() -> None:
    assert guessed("Name;الاسم;Phone;Mobile;Sex;Gender")[1] == ["name", "other_name", "phone", "phone", "sex", ""]


def test_no_headings() -> None:
    assert guessed("1;Ahmed;1994", "2;Fatima;1998") == (0, ["", "", ""])
    assert guessed() == (0, [])


def test_headings_chosen_by_hand() -> None:
    plan = headers.guessed(rows("Name;Sex", "Nom;Téléphone"), header=2)
    assert (plan.header, plan.fields) == (2, ("name", "phone"))
    assert headers.guessed(rows("Name;Sex"), header=0).fields == ("", "")


def test_the_same_headings_are_known_again(group: Group) -> None:
    assert headers.signature(["Full  Name", "الجِنس"]) == headers.signature(["full name", "الجنس"])
    assert headers.signature(["Full Name", "Sex"]) != headers.signature(["Sex", "Full Name"])
    assert headers.fitting(["name", "sex"], ["a", "b"]) == ("name", "sex")
    assert headers.fitting(["name", "gone"], ["a", "b"]) is None
    assert headers.fitting(["name"], ["a", "b"]) is None


def test_a_plan_survives_as_data() -> None:
    plan = Plan(3, ("name", ""), ("Name", "x"))
    assert headers.from_data(plan.as_data()) == plan
    assert plan.names_people
    assert not Plan(0, ("sex",), ("",)).names_people
