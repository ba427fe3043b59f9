"""The house speaks to its members: about grants, roles and resets that concern them."""

from typing import Any

from django.db.models import Q

from jiwar.foundation.access import roles
from jiwar.foundation.access.models import Membership, Word

GRANT_GIVEN = "grant-given"
GRANT_ASKED = "grant-asked"
GRANT_WAITS = "grant-waits"
ROLE_GIVEN = "role-given"
ROLE_WAITS = "role-waits"
ROLE_CONFIRMED = "role-confirmed"
ROLE_ENDED = "role-ended"
GRANT_CONFIRMED = "grant-confirmed"
GRANT_REFUSED = "grant-refused"
RESET_WISHED = "reset-wished"
RESET_ASKED = "reset-asked"
RESET_DECIDED = "reset-decided"
DUPLICATE_OF_HIDDEN = "duplicate-of-hidden"
GRANT_CLOSED = "grant-closed"
LENT = "lent"
LENT_OF_YOURS = "lent-of-yours"
LENDING_ENDED = "lending-ended"
EMERGENCY = "emergency"
EMERGENCY_OF_YOURS = "emergency-of-yours"
EMERGENCY_REVIEWED = "emergency-reviewed"
READING_ALARM = "reading-alarm"
READING_LIMITS = "reading-limits"
ACCOUNT_UNLOCKED = "account-unlocked"
NEW_PLACE = "new-place"


def tell(member: Membership, kind: str, about: dict[str, Any]) -> None:
    """`about` holds ids and codes only; the page looks up what the reader may know of them."""
    Word.objects.create(member=member, kind=kind, about=about)


def tell_administrators(kind: str, about: dict[str, Any]) -> None:
    for member in members_in_role(roles.ADMINISTRATOR):
        tell(member, kind, about)


def tell_guardians(kind: str, about: dict[str, Any]) -> None:
    for member in members_in_role(roles.DATA_GUARDIAN):
        tell(member, kind, about)


def members_in_role(role: roles.Role) -> list[Membership]:
    """Running members whose role of this kind is in force."""
    in_force = Q(roles__ended_at__isnull=True, roles__role=role.code)
    if role.needs_second_person:
        in_force &= Q(roles__confirmed_at__isnull=False)
    return list(Membership.objects.filter(in_force, ended_at__isnull=True).distinct())
