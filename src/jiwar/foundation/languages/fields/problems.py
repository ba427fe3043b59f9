"""What was wrong with a date, as a sentence beside the field: what does not exist, and what to write instead."""

from collections.abc import Callable
from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from jiwar.foundation.languages.reader import Reader, current_reader, format_day
from jiwar.knowledge.calendars import Calendar, DateError, DateProblem

Parameters = dict[str, str | int]


def date_sentence(error: DateError, reader: Reader | None = None) -> str:
    """The sentence for a refused date, in the active language."""
    return _SENTENCES[error.code](error.parameters, reader or current_reader())


def calendar_name(calendar: Calendar) -> str:
    return {
        Calendar.GREGORIAN: pgettext("calendar", "Gregorian"),
        Calendar.HIJRI: pgettext("calendar", "Hijri"),
        Calendar.SOLAR_HIJRI: pgettext("calendar", "Solar Hijri"),
        Calendar.ETHIOPIAN: pgettext("calendar", "Ethiopian"),
    }[calendar]


def _no_such_day(given: Parameters, reader: Reader) -> str:
    length = int(given["month_length"])
    sentence = ngettext(
        "%(month)s %(year)s had %(length)s day. Write the day if known, or leave it out.",
        "%(month)s %(year)s had %(length)s days. Write the day if known, or leave it out.",
        length,
    )
    month = reader.month(Calendar(str(given["calendar"])), int(given["month"]))
    return sentence % {
        "month": month,
        "year": reader.figures(str(given["year"])),
        "length": reader.figures(str(length)),
    }


def _no_such_month(given: Parameters, reader: Reader) -> str:
    return _("This calendar has %(months)s months. The day comes first, then the month, then the year.") % {
        "months": reader.figures(str(given["months"]))
    }


def _year_out_of_range(given: Parameters, reader: Reader) -> str:
    return _("In the %(calendar)s calendar we know the years %(first)s to %(last)s. Is it another calendar?") % {
        "calendar": calendar_name(Calendar(str(given["calendar"]))),
        "first": reader.figures(str(given["first_year"])),
        "last": reader.figures(str(given["last_year"])),
    }


def _day_out_of_range(given: Parameters, reader: Reader) -> str:
    return _("In the %(calendar)s calendar we know the days from %(first)s to %(last)s.") % {
        "calendar": calendar_name(Calendar(str(given["calendar"]))),
        "first": format_day(date.fromisoformat(str(given["first_day"])), reader, weekday=False),
        "last": format_day(date.fromisoformat(str(given["last_day"])), reader, weekday=False),
    }


def _day_without_month(_given: Parameters, _reader: Reader) -> str:
    return _("A day needs its month. Write the month too, or only the year.")


def _age_out_of_range(given: Parameters, reader: Reader) -> str:
    return _("Write an age from 0 to %(oldest)s.") % {"oldest": reader.figures(str(given["oldest"]))}


def _empty(_given: Parameters, _reader: Reader) -> str:
    return _("Write the date, or as much of it as is known.")


def _too_long(_given: Parameters, _reader: Reader) -> str:
    return _("This is too long for a date. Write day, month and year.")


def _not_understood(_given: Parameters, reader: Reader) -> str:
    return _("This is not a date we can read. Write day, month, year, for example %(example)s, or only the year.") % {
        "example": reader.figures("23/4/1990")
    }


def _short_year(given: Parameters, reader: Reader) -> str:
    return _("Write the year with four digits: “%(year)s” could be several.") % {
        "year": reader.figures(str(given["year"]))
    }


_SENTENCES: Final[dict[DateProblem, Callable[[Parameters, Reader], str]]] = {
    DateProblem.NO_SUCH_DAY: _no_such_day,
    DateProblem.NO_SUCH_MONTH: _no_such_month,
    DateProblem.YEAR_OUT_OF_RANGE: _year_out_of_range,
    DateProblem.DAY_OUT_OF_RANGE: _day_out_of_range,
    DateProblem.DAY_WITHOUT_MONTH: _day_without_month,
    DateProblem.AGE_OUT_OF_RANGE: _age_out_of_range,
    DateProblem.EMPTY: _empty,
    DateProblem.TOO_LONG: _too_long,
    DateProblem.NOT_UNDERSTOOD: _not_understood,
    DateProblem.SHORT_YEAR: _short_year,
}
