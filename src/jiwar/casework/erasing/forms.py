"""Why somebody is erased, until when a file is kept, and for how many years files are kept."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jiwar.casework.erasing.keeping import LONGEST
from jiwar.casework.erasing.models import Erasure
from jiwar.casework.service_lines import KeepingRule
from jiwar.foundation.languages.fields import AnyDigitsIntegerField, CivilDateField


def _words(label: Any, help_text: Any, *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=500, required=required, help_text=help_text, widget=forms.Textarea(attrs={"rows": 3})
    )


class PersonForm(forms.Form):
    """There is no search: the number is said by somebody else."""

    number = forms.CharField(
        label=_("Number of the person"), max_length=20, help_text=_("As it stands on the page: P-0142.")
    )


class AskForm(forms.Form):
    """`number` is typed again, so that the wrong file is not erased by a slip."""

    why = forms.ChoiceField(
        label=_("Why is this person erased?"), choices=Erasure.Why.choices, widget=forms.RadioSelect
    )
    words = _words(
        _("In a sentence"), _("The second person reads it. No name. It is sealed under the file and goes with it.")
    )
    in_spite = forms.BooleanField(label=_("Erase it in spite of what still needs it"), required=False)
    in_spite_words = _words(
        _("Why in spite of that?"), _("Who was asked, and what happens to what is open."), required=False
    )
    number = forms.CharField(label=_("Type the number of the file once more"), max_length=20)

    def __init__(self, *args: Any, number: str, held: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._number = number
        if not held:
            del self.fields["in_spite"], self.fields["in_spite_words"]

    def clean_number(self) -> str:
        typed = str(self.cleaned_data["number"]).strip().upper().replace(" ", "")
        if typed != self._number:
            raise forms.ValidationError(_("This is another number than the one of this file."))
        return typed

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "in_spite" in self.fields and not self.errors:
            if not cleaned.get("in_spite"):
                self.add_error("in_spite", _("Something still needs this file. Settle it first, or say so here."))
            elif not cleaned.get("in_spite_words"):
                self.add_error("in_spite_words", _("Say why."))
        return cleaned


class KeepForm(forms.Form):
    until = CivilDateField(label=_("Keep the file until"), help_text=_("For example 31/12/2030."))
    words = _words(_("Why is it still needed?"), _("No name. Kept sealed under the file, for the data guardians."))


class YearsForm(forms.Form):
    """One number a rule; empty: not set."""

    def __init__(self, *args: Any, rules: Sequence[KeepingRule], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for rule in rules:
            self.fields[rule.code] = AnyDigitsIntegerField(
                label=str(rule.name), min_value=1, max_value=LONGEST, required=False, help_text=str(rule.counts_from)
            )

    def years(self) -> dict[str, int | None]:
        return {code: self.cleaned_data[code] for code in self.fields}
