"""What goes and what stays, in words for people who read no file."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from jiwar.casework.service_lines import KeepingRule
from jiwar.foundation.languages.reader import format_day, format_number

KINDS: Final = {
    "people.personname": gettext_lazy("Names, telephones, numbers on papers, safe contact"),
    "people.phone": gettext_lazy("Names, telephones, numbers on papers, safe contact"),
    "people.identifier": gettext_lazy("Names, telephones, numbers on papers, safe contact"),
    "people.safecontact": gettext_lazy("Names, telephones, numbers on papers, safe contact"),
    "people.consent": gettext_lazy("Consents"),
    "people.consentstep": gettext_lazy("Consents"),
    "people.relation": gettext_lazy("Household and relations"),
    "people.relationcircumstance": gettext_lazy("Household and relations"),
    "people.household": gettext_lazy("Household and relations"),
    "people.householdmember": gettext_lazy("Household and relations"),
    "people.specificneed": gettext_lazy("What makes it harder"),
    "people.pair": gettext_lazy("Decisions about the same person twice"),
    "people.importedrow": gettext_lazy("Rows of lists that were brought in"),
    "people.importmark": gettext_lazy("Rows of lists that were brought in"),
    "people.peopleimport": gettext_lazy("Rows of lists that were brought in"),
    "erasing.due": gettext_lazy("Decisions about keeping it"),
    "erasing.hold": gettext_lazy("Decisions about keeping it"),
    "people.registrationdraft": gettext_lazy("Registrations begun and laid aside"),
    "cases.note": gettext_lazy("Notes, with what they said before"),
    "cases.noteversion": gettext_lazy("Notes, with what they said before"),
    "cases.document": gettext_lazy("Papers and files"),
    "vault.sealedfile": gettext_lazy("Papers and files"),
    "cases.assessment": gettext_lazy("Assessments, needs and goals"),
    "cases.need": gettext_lazy("Assessments, needs and goals"),
    "cases.goal": gettext_lazy("Assessments, needs and goals"),
    "cases.task": gettext_lazy("Tasks"),
    "cases.timelineentry": gettext_lazy("What happened, entry by entry"),
    "cases.assignment": gettext_lazy("Who worked on the cases"),
    "appointments.appointment": gettext_lazy("Appointments"),
}


def in_words(found: Mapping[str, int]) -> list[tuple[str, int]]:
    """What goes, added up by what people call it, in a steady order."""
    counted: Counter[str] = Counter()
    for label, number in found.items():
        counted[_called(label)] += number
    order = dict.fromkeys([*map(str, KINDS.values()), *sorted(counted)])
    return [(words, counted[words]) for words in order if counted[words]]


def _called(label: str) -> str:
    """What rooms above bring is called by the room's name."""
    return str(KINDS[label] if label in KINDS else apps.get_model(label)._meta.app_config.verbose_name)


def staying(found: Mapping[str, Any]) -> list[tuple[str, str]]:
    said = [(_("The number of the file, the day it was registered, and that it was erased"), format_number(1))]
    if found.get("cases"):
        said.append((_("Cases and services: kind, state, dates"), format_number(found["cases"])))
    for name, label in (("minutes", _("Minutes of work")), ("appointments", _("Appointments that were kept"))):
        years = found.get(name) or {}
        if years:
            said.append(
                (label, ", ".join(f"{year}: {format_number(number)}" for year, number in sorted(years.items())))
            )
    return said


def rule_over(rule: KeepingRule | None, code: str, day: date, years: int) -> str:
    kept = ngettext("%(years)s year", "%(years)s years", years) % {"years": format_number(years)}
    name = str(rule.name) if rule else code
    return _("%(rule)s: %(years)s from %(day)s") % {"rule": name, "years": kept, "day": format_day(day)}
