"""Calling one meeting off, or moving it."""

from datetime import date, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.forms.sent import SentForm
from jiwar.foundation.languages.fields import CivilDateField, TimeOfDayField
from jiwar.knowledge.timetables import Meeting


class ReasonForm(SentForm):
    reason = forms.CharField(
        label=_("Why?"),
        max_length=200,
        help_text=_("Learners and colleagues read it. Nothing about a person: “the room is being painted”."),
    )


class MoveForm(ReasonForm):
    day = CivilDateField(label=_("To which day?"))
    starts = TimeOfDayField(label=_("From"))
    ends = TimeOfDayField(label=_("To"))
    field_order = ["day", "starts", "ends", "reason"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if isinstance(starts, time) and isinstance(ends, time) and ends <= starts:
            self.add_error("ends", _("Write when it begins and, later, when it ends."))
        return cleaned

    def meeting(self) -> Meeting:
        day: date = self.cleaned_data["day"]
        return Meeting(day, self.cleaned_data["starts"], self.cleaned_data["ends"])
