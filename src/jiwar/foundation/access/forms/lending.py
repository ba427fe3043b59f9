"""Opening parts of a file for some hours, opening one in an emergency, and reviewing that."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.core.validators import MinLengthValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from jiwar.foundation.access.actions.lending import FEWEST_LETTERS
from jiwar.foundation.access.compartments import Compartment, compartment
from jiwar.foundation.access.models import Lending, Membership

HOURS = (1, 2, 3, 4, 6, 8, 10)
MINUTES = (15, 30, 60)


def _words(label: Any, help_text: Any, *, required: bool = True, fewest: int = 0) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=500,
        required=required,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 3}),
        # The act asks it too; here it is said beside the field.
        validators=[MinLengthValidator(fewest, _("Say in a few words what it is for."))] if fewest else (),
    )


def _choices(parts: Sequence[Compartment]) -> list[tuple[str, Any]]:
    return [
        (part.code, _("%(part)s (waits for the data guardian)") % {"part": part.name} if part.guarded else part.name)
        for part in parts
    ]


class LendForm(forms.Form):
    member = forms.ChoiceField(label=_("To whom?"))
    parts = forms.MultipleChoiceField(
        label=_("Which parts of this file?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    of_people = forms.MultipleChoiceField(
        label=_("Which parts of the records of the people on it?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    hours = forms.TypedChoiceField(label=_("For how long?"), coerce=int, initial=4)
    purpose = _words(
        _("What for?"), _("Those who hold the file read it. Kept sealed under this file."), fewest=FEWEST_LETTERS
    )
    token = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid4)

    def __init__(
        self,
        *args: Any,
        members: Sequence[tuple[Membership, Any]],
        parts: Sequence[Compartment],
        of_people: Sequence[Compartment],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._members = {str(member.id): member for member, _label in members}
        # Nobody stands there already: a file is not opened to whoever comes first in the list.
        self._offer("member", [("", "–"), *((str(member.id), label) for member, label in members)])
        self._offer("hours", [(n, ngettext("%(n)d hour", "%(n)d hours", n) % {"n": n}) for n in HOURS])
        self._offer("parts", _choices(parts))
        self._offer("of_people", _choices(of_people))
        if not of_people:
            del self.fields["of_people"]

    def _offer(self, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a field of choices

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        wrong = {"parts", "of_people"} & set(self.errors)
        if not cleaned.get("parts") and not cleaned.get("of_people") and not wrong:
            self.add_error("parts", _("Choose at least one part."))
        return cleaned

    def lent(self) -> dict[str, Any]:
        """As the action takes it."""
        given = self.cleaned_data
        return {
            "member": self._members[given["member"]],
            "parts": [compartment(code) for code in given["parts"]],
            "of_people": [compartment(code) for code in given.get("of_people", ())],
            "purpose": given["purpose"],
            "lasts": timedelta(hours=given["hours"]),
            "token": given["token"],
        }


class EmergencyForm(forms.Form):
    part = forms.ChoiceField(label=_("Which part of this file?"), widget=forms.RadioSelect)
    minutes = forms.TypedChoiceField(label=_("For how long?"), coerce=int, initial=30)
    reason = _words(
        _("What happened?"),
        _("The data guardian and those who hold the file read it now. Kept sealed under this file."),
        fewest=FEWEST_LETTERS,
    )

    def __init__(self, *args: Any, parts: Sequence[Compartment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["part"].choices = _choices(parts)  # type: ignore[attr-defined]  # a field of choices
        self.fields["minutes"].choices = [  # type: ignore[attr-defined]  # a field of choices
            (n, ngettext("%(n)d minute", "%(n)d minutes", n) % {"n": n}) for n in MINUTES
        ]
        self.fields["part"].initial = parts[0].code if parts else ""

    def opened(self) -> dict[str, Any]:
        """As the action takes it."""
        given = self.cleaned_data
        return {
            "part": compartment(given["part"]),
            "reason": given["reason"],
            "lasts": timedelta(minutes=given["minutes"]),
        }


class ReviewForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Was it in order?"), choices=Lending.Outcome.choices, widget=forms.RadioSelect)
    said = _words(_("A word about it"), _("Needed where it was not in order. Those concerned read it."), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("outcome") == Lending.Outcome.NOT_IN_ORDER and cleaned.get("said") == "":
            self.add_error("said", _("Write what was not in order."))
        return cleaned
