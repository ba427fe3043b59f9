"""What runs out, and how it ended."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.forms.sent import SentForm, offer, words
from jiwar.foundation.languages.fields import GivenDateField
from jiwar.lines.legal.radar.papers import PAPERS


class RunsOutForm(SentForm):
    kind = forms.ChoiceField(label=_("What runs out?"))
    given = GivenDateField(
        label=_("On which day?"),
        with_age=False,
        help_text=_("As it stands on the paper. If only the month is known, write the month: its first day counts."),
    )
    note = words(
        _("What is to be done?"),
        rows=2,
        most=2000,
        required=False,
        help_text=_("Seen by everyone who works on the case."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", [(each.value, label) for each, label in PAPERS.items()])


class EndedForm(forms.Form):
    how = words(
        _("What was done?"), rows=2, most=2000, help_text=_("Renewed until when, or why it is not needed any more.")
    )
