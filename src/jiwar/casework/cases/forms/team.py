"""Who works on a case, and whom it is about."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.forms.sent import Choice, offer, words
from jiwar.casework.cases.models import CaseMember

HANDOVER = _("What must the colleague know first? Kept with the case.")


class AssignForm(forms.Form):
    member = forms.ChoiceField(label=_("Who?"))
    lead = forms.BooleanField(label=_("They lead the case"), required=False)
    handover = words(_("A word for them"), rows=3, most=2000, required=False, help_text=HANDOVER)

    def __init__(self, data: Any = None, *, members: list[Choice], **options: Any) -> None:
        super().__init__(data, **options)
        offer(self, "member", members)


class HandOverForm(forms.Form):
    to = forms.ChoiceField(label=_("To whom?"))
    note = words(_("Hand-over"), rows=4, most=4000, help_text=HANDOVER)

    def __init__(self, data: Any = None, *, members: list[Choice], **options: Any) -> None:
        super().__init__(data, **options)
        offer(self, "to", members)


class PersonForm(forms.Form):
    """Somebody of the household, or anyone by their number (P-0142)."""

    person = forms.ChoiceField(label=_("Of the household"), required=False, widget=forms.RadioSelect)
    number = forms.CharField(label=_("Or by number"), max_length=12, required=False, help_text=_("For example P-0142"))
    role = forms.ChoiceField(label=_("As what?"), choices=CaseMember.Role.choices, initial=CaseMember.Role.OTHER)

    def __init__(self, data: Any = None, *, household: list[Choice], **options: Any) -> None:
        super().__init__(data, **options)
        if household:
            offer(self, "person", household)
        else:
            del self.fields["person"]
            self.fields["number"].label = _("By number")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("person") and not cleaned.get("number"):
            self.add_error("number", _("Choose someone, or write their number."))
        return cleaned
