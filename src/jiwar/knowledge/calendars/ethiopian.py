"""The Ethiopian calendar (Amete Mihret): twelve months of 30 days and Pagumen with 5, or 6 in a leap year.

The arithmetic is that of the Coptic calendar with years counted from 8 CE; a year Y is a leap year when Y mod 4 is 3.
"""

from datetime import date

MONTHS = 13
FIRST_YEAR = 1
LAST_YEAR = 9991
_EPOCH = date(8, 8, 27).toordinal()  # 1 Meskerem 1 = 29 August 8 of the Julian calendar


def month_length(year: int, month: int) -> int:
    """Days in a month that exists."""
    if month < MONTHS:
        return 30
    return 6 if year % 4 == 3 else 5


def to_civil(year: int, month: int, day: int) -> date:
    """The Gregorian day of an Ethiopian day that exists."""
    return date.fromordinal(_EPOCH + 365 * (year - 1) + year // 4 + 30 * (month - 1) + day - 1)


def from_civil(civil: date) -> tuple[int, int, int]:
    """Year, month, day of a Gregorian day on or after 27 August 8."""
    cycle, within_cycle = divmod(civil.toordinal() - _EPOCH, 1461)
    # The leap day closes the third year of each cycle, so the years are 365, 365, 366, 365 days long.
    year_in_cycle = 2 if within_cycle == 1095 else within_cycle // 365 if within_cycle < 1095 else 3
    day_of_year = within_cycle - (365, 730, 1096)[year_in_cycle - 1] if year_in_cycle else within_cycle
    month, day = divmod(day_of_year, 30)
    return 4 * cycle + year_in_cycle + 1, month + 1, day + 1
