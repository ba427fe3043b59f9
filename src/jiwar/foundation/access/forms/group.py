"""The group's settings, offices and local days."""

import zoneinfo
from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jiwar.foundation.groups.models import Digits, Group, LocalDay, Months, Office
from jiwar.foundation.languages.countries import alphabetical
from jiwar.foundation.languages.directions import DESK_LANGUAGES, endonym
from jiwar.foundation.languages.fields import AnyDigitsIntegerField, CivilDateField, PhoneField, TimeOfDayField
from jiwar.foundation.languages.reader import current_reader
from jiwar.knowledge.calendars import weekday_name
from jiwar.knowledge.procedures import outlines

SETTINGS = (
    "name", "languages", "time_zone", "months", "digits", "weekend", "default_procedure", "escalation_days",
)  # fmt: skip
OPENINGS_A_DAY = 2


class GroupForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200)
    languages = forms.MultipleChoiceField(
        label=_("Languages of the desk"),
        choices=[(code, endonym(code)) for code in DESK_LANGUAGES],
        widget=forms.CheckboxSelectMultiple,
    )
    first_language = forms.ChoiceField(
        label=_("The one for whoever has not chosen"), choices=[(code, endonym(code)) for code in DESK_LANGUAGES]
    )
    time_zone = forms.CharField(
        label=_("Time zone"), max_length=64, help_text=_("For example Europe/Istanbul or Africa/Cairo.")
    )
    months = forms.ChoiceField(label=_("Names of the months in Arabic"), choices=Months.choices)
    digits = forms.ChoiceField(label=_("Digits in Arabic"), choices=Digits.choices)
    weekend = forms.MultipleChoiceField(
        label=_("Weekend"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Leave empty for what is usual in the country."),
    )
    default_procedure = forms.ChoiceField(label=_("Procedure offered first"), required=False)
    escalation_days = AnyDigitsIntegerField(
        label=_("Days before a deadline at which others are told"), min_value=0, max_value=60
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = current_reader().language
        self.fields["weekend"].choices = [(str(day), weekday_name(day, language)) for day in range(7)]  # type: ignore[attr-defined]
        self.fields["default_procedure"].choices = [  # type: ignore[attr-defined]
            ("", _("none")),
            *sorted(((each.id, gettext(each.name)) for each in outlines()), key=lambda pair: alphabetical(pair[1])),
        ]

    @staticmethod
    def shown(group: Group) -> dict[str, Any]:
        """What the form begins with."""
        first = {name: getattr(group, name) for name in SETTINGS}
        return {
            **first,
            "weekend": [str(day) for day in group.weekend],
            "first_language": group.default_language,
            "seen_version": group.version,
        }

    def clean_time_zone(self) -> str:
        name = str(self.cleaned_data["time_zone"]).strip()
        if name not in zoneinfo.available_timezones():
            raise forms.ValidationError(_("There is no such time zone. Write it like Africa/Cairo."))
        return name

    def clean_weekend(self) -> list[int]:
        days = [int(day) for day in self.cleaned_data["weekend"]]
        if len(days) == 7:
            raise forms.ValidationError(_("At least one day of the week is a working day."))
        return days

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        chosen, first = cleaned.get("languages"), cleaned.get("first_language")
        if chosen and first and first not in chosen:
            self.add_error("first_language", _("Choose one of the languages of the desk."))
        return cleaned

    def settings(self) -> dict[str, Any]:
        """Ready to be written."""
        kept = {name: self.cleaned_data[name] for name in SETTINGS}
        first = self.cleaned_data["first_language"]
        kept["languages"] = [first, *(code for code in kept["languages"] if code != first)]
        return kept


class OfficeForm(forms.Form):
    """An office and its week: up to two openings a day."""

    name = forms.CharField(label=_("Name"), max_length=120)
    area = forms.CharField(label=_("Area"), max_length=120, required=False)
    phone = PhoneField(label=_("Telephone"), required=False)
    seen_version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"].country = country  # type: ignore[attr-defined]
        language = current_reader().language
        for day in range(7):
            for turn in range(OPENINGS_A_DAY):
                named = {"day": weekday_name(day, language)}
                self.fields[f"opens_{day}_{turn}"] = TimeOfDayField(label=_("%(day)s from") % named, required=False)
                self.fields[f"closes_{day}_{turn}"] = TimeOfDayField(label=_("%(day)s until") % named, required=False)

    @staticmethod
    def shown(office: Office) -> dict[str, Any]:
        first: dict[str, Any] = {"name": office.name, "area": office.area, "phone": office.phone}
        turns: dict[int, int] = {}
        for row in office.hours.all():
            turn = turns.get(row.weekday, 0)
            first[f"opens_{row.weekday}_{turn}"], first[f"closes_{row.weekday}_{turn}"] = row.opens, row.closes
            turns[row.weekday] = turn + 1
        return first

    def week(self) -> list[list[Any]]:
        """The bound fields of each weekday, for the page."""
        return [
            [self[f"{end}_{day}_{turn}"] for turn in range(OPENINGS_A_DAY) for end in ("opens", "closes")]
            for day in range(7)
        ]

    def openings(self) -> list[tuple[int, time, time]]:
        found = []
        for day in range(7):
            for turn in range(OPENINGS_A_DAY):
                opens, closes = (
                    self.cleaned_data.get(f"opens_{day}_{turn}"),
                    self.cleaned_data.get(f"closes_{day}_{turn}"),
                )
                if opens and closes:
                    found.append((day, opens, closes))
        return sorted(found)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for day in range(7):
            before: time | None = None
            for turn in range(OPENINGS_A_DAY):
                before = self._checked(cleaned, f"{day}_{turn}", before)
        return cleaned

    def _checked(self, cleaned: dict[str, Any], place: str, before: time | None) -> time | None:
        opens, closes = cleaned.get(f"opens_{place}"), cleaned.get(f"closes_{place}")
        if bool(opens) != bool(closes) and not {f"opens_{place}", f"closes_{place}"} & set(self.errors):
            self.add_error(f"closes_{place}" if opens else f"opens_{place}", _("Write both: from and until."))
        elif opens and closes and closes <= opens:
            self.add_error(f"closes_{place}", _("It closes after it opens."))
        elif opens and before and opens < before:
            self.add_error(f"opens_{place}", _("This begins before the first opening of the day has ended."))
        return closes or before


class LocalDayForm(forms.Form):
    day = CivilDateField(label=_("Day"))
    closed = forms.TypedChoiceField(
        label=_("On this day the group is"),
        choices=[("yes", _("closed")), ("no", _("open after all"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="yes",
    )
    name = forms.CharField(
        label=_("Why"), max_length=LocalDay._meta.get_field("name").max_length, help_text=_("As people call the day.")
    )
