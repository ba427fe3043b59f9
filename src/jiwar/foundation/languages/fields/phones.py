"""A telephone number, kept in the one form that can be compared."""

from typing import Any

from django import forms

from jiwar.foundation.languages.phones import normalised_phone


class PhoneField(forms.CharField):
    """Gives E.164. `country` (alpha-2) is where a number without + is dialled from; a form may set it later."""

    widget = forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "off", "dir": "ltr"})

    def __init__(self, *, country: str = "", **options: Any) -> None:
        self.country = country
        super().__init__(**options)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        return normalised_phone(text, self.country) if text else ""
