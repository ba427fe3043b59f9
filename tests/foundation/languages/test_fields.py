"""What people type into fields, in any digits and calendars."""

from datetime import date, time
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError

from jiwar.foundation.languages.fields import (
    AnyDigitsDecimalField,
    AnyDigitsIntegerField,
    CivilDateField,
    GivenDateField,
    PhoneField,
    TimeOfDayField,
)
from jiwar.foundation.languages.fields.given_dates import as_typed
from jiwar.foundation.languages.phones import normalised_phone, shown_phone
from jiwar.foundation.languages.reader import Reader, reading_as
from jiwar.knowledge.calendars import Calendar, GivenDate, parse


def refusal(field: forms.Field, value: Any) -> str:
    with pytest.raises(ValidationError) as refused:
        field.clean(value)
    return " ".join(refused.value.messages)


@pytest.mark.parametrize("typed", ["35", "٣٥", "۳۵", " 35 "])
def test_whole_numbers_in_any_digits(typed: str) -> None:
    assert AnyDigitsIntegerField().clean(typed) == 35


def test_a_number_that_is_none() -> None:
    assert refusal(AnyDigitsIntegerField(), "many") == "Enter a whole number."
    assert AnyDigitsIntegerField(required=False).clean("") is None


@pytest.mark.parametrize("typed", ["3200.5", "٣٬٢٠٠٫٥", "3\u202f200.5"])
def test_decimals_in_any_digits(typed: str) -> None:
    assert str(AnyDigitsDecimalField().clean(typed)) == "3200.5"


@pytest.mark.parametrize(
    ("kind", "typed", "given"),
    [
        ("gregorian", "3/4/1990", GivenDate(Calendar.GREGORIAN, 1990, 4, 3)),
        ("hijri", "٢ / ١٤١٠", GivenDate(Calendar.HIJRI, 1410, 2)),
        ("solar-hijri", "۱۳۶۹", GivenDate(Calendar.SOLAR_HIJRI, 1369)),
        ("ethiopian", "5/13/1982", GivenDate(Calendar.ETHIOPIAN, 1982, 13, 5)),
        ("", "1990", GivenDate(Calendar.GREGORIAN, 1990)),
    ],
)
def test_a_date_as_given(kind: str, typed: str, given: GivenDate) -> None:
    assert GivenDateField().clean([kind, typed]) == given


def test_an_age_becomes_a_year_that_is_not_certain() -> None:
    given = GivenDateField().clean(["age", "٣٥"])
    assert given is not None
    assert given.about
    assert given.month is None


@pytest.mark.parametrize("typed", ["about 35", "~35", "35 years old", "حوالي ٣٥ سنة", "۳۵", "environ 35 ans"])
def test_an_age_is_understood_as_it_is_said(typed: str) -> None:
    assert GivenDateField().clean(["age", typed]) == GivenDateField().clean(["age", "35"])


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        ("hijri", "31/2/1410", "Safar 1410 had 29 days. Write the day if known, or leave it out."),
        ("hijri", "1/13/1410", "This calendar has 12 months. The day comes first, then the month, then the year."),
        ("hijri", "1990", "In the Hijri calendar we know the years 1343 to 1500. Is it another calendar?"),
        (
            "gregorian",
            "15/7/1409",
            "In the Gregorian calendar we know the years 1880 to 2100. Is it another calendar?",
        ),
        ("ethiopian", "1409", "In the Ethiopian calendar we know the years 1872 to 2093. Is it another calendar?"),
        ("gregorian", "3/4/90", "Write the year with four digits: “90” could be several."),
        (
            "gregorian",
            "soon",
            "This is not a date we can read. Write day, month, year, for example 23/4/1990, or only the year.",
        ),
        ("gregorian", "1/1/2990", "This date is still to come. Is it another calendar?"),
        ("age", "131", "Write an age from 0 to 130."),
        ("age", "8 months", "Write an age from 0 to 130."),
        ("age", "35-40", "Write an age from 0 to 130."),
        ("age", "old", "Write an age from 0 to 130."),
        ("mayan", "1990", "Choose one of the calendars."),
        ("gregorian", "9" * 65, "This is too long for a date. Write day, month and year."),
    ],
)
def test_a_date_that_cannot_be(kind: str, typed: str, sentence: str) -> None:
    assert refusal(GivenDateField(), [kind, typed]) == sentence


