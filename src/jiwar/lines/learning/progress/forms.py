"""What a learner can do, a test they took, another level."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases import clock
from jiwar.casework.cases.forms.sent import SentForm, offer, words
from jiwar.foundation.languages.fields import CivilDateField
from jiwar.lines.learning.models import CanDo, TakenTest
from jiwar.lines.learning.progress.wording import OUTCOMES
from jiwar.lines.learning.words import LEVELS, languages


def not_ahead(day: date) -> None:
    if day > clock.today():
        raise forms.ValidationError(_("This day has not come yet."))


class InLanguageForm(SentForm):
    language = forms.ChoiceField(label=_("Language"))
    level = forms.ChoiceField(label=_("Level"), choices=list(LEVELS.items()))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "language", languages())


class CanDoForm(InLanguageForm):
    """Language and level of a statement are those of its course."""

    statement = forms.ChoiceField(label=_("From a course"), required=False)
    said = words(
        _("Or in your own words"),
        rows=2,
        most=500,
        required=False,
        help_text=_("One thing, as you saw it: asks the way and understands the answer."),
    )
    reached_on = CivilDateField(label=_("Seen on"), validators=[not_ahead])

    def __init__(self, *args: Any, statements: Sequence[CanDo], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(each.id): each for each in statements}
        of_courses = groupby(statements, lambda each: each.unit.course)
        grouped = [(course.title, [(str(each.id), each.text) for each in rows]) for course, rows in of_courses]
        offer(self, "statement", [("", _("none of these")), *grouped])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["statement"] = self.known.get(data.get("statement") or "")
        if data["statement"] is not None:
            course = data["statement"].unit.course
            data |= {"said": data["statement"].text, "language": course.language, "level": course.level}
        elif "said" in data and not data["said"].strip():
            self.add_error("said", _("Choose one of a course, or write what you saw."))
        return data


class TestForm(InLanguageForm):
    name = forms.CharField(label=_("Which test?"), max_length=200)
    outcome = forms.ChoiceField(label=_("What came of it?"), choices=list(OUTCOMES.items()), widget=forms.RadioSelect)
    result = forms.CharField(
        label=_("Result, as the paper says it"), max_length=200, required=False, help_text=_("18 of 25, for example.")
    )
    taken_on = CivilDateField(label=_("Taken on"), validators=[not_ahead])

    def clean_outcome(self) -> TakenTest.Outcome:
        return TakenTest.Outcome(self.cleaned_data["outcome"])


class LevelForm(InLanguageForm):
    why = words(
        _("Why"), rows=3, most=1000, help_text=_("What you saw: a course, a test. Nothing of why the person fled.")
    )
