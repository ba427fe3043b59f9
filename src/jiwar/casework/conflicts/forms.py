"""Who is opposed to a case, and what is decided about a match."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.forms.sent import SentForm, offer, words
from jiwar.casework.conflicts.models import Match, Opposed
from jiwar.foundation.groups.context import current_group
from jiwar.foundation.languages.fields import PhoneField


class OpposedForm(SentForm):
    kind = forms.ChoiceField(label=_("Who are they to the person?"), choices=Opposed.Kind.choices)
    name = forms.CharField(
        label=_("Their name"),
        max_length=200,
        required=False,
        help_text=_("As it was said, in any script. It is looked for among the people we know and among colleagues."),
    )
    other_name = forms.CharField(
        label=_("Their name in another script, or another name"), max_length=200, required=False
    )
    phone = PhoneField(label=_("Telephone, if it is known"), required=False)
    number = forms.CharField(
        label=_("Or the number of their record"),
        max_length=12,
        required=False,
        help_text=_("For example P-0142. Then the two sides are kept apart from now on, also for you."),
    )
    note = words(_("What the team must know"), rows=2, most=2000, required=False)
    field_order = ["kind", "name", "other_name", "phone", "number", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"].country = current_group().country  # type: ignore[attr-defined]  # as the group's

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not any(cleaned.get(name) for name in ("name", "other_name", "number")) and "name" not in self.errors:
            self.add_error("name", _("Write a name, or the number of their record."))
        return cleaned


class WithdrawForm(forms.Form):
    reason = words(_("Why?"), rows=3, most=2000)


class DecideForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput, max_length=12)
    state = forms.ChoiceField(label=_("Is it a conflict?"), widget=forms.RadioSelect)
    reason = words(
        _("Why?"),
        rows=3,
        most=2000,
        help_text=_("Kept for whoever decides about conflicts. Do not name the other side."),
    )

    def __init__(self, *args: Any, silent: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = (Match.State.CLEAR, Match.State.APART, *(() if silent else (Match.State.CONFLICT,)))
        offer(self, "state", [(state.value, state.label) for state in states])
