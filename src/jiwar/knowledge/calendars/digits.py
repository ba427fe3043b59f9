"""Digits: Latin, Arabic-Indic (arab) and Extended Arabic-Indic (arabext: Persian, Dari, Urdu)."""

_LATIN = "0123456789"
_SYSTEMS = {"latn": _LATIN, "arab": "٠١٢٣٤٥٦٧٨٩", "arabext": "۰۱۲۳۴۵۶۷۸۹"}
_FOLD = str.maketrans({mark: latin for digits in _SYSTEMS.values() for mark, latin in zip(digits, _LATIN, strict=True)})
_WRITE = {name: str.maketrans(_LATIN, digits) for name, digits in _SYSTEMS.items()}


def fold_digits(text: str) -> str:
    """The text with Arabic-Indic and Persian digits as Latin ones; all else is left as it is."""
    return text.translate(_FOLD)


def digits(number_text: str, system: str) -> str:
    """A text written with Latin digits, in the digits of a system: 'latn', 'arab' or 'arabext' (CLDR names).

    Raises `KeyError` for a system we do not write.
    """
    return number_text.translate(_WRITE[system])
