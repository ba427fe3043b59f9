"""What an authority announced, what was wrong about it, and what became of it for one case."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.forms.sent import Choice, SeenForm, offer, words
from jiwar.foundation.languages.fields import CivilDateField
from jiwar.lines.legal.models import Renewal
from jiwar.lines.legal.radar.papers import PAPERS, Paper
from jiwar.lines.legal.radar.rounds.actions import Says
from jiwar.lines.legal.radar.rounds.queries import NOT_IN_ROUNDS


class SaysForm(forms.Form):
    """The part that can be corrected later."""

    first = CivilDateField(label=_("From which day must people come?"))
    last = CivilDateField(label=_("Until which day?"), help_text=_("The last day on which they can come."))
    todo = forms.CharField(
        label=_("What must they do?"),
        max_length=300,
        help_text=_("One sentence. It stands on every case: where to go, what to bring."),
    )
    source = forms.CharField(
        label=_("Who announced it, and where did you read it?"),
        max_length=500,
        help_text=_("The decree, the notice, the page. Wait for the official word: many people will be called."),
    )
    source_date = CivilDateField(label=_("Of which day is it?"))
    note = words(
        _("Note"),
        rows=2,
        most=1000,
        required=False,
        help_text=_("Everybody in the group reads it. No names, no case."),
    )

    def told(self) -> Says:
        data = self.cleaned_data
        return Says(data["first"], data["last"], data["todo"], data["source"], data["source_date"], data["note"])


class RoundForm(SaysForm):
    """`step`: 'look' shows which cases it would reach, 'keep' announces it."""

    kind = forms.ChoiceField(label=_("Which paper is renewed?"))
    country = forms.ChoiceField(label=_("Of which country?"))

    field_order = ("kind", "country", "first", "last", "todo", "source", "source_date", "note")

    def __init__(self, *args: Any, countries: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", [(each.value, label) for each, label in PAPERS.items() if each not in NOT_IN_ROUNDS])
        offer(self, "country", countries)

    @property
    def paper(self) -> Paper:
        return Paper(self.cleaned_data["kind"])


class CorrectForm(SaysForm, SeenForm):
    """Paper and country stay: where those are wrong, the round is taken back and announced anew."""

    why = forms.CharField(
        label=_("Why is it corrected?"), max_length=500, help_text=_("Everybody in the group reads it.")
    )


class WithdrawForm(forms.Form):
    why = forms.CharField(
        label=_("Why is it taken back?"), max_length=500, help_text=_("Everybody in the group reads it.")
    )


class EndForm(forms.Form):
    outcome = forms.ChoiceField(label=_("What became of it?"), widget=forms.RadioSelect)
    how = words(
        _("What happened?"),
        rows=2,
        most=2000,
        required=False,
        help_text=_("Until when the new paper holds, or what is done now. Seen by everyone who works on the case."),
    )

    def __init__(self, *args: Any, outcomes: list[Renewal.Outcome], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "outcome", [(each.value, each.label) for each in outcomes])
