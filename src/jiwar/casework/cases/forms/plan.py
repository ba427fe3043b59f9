"""Assessment, needs and goals."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.forms.sent import Choice, SeenForm, SentForm, offer, whom, words
from jiwar.casework.cases.models import Goal
from jiwar.casework.cases.sectors import Sector, Severity
from jiwar.foundation.languages.fields import CivilDateField


class AssessForm(SentForm):
    sector = forms.ChoiceField(label=_("Sector"), choices=Sector.choices)
    person = forms.ChoiceField(label=_("About whom"), required=False)
    severity = forms.ChoiceField(label=_("How severe is it?"), choices=Severity.choices, widget=forms.RadioSelect)
    finding = words(
        _("What did you find?"),
        rows=4,
        required=False,
        help_text=_("Facts that matter for the help; no opinion on whether the person is believed."),
    )
    field_order = ["sector", "person", "severity", "finding"]

    def __init__(self, data: Any = None, *, people: list[Choice], **options: Any) -> None:
        super().__init__(data, **options)
        offer(self, "person", whom(people))


class NeedForm(SentForm):
    sector = forms.ChoiceField(label=_("Sector"), choices=Sector.choices)
    person = forms.ChoiceField(label=_("Whose need"), required=False)
    text = words(_("What is needed?"), rows=2, most=1000)
    field_order = ["sector", "person", "text"]

    def __init__(self, data: Any = None, *, people: list[Choice], **options: Any) -> None:
        super().__init__(data, **options)
        offer(self, "person", whom(people))


class GoalForm(SentForm):
    text = words(
        _("What shall be reached?"),
        rows=2,
        most=1000,
        help_text=_("Agreed with the person, so that both can tell when it is."),
    )
    until = CivilDateField(label=_("Until when?"), required=False)
    need = forms.ChoiceField(label=_("Which need does it answer?"), required=False)
    field_order = ["text", "until", "need"]

    def __init__(self, data: Any = None, *, needs: list[Choice], **options: Any) -> None:
        super().__init__(data, **options)
        offer(self, "need", [("", _("none in particular")), *needs])


class ChangeGoalForm(SeenForm):
    text = words(_("What shall be reached?"), rows=2, most=1000)
    until = CivilDateField(label=_("Until when?"), required=False)
    state = forms.ChoiceField(label=_("Where does it stand?"), choices=Goal.State.choices, widget=forms.RadioSelect)
