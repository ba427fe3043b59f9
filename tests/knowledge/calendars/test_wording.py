"""Names of months and weekdays in the languages of the desk."""

import pytest

from jiwar.knowledge.calendars import Calendar, month_name, months_in_year, weekday_name

G, H, S, E = Calendar


@pytest.mark.parametrize(
    ("calendar", "month", "language", "variety", "name"),
    [
        (G, 1, "en", "", "January"),
        (G, 8, "fr", "", "août"),
        (G, 1, "ar", "levantine", "كانون الثاني"),
        (G, 1, "ar", "egyptian", "يناير"),
        (G, 1, "ar", "maghrebi", "جانفي"),
        (G, 8, "ar", "moroccan", "غشت"),
        (G, 7, "ar", "", "يوليو"),
        (G, 7, "ar", "unheard-of", "يوليو"),
        (G, 7, "en", "levantine", "July"),
        (G, 7, "sw", "", "July"),
        (H, 9, "en", "", "Ramadan"),
        (H, 9, "ar", "levantine", "رمضان"),
        (H, 8, "fr", "", "chaabane"),
        (S, 1, "en", "", "Farvardin"),
        (S, 1, "en", "afghan", "Hamal"),
        (S, 1, "ar", "afghan", "الحمل"),
        (E, 13, "en", "", "Pagumen"),
        (E, 13, "fr", "", "pagumen"),
        (E, 1, "ar", "", "مسكرم"),
    ],
)
def test_month_names(calendar: Calendar, month: int, language: str, variety: str, name: str) -> None:
    assert month_name(calendar, month, language, variety) == name


@pytest.mark.parametrize("calendar", Calendar)
@pytest.mark.parametrize("language", ["en", "ar", "fr"])
def test_each_month_has_its_own_name(calendar: Calendar, language: str) -> None:
    months = range(1, months_in_year(calendar) + 1)
    for variety in ("", "levantine", "maghrebi", "moroccan", "afghan"):
        assert len({month_name(calendar, month, language, variety) for month in months}) == len(months)


@pytest.mark.parametrize(("calendar", "month"), [(G, 0), (G, 13), (E, 14), (H, -1)])
def test_months_that_do_not_exist_have_no_name(calendar: Calendar, month: int) -> None:
    with pytest.raises(IndexError):
        month_name(calendar, month, "en")


def test_weekdays_begin_on_monday() -> None:
    assert [weekday_name(day, "en") for day in (0, 4, 6)] == ["Monday", "Friday", "Sunday"]
    assert [weekday_name(day, "ar") for day in (0, 4, 6)] == ["الاثنين", "الجمعة", "الأحد"]
    assert [weekday_name(day, "fr") for day in (0, 4, 6)] == ["lundi", "vendredi", "dimanche"]
    assert weekday_name(0, "sw") == "Monday"
    with pytest.raises(IndexError):
        weekday_name(7, "en")
    with pytest.raises(IndexError):
        weekday_name(-1, "en")
