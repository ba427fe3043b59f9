"""Courses, their units, classes and the times of a class."""

from collections.abc import Iterator
from datetime import date, time
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.forms.sent import Choice, SeenForm, SentForm, offer
from jiwar.foundation.languages.fields import AnyDigitsIntegerField, CivilDateField, TimeOfDayField
from jiwar.foundation.languages.spoken import language_choices
from jiwar.knowledge.timetables import Weekly
from jiwar.lines.learning.words import LEVELS, WEEKDAYS


class CourseForm(SentForm):
    title = forms.CharField(label=_("How is the course called?"), max_length=120)
    language = forms.ChoiceField(label=_("Which language is learned?"))
    level = forms.ChoiceField(
        label=_("At which level?"),
        help_text=_("“Reading and writing first” is the track of those who read in no script."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "language", language_choices((get_language() or "en").split("-")[0]))
        offer(self, "level", [(level.value, words) for level, words in LEVELS.items()])


class RenameForm(SeenForm):
    title = forms.CharField(label=_("How is the course called?"), max_length=120)


class UnitForm(SentForm):
    title = forms.CharField(label=_("What is the unit about?"), max_length=160)
    can_dos = forms.CharField(
        label=_("What can a learner do after it?"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=6000,
        help_text=_("One sentence a line: “I can say my name and where I live.”"),
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean_can_dos(self) -> str:
        lines = [line.strip() for line in self.cleaned_data["can_dos"].splitlines() if line.strip()]
        if any(len(line) > 240 for line in lines):
            raise forms.ValidationError(_("Keep each sentence below 240 letters."))
        return "\n".join(lines)


class ClassForm(SentForm):
    """Also for changing one: then `seen_version` is the version the writer saw."""

    name = forms.CharField(
        label=_("How is the class called?"), max_length=120, help_text=_("As learners say it: “Turkish A1, mornings”.")
    )
    teacher = forms.ChoiceField(label=_("Teacher"))
    stand_ins = forms.MultipleChoiceField(
        label=_("Who stands in?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    capacity = AnyDigitsIntegerField(label=_("Places"), min_value=1, max_value=200)
    first_day = CivilDateField(label=_("First day"))
    last_day = CivilDateField(label=_("Last day"))
    office = forms.ChoiceField(label=_("Office"), required=False)
    room = forms.CharField(label=_("Room"), max_length=60, required=False)
    online = forms.BooleanField(label=_("Also, or only, online"), required=False)
    women_only = forms.BooleanField(label=_("For women only"), required=False)
    childcare = forms.BooleanField(label=_("Children are looked after meanwhile"), required=False)
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, teachers: list[Choice], offices: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "teacher", teachers)
        offer(self, "stand_ins", teachers)
        offer(self, "office", [("", _("not in an office")), *offices])


class TimesForm(SeenForm):
    """A beginning and an end a weekday; a day without them is free."""

    since = CivilDateField(label=_("From which day on?"))

    def __init__(self, *args: Any, ramadan: bool, order: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order = order
        if ramadan:
            self.fields["since"].label = _("First day of these hours")
            self.fields["until"] = CivilDateField(label=_("Last day of these hours"))
        for day in order:
            said = {"day": WEEKDAYS[day]}
            self.fields[f"from_{day}"] = TimeOfDayField(label=_("%(day)s, from") % said, required=False)
            self.fields[f"until_{day}"] = TimeOfDayField(label=_("%(day)s, to") % said, required=False)
        self.fields["kept_free"] = forms.CharField(
            label=_("Kept free for prayer"),
            max_length=160,
            required=False,
            help_text=_("In words, as the class agreed: “a quarter of an hour at noon”. We compute no prayer times."),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if isinstance(since, date) and isinstance(until, date) and until < since:
            self.add_error("until", _("The last day is before the first."))
        found = []
        for day in self.order:
            starts, ends = cleaned.get(f"from_{day}"), cleaned.get(f"until_{day}")
            if isinstance(starts, time) and isinstance(ends, time) and starts < ends:
                found.append(Weekly(day, starts, ends))
            elif starts or ends:
                self.add_error(f"until_{day}", _("Write when it begins and, later, when it ends."))
        if not found and not self.errors:
            self.add_error(None, _("Write at least one day with its times."))
        cleaned["weekly"] = tuple(found)
        return cleaned

    def by_day(self) -> Iterator[tuple[Any, forms.BoundField, forms.BoundField]]:
        for day in self.order:
            yield WEEKDAYS[day], self[f"from_{day}"], self[f"until_{day}"]
