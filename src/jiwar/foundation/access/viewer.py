"""The one who asks: a frozen picture of a member's rights, made once per request from the database."""

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.db.models import QuerySet

from jiwar.foundation.access import capabilities, roles
from jiwar.foundation.access.capabilities import Capability
from jiwar.foundation.access.compartments import Compartment
from jiwar.foundation.access.models import Account, MemberRole, Membership
from jiwar.foundation.groups.models import Group
from jiwar.foundation.groups.statements import Parameter, statement_across_groups


@dataclass(frozen=True)
class Viewer(Parameter):
    """Who asks, for which group, with what capabilities. Rights of data are not here: they are grants."""

    account: Account = field(repr=False)
    member: Membership = field(repr=False)
    group: Group = field(repr=False)
    roles: tuple[roles.Role, ...]
    capabilities: frozenset[Capability] = field(repr=False)
    opens: frozenset[Compartment] = field(repr=False)
    session: str = field(default="", repr=False)
    address: str = field(default="", repr=False)

    @property
    def id(self) -> UUID:
        return self.member.id

    def can(self, capability: Capability) -> bool:
        return capability in self.capabilities

    def shape(self) -> Hashable:
        """As the parameter of a statement: what the viewer can do shapes it, who they are is bound."""
        return self.capabilities, self.opens

    def ids(self) -> tuple[UUID, ...]:
        return (self.member.id,)

    def with_ids(self, ids: tuple[UUID, ...]) -> "Viewer":
        return replace(self, member=Membership(id=ids[0]), account=Account(), group=Group())


def viewer_for(member: Membership, *, session: str = "", address: str = "") -> Viewer:
    """The rights of `member` now. A role that waits for its second person gives nothing."""
    held = tuple(roles.role(code) for code in _running_roles(member))
    can, opens = _rights_of(held)
    return Viewer(
        account=member.account,
        member=member,
        group=member.group,
        roles=held,
        capabilities=can,
        opens=opens,
        session=session,
        address=address,
    )


@lru_cache(maxsize=256)
def _rights_of(held: tuple[roles.Role, ...]) -> tuple[frozenset[Capability], frozenset[Compartment]]:
    """The same sets for the same roles, so that statements find their shape without comparing members of sets."""
    can = frozenset(capability for role in held for capability in role.capabilities)
    return can | {capabilities.SIGNED_IN}, frozenset(compartment for role in held for compartment in role.opens)


def _running_roles(member: Membership) -> list[str]:
    rows = _roles_held(member.id)
    known = {role.code for role in roles.all_roles()}
    return sorted(
        code
        for code, confirmed in rows
        if code in known and (confirmed is not None or not roles.role(code).needs_second_person)
    )


@statement_across_groups
def _roles_held(member: UUID) -> QuerySet[MemberRole, tuple[str, datetime | None]]:
    rows = MemberRole.across_groups.filter(member=member, ended_at__isnull=True)
    return rows.values_list("role", "confirmed_at")


def viewer_of_account(account: Account, *, session: str = "", address: str = "") -> Viewer | None:
    """The viewer behind a signed-in account, or None when it is a member of no group any more."""
    found = _running_membership(account.id)
    if not found or not account.is_active:
        return None
    member = found[0]
    member.account = account
    return viewer_for(member, session=session, address=address)


@statement_across_groups
def _running_membership(account: UUID) -> QuerySet[Membership]:
    rows = Membership.across_groups.select_related("group")
    return rows.filter(account=account, ended_at__isnull=True, account__is_active=True)[:1]
