"""Telephones that lost their zero, their plus or their country."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

import phonenumbers

from jiwar.casework.people.imports.values.read import Read, doubtful, remarked, wrong
from jiwar.knowledge.calendars import fold_digits

_BETWEEN: Final = re.compile(r"[/;,،؛|\n]|\s(?:or|ou|veya|أو|یا)\s")
_FEWEST: Final = 6


def read_phones(text: str, country: str, nationalities: Iterable[str]) -> list[Read[str]]:
    """One or several numbers in E.164. `country` is where the group works."""
    parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
    return [_read(part, country, tuple(nationalities)) for part in parts]


def _read(text: str, country: str, nationalities: tuple[str, ...]) -> Read[str]:
    plain = fold_digits(text).lstrip("'‘’ ")
    digits = "".join(mark for mark in plain if mark.isdigit())
    if len(digits) < _FEWEST or any(mark.isalpha() for mark in plain):
        return wrong("phone", text=text)
    for read_as, certain in _ways(plain, digits, country, nationalities):
        number = _valid(*read_as)
        if number:
            return Read(number) if certain else remarked(number, "phone-read", text=text, number=number)
    return doubtful("phone-country", text=text) if _possible(plain, country) else wrong("phone", text=text)


def _ways(
    plain: str, digits: str, country: str, nationalities: tuple[str, ...]
) -> Iterator[tuple[tuple[str, str], bool]]:
    """From the most to the least certain: as written here, as written with its country but without its plus, as written
    in the person's country."""
    yield (plain, country), True
    if not plain.startswith(("+", "0")):
        yield (f"+{digits}", ""), False
    for code in nationalities:
        yield (plain, code), False


def _valid(text: str, country: str) -> str:
    number = _parsed(text, country)
    if number is None or not phonenumbers.is_valid_number(number):
        return ""
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _possible(text: str, country: str) -> bool:
    number = _parsed(text, country)
    return number is not None and bool(phonenumbers.is_possible_number(number))


def _parsed(text: str, country: str) -> "phonenumbers.PhoneNumber | None":
    try:
        return phonenumbers.parse(text, country or None)
    except phonenumbers.NumberParseException:
        return None
