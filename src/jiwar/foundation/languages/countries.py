"""Countries and nationalities, named by Unicode CLDR in the reader's language. ISO 3166-1 alpha-2.

A nationality is a country, `STATELESS` or `UNKNOWN_NATIONALITY` (the codes of ICAO Doc 9303 for travel documents).
"""

from functools import cache
from typing import Final

from babel import Locale
from django.utils.translation import gettext, override

STATELESS: Final = "XXA"
UNKNOWN_NATIONALITY: Final = "XXX"

# Regions and groupings that CLDR names and nobody is a national of.
_NO_COUNTRIES: Final = frozenset(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"])

# The short form of CLDR, which Babel leaves out.
_SHORT: Final = {"PS": {"en": "Palestine", "ar": "فلسطين", "fr": "Palestine"}}


@cache
def country_codes() -> frozenset[str]:
    codes = (str(code) for code in Locale("en").territories)
    return frozenset(code for code in codes if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES)


@cache
def country_name(code: str, language: str = "en") -> str:
    """The country, 'stateless' or 'not known'; the code itself where nobody named it."""
    if code in {STATELESS, UNKNOWN_NATIONALITY}:
        with override(language):
            return gettext("Stateless") if code == STATELESS else gettext("Nationality not known")
    if short := _SHORT.get(code, {}).get(language):
        return short
    names = Locale.parse(language).territories
    return str(names.get(code) or Locale("en").territories.get(code) or code)


@cache
def country_choices(language: str = "en") -> tuple[tuple[str, str], ...]:
    """Code and name, in the order of the reader's alphabet."""
    named = ((code, country_name(code, language)) for code in country_codes())
    return tuple(sorted(named, key=lambda pair: alphabetical(pair[1])))


@cache
def nationality_choices(language: str = "en") -> tuple[tuple[str, str], ...]:
    """The countries, then stateless and not known."""
    beyond = tuple((code, country_name(code, language)) for code in (STATELESS, UNKNOWN_NATIONALITY))
    return country_choices(language) + beyond


def alphabetical(name: str) -> str:
    """What names are sorted by: without case, accents and the Arabic article."""
    folded = name.casefold()
    return folded.translate(str.maketrans("éèêàâçîôûåÅøØ", "eeeaaciouaaoo")).removeprefix("ال")
