"""A certificate that is brought, what the signer is, and a PDF to look at."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.forms.sent import SentForm
from jiwar.foundation.papers.signatures import limits


class BringForm(forms.Form):
    file = forms.FileField(
        label=_("The file with key and certificate"),
        max_length=2000,
        help_text=_("It ends in .p12 or .pfx. What is kept is sealed; delete the file afterwards, or lock it away."),
    )
    passphrase = forms.CharField(
        label=_("Its passphrase"),
        max_length=200,
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > limits.PACK:
            raise forms.ValidationError(_("This is too large for a key with its certificates."))
        return file


class SignForGroupForm(SentForm):
    signed_as = forms.CharField(
        label=_("As what do you sign?"),
        max_length=100,
        help_text=_("It stands in the signature beside your name. Legal adviser, for example."),
    )
    read = forms.BooleanField(label=_("I have read it and may sign it for the group"))


class CheckForm(forms.Form):
    file = forms.FileField(label=_("The PDF"), max_length=2000, help_text=_("It is looked at and not kept."))

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > limits.PDF:
            raise forms.ValidationError(_("This file is too large."))
        return file
