"""A time of day in any digits: 9, 9:30, 09.30, ٩:٣٠, 14h30."""

import re
from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from jiwar.knowledge.calendars import fold_digits

_TYPED = re.compile(r"(\d{1,2})(?:\s*[:.hH٫،]\s*(\d{2})?)?\Z")


class TimeOfDayField(forms.Field):
    """Gives `datetime.time`, or None where nothing was typed."""

    widget = forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off", "dir": "ltr", "placeholder": "09:30"})

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values or isinstance(value, time):
            return value or None
        match = _TYPED.match(fold_digits(str(value)).strip())
        hour, minute = (int(match[1]), int(match[2] or 0)) if match else (99, 99)
        if hour > 23 or minute > 59:
            raise ValidationError(_("Write the time as hours and minutes, for example 14:30."), code="invalid")
        return time(hour, minute)

    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%H:%M") if isinstance(value, time) else value
