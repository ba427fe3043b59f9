"""One date, one number, as each reader expects it."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from django.utils import translation

from jiwar.foundation.languages import reader as reading
from jiwar.foundation.languages.reader import Reader, current_reader, reading_as
from jiwar.knowledge.calendars import Calendar, GivenDate

DAY = date(2026, 3, 11)
ENGLISH = Reader("en", Calendar.HIJRI)
FRENCH = Reader("fr")
LEVANTINE = Reader("ar", Calendar.HIJRI, digits="arab", months="levantine", time_zone="Asia/Damascus")
EGYPTIAN = Reader("ar", digits="latn", months="egyptian")


@pytest.mark.parametrize(
    ("reader", "written"),
    [
        (ENGLISH, "Wed 11 Mar 2026"),
        (FRENCH, "mer. 11 mars 2026"),
        (LEVANTINE, "الأربعاء ١١ آذار ٢٠٢٦"),
        (EGYPTIAN, "الأربعاء 11 مارس 2026"),
    ],
)
def test_a_day(reader: Reader, written: str) -> None:
    assert reading.format_day(DAY, reader) == written


@pytest.mark.parametrize(
    ("reader", "written"),
    [
        (ENGLISH, "Wed 11 Mar 2026 (22 Ramadan 1447)"),
        (FRENCH, "mer. 11 mars 2026"),
        (LEVANTINE, "الأربعاء ١١ آذار ٢٠٢٦ (٢٢ رمضان ١٤٤٧)"),
        (Reader("en", Calendar.SOLAR_HIJRI), "Wed 11 Mar 2026 (20 Esfand 1404)"),
        (Reader("en", Calendar.ETHIOPIAN), "Wed 11 Mar 2026 (2 Megabit 2018)"),
    ],
)
def test_the_other_calendar_stands_beside(reader: Reader, written: str) -> None:
    assert reading.format_day_with_other_calendar(DAY, reader) == written


def test_where_the_other_calendar_does_not_reach_the_civil_day_stands_alone() -> None:
    assert reading.format_day_with_other_calendar(date(2099, 1, 1), ENGLISH) == "Thu 1 Jan 2099"


def test_headings_and_short_days() -> None:
    assert reading.format_day_in_full(date(2026, 3, 6), ENGLISH) == "Friday 6 March 2026"
    assert reading.format_short_day(DAY, ENGLISH) == "11 Mar"
    assert reading.format_short_day(DAY, LEVANTINE) == "١١ آذار"


def test_a_date_as_given_keeps_its_calendar_and_precision() -> None:
    assert reading.format_given(GivenDate(Calendar.HIJRI, 1410, 2), ENGLISH) == "Safar 1410"
    assert reading.format_given(GivenDate(Calendar.GREGORIAN, 1994, about=True), ENGLISH) == "about 1994"
    assert reading.format_given(GivenDate(Calendar.HIJRI, 1410, 2, 29), LEVANTINE) == "٢٩ صفر ١٤١٠"


@pytest.mark.parametrize(
    ("reader", "written"),
    [(ENGLISH, "3,200.5"), (FRENCH, "3\u202f200,5"), (LEVANTINE, "٣٬٢٠٠٫٥"), (EGYPTIAN, "3,200.5")],
)
def test_a_number(reader: Reader, written: str) -> None:
    assert reading.format_number(Decimal("3200.5"), reader) == written


def test_a_moment_is_told_in_the_readers_time_zone() -> None:
    moment = datetime(2026, 3, 10, 22, 30, tzinfo=UTC)
    with reading_as(LEVANTINE):
        assert reading.format_moment(moment) == "الأربعاء ١١ آذار ٢٠٢٦، ٠١:٣٠"
    with reading_as(ENGLISH):
        assert reading.format_moment(moment) == "Tue 10 Mar 2026, 22:30"
    assert reading.format_clock(time(9, 5), ENGLISH) == "09:05"


def test_the_reader_of_a_request_does_not_outlive_it() -> None:
    with reading_as(LEVANTINE):
        assert current_reader() is LEVANTINE
        assert translation.get_language() == "ar"
    assert current_reader() == Reader.usual("en")


def test_nobody_reads_in_a_language_the_desk_does_not_write() -> None:
    assert Reader.usual("de").language == "en"
