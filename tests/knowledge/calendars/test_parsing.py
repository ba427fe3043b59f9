"""What people type, in their digits, words and order; and what is refused, with the reason."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiwar.knowledge.calendars import (
    Calendar,
    DateError,
    DateProblem,
    GivenDate,
    digits,
    fold_digits,
    from_civil,
    month_name,
    months_in_year,
    parse,
)
from jiwar.knowledge.calendars.wording import month_named

G, H, S, E = Calendar


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3/4/1990", GivenDate(G, 1990, 4, 3)),
        ("03.04.1990", GivenDate(G, 1990, 4, 3)),
        ("3-4-1990", GivenDate(G, 1990, 4, 3)),
        ("3 4 1990", GivenDate(G, 1990, 4, 3)),
        ("3،4،1990", GivenDate(G, 1990, 4, 3)),
        ("3 , 4 , 1990", GivenDate(G, 1990, 4, 3)),
        ("1990-04-03", GivenDate(G, 1990, 4, 3)),
        ("1990/4/3", GivenDate(G, 1990, 4, 3)),
        ("٣/٤/١٩٩٠", GivenDate(G, 1990, 4, 3)),
        ("۳/۴/۱۹۹۰", GivenDate(G, 1990, 4, 3)),
        ("١٩٩٠/٤/٣", GivenDate(G, 1990, 4, 3)),
        ("\u200f٣\u200f/\u200f٤/١٩٩٠\u200f", GivenDate(G, 1990, 4, 3)),
        ("３/４/１９９０", GivenDate(G, 1990, 4, 3)),
        ("1990", GivenDate(G, 1990)),
        ("١٩٩٠", GivenDate(G, 1990)),
        ("4/1990", GivenDate(G, 1990, 4)),
        ("1990-04", GivenDate(G, 1990, 4)),
        ("April 1990", GivenDate(G, 1990, 4)),
        ("1990 april", GivenDate(G, 1990, 4)),
        ("3rd of April, 1990", GivenDate(G, 1990, 4, 3)),
        ("April 3, 1990", GivenDate(G, 1990, 4, 3)),
        ("3Apr1990", GivenDate(G, 1990, 4, 3)),
        ("1er août 1990", GivenDate(G, 1990, 8, 1)),
        ("1ER AOUT 1990", GivenDate(G, 1990, 8, 1)),
        ("le 2 févr. 1990", GivenDate(G, 1990, 2, 2)),
        ("٣ نيسان ١٩٩٠", GivenDate(G, 1990, 4, 3)),
        ("3 أبريل 1990م", GivenDate(G, 1990, 4, 3)),
        ("3 ابريل 1990 م.", GivenDate(G, 1990, 4, 3)),
        ("3 أفريل 1990", GivenDate(G, 1990, 4, 3)),
        ("12 غشت 1990", GivenDate(G, 1990, 8, 12)),
        ("12 تشرين الثاني 1990", GivenDate(G, 1990, 11, 12)),
        ("12 كانون الأوّل 1990", GivenDate(G, 1990, 12, 12)),
        ("شهر مارس من سنة 1990", GivenDate(G, 1990, 3)),
        ("about 1990", GivenDate(G, 1990, about=True)),
        ("~1990", GivenDate(G, 1990, about=True)),
        ("vers mars 1990", GivenDate(G, 1990, 3, about=True)),
        ("حوالي ١٩٩٠", GivenDate(G, 1990, about=True)),
        ("c. 1990 AD", GivenDate(G, 1990, about=True)),
        ("12 ذو الحجة 1410", GivenDate(H, 1410, 12, 12)),
        ("12 ذي الحجّة ١٤١٠ هـ", GivenDate(H, 1410, 12, 12)),
        ("29/2/1410 هجري", GivenDate(H, 1410, 2, 29)),
        ("Rabi' al-Thani 1410", GivenDate(H, 1410, 4)),
        ("5 rabi‘ al thani 1410 AH", GivenDate(H, 1410, 4, 5)),
        ("5 Jumada II 1410", GivenDate(H, 1410, 6, 5)),
        ("ربيع الآخر 1410", GivenDate(H, 1410, 4)),
        ("chaabane 1410", GivenDate(H, 1410, 8)),
        ("۱۲ اردیبهشت ۱۳۷۰", GivenDate(S, 1370, 2, 12)),
        ("۱۳۷۰/۵/۱۲", GivenDate(S, 1370, 5, 12)),
        ("12 دلو 1365 هـ.ش", GivenDate(S, 1365, 11, 12)),
        ("12 Saratan 1365", GivenDate(S, 1365, 4, 12)),
        ("شهریور ۱۳۷۰ شمسی", GivenDate(S, 1370, 6)),
        ("6 ጳጉሜን 2011", GivenDate(E, 2011, 13, 6)),
        ("ኅዳር 3፣ 1982 ዓ.ም.", GivenDate(E, 1982, 3, 3)),
        ("ህዳር 3 1982", GivenDate(E, 1982, 3, 3)),
        ("3 Hidar 1982 EC", GivenDate(E, 1982, 3, 3)),
        ("3 Hidar 1982 E.C.", GivenDate(E, 1982, 3, 3)),
        ("3/4/1990 A.D.", GivenDate(G, 1990, 4, 3)),
        ("Pagume 2011", GivenDate(E, 2011, 13)),
        ("3/13/2011", GivenDate(E, 2011, 13, 3)),
    ],
)
def test_a_date_is_read_as_it_is_typed(text: str, expected: GivenDate) -> None:
    assert parse(text, expected.calendar) == expected


@pytest.mark.parametrize(
    ("text", "calendar", "code", "parameters"),
    [
        ("", G, DateProblem.EMPTY, {}),
        (" \u200f \t", G, DateProblem.EMPTY, {}),
        ("1" * 65, G, DateProblem.TOO_LONG, {"longest": 64}),
        ("3/4/90", G, DateProblem.SHORT_YEAR, {"year": "90"}),
        ("٣/٤/٩٠", G, DateProblem.SHORT_YEAR, {"year": "90"}),
        ("90", G, DateProblem.SHORT_YEAR, {"year": "90"}),
        ("April 90", G, DateProblem.SHORT_YEAR, {"year": "90"}),
        ("3 April", G, DateProblem.SHORT_YEAR, {"year": "3"}),
        ("3/4", G, DateProblem.SHORT_YEAR, {"year": "4"}),
        ("990/4/3", G, DateProblem.SHORT_YEAR, {"year": "990"}),
        ("3/4/0090", G, DateProblem.SHORT_YEAR, {"year": "0090"}),
        ("3/14/1990", G, DateProblem.NO_SUCH_MONTH, {"calendar": "gregorian", "month": 14, "months": 12}),
        ("30/2/1410", H, DateProblem.NO_SUCH_DAY,
         {"calendar": "hijri", "year": 1410, "month": 2, "day": 30, "month_length": 29}),
        ("1990", H, DateProblem.YEAR_OUT_OF_RANGE,
         {"calendar": "hijri", "year": 1990, "first_year": 1343, "last_year": 1500}),
        ("3/4/1410 هـ", G, DateProblem.NOT_UNDERSTOOD, {}),
        ("3/4/1990 م", H, DateProblem.NOT_UNDERSTOOD, {}),
        ("3/4/1982 A.D.", E, DateProblem.NOT_UNDERSTOOD, {}),
        ("12 Ramadan 1990", G, DateProblem.NOT_UNDERSTOOD, {}),
        ("April", G, DateProblem.NOT_UNDERSTOOD, {}),
        ("about", G, DateProblem.NOT_UNDERSTOOD, {}),
        ("3 April 1990 May", G, DateProblem.NOT_UNDERSTOOD, {}),
        ("Apr 3 il 1990", G, DateProblem.NOT_UNDERSTOOD, {}),
        ("April May 1990", G, DateProblem.NOT_UNDERSTOOD, {}),
        ("1 2 3 1990", G, DateProblem.NOT_UNDERSTOOD, {}),
        ("3 April 5 1990", G, DateProblem.NOT_UNDERSTOOD, {}),
        ("1990/1991", G, DateProblem.NOT_UNDERSTOOD, {}),
        ("19900403", G, DateProblem.NOT_UNDERSTOOD, {}),
        ("003/4/1990", G, DateProblem.NOT_UNDERSTOOD, {}),
        ("3/4/1990?", G, DateProblem.NOT_UNDERSTOOD, {}),
        ("3/4/1990\x00", G, DateProblem.NOT_UNDERSTOOD, {}),
        ("<script>1990", G, DateProblem.NOT_UNDERSTOOD, {}),
        ("१९९०", G, DateProblem.NOT_UNDERSTOOD, {}),
        ("1990½", G, DateProblem.NOT_UNDERSTOOD, {}),
        ("-", G, DateProblem.NOT_UNDERSTOOD, {}),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why(
    text: str, calendar: Calendar, code: DateProblem, parameters: dict[str, str | int]
) -> None:
    with pytest.raises(DateError) as refused:
        parse(text, calendar)
    assert (refused.value.code, refused.value.parameters) == (code, parameters)
    assert str(refused.value) == code.value


VARIETIES = ("egyptian", "levantine", "maghrebi", "moroccan", "iranian", "afghan")


@pytest.mark.parametrize("calendar", Calendar)
@pytest.mark.parametrize("language", ["en", "ar", "fr"])
def test_every_name_we_show_is_a_name_we_read(calendar: Calendar, language: str) -> None:
    year = {G: 1990, H: 1410, S: 1370, E: 1982}[calendar]
    for month in range(1, months_in_year(calendar) + 1):
        for variety in VARIETIES:
            name = month_name(calendar, month, language, variety)
            expected = GivenDate(calendar, year, month, 4)
            for system in ("latn", "arab", "arabext"):
                assert parse(digits(f"4 {name} {year}", system), calendar) == expected
            assert parse(f"{name.upper()} 4, {year}", calendar) == expected
            assert parse(f"{name} {year}", calendar) == GivenDate(calendar, year, month)


WRITTEN = {
    G: "January février مارس نيسان ماي حزيران يوليوز آب septembre تشرين‌الأول November دجنبر",
    H: "Moharram صفر ربيع_الأول Rabi_II جمادى_الأولى جمادى_الثانية Radjab Sha'ban Ramazan شوّال ذي_القعدة Dhul_Hijjah",
    S: "حمل اردیبهشت جوزا تیر Asad سنبلهٔ مهر عقرب آذر جدی بهمن حوت",
    E: "መስከረም ጥቅምት ህዳር ታኅሣሥ ጥር የካቲት መጋቢት ሚያዝያ ግንቦት ሰኔ ሐምሌ ነሐሴ ጳጉሜን",
}


@pytest.mark.parametrize("calendar", Calendar)
def test_month_names_in_many_spellings(calendar: Calendar) -> None:
    names = [name.replace("_", " ") for name in WRITTEN[calendar].split()]
    assert [month_named(name, calendar) for name in names] == list(range(1, months_in_year(calendar) + 1))
    assert month_named("Smarch", calendar) is None


@pytest.mark.parametrize(("name", "month"), [("ኃምሌ", 11), ("ሃምሌ", 11), ("ነኀሴ", 12), ("ታህሣስ", 4), ("ፓጉሜን", None)])
def test_letters_that_sound_alike_in_amharic_are_one(name: str, month: int | None) -> None:
    assert month_named(name, E) == month


@given(
    calendar=st.sampled_from(Calendar),
    civil=st.dates(date(1925, 1, 1), date(2076, 1, 1)),
    system=st.sampled_from(["latn", "arab", "arabext"]),
    separator=st.sampled_from(["/", "-", ".", " ", "،", ", ", " / "]),
    iso=st.booleans(),
)
def test_any_day_is_read_in_any_digits_and_separators(
    calendar: Calendar, civil: date, system: str, separator: str, iso: bool
) -> None:
    named = from_civil(civil, calendar)
    parts = [str(named.day), f"{named.month:02}", str(named.year)]
    text = digits(separator.join(parts[::-1] if iso else parts), system)
    assert parse(text, calendar) == GivenDate(calendar, named.year, named.month, named.day)


@given(text=st.text(max_size=80), calendar=st.sampled_from(Calendar))
def test_no_text_does_worse_than_a_refusal(text: str, calendar: Calendar) -> None:
    try:
        outcome: GivenDate | DateProblem = parse(text, calendar)
    except DateError as refused:
        outcome = refused.code
    assert isinstance(outcome, GivenDate | DateProblem)


def test_scrambled_dates_are_read_or_refused() -> None:
    pieces = [
        "3",
        "04",
        "1990",
        "1410",
        "٣",
        "April",
        "شهر",
        "ذو",
        "الحجة",
        "هـ",
        "/",
        "-",
        "،",
        " ",
        "~",
        "\u200f",
        "e",
    ]
    chance = random.Random(7)
    outcomes: set[type] = set()
    for _ in range(3000):
        text = "".join(chance.choices(pieces, k=chance.randint(1, 9)))
        for calendar in Calendar:
            try:
                outcomes.add(type(parse(text, calendar)))
            except DateError as refused:
                outcomes.add(type(refused))
    assert GivenDate in outcomes
    assert len(outcomes) == 3


def test_a_megabyte_is_refused_before_it_is_read() -> None:
    with pytest.raises(DateError) as refused:
        parse("\ufdfa" * 1_000_000, G)
    assert refused.value.code is DateProblem.TOO_LONG


def test_digits_are_folded_and_written() -> None:
    assert fold_digits("٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹ 0123456789 م") == "0123456789 0123456789 0123456789 م"
    assert digits("14/03/1990", "arab") == "١٤/٠٣/١٩٩٠"
    assert digits("14/03/1990", "arabext") == "۱۴/۰۳/۱۹۹۰"
    assert digits("14/03/1990", "latn") == "14/03/1990"
    with pytest.raises(KeyError):
        digits("1", "roman")
