"""The words of lists, as data: what stands over columns and in cells."""

from functools import cache
from pathlib import Path

from babel import Locale

from jiwar.casework.people.imports.folding import folded
from jiwar.foundation.languages import spoken
from jiwar.foundation.languages.countries import country_codes

_DATA = Path(__file__).parent / "data"
LANGUAGES = (
    "en",
    "ar",
    "fr",
    "tr",
    "fa",
    "ps",
    "ur",
    "ckb",
    "am",
    "ti",
    "om",
    "so",
    "sw",
    "bn",
    "my",
    "ms",
    "ru",
    "uk",
)
"""In which countries and languages are named in cells: those of the desk, and those people write themselves in."""


def _lines(name: str) -> list[list[str]]:
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@cache
def headings() -> dict[str, str]:
    """Folded heading to field; where two fields claim one word the first line has it."""
    found: dict[str, str] = {}
    for field, said in _lines("headers.tsv"):
        for word in said.split("|"):
            found.setdefault(folded(word), field)
    return found


@cache
def words(kind: str) -> dict[str, str]:
    """Folded word to what it means."""
    rows = [(meaning, said) for each, meaning, said in _lines("words.tsv") if each == kind]
    return {folded(word): meaning for meaning, said in rows for word in said.split("|") if folded(word)}


@cache
def countries() -> dict[str, str]:
    """Names of countries in many languages, and what their people are called there."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if code in country_codes():
                for form in _forms(str(name)):
                    found.setdefault(form, str(code))
    for word, code in words("country").items():
        for form in _forms(word):
            found[form] = code
    return found


@cache
def languages() -> dict[str, str]:
    found: dict[str, str] = {}
    known = set(spoken.codes())
    for language in LANGUAGES:
        for code, name in Locale.parse(language).languages.items():
            if code in known:
                for form in _forms(str(name)):
                    found.setdefault(form, str(code))
    for code in known:
        for language in ("en", "ar", "fr"):
            for form in _forms(spoken.language_name(code, language)):
                found.setdefault(form, code)
    for word, code in words("language").items():
        for form in _forms(word):
            found[form] = code
    return found


def _forms(name: str) -> set[str]:
    """With and without what stands in brackets, and the Arabic endings and article of the same word."""
    whole = folded(name.partition("(")[0]) or folded(name)
    forms = {whole, folded(name)}
    if whole.startswith("ال"):
        forms.add(whole[2:])
    bare = {form for form in forms if form.endswith("ي") and len(form) > 3}
    feminine = {form for form in forms if form.endswith("يه") and len(form) > 4}
    forms |= {f"{form}{ending}" for form in bare for ending in ("ه", "ون", "ين")} | {form[:-1] for form in feminine}
    forms |= {f"ال{form}" for form in bare | feminine}
    return {form for form in forms if form}
