"""Members come, are placed, and leave."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiwar.foundation.access import audit_kinds, events, grants, policy, secrets_once, sessions
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.actions import lending, member_roles
from jiwar.foundation.access.errors import Impossible
from jiwar.foundation.access.models import Account, Membership
from jiwar.foundation.access.roles import Role
from jiwar.foundation.access.viewer import Viewer, viewer_for
from jiwar.foundation.audit.record import record
from jiwar.foundation.groups.models import Office


@dataclass(frozen=True)
class Invitation:
    """`secret` is shown to the inviter once, to hand over in person."""

    member: Membership
    secret: str = field(repr=False)


@transaction.atomic
def invite(
    viewer: Viewer,
    *,
    username: str,
    name: str,
    held: Iterable[Role],
    email: str = "",
    office: Office | None = None,
    languages: Sequence[str] = (),
) -> Invitation:
    """An account and a membership; roles that need the data guardian's word wait for it."""
    policy.require(viewer, can.MANAGE_MEMBERS)
    if Account.objects.filter(username__iexact=username).exists():
        raise Impossible(_("This user name is taken: choose another."))
    account = Account.objects.create_user(username, name=name, email=email, language=viewer.group.default_language)
    member = Membership.objects.create(account=account, office=office, languages=list(languages))
    record(viewer, audit_kinds.INVITED, row=member)
    for role in held:
        member_roles.give_role(viewer, member=member, role=role)
    events.publish(events.MemberJoined(viewer, member))
    return Invitation(member, secrets_once.give(account))


@transaction.atomic
def place(viewer: Viewer, *, member: Membership, office: Office | None) -> None:
    policy.require(viewer, can.MANAGE_MEMBERS)
    if member.office_id == (office.id if office else None):
        return
    member.office = office
    member.save(update_fields=["office"])
    record(viewer, audit_kinds.MEMBER_PLACED, row=member, about={"office": str(office.id) if office else ""})


@transaction.atomic
def set_supervisor(viewer: Viewer, *, member: Membership, supervisor: Membership | None) -> None:
    """Who supervises `member` from now on. Rooms that give supervisors their grants hear `SupervisorChanged`."""
    policy.require(viewer, can.MANAGE_MEMBERS)
    before = member.supervisor
    if before == supervisor:
        return
    if supervisor is not None:
        _may_supervise(viewer, member, supervisor)
    member.supervisor = supervisor
    member.save(update_fields=["supervisor"])
    record(
        viewer, audit_kinds.MEMBER_PLACED, row=member, about={"supervisor": str(supervisor.id) if supervisor else ""}
    )
    events.publish(events.SupervisorChanged(viewer, member, before, supervisor))


def _may_supervise(viewer: Viewer, member: Membership, supervisor: Membership) -> None:
    # Supervision opens files: whoever manages members does not open them to themselves.
    if supervisor == viewer.member:
        policy.refuse("second-person")
    if supervisor.ended_at is not None:
        raise Impossible(_("This member has left."))
    # Else whoever manages members could invite somebody and open files to them alone.
    if not any(role.needs_second_person for role in viewer_for(supervisor).roles):
        raise Impossible(_("Who supervises reads files: first they need a role to which the data guardian agreed."))
    above: Membership | None = supervisor
    while above is not None:
        if above == member:
            raise Impossible(_("Nobody supervises themselves, directly or through others."))
        above = above.supervisor


@transaction.atomic
def end_membership(viewer: Viewer, *, member: Membership) -> None:
    """Roles, grants and sessions end now; the account opens nothing any more. What they wrote keeps their name."""
    policy.require(viewer, can.MANAGE_MEMBERS)
    if member.ended_at is not None:
        return
    for row in list(member.roles.filter(ended_at__isnull=True)):
        member_roles.end_role(viewer, row=row)
    lending.end_all_of(viewer, member=member)
    grants.end_all_of(viewer, member=member)
    member.ended_at = timezone.now()
    member.save(update_fields=["ended_at"])
    for supervised in Membership.objects.filter(supervisor=member, ended_at__isnull=True):
        set_supervisor(viewer, member=supervised, supervisor=None)
    member.account.is_active = False
    member.account.save(update_fields=["is_active"])
    sessions.end_all(member.account)
    record(viewer, audit_kinds.MEMBERSHIP_ENDED, row=member)
    events.publish(events.MembershipEnded(viewer, member))
