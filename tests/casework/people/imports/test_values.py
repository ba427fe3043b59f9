"""One cell at a time: what is read, what is doubtful, what is refused, in the words of lists."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiwar.casework.people.imports import messages
from jiwar.casework.people.imports.entry import passed_over, read_row
from jiwar.casework.people.imports.fields import FIELDS
from jiwar.casework.people.imports.headers import Plan
from jiwar.casework.people.imports.values import dates, words
from jiwar.casework.people.imports.values.names import read_name
from jiwar.casework.people.imports.values.phones import read_phones
from jiwar.casework.people.imports.values.read import Read
from jiwar.casework.people.said_dates import SaidDate
from jiwar.foundation.sheets.cells import Cell, Mark, Row
from tests.casework.people.imports.conftest import TODAY


def told(read: Read[SaidDate]) -> str:
    """'solar-hijri 1368/4/12', or the code of the problem or doubt."""
    if read.value is None or read.doubt:
        found = read.problem or read.doubt
        return found.code if found else "nothing"
    given_date = read.value.given
    parts = [part for part in (given_date.year, given_date.month, given_date.day) if part]
    return f"{given_date.calendar.value} {'/'.join(map(str, parts))}"


BIRTHS = [
    ("01/01/1994", "SD", "gregorian 1994/1/1"),
    ("1998-07-21", "SD", "gregorian 1998/7/21"),
    ("٢٠١٩/٥/٣", "SD", "gregorian 2019/5/3"),
    ("14 Meskerem 1990 EC", "ER", "ethiopian 1990/1/14"),
    ("1990", "ER", "gregorian 1990"),
    ("15 رجب 1410", "SO", "hijri 1410/7/15"),
    ("۱۳۶۸/۰۴/۱۲", "AF", "solar-hijri 1368/4/12"),
    ("1368/4/12", "SD", "hijri 1368/4/12"),
    ("1368/4/12", "", "calendar-doubt"),
    ("1 يناير 1980", "YE", "gregorian 1980/1/1"),
    ("1432 هـ", "TD", "hijri 1432"),
    ("1405/9/27", "TD", "hijri 1405/9/27"),
    ("1377-06-01 (solar)", "IR", "solar-hijri 1377/6/1"),
    ("12 Mart 1991", "TR", "gregorian 1991/3/12"),
    ("۲۱ ژوئن ۱۹۹۰", "IR", "gregorian 1990/6/21"),
    ("3 floréal 1990", "", "date"),
    ("34335", "SD", "gregorian 1994/1/1"),
    ("3/4/88", "CD", "gregorian 1988"),
    ("3/4/15", "CD", "century-doubt"),
    ("31/02/1999", "SY", "date"),
    ("05/13/1990", "SY", "date"),
    ("05/13/1990", "ET", "ethiopian 1990/13/5"),
    ("2027-01-01", "SO", "future"),
    ("1702-01-01", "SO", "too-old"),
    ("1890", "SO", "too-old"),
    ("bald", "SO", "date"),
    ("88", "SO", "date"),
]


@pytest.mark.parametrize(("text", "country", "expected"), BIRTHS)
def test_births(text: str, country: str, expected: str) -> None:
    assert told(dates.read_birth(Cell(text), [country] if country else [], TODAY)) == expected


def test_a_date_cell_is_the_day_it_says() -> None:
    assert told(dates.read_birth(Cell("1998-07-21", Mark.DATE), ["ET"], TODAY)) == "gregorian 1998/7/21"
    assert told(dates.read_birth(Cell("2030-07-21", Mark.DATE), [], TODAY)) == "future"


@pytest.mark.parametrize("text", ["about 35", "حوالي ٣٥ سنة", "environ 35 ans", "35 yaş", "~35", "۳۵ ساله"])
def test_an_age_is_kept_with_the_day_it_was_said(text: str) -> None:
    said = dates.read_birth(Cell(text), [], TODAY).value
    assert said is not None
    assert (said.age, said.said_on) == (35, TODAY)


def test_a_column_of_ages_takes_bare_numbers() -> None:
    said = dates.read_age_cell(Cell("35"), TODAY).value
    assert said is not None
    assert said.age == 35
    assert told(dates.read_age_cell(Cell("335"), TODAY)) == "age"
    assert told(dates.read_age_cell(Cell("8 months"), TODAY)) == "age"


def test_an_arrival_of_two_digits_is_of_this_century() -> None:
    assert told(dates.read_day(Cell("12/03/24"), ["SD"], TODAY, oldest=70)) == "gregorian 2024"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("F", "female"), ("femme", "female"), ("Kadın", "female"), ("أنثى", "female"), ("انثى", "female"),
        ("زن", "female"),
        ("P", "female"), ("নারী", "female"), ("አንስተይቲ", "female"), ("жен", "female"), ("M", "male"), ("ذكر", "male"),
        ("erkek", "male"), ("مرد", "male"), ("Homme / Male", "male"), ("M/F", None), ("?", None), ("yes", None),
    ],
)  # fmt: skip
def test_sex(text: str, expected: str | None) -> None:
    assert words.read_sex(text).value == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("سوداني", ("SD",)), ("سودانية", ("SD",)), ("السودان", ("SD",)), ("Sudanese", ("SD",)), ("soudanaise", ("SD",)),
        ("Sudanlı", ("SD",)), ("سودانی", ("SD",)), ("South Sudan", ("SS",)), ("جنوب السودان", ("SS",)),
        ("ኤርትራ", ("ER",)),
        ("DR Congo", ("CD",)), ("Suriyeli", ("SY",)), ("Syrienne", ("SY",)), ("মিয়ানমার", ("MM",)), ("Afghan", ("AF",)),
        ("افغانستان", ("AF",)), ("بدون جنسية", ("XXA",)), ("stateless", ("XXA",)), ("apatride", ("XXA",)),
        ("سوري / Syrian", ("SY",)), ("Sudan & Chad", ("SD", "TD")), ("Atlantis", None), ("TR", None),
    ],
)  # fmt: skip
def test_nationality(text: str, expected: tuple[str, ...] | None) -> None:
    assert words.read_nationality(text).value == expected


def test_a_people_in_brackets_is_said_and_left_out() -> None:
    read = words.read_nationality("Myanmar (Rohingya)")
    assert read.value == ("MM",)
    assert [remark.about for remark in words.read_nationality("Russia (Chechnya)").remarks] == [{"text": "Chechnya"}]


def test_languages() -> None:
    def spoken(text: str) -> list[tuple[str, str]]:
        return [(each.code, each.speaks) for each in words.read_languages(text).value or ()]

    assert spoken("Tigrinya, Arabic (a little)") == [("ti", "first"), ("ar", "little")]
    assert spoken("العربية، الفور") == [("ar", "first"), ("fvr", "well")]
    assert spoken("Dari; Hazaragi") == [("prs", "first"), ("haz", "well")]
    assert spoken("عربي و فرنسي") == [("ar", "first"), ("fr", "well")]
    assert spoken("Türkçe ve Kürtçe") == [("tr", "first"), ("ku", "well")]
    read = words.read_languages("Klingon, somali")
    assert [remark.about for remark in read.remarks] == [{"text": "Klingon"}]


@pytest.mark.parametrize(
    ("text", "nationality", "expected"),
    [
        ("1012345678", "SD", ["+201012345678"]),
        ("010 1234 5678", "SD", ["+201012345678"]),
        ("+20 101 234 5678", "SD", ["+201012345678"]),
        ("00201005550102", "ER", ["+201005550102"]),
        ("252615551234", "SO", ["+252615551234"]),
        ("٢٥٢٦١٥٥٥١٢٣٤", "SO", ["+252615551234"]),
        ("60 12-345 6789", "MM", ["+60123456789"]),
        ("'+20 101 234 5678", "SD", ["+201012345678"]),
        ("0912345678", "SD", ["+249912345678"]),
        ("۰۹۱۲۳۴۵۶۷۸۹", "AF", ["phone-country"]),
        ("0100 555 01 02 / 0100 555 01 03", "", ["+201005550102", "+201005550103"]),
        ("see note", "", ["phone"]),
        ("12", "", ["phone"]),
    ],
)
def test_phones(text: str, nationality: str, expected: list[str]) -> None:
    found = read_phones(text, "EG", [nationality] if nationality else [])
    assert [read.value or (read.problem or read.doubt or messages.Message("?")).code for read in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Yusuf   Ali ", ("Yusuf Ali",)),
        ("جان بابتيست / Jean-Baptiste", ("جان بابتيست", "Jean-Baptiste")),
        ("أحمد (Ahmed)", ("أحمد", "Ahmed")),
        ("أحمد\nAhmed", ("أحمد", "Ahmed")),
        ("Tesfay\nGebremedhin", ("Tesfay Gebremedhin",)),
        ("Ahmed / Hamid", ("Ahmed / Hamid",)),
        ("12345", "no-letters"),
        ("***", "no-letters"),
        ("x" * 300, "name-too-long"),
        ("بلا اسم", "name-unknown"),
        ("Unknown", "name-unknown"),
    ],
)
def test_names(text: str, expected: object) -> None:
    read = read_name(text)
    found = read.problem or read.doubt
    assert (found.code if found else read.value) == expected


EVERYTHING = Plan(1, FIELDS, tuple(FIELDS))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=len(FIELDS)), st.sampled_from(["EG", "TR", "XX"]))
def test_no_row_is_too_strange_to_be_read(texts: list[str], country: str) -> None:
    row = Row(2, tuple(Cell(text.strip()) for text in texts))
    passed_over(row, EVERYTHING)
    entry = read_row(row, EVERYTHING, country=country, today=date(2026, 11, 26))
    for message in (*entry.problems, *entry.doubts, *entry.remarks):
        assert messages.sentence(messages.from_data(message.as_data()), 2)
