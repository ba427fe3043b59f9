"""The headings of what a pack tells besides its steps and periods: rights, conventions, authorities."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jiwar.foundation.languages.reader import current_reader
from jiwar.knowledge.calendars import weekday_name
from jiwar.knowledge.procedures import ConventionStatus, Pack

RIGHTS: Final[dict[str, str | Promise]] = {
    "work": _("Work"),
    "education": _("School and study"),
    "healthcare": _("Health care"),
    "movement": _("Movement and residence"),
    "stay": _("Staying in the country"),
    "stay_during_procedure": _("Staying during the procedure"),
    "non_refoulement": _("Protection from return"),
    "extradition": _("Extradition"),
    "travel_document": _("Travel document"),
    "family": _("Family"),
    "housing": _("Housing"),
    "assistance": _("Assistance"),
    "courts": _("Access to courts"),
    "counsel": _("Being represented"),
    "applicants": _("While the application is pending"),
}
CONVENTIONS: Final[dict[str, str | Promise]] = {
    "convention_1951": _("Refugee Convention of 1951"),
    "protocol_1967": _("Protocol of 1967"),
    "oau_1969": _("African refugee convention of 1969"),
}
CONVENTION_STATUS: Final[dict[ConventionStatus, str | Promise]] = {
    ConventionStatus.PARTY: _("party"),
    ConventionStatus.NOT_PARTY: _("not a party"),
    ConventionStatus.SIGNED_NOT_RATIFIED: _("signed, not ratified"),
    ConventionStatus.NOT_APPLICABLE: _("does not apply here"),
    ConventionStatus.UNKNOWN: _("not verified"),
}
AUTHORITIES: Final[dict[str, str | Promise]] = {
    "name_en": _("Decides"),
    "appeal_body": _("Hears appeals"),
    "court": _("Court"),
    "detention_court": _("Court for detention"),
    "members": _("Members"),
    "unhcr_role": _("UNHCR’s part"),
}

COUNTING: Final = (
    *("weekend_note", "unhcr_working_days", "local_calendar", "counting_rule", "counting_note", "rollover_scope"),
    *("rolls_over_note", "court_recess", "court_recess_extension", "court_recess_advice"),
)
"""What a record says on counting, in the order in which it is shown."""
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def weekend(pack: Pack) -> list[str]:
    """In the reader's words."""
    language = current_reader().language
    return [weekday_name(_WEEKDAYS.index(day), language) for day in pack.calendar.weekend]


def authorities(pack: Pack) -> list[tuple[str | Promise, str, str]]:
    """What each is, its name in English, and as it is called there, as far as recorded."""
    facts = pack.country.authority.facts
    return [
        (label, facts[key], facts.get(f"{key.removesuffix('_en')}_local", ""))
        for key, label in AUTHORITIES.items()
        if key in facts
    ]
