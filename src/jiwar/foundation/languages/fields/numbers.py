"""Numbers typed with Latin, Arabic-Indic or Persian digits. A browser's own number box refuses the latter two."""

from typing import Any, Final

from django import forms

from jiwar.knowledge.calendars import fold_digits

_MARKS: Final = str.maketrans({"٫": ".", "٬": "", "\u202f": "", "\u00a0": "", "−": "-", "،": ","})
_NUMBER_BOX: Final = {"inputmode": "numeric", "autocomplete": "off", "dir": "ltr"}


def plain_number(text: str) -> str:
    """Latin digits, decimal point, no grouping marks of Arabic or French."""
    return fold_digits(text).translate(_MARKS).strip()


class AnyDigitsIntegerField(forms.IntegerField):
    """A whole number in any digits; keeps on the page what was typed."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> int | None:
        return super().to_python(plain_number(value) if isinstance(value, str) else value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return dict(_NUMBER_BOX)


class AnyDigitsDecimalField(forms.DecimalField):
    """A decimal number in any digits and with the Arabic decimal mark."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> Any:
        return super().to_python(plain_number(value) if isinstance(value, str) else value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**_NUMBER_BOX, "inputmode": "decimal"}
