"""A person's facts in words for the reader at hand. Isolated and escaped by the templates, not here."""

import unicodedata

from django.utils.translation import get_language, gettext, pgettext

from jiwar.casework.people.models import Person
from jiwar.casework.people.said_dates import SaidDate, from_data
from jiwar.foundation.languages.countries import country_name
from jiwar.foundation.languages.directions import direction
from jiwar.foundation.languages.reader import format_day, format_given, format_number
from jiwar.foundation.languages.spoken import language_name


def script(text: str) -> str:
    """The script of the first letter, as Unicode names it ('ARABIC', 'LATIN', 'ETHIOPIC'); empty without letters."""
    letter = next((mark for mark in text if mark.isalpha()), "")
    return unicodedata.name(letter, "").split(" ")[0] if letter else ""


def heading(person: Person) -> tuple[str, str]:
    """The name to show and the same name in another script, or ''. The reader's own script first, then Latin."""
    main, other = person.shown, person.shown_other
    readable = ("ARABIC", "LATIN") if direction(_language()) == "rtl" else ("LATIN",)
    if other and _place(other, readable) < _place(main, readable):
        return other, main
    return main, other


def _place(text: str, readable: tuple[str, ...]) -> int:
    found = script(text)
    return readable.index(found) if found in readable else len(readable)


def origin(person: Person) -> str:
    """Countries of nationality, 'stateless', or ''."""
    names = [country_name(code, _language()) for code in person.nationalities]
    return gettext(", ").join(names)


def said_date(said: SaidDate | None) -> str:
    """'about 1994', '14 Safar 1410', 'about 35 years old on Wed 11 Mar 2026'; '' when nothing was said."""
    if said is None:
        return ""
    if said.age is not None and said.said_on is not None:
        return gettext("about %(age)s years old on %(day)s") % {
            "age": format_number(said.age),
            "day": format_day(said.said_on, weekday=False),
        }
    return format_given(said.given)


def civil_days(said: SaidDate | None) -> str:
    """The civil days a date given in another calendar can be; '' where the date as given says it already."""
    if said is None or said.given.calendar == "gregorian":
        return ""
    days = said.interval
    first, last = (format_day(day, weekday=False) for day in (days.earliest, days.latest))
    return first if days.is_one_day else gettext("%(first)s to %(last)s") % {"first": first, "last": last}


def born(person: Person) -> str:
    """'born about 1994', shortened to what a heading needs."""
    said = from_data(person.birth)
    return gettext("born %(date)s") % {"date": format_given(said.given)} if said else ""


def speaks(person: Person) -> str:
    """'speaks Fur and Arabic'."""
    names = [language_name(row["code"], _language()) for row in person.languages]
    return gettext("speaks %(languages)s") % {"languages": listed(names)} if names else ""


def consent_purpose(code: str) -> str:
    """Short, for a badge: 'legal', 'health referral'."""
    return {
        "file": pgettext("consent", "keeping a file"),
        "legal": pgettext("consent", "legal"),
        "health": pgettext("consent", "health referral"),
        "wellbeing": pgettext("consent", "counselling"),
        "assistance": pgettext("consent", "assistance"),
        "education": pgettext("consent", "education"),
        "unhcr": pgettext("consent", "UNHCR"),
        "authority": pgettext("consent", "an authority"),
        "partner": pgettext("consent", "a partner"),
        "other": pgettext("consent", "another purpose"),
    }[code]


def listed(names: list[str]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    if len(names) < 2:
        return "".join(names)
    return gettext("%(many)s and %(last)s") % {"many": gettext(", ").join(names[:-1]), "last": names[-1]}


def kin(kind: str, sex: str) -> str:
    """'wife', 'son', 'guardian': what somebody of this sex is to another."""
    return _kin_words().get((kind, sex)) or _kin_words()[kind, ""]


def _kin_words() -> dict[tuple[str, str], str]:
    return {
        ("spouse", "female"): gettext("wife"),
        ("spouse", "male"): gettext("husband"),
        ("spouse", ""): gettext("wife or husband"),
        ("child", "female"): gettext("daughter"),
        ("child", "male"): gettext("son"),
        ("child", ""): gettext("child"),
        ("parent", "female"): gettext("mother"),
        ("parent", "male"): gettext("father"),
        ("parent", ""): gettext("mother or father"),
        ("sibling", "female"): gettext("sister"),
        ("sibling", "male"): gettext("brother"),
        ("sibling", ""): gettext("sister or brother"),
        ("guardian", ""): pgettext("relation", "guardian"),
        ("ward", ""): pgettext("relation", "child under guardianship"),
        ("wali", ""): pgettext("relation", "wali"),
        ("wali-of", ""): pgettext("relation", "has this person as wali"),
        ("kafil", ""): pgettext("relation", "kafil (took the child in)"),
        ("makful", ""): pgettext("relation", "child in kafala"),
        ("other", ""): pgettext("relation", "other relation"),
    }


def _language() -> str:
    return get_language() or "en"
