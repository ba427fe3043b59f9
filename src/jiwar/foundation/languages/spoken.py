"""The languages people speak, as a group meets them: what to choose from, named in the reader's language.

A dialect is free text beside the code ('Dinka, Rek of Aweil'): it decides whether an interpreter is understood.
"""

from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError

_DATA = Path(__file__).parent / "data" / "spoken.tsv"


@cache
def _rows() -> dict[str, dict[str, str]]:
    lines = [line for line in _DATA.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    columns = lines[0].split("\t")
    rows = (dict(zip(columns, line.split("\t"), strict=True)) for line in lines[1:])
    return {row["code"]: row for row in rows}


def codes() -> list[str]:
    """Every language we know by name."""
    return list(_rows())


@cache
def language_name(code: str, language: str = "en") -> str:
    """Its name in `language` (en, ar, fr), in English where that is missing, else the code itself."""
    own = _rows().get(code, {})
    return own.get(language) or _in_cldr(code, language) or own.get("en") or _in_cldr(code, "en") or code


@cache
def language_choices(language: str = "en") -> tuple[tuple[str, str], ...]:
    """Code and name, in the order of the reader's alphabet."""
    named = [(code, language_name(code, language)) for code in _rows()]
    return tuple(sorted(named, key=lambda pair: pair[1].casefold()))


def _in_cldr(code: str, language: str) -> str:
    try:
        name = str(Locale.parse(language).languages.get(code, ""))
    except (UnknownLocaleError, ValueError):
        return ""
    return name[:1].upper() + name[1:] if language == "en" else name
