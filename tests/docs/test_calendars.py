"""The calendars' ranges and margins as documented are those in force."""

from datetime import timedelta

from jiwar.knowledge.calendars import Calendar, Reading, given, months_in_year, years
from tests.docs.pages import code, table

PAGE = "docs/calendars.md"


def test_calendars() -> None:
    documented = [(code(row[0]), row[1], row[2]) for row in table(PAGE, "calendar", "months")]
    assert documented == [
        (each.value, str(months_in_year(each)), f"{years(each)[0]} to {years(each)[-1]}") for each in Calendar
    ]


def test_margins() -> None:
    said = {row[0]: row[1] for row in table(PAGE, "what was said")}
    for what, margin in (("a day", given.ABOUT_DAY), ("a month", given.ABOUT_MONTH), ("a year", given.ABOUT_YEARS)):
        assert said[f"'about' {what}"] == f"{margin.days} days further on both sides"
    assert timedelta(days=1) == given.SIGHTING
    assert said["a Hijri date"].startswith("one day further on both sides")


def test_readings() -> None:
    assert [code(row[0]) for row in table(PAGE, "reading")] == [each.value for each in Reading]
