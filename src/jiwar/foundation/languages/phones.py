"""Telephone numbers as people write them, in any digits, to the one form that can be compared and dialled."""

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from jiwar.knowledge.calendars import fold_digits


def normalised_phone(text: str, country: str) -> str:
    """E.164 (`+905321234567`) of a number typed in `country` (alpha-2). Raises `ValidationError` with what to do.

    A number that can exist is accepted even when its range is not known to be in use: ranges open faster than our data.
    """
    try:
        number = phonenumbers.parse(fold_digits(text).strip(), country.upper())
    except phonenumbers.NumberParseException:
        raise ValidationError(
            _("This is not a telephone number. Write its digits, abroad with + and the country.")
        ) from None
    if not phonenumbers.is_possible_number(number):
        raise ValidationError(_("This number has too few or too many digits for its country."))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def shown_phone(number: str) -> str:
    """Spaced for reading aloud: `+90 532 123 45 67`; as it is when it cannot be read."""
    try:
        return phonenumbers.format_number(phonenumbers.parse(number), phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    except phonenumbers.NumberParseException:
        return number
