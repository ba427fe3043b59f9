"""Members, their roles and what waits about them."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy, roles
from jiwar.foundation.access.models import MemberRole, Membership, ResetRequest, Word
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.access.roles import Role
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.models import Office


@dataclass(frozen=True)
class HeldRole:
    """`waits`: nobody has given the second word yet, so it gives nothing."""

    row: MemberRole
    role: Role
    waits: bool


def members(viewer: Viewer, *, left: bool = False) -> QuerySet[Membership]:
    """Those who are members now, or those who have left, by user name."""
    policy.require(viewer, can.SEE_MEMBERS)
    running = MemberRole.objects.filter(ended_at__isnull=True).order_by("role")
    return (
        Membership.objects.filter(ended_at__isnull=not left)
        .select_related("account", "office", "supervisor__account")
        .prefetch_related(Prefetch("roles", queryset=running, to_attr="running_roles"))
        .order_by("account__username")
    )


def member(viewer: Viewer, member_id: UUID) -> Membership:
    """Raises `NotThere` for somebody of another group, as for nobody."""
    policy.require(viewer, can.SEE_MEMBERS)
    found = Membership.objects.select_related("account", "office", "supervisor__account", "group").filter(id=member_id)
    row = found.first()
    if row is None:
        raise NotThere
    return row


def held_roles(member: Membership) -> list[HeldRole]:
    """Running roles that some installed room still knows."""
    rows: list[MemberRole] | None = getattr(member, "running_roles", None)
    if rows is None:
        rows = list(member.roles.filter(ended_at__isnull=True).order_by("role"))
    known = {role.code: role for role in roles.all_roles()}
    return [
        HeldRole(row, known[row.role], waits=not known[row.role].in_force(row.confirmed_at))
        for row in rows
        if row.role in known
    ]


def roles_to_give(member: Membership) -> list[Role]:
    held = {each.role.code for each in held_roles(member)}
    return [role for role in roles.all_roles() if role.code not in held]


def colleagues(viewer: Viewer) -> QuerySet[Membership]:
    """Running members other than the viewer, by name: who may supervise, be handed to."""
    others = Membership.objects.filter(ended_at__isnull=True).exclude(id=viewer.member.id)
    return others.select_related("account").order_by("account__name", "id")


def who_work_on_files() -> list[tuple[Membership, str]]:
    """Running members with a role in force that works on files, by name; with the words of a choice.

    For the forms of those who give work to colleagues: the pages they stand on ask the policy.
    """
    working = {role.code: role for role in roles.all_roles() if can.WORK_ON_FILES in role.capabilities}
    rows = MemberRole.objects.filter(role__in=working, ended_at__isnull=True, member__ended_at__isnull=True)
    held: dict[Membership, list[str]] = {}
    for row in rows.select_related("member__account", "member__supervisor").order_by("member__account__name", "role"):
        if working[row.role].in_force(row.confirmed_at):
            held.setdefault(row.member, []).append(str(working[row.role].name))
    return [(member, f"{member.account.name} · {', '.join(names)}") for member, names in held.items()]


def open_offices() -> QuerySet[Office]:
    return Office.objects.filter(closed_on__isnull=True).order_by("name")


def resets_of(member: Membership) -> QuerySet[ResetRequest]:
    """What still goes on: waits for somebody, or waits to be handed over."""
    handing_over = Q(agreed=True, handed_over_at__isnull=True, kind=ResetRequest.Kind.PASSWORD)
    return (
        ResetRequest.objects.filter(Q(decided_at__isnull=True) | handing_over, member=member)
        .select_related("carried_by__account", "asked_by__account")
        .order_by("asked_at")
    )


def words_to(viewer: Viewer) -> QuerySet[Word]:
    return Word.objects.filter(member=viewer.member).order_by("-at", "-id")
