"""Dates that were half said: what is read, what is not, and what can never happen whatever is typed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiwar.knowledge.calendars import Calendar, GivenDate, Interval, Side, Span, beyond, read_half
from jiwar.knowledge.calendars.counting import Unit
from jiwar.knowledge.calendars.half_words import words
from jiwar.knowledge.calendars.spans import Link

RAMADAN_1440 = GivenDate(Calendar.HIJRI, 1440, 9).interval()
WORDS = sorted({word for phrases in (words().sides, words().parts, words().season_phrases, words().feast_phrases)
                for phrase in phrases for word in phrase} | words().fillers | words().until | set(words().units)
               | set(words().pairs) | set(words().numbers) | words().year_marks | words().about)  # fmt: skip
PHRASES = st.lists(
    st.one_of(st.sampled_from(WORDS), st.integers(0, 9999).map(str), st.sampled_from(["wedding", "العرس", "March"])),
    max_size=7,
).map(" ".join)


def days(first: str, last: str) -> Interval:
    return Interval(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("text", "expected", "estimated"),
    [
        ("2019-2020", days("2019-01-01", "2020-12-31"), False),
        ("بين 2018 و2020", days("2018-01-01", "2020-12-31"), False),
        ("between March and June 2018", days("2018-03-01", "2018-06-30"), False),
        ("entre mars et juin 2018", days("2018-03-01", "2018-06-30"), False),
        ("early 2017", days("2017-01-01", "2017-05-27"), False),
        ("début 2017", days("2017-01-01", "2017-05-27"), False),
        ("أوائل ٢٠١٧", days("2017-01-01", "2017-05-27"), False),
        ("in the winter of 2018", days("2017-12-01", "2019-03-31"), True),
        ("في شتاء 2018", days("2017-12-01", "2019-03-31"), True),
        ("hiver 2018/2019", days("2018-12-01", "2019-03-31"), True),
        ("summer 2018", days("2018-06-01", "2018-09-30"), True),
        ("Ramadan 1440", RAMADAN_1440, True),
        ("Ramadan 2019", RAMADAN_1440, True),
        ("شهر رمضان ١٤٤٠ هـ", RAMADAN_1440, True),
        ("5 May 2018", days("2018-05-05", "2018-05-05"), False),
        ("ግንቦት 2010", days("2018-05-09", "2018-06-07"), False),
        ("Hamal 1398", days("2019-03-21", "2019-04-20"), False),
        ("three weeks after 5 May 2018", days("2018-05-23", "2018-05-29"), True),
    ],
)
def test_what_is_read(text: str, expected: Interval, estimated: bool) -> None:
    found = read_half(text)
    assert found is not None
    assert found.span == Span(expected)
    assert (found.estimated, found.link) == (estimated, None)


@pytest.mark.parametrize(
    "text", ["after Ramadan 2019", "après le ramadan 2019", "بعد رمضان 2019", "بعد شهر رمضان ١٤٤٠"]
)
def test_after_begins_at_its_end_and_has_no_end_of_its_own(text: str) -> None:
    found = read_half(text)
    assert found is not None
    assert found.span is not None
    assert (found.span.open_start, found.span.open_end, found.estimated) == (False, True, True)
    assert found.span.days.earliest == date(2019, 6, 3)


@pytest.mark.parametrize("text", ["before Eid al-Adha 1440", "قبل عيد الأضحى ١٤٤٠", "avant l’Aïd el-Kébir 2019"])
def test_before_ends_where_it_begins(text: str) -> None:
    found = read_half(text)
    assert found is not None
    assert found.span is not None
    assert (found.span.open_start, found.span.open_end, found.span.days.latest) == (True, False, date(2019, 8, 11))


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("two months after the wedding", "wedding"),
        ("deux mois après le mariage", "mariage"),
        ("بعد شهرين من العرس", "العرس"),
        ("بعد العرس بشهرين", "العرس"),
    ],
)
def test_a_length_after_another_event(text: str, anchor: str) -> None:
    found = read_half(text)
    assert found is not None
    assert (found.span, found.link) == (None, Link(Side.AFTER, anchor, 2, Unit.MONTH))
    assert found.link is not None
    assert found.link.span_from(Span(days("2018-03-01", "2018-03-31"))) == Span(days("2018-04-16", "2018-06-15"))


@pytest.mark.parametrize(
    "text",
    ["when the rains began", "حين بدأت الأمطار", "", "  ", "1440", "two years ago", "I do not know", "winter 1440",
     "30 February 2018 and", "x" * 5000, "9999", "before", "after a month", "2020-2019"],
)  # fmt: skip
def test_what_is_not_read_stays_as_it_was_said(text: str) -> None:
    assert read_half(text) is None


def test_a_calendar_that_was_said_decides() -> None:
    hijri, solar = read_half("1399", Calendar.HIJRI), read_half("1399", Calendar.SOLAR_HIJRI)
    assert hijri is not None
    assert hijri.span is not None
    assert hijri.span.days.earliest.year == 1978
    assert solar is not None
    assert solar.span is not None
    assert solar.span.days.earliest == date(2020, 3, 20)
    assert read_half("Ramadan 1440", Calendar.GREGORIAN) is None


def test_one_of_two_winters_leaves_what_comes_after_wide() -> None:
    found = read_half("after the winter of 2018")
    assert found is not None
    assert found.span is not None
    assert date(2018, 4, 1) in found.span.days


@given(st.one_of(st.text(max_size=220), PHRASES), st.sampled_from([None, *Calendar]))
def test_never_raises_and_begins_before_it_ends(text: str, calendar: Calendar | None) -> None:
    found = read_half(text, calendar)
    if found is not None:
        assert (found.span is None) != (found.link is None)
        if found.span is not None:
            assert found.span.days.earliest <= found.span.days.latest


@given(st.dates(date(1930, 1, 1), date(2070, 1, 1)))
def test_a_day_is_in_its_month_year_and_nearest_season(day: date) -> None:
    for text in (f"{day.day}/{day.month}/{day.year}", f"{day.month}/{day.year}", str(day.year)):
        found = read_half(text)
        assert found is not None
        assert found.span is not None
        assert day in found.span.days
    seasons = ("winter", "spring", "summer", "autumn")
    read = [read_half(f"{season} {day.year}") for season in seasons]
    assert any(each is not None and each.span is not None and day in each.span.days for each in read)


@given(st.integers(1350, 1490), st.sampled_from(["ramadan", "eid al-fitr", "عيد الأضحى", "hajj"]))
def test_a_feast_is_found_by_its_own_year_and_by_the_civil_one(year: int, feast: str) -> None:
    own = read_half(f"{feast} {year}")
    assert own is not None
    assert own.span is not None
    middle = own.span.days.earliest + (own.span.days.latest - own.span.days.earliest) / 2
    civil = read_half(f"{feast} {middle.year}")
    assert civil is not None
    assert civil.span is not None
    assert middle in civil.span.days


SPANS = st.builds(
    lambda first, length, start, end: Span(Interval(first, first + timedelta(days=length)), start, end),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 900), st.booleans(), st.booleans(),
)  # fmt: skip
LINKS = st.builds(
    lambda side, length: Link(side, "it", *(length or (None, None))),
    st.sampled_from(Side),
    st.none() | st.tuples(st.integers(0, 60), st.sampled_from([Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR])),
)


@given(LINKS, SPANS)
def test_what_follows_from_another_event_never_contradicts_it(link: Link, other: Span) -> None:
    own = link.span_from(other)
    assert own.days.earliest <= own.days.latest
    assert link.holds(own, other)


@given(SPANS, SPANS)
def test_of_two_only_one_is_surely_first(first: Span, second: Span) -> None:
    assert not (first.surely_before(second) and second.surely_before(first))
    if first.days.overlaps(second.days):
        assert not first.surely_before(second)


@given(SPANS, st.sampled_from(Side), st.integers(0, 3), st.booleans())
def test_beyond_has_one_end_that_nobody_knows(span: Span, side: Side, margin: int, ends: bool) -> None:
    found = beyond(span, side, from_its_end=ends, margin=margin)
    assert found.open_end if side is Side.AFTER else found.open_start
