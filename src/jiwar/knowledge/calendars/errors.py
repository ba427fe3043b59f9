"""What can be wrong with a date, as codes a page turns into a sentence in the reader's language."""

from enum import StrEnum


class DateProblem(StrEnum):
    """Code of a refused date; the comment names the parameters that come with it."""

    NO_SUCH_DAY = "no-such-day"  # calendar, year, month, day, month_length
    NO_SUCH_MONTH = "no-such-month"  # calendar, month, months
    YEAR_OUT_OF_RANGE = "year-out-of-range"  # calendar, year, first_year, last_year
    DAY_OUT_OF_RANGE = "day-out-of-range"  # calendar, day (ISO, civil), first_day, last_day (ISO, civil)
    DAY_WITHOUT_MONTH = "day-without-month"  # calendar, day
    AGE_OUT_OF_RANGE = "age-out-of-range"  # age, oldest
    EMPTY = "empty"  # none
    TOO_LONG = "too-long"  # longest
    NOT_UNDERSTOOD = "not-understood"  # none
    SHORT_YEAR = "short-year"  # year (as typed, Latin digits)


class DateError(ValueError):
    """A date that cannot be used. `code` and `parameters` are for the page. `str()` is the code alone: a date of birth
    must not reach a log."""

    def __init__(self, code: DateProblem, **parameters: str | int) -> None:
        self.code = code
        self.parameters = parameters
        super().__init__(code.value)


class ImpossibleDate(DateError):
    """The date can be read, but no such day, month or year exists in its calendar, or it lies outside its range."""


class UnreadableDate(DateError):
    """What was typed is not a date in any form we read."""
