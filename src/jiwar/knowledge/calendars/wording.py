"""Names of months and weekdays for display, and the lookup of names people type. The data is `names.toml`."""

import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from jiwar.knowledge.calendars.digits import fold_digits
from jiwar.knowledge.calendars.systems import Calendar

# Letters that are one letter to whoever types: Arabic and Persian forms, and the homophones of Amharic.
_SAME_LETTER = str.maketrans("ىیېۍةکګڪۀہھ", "ييييهكككههه", "ـ")
_SAME_LETTER.update(
    {source + order: target + order for source, target in (
        (0x1210, 0x1200), (0x1280, 0x1200), (0x1220, 0x1230), (0x12D0, 0x12A0), (0x1340, 0x1338),
    ) for order in range(7)}
)  # fmt: skip
_LONG_VOWEL = str.maketrans("ሃኣ", "ሀአ")


def month_name(calendar: Calendar, month: int, language: str, variety: str = "") -> str:
    """The name of a month (from 1) in 'en', 'ar' or 'fr'; any other language gets English.

    Varieties: 'egyptian', 'levantine', 'maghrebi' (Algeria, Tunisia), 'moroccan' for Gregorian months in Arabic;
    'iranian', 'afghan' for Solar Hijri. One that the calendar or language does not have gives its default, so that a
    reader's variety can be passed whatever the calendar.
    """
    names = _record()["names"][calendar.value]
    in_language = names.get(language, names["en"])
    if isinstance(in_language, dict):
        in_language = in_language.get(variety, next(iter(in_language.values())))
    name: str = in_language[_index(month, len(in_language))]
    return name


def weekday_name(weekday: int, language: str) -> str:
    """The name of a weekday, Monday 0, in 'en', 'ar' or 'fr'; any other language gets English."""
    names = _record()["weekdays"]
    name: str = names.get(language, names["en"])[_index(weekday + 1, 7)]
    return name


def month_named(name: str, calendar: Calendar) -> int | None:
    """The month a typed name means, in any language or spelling we know; None for a name we do not."""
    return _months_by_name(calendar).get(fold_letters(name))


def fold_letters(text: str) -> str:
    """Only letters and digits, as a reader would call them equal: no case, accents, vowel marks or separators."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return fold_digits("".join(filter(str.isalnum, folded))).translate(_SAME_LETTER).translate(_LONG_VOWEL)


def _index(number: int, length: int) -> int:
    if not 1 <= number <= length:
        raise IndexError(f"no such month or weekday: {number}")
    return number - 1


@cache
def _months_by_name(calendar: Calendar) -> dict[str, int]:
    return {fold_letters(name): month for month, name in _spellings(calendar)}


def _spellings(calendar: Calendar) -> Iterator[tuple[int, str]]:
    record = _record()
    for in_language in record["names"][calendar.value].values():
        for names in in_language.values() if isinstance(in_language, dict) else (in_language,):
            yield from enumerate(names, start=1)
    for month, others in enumerate(record["spellings"][calendar.value], start=1):
        for other in others:
            yield month, other


@cache
def _record() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("names.toml").read_text(encoding="utf-8"))
