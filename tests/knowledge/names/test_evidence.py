"""What is known beside the name, and what it adds."""

from datetime import date

import pytest

from jiwar.knowledge.calendars import Calendar, GivenDate
from jiwar.knowledge.names import Evidence, Finding, Item, combine, compare

CIVIL = Calendar.GREGORIAN


def born(year: int, month: int | None = None, day: int | None = None, about: bool = False) -> GivenDate:
    return GivenDate(CIVIL, year, month, day, about)


def finding(a: Evidence, b: Evidence, item: Item) -> Finding | None:
    return next((found.finding for found in combine(0.9, a, b).items if found.item is item), None)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (born(1990, 5, 7), born(1990, 5, 7), Finding.SAME_DAY),
        (born(1990, 1, 1), born(1990, 1, 1), Finding.SAME_DEFAULT),
        (born(1990, 1, 1), born(1990, 5, 7), Finding.POSSIBLE),
        (born(1990), born(1990, 5, 7), Finding.POSSIBLE),
        (born(1991, about=True), born(1990, 5, 7), Finding.YEAR_ONLY),
        (born(1990, 5, 7), born(1990, 7, 5), Finding.SWAPPED),
        (born(1990, 5, 7), born(1990, 5, 17), Finding.ONE_DIGIT),
        (born(1990, 5, 7), born(1991, 9, 23), Finding.CLOSE_YEARS),
        (born(1990, 5, 7), born(1975, 9, 23), Finding.FAR_APART),
        # 12 Meskerem 1983 of the Ethiopian calendar is 22 September 1990.
        (GivenDate(Calendar.ETHIOPIAN, 1983, 1, 12), born(1990, 9, 22), Finding.SAME_DAY),
        (born(1983, 1, 12), born(1990, 9, 22), Finding.OTHER_CALENDAR),
    ],
)
def test_dates_of_birth(a: GivenDate, b: GivenDate, expected: Finding) -> None:
    assert finding(Evidence(birth=a), Evidence(birth=b), Item.BIRTH) is expected
    assert finding(Evidence(birth=b), Evidence(birth=a), Item.BIRTH) is expected


def test_what_is_not_known_says_nothing() -> None:
    full = Evidence(
        birth=GivenDate.of_civil(date(1990, 5, 7)),
        sex="F",
        nationality="SD",
        father="Ali",
        mother="Amina",
        phones=frozenset({"+249912345678"}),
        identifiers=frozenset({("passport", "P123")}),
    )
    assert [found.item for found in combine(0.9, full, Evidence()).items] == [Item.NAME]
    assert {found.item for found in combine(0.9, full, full).items} == set(Item)


def test_everything_alike_is_likelier_and_everything_unlike_less() -> None:
    one = Evidence(birth=born(1990, 5, 7), sex="F", nationality="SD", father="علي حسن", mother="Amina Osman")
    same = Evidence(birth=born(1990, 7, 5), sex="F", nationality="SD", father="Ali Hassan", mother="آمنة عثمان")
    other = Evidence(birth=born(1971, 2, 3), sex="M", nationality="ER", father="Tesfaye", mother="Selam")
    name = compare("محمد عبد الرحمن", "Mohamed Abdelrahman")
    assert (
        combine(name, one, same).score > combine(name, Evidence(), Evidence()).score > combine(name, one, other).score
    )
    assert combine(name, one, same).score > 0.99
    assert combine(name, one, other).score < 0.01


def test_a_common_name_weighs_less() -> None:
    rare, common = combine(0.95, Evidence(), Evidence(), share=1e-6), combine(0.95, Evidence(), Evidence(), share=0.02)
    assert common.score < rare.score
    assert Finding.COMMON in {found.finding for found in common.items}


def test_numbers_of_different_kinds_are_not_compared() -> None:
    passport = Evidence(identifiers=frozenset({("passport", "P123")}))
    card = Evidence(identifiers=frozenset({("card", "P123")}))
    assert finding(passport, card, Item.IDENTIFIER) is None
    assert finding(passport, passport, Item.IDENTIFIER) is Finding.SAME


def test_reasons_in_words() -> None:
    found = combine(0.9, Evidence(birth=born(1990, 5, 7), sex="F"), Evidence(birth=born(1990, 7, 5), sex="M"))
    assert found.explain() == (
        "the name is alike (+2.2); the date of birth is the same with day and month swapped (+5.0); "
        "the sex is different (-3.5)."
    )
