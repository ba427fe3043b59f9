"""Who can be given a case."""

from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import roles
from jiwar.foundation.access.models import MemberRole, Membership


def workers() -> list[tuple[Membership, str]]:
    """Running members with a role in force that works on files, by name; with the words of a choice."""
    working = {role.code: role for role in roles.all_roles() if can.WORK_ON_FILES in role.capabilities}
    rows = MemberRole.objects.filter(
        role__in=working, ended_at__isnull=True, member__ended_at__isnull=True
    ).select_related("member__account", "member__supervisor")
    held: dict[Membership, list[str]] = {}
    for row in rows.order_by("member__account__name", "role"):
        if row.confirmed_at is not None or not working[row.role].needs_second_person:
            held.setdefault(row.member, []).append(str(working[row.role].name))
    return [(member, f"{member.account.name} · {', '.join(names)}") for member, names in held.items()]
