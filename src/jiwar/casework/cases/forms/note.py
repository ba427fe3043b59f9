"""Notes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.forms.sent import Choice, SeenForm, SentForm, offer, words
from jiwar.casework.cases.models import Note
from jiwar.foundation.languages.fields import AnyDigitsIntegerField, CivilDateField


def minutes_taken() -> AnyDigitsIntegerField:
    return AnyDigitsIntegerField(label=_("Minutes it took"), min_value=0, max_value=24 * 60, required=False)


class NoteForm(SentForm):
    kind = forms.ChoiceField(label=_("What was it?"), choices=Note.Kind.choices)
    happened_on = CivilDateField(label=_("When?"))
    text = words(
        _("Note"),
        rows=8,
        help_text=_("Facts that matter for the help. No names of those who threaten or inform, no opinion on belief."),
    )
    minutes = minutes_taken()
    compartment = forms.ChoiceField(label=_("Who may read it?"), widget=forms.RadioSelect)
    field_order = ["kind", "happened_on", "text", "minutes", "compartment"]

    def __init__(self, data: Any = None, *, compartments: list[Choice], **options: Any) -> None:
        super().__init__(data, **options)
        offer(self, "compartment", compartments)


class AmendForm(SeenForm):
    kind = forms.ChoiceField(label=_("What was it?"), choices=Note.Kind.choices)
    text = words(_("Note"), rows=8, help_text=_("What it said before stays readable."))
    minutes = minutes_taken()
