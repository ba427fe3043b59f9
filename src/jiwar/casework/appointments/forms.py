"""Booking and moving an appointment."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases import clock
from jiwar.casework.cases.forms.sent import Choice, SeenForm, SentForm, offer
from jiwar.foundation.languages.fields import AnyDigitsIntegerField, CivilDateField, TimeOfDayField
from jiwar.foundation.languages.spoken import language_choices


class WhenForm(forms.Form):
    """A local day and time, and how long it takes. `starts` and `ends` are in `cleaned_data` once it is clean."""

    day = CivilDateField(label=_("Day"))
    at = TimeOfDayField(label=_("From"))
    minutes = AnyDigitsIntegerField(label=_("Minutes"), min_value=5, max_value=720, initial=60)
    in_spite = forms.BooleanField(
        label=_("Book in spite of it"),
        required=False,
        help_text=_("What speaks against the time is kept with the appointment."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        day, at, minutes = cleaned.get("day"), cleaned.get("at"), cleaned.get("minutes")
        if isinstance(day, date) and isinstance(at, time) and minutes:
            try:
                starts = moment(day, at)
                ends = starts + timedelta(minutes=minutes) if starts else None
            except OverflowError:
                self.add_error("day", _("This day is too far away."))
                return cleaned
            if starts is None:
                self.add_error("at", _("This time does not exist on that day: the clocks are put forward."))
            else:
                cleaned |= {"starts": starts, "ends": ends}
        return cleaned


def moment(day: date, at: time) -> datetime | None:
    """The moment of a local time in the group's time zone; None where the clocks skip it."""
    local = datetime.combine(day, at, clock.zone())
    there = timezone.localtime(local.astimezone(timezone.get_fixed_timezone(0)), clock.zone())
    return local if there.replace(tzinfo=None) == local.replace(tzinfo=None) else None


class BookForm(WhenForm, SentForm):
    person = forms.ChoiceField(label=_("With whom"))
    staff = forms.ChoiceField(label=_("Colleague"), required=False)
    interpreter_language = forms.ChoiceField(label=_("Interpreter for"), required=False)
    office = forms.ChoiceField(label=_("Office"), required=False)
    room = forms.CharField(label=_("Room"), max_length=60, required=False)
    purpose = forms.CharField(
        label=_("What for"),
        max_length=200,
        required=False,
        help_text=_("Seen by the front desk: no reasons, no details."),
    )
    field_order = (
        "person", "day", "at", "minutes", "staff", "interpreter_language", "office", "room", "purpose", "in_spite",
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, people: list[Choice], staff: list[Choice], offices: Sequence[Choice], **options: Any
    ) -> None:
        super().__init__(data, **options)
        offer(self, "person", people)
        offer(self, "staff", [("", _("nobody in particular")), *staff])
        offer(self, "office", [("", _("not in an office")), *offices])
        languages = language_choices(get_language() or "en")
        offer(self, "interpreter_language", [("", _("no interpreter")), *languages])


class MoveForm(WhenForm, SeenForm):
    pass
