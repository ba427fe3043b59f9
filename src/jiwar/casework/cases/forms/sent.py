"""What all forms of casework share: the token of a sending, the version that was shown, choices set by the view."""

from collections.abc import Iterable, Sequence
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

Choice = tuple[str, Any]


class SentForm(forms.Form):
    """`token` marks one sending of the form."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)


class SeenForm(forms.Form):
    """`seen_version` is the version the writer saw."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


def offer(form: forms.Form, name: str, choices: Iterable[Choice]) -> None:
    """Sets what a field of choices offers."""
    cast(forms.ChoiceField, form.fields[name]).choices = list(choices)


def words(
    label: Any, *, rows: int = 4, most: int = 20_000, required: bool = True, help_text: Any = ""
) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def whom(people: Sequence[Choice]) -> list[Choice]:
    """Whom on the case it is about: one, or all of them."""
    return [("", _("all on the case")), *people]
