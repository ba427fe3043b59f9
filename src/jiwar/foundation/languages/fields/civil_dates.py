"""A civil date, typed in any digits: day, month and year, or the ISO form, or with the month's name."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from jiwar.foundation.languages.fields.problems import date_sentence
from jiwar.foundation.languages.fields.reading import read_date
from jiwar.knowledge.calendars import Calendar, DateError


class CivilDateField(forms.Field):
    """Gives `datetime.date`, or None where nothing was typed. For plans and appointments; what people *tell* is a
    `GivenDateField`."""

    def __init__(self, **options: Any) -> None:
        attrs = {"inputmode": "text", "autocomplete": "off", "dir": "ltr", "maxlength": 64}
        super().__init__(**{"widget": forms.TextInput(attrs=attrs), **options})

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values or isinstance(value, date):
            return value or None
        try:
            given = read_date(str(value), Calendar.GREGORIAN)
        except DateError as error:
            raise ValidationError(date_sentence(error), code=str(error.code)) from None
        if given.day is None or given.month is None or given.about:
            raise ValidationError(_("Write the whole date: day, month and year."), code="incomplete")
        return date(given.year, given.month, given.day)

    def prepare_value(self, value: Any) -> Any:
        return f"{value.day}/{value.month}/{value.year}" if isinstance(value, date) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != (initial or None))
        except ValidationError:
            return True
