"""Roles are given by one and, where they reach guarded data or decide who does, agreed to by another."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiwar.foundation.access import audit_kinds, policy, roles, words
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.actions import lending
from jiwar.foundation.access.compartments import all_compartments
from jiwar.foundation.access.errors import Impossible
from jiwar.foundation.access.models import Grant, MemberRole, Membership
from jiwar.foundation.access.viewer import Viewer, viewer_for
from jiwar.foundation.audit.record import record
from jiwar.foundation.groups.context import current_group_id
from jiwar.foundation.groups.models import Group

NEVER_EMPTY = (roles.ADMINISTRATOR, roles.DATA_GUARDIAN)


@transaction.atomic
def give_role(viewer: Viewer, *, member: Membership, role: roles.Role) -> MemberRole:
    """Gives a role to somebody else. One that needs a second person gives nothing until they agree."""
    policy.require(viewer, can.MANAGE_MEMBERS)
    if member == viewer.member:
        policy.refuse("second-person")
    if member.ended_at is not None:
        raise Impossible(_("This member has left."))
    row, made = MemberRole.objects.get_or_create(
        member=member, role=role.code, ended_at=None, defaults={"given_by": viewer.member}
    )
    if not made:
        raise Impossible(_("This member has that role already."))
    record(viewer, audit_kinds.ROLE_GIVEN, row=row, about={"member": str(member.id), "role": role.code})
    words.tell(member, words.ROLE_GIVEN, {"role": role.code})
    if role.needs_second_person:
        words.tell_guardians(words.ROLE_WAITS, {"role": role.code, "member": str(member.id)})
    return row


@transaction.atomic
def confirm_role(viewer: Viewer, *, row: MemberRole) -> None:
    """The second word. Never from the one who gave the role, never from the one who receives it."""
    _second_person(viewer, row)
    now = timezone.now()
    waiting = MemberRole.objects.filter(id=row.id, confirmed_at__isnull=True, ended_at__isnull=True)
    if not waiting.update(confirmed_at=now, confirmed_by=viewer.member):
        raise Impossible(_("This has been decided in the meantime."))
    record(viewer, audit_kinds.ROLE_CONFIRMED, row=row, about={"member": str(row.member_id), "role": row.role})
    words.tell(row.member, words.ROLE_CONFIRMED, {"role": row.role})


@transaction.atomic
def refuse_role(viewer: Viewer, *, row: MemberRole) -> None:
    """The role does not come into force; giver and receiver are told."""
    _second_person(viewer, row)
    waiting = MemberRole.objects.filter(id=row.id, confirmed_at__isnull=True, ended_at__isnull=True)
    if not waiting.update(ended_at=timezone.now()):
        raise Impossible(_("This has been decided in the meantime."))
    record(viewer, audit_kinds.ROLE_ENDED, row=row, about={"member": str(row.member_id), "role": row.role})
    for told in filter(None, (row.member, row.given_by)):
        words.tell(told, words.ROLE_ENDED, {"role": row.role, "member": str(row.member_id)})


def _second_person(viewer: Viewer, row: MemberRole) -> None:
    policy.require(viewer, can.GUARD_DATA)
    if viewer.member.id in (row.given_by_id, row.member_id):
        policy.refuse("second-person")


@transaction.atomic
def end_role(viewer: Viewer, *, row: MemberRole) -> None:
    """Ends a role in the same second. The last administrator and the last data guardian stay."""
    policy.require(viewer, can.MANAGE_MEMBERS)
    Group.objects.select_for_update().get(id=current_group_id())
    row.refresh_from_db()
    if row.ended_at is not None:
        return
    _someone_stays(row)
    row.ended_at = timezone.now()
    row.save(update_fields=["ended_at"])
    record(viewer, audit_kinds.ROLE_ENDED, row=row, about={"member": str(row.member_id), "role": row.role})
    words.tell(row.member, words.ROLE_ENDED, {"role": row.role, "member": str(row.member_id)})
    _grants_wait_again(row.member)
    if not viewer_for(row.member).can(can.WORK_ON_FILES):
        lending.end_all_of(viewer, member=row.member)


def _someone_stays(row: MemberRole) -> None:
    for role in NEVER_EMPTY:
        holders = words.members_in_role(role)
        if row.role == role.code and holders == [row.member]:
            raise Impossible(
                _("This is the last %(role)s: give the role to somebody else first.") % {"role": role.name}
            )


def _grants_wait_again(member: Membership) -> None:
    """Guarded parts that stood open because of the role wait for the guardian, as if they were given now."""
    carried = {compartment.code for compartment in viewer_for(member).opens}
    unguarded = {compartment.code for compartment in all_compartments() if not compartment.guarded}
    running = Grant.objects.filter(
        member=member, ended_at__isnull=True, waits_for_second=False, confirmed_by__isnull=True
    ).exclude(compartment__in=carried | unguarded)
    waiting = list(running.values_list("id", flat=True))
    Grant.objects.filter(id__in=waiting).update(waits_for_second=True)
    for grant_id in waiting:
        words.tell_guardians(words.GRANT_WAITS, {"grant": str(grant_id)})
