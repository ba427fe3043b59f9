"""A date as a person gives it: one of four calendars, as much as is known, or an age.

On the page: the calendars as a choice, one line to type in. What was typed stays typed; what it means is a `GivenDate`.
"""

from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiwar.foundation.languages.fields.ages import read_age
from jiwar.foundation.languages.fields.problems import date_sentence
from jiwar.foundation.languages.fields.reading import read_date
from jiwar.knowledge.calendars import (
    Calendar,
    DateError,
    DateProblem,
    GivenDate,
    ImpossibleDate,
    about_age,
)

AGE: Final = "age"
CALENDARS: Final = (
    (Calendar.GREGORIAN.value, pgettext_lazy("calendar", "Gregorian")),
    (Calendar.HIJRI.value, pgettext_lazy("calendar", "Hijri")),
    (Calendar.SOLAR_HIJRI.value, pgettext_lazy("calendar", "Solar Hijri")),
    (Calendar.ETHIOPIAN.value, pgettext_lazy("calendar", "Ethiopian")),
)


class GivenDateWidget(forms.MultiWidget):
    """`name_0` is the calendar (or 'age'), `name_1` what was typed."""

    template_name = "languages/given_date.html"
    use_fieldset = True

    def __init__(self, *, with_age: bool = True, attrs: dict[str, Any] | None = None) -> None:
        choices = [*CALENDARS, (AGE, _("Age, about"))] if with_age else list(CALENDARS)
        typed = forms.TextInput(attrs={"autocomplete": "off"})
        super().__init__([forms.RadioSelect(choices=choices), typed], attrs)

    def decompress(self, value: Any) -> list[Any]:
        if not isinstance(value, GivenDate):
            return [Calendar.GREGORIAN.value, ""]
        return [value.calendar.value, as_typed(value)]


class GivenDateField(forms.MultiValueField):
    """Gives a `GivenDate`, or None where nothing was typed.

    `with_age`: for dates of birth, 'about 35' counts as well, seen from `today` (the civil day where we are).
    `not_after_today`: refuses a date that lies wholly in the future.
    """

    def __init__(self, *, with_age: bool = True, not_after_today: bool = True, **options: Any) -> None:
        self.not_after_today = not_after_today
        choices = [*CALENDARS, (AGE, "")] if with_age else list(CALENDARS)
        fields = (forms.ChoiceField(choices=choices, required=False), forms.CharField(required=False, max_length=64))
        super().__init__(fields, widget=GivenDateWidget(with_age=with_age), require_all_fields=False, **options)

    def clean(self, value: Any) -> GivenDate | None:
        kind, typed = ((value or ["", ""]) + ["", ""])[:2] if isinstance(value, list) else ("", "")
        if not (typed or "").strip():
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        return self._read(kind or Calendar.GREGORIAN.value, typed)

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = self.widget.decompress(initial) if isinstance(self.widget, GivenDateWidget) else [None, ""]
        return list(before) != [(part or "") for part in (data or ["", ""])]

    def _read(self, kind: str, typed: str) -> GivenDate:
        today = timezone.localdate()
        try:
            given = _from_age(typed, today) if kind == AGE else read_date(typed, _calendar(kind))
        except DateError as error:
            raise ValidationError(date_sentence(error), code=str(error.code)) from None
        if self.not_after_today and given.interval().earliest > today:
            raise ValidationError(_("This date is still to come. Is it another calendar?"), code="future")
        return given


def as_typed(value: GivenDate) -> str:
    """The date as one would type it: what `read_date` reads back as the same date."""
    parts = [str(part) for part in (value.day, value.month) if part is not None]
    return ("~ " if value.about else "") + "/".join([*parts, f"{value.year:04d}"])


def _calendar(kind: str) -> Calendar:
    try:
        return Calendar(kind)
    except ValueError:
        raise ValidationError(_("Choose one of the calendars."), code="calendar") from None


def _from_age(typed: str, today: date) -> GivenDate:
    age = read_age(typed)
    if age is None:
        raise ImpossibleDate(DateProblem.AGE_OUT_OF_RANGE, age=0, oldest=130)
    return about_age(age, today)
