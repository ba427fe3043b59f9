"""Asking for consent, and its answer."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from jiwar.casework.people.actions.consenting import Question
from jiwar.casework.people.forms.fields import language_field
from jiwar.casework.people.models import Consent
from jiwar.foundation.languages.fields import CivilDateField

ANSWERS = (
    ("given", _("Yes, they agree")),
    ("refused", _("No, they do not")),
    ("asked", _("No answer yet")),
)


class _Signed(forms.Form):
    form = forms.ChoiceField(
        label=_("If yes: how it was given"), choices=Consent.Form.choices, required=False, widget=forms.RadioSelect
    )
    witness = forms.CharField(
        label=_("Witness"), required=False, max_length=120, help_text=_("Needed when consent is given by word.")
    )
    words = forms.CharField(
        label=_("What they said about it"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def check_form(self, cleaned: dict[str, Any], *, given: bool) -> None:
        if not given:
            return
        if not cleaned.get("form"):
            self.add_error("form", _("Say whether it was signed, or given by word before a witness."))
        elif cleaned["form"] == Consent.Form.WORD and not cleaned.get("witness"):
            self.add_error("witness", _("Write who heard it."))


class AskForm(_Signed):
    purpose = forms.ChoiceField(label=_("What for"))
    recipient = forms.CharField(
        label=_("Who would be told"), required=False, max_length=200, help_text=_("Empty: only we ourselves.")
    )
    information = forms.CharField(
        label=_("Exactly what would be told"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("As little as the purpose needs."),
    )
    explained = forms.ChoiceField(label=_("How it was explained"), choices=Consent.Explained.choices)
    explained_in = language_field(label=_("In which language"))
    expires_on = CivilDateField(label=_("Until when"), required=False, help_text=_("Empty: until they say otherwise."))
    answer = forms.ChoiceField(label=_("Their answer"), choices=ANSWERS, widget=forms.RadioSelect)
    token = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid4)

    order = ("purpose", "recipient", "information", "explained", "explained_in", "expires_on", "answer")
    field_order = (*order, "form", "witness", "words")

    def __init__(self, data: Any = None, *, purposes: list[tuple[str, Any]]) -> None:
        super().__init__(data)
        field = self.fields["purpose"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # declared above
        field.choices = purposes
        self.fields["explained_in"].required = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.check_form(cleaned, given=cleaned.get("answer") == "given")
        return cleaned

    def question(self) -> Question:
        data = self.cleaned_data
        return Question(
            purpose=data["purpose"],
            recipient=data["recipient"],
            information=data["information"],
            explained=data["explained"],
            explained_in=data["explained_in"],
            expires_on=data["expires_on"],
        )


class AnswerForm(_Signed):
    """A later answer: only those that can follow are offered."""

    answer = forms.ChoiceField(label=_("Their answer now"), widget=forms.RadioSelect)
    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("answer", "form", "witness", "words", "seen_version")

    def __init__(self, data: Any = None, *, possible: list[tuple[str, Any]], version: int) -> None:
        super().__init__(data, initial={"seen_version": version})
        field = self.fields["answer"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # declared above
        field.choices = possible
        if not any(code == "given" for code, _label in possible):
            del self.fields["form"], self.fields["witness"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "form" in self.fields:
            self.check_form(cleaned, given=cleaned.get("answer") == "given")
        return cleaned
