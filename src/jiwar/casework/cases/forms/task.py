"""Tasks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.forms.sent import Choice, SeenForm, SentForm, offer
from jiwar.foundation.languages.fields import CivilDateField


class OwnTaskForm(SentForm):
    title = forms.CharField(label=_("What is to be done?"), max_length=300)
    due = CivilDateField(label=_("By when?"), required=False)


class TaskForm(OwnTaskForm):
    owner = forms.ChoiceField(label=_("Who does it?"))
    compartment = forms.ChoiceField(label=_("Who may see it?"))
    field_order = ["title", "due", "owner", "compartment"]

    def __init__(self, data: Any = None, *, team: list[Choice], compartments: list[Choice], **options: Any) -> None:
        super().__init__(data, **options)
        offer(self, "owner", team)
        offer(self, "compartment", compartments)


class MoveTaskForm(SeenForm):
    """`fixed`: day and wording follow from a deadline and are not shown to be changed."""

    title = forms.CharField(label=_("What is to be done?"), max_length=300)
    due = CivilDateField(label=_("By when?"), required=False)
    owner = forms.ChoiceField(label=_("Who does it?"))

    def __init__(self, data: Any = None, *, team: list[Choice], fixed: bool, **options: Any) -> None:
        super().__init__(data, **options)
        offer(self, "owner", team)
        if fixed:
            del self.fields["title"], self.fields["due"]
