"""What was announced: which days, where, and who says so."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.forms.sent import Choice, offer
from jiwar.foundation.languages.fields import CivilDateField


class HolidayForm(forms.Form):
    """`step`: 'look' shows what would move, 'keep' records it."""

    country = forms.ChoiceField(label=_("In which country?"))
    first = CivilDateField(label=_("First day"))
    last = CivilDateField(label=_("Last day"), required=False, help_text=_("Empty: one day only."))
    name = forms.CharField(label=_("How is the day called?"), max_length=120)
    source = forms.CharField(
        label=_("Who announced it, and where did you read it?"),
        max_length=500,
        help_text=_("The decree, the gazette, the page. Wait for the official word: a deadline may come later by it."),
    )

    def __init__(self, *args: Any, countries: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "country", countries)
