"""Form fields that take what people write: any digits, four calendars, dates known in part."""

from jiwar.foundation.languages.fields.civil_dates import CivilDateField
from jiwar.foundation.languages.fields.given_dates import GivenDateField
from jiwar.foundation.languages.fields.numbers import AnyDigitsDecimalField, AnyDigitsIntegerField
from jiwar.foundation.languages.fields.phones import PhoneField
from jiwar.foundation.languages.fields.times import TimeOfDayField

__all__ = [
    "AnyDigitsDecimalField",
    "AnyDigitsIntegerField",
    "CivilDateField",
    "GivenDateField",
    "PhoneField",
    "TimeOfDayField",
]
