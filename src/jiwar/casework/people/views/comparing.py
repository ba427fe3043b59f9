"""Two versions of a part beside each other, in words."""

from dataclasses import fields
from typing import Any

from django.utils.translation import gettext as _

from jiwar.casework.people import wording
from jiwar.casework.people.models import Identifier, PersonName
from jiwar.casework.people.parts import IdentifierGiven, InterpreterWishes, NameGiven, Part, PhoneGiven, Spoken
from jiwar.casework.people.said_dates import SaidDate
from jiwar.foundation.languages.countries import country_name
from jiwar.foundation.languages.phones import shown_phone
from jiwar.foundation.languages.reader import current_reader, format_day
from jiwar.foundation.languages.spoken import language_name

Row = tuple[str, str, str, bool]


def rows_of(stored: Part, wanted: Part) -> list[Row]:
    """Label, what is stored, what was typed, whether they differ."""
    names = [field.name for field in fields(stored)]
    pairs = [(name, getattr(stored, name), getattr(wanted, name)) for name in names]
    return [(labels()[name], in_words(ours), in_words(theirs), ours != theirs) for name, ours, theirs in pairs]


def in_words(value: Any) -> str:
    language = current_reader().language
    if isinstance(value, tuple):
        return _("; ").join(in_words(part) for part in value) or "–"
    if isinstance(value, NameGiven):
        # The name keeps its own direction beside the word for its kind.
        return f"\u2068{value.text}\u2069 ({PersonName.Kind(value.kind).label})"
    if isinstance(value, PhoneGiven):
        return shown_phone(value.number)
    if isinstance(value, Spoken):
        return " ".join(part for part in (language_name(value.code, language), value.dialect) if part)
    if isinstance(value, IdentifierGiven):
        until = format_day(value.valid_until, weekday=False) if value.valid_until else ""
        return " ".join(part for part in (str(Identifier.Kind(value.kind).label), value.number, until) if part)
    if isinstance(value, InterpreterWishes):
        return _("; ").join(_plain(part) for part in (value.gender, value.not_from, value.note) if part) or "–"
    if isinstance(value, SaidDate):
        return wording.said_date(value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return _plain(value)


def _plain(value: Any) -> str:
    words = {"yes": _("Yes"), "no": _("No"), "female": _("female"), "male": _("male"), "other": _("other")}
    text = str(value or "")
    if len(text) in {2, 3} and text.isascii() and text.isupper():
        return country_name(text, current_reader().language)
    return words.get(text, text) or "–"


def labels() -> dict[str, str]:
    return {
        "names": _("Names"),
        "sex": _("Woman or man"),
        "nationalities": _("Nationality"),
        "area": _("Where they live"),
        "arrived": _("Arrived"),
        "said": _("Date of birth"),
        "disputed": _("Age disputed"),
        "phones": _("Telephones"),
        "when": _("When it is safe to call"),
        "shared_phone": _("Shared telephone"),
        "never_name_us": _("Never say our name"),
        "code_word": _("Code word"),
        "note": _("What else to mind"),
        "spoken": _("Languages"),
        "interpreter": _("Interpreter"),
        "given": _("Numbers on papers"),
    }