def test_the_sentence_uses_the_readers_month_and_digits() -> None:
    with reading_as(Reader("ar", digits="arab")):
        sentence = refusal(GivenDateField(), ["hijri", "31/2/1410"])
    assert "صفر" in sentence
    assert "١٤١٠" in sentence
    assert "٢٩" in sentence


@pytest.mark.parametrize(
    "given",
    [
        GivenDate(Calendar.HIJRI, 1410, 2, 29),
        GivenDate(Calendar.SOLAR_HIJRI, 1369, 12),
        GivenDate(Calendar.GREGORIAN, 1990, about=True),
        GivenDate(Calendar.ETHIOPIAN, 1982, 13, 5),
    ],
)
def test_a_stored_date_comes_back_as_itself(given: GivenDate) -> None:
    field = GivenDateField()
    shown = field.widget.decompress(given)
    assert field.clean(shown) == given
    assert parse(as_typed(given), given.calendar) == given
    assert not field.has_changed(given, shown)
    assert field.has_changed(given, [given.calendar.value, "1400"])


def test_nothing_typed_is_nothing_given() -> None:
    assert GivenDateField(required=False).clean(["hijri", " "]) is None
    assert refusal(GivenDateField(), ["hijri", ""]) == "This field is required."


@pytest.mark.parametrize("typed", ["2026-03-11", "11/3/2026", "١١/٣/٢٠٢٦", "11 mars 2026", "١١ آذار ٢٠٢٦"])
def test_a_civil_date(typed: str) -> None:
    assert CivilDateField().clean(typed) == date(2026, 3, 11)


def test_a_civil_date_is_a_whole_day() -> None:
    assert refusal(CivilDateField(), "3/2026") == "Write the whole date: day, month and year."
    assert refusal(CivilDateField(), "31/2/2026").startswith("February 2026 had 28 days.")
    assert CivilDateField(required=False).clean("") is None


@pytest.mark.parametrize(
    ("typed", "clock"),
    [("9", time(9)), ("9:30", time(9, 30)), ("٩:٣٠", time(9, 30)), ("14h30", time(14, 30)), ("14h", time(14))],
)
def test_a_time_of_day(typed: str, clock: time) -> None:
    assert TimeOfDayField().clean(typed) == clock


@pytest.mark.parametrize("typed", ["24:00", "9:60", "noon", "1234"])
def test_a_time_that_is_none(typed: str) -> None:
    assert refusal(TimeOfDayField(), typed) == "Write the time as hours and minutes, for example 14:30."


@pytest.mark.parametrize(
    ("typed", "country", "number"),
    [
        ("0532 123 45 67", "TR", "+905321234567"),
        ("٠١٠١٢٣٤٥٦٧٨", "EG", "+201012345678"),
        ("+249 91 234 5678", "TR", "+249912345678"),
        ("00249912345678", "EG", "+249912345678"),
    ],
)
def test_telephones_in_one_form(typed: str, country: str, number: str) -> None:
    assert normalised_phone(typed, country) == number
    assert PhoneField(country=country).clean(typed) == number


def test_telephones_that_are_none() -> None:
    assert refusal(PhoneField(country="TR"), "call me").startswith("This is not a telephone number.")
    assert refusal(PhoneField(country="TR"), "12").startswith(("This is not", "This number has too few"))
    assert PhoneField(country="TR", required=False).clean("") == ""
    assert shown_phone("+905321234567") == "+90 532 123 45 67"
