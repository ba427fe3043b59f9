"""The headings of what a pack tells besides its steps and periods: rights, conventions, authorities."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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


def authorities(pack: Pack) -> list[tuple[str | Promise, str, str]]:
    """What each is, its name in English, and as it is called there, as far as recorded."""
    facts = pack.country.authority.facts
    return [
        (label, facts[key], facts.get(f"{key.removesuffix('_en')}_local", ""))
        for key, label in AUTHORITIES.items()
        if key in facts
    ]
