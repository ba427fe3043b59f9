"""The one who asks: a frozen picture of a member's rights, made once per request from the database."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from typing import Any, cast
from uuid import UUID

from django.db.models import F, FilteredRelation, Q, QuerySet

from jiwar.foundation.access import capabilities, roles
from jiwar.foundation.access.capabilities import Capability
from jiwar.foundation.access.compartments import Compartment
from jiwar.foundation.access.models import Account, MemberRole, Membership
from jiwar.foundation.access.signing_door import ACCOUNT
from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group
from jiwar.foundation.groups.statements import Parameter, statement, statement_across_groups


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


Held = tuple[str, datetime | None]
"""A role's code, and since when it has its second person's word."""


def viewer_for(member: Membership, *, session: str = "", address: str = "") -> Viewer:
    """The rights of `member` now. A role that waits for its second person gives nothing."""
    with acting_for(member.group):
        held = _roles_held(member.id)
    return _viewer(member, held, session=session, address=address)


def _viewer(member: Membership, given: Iterable[Held], *, session: str, address: str) -> Viewer:
    held = tuple(roles.role(code) for code in _running_roles(given))
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


def _running_roles(given: Iterable[Held]) -> list[str]:
    known = {role.code for role in roles.all_roles()}
    return sorted(code for code, confirmed in given if code in known and roles.role(code).in_force(confirmed))


@statement
def _roles_held(member: UUID) -> QuerySet[MemberRole, Held]:
    rows = MemberRole.objects.filter(member=member, ended_at__isnull=True)
    return rows.values_list("role", "confirmed_at")


def account_of_session(account: UUID) -> Account | None:
    """Who is behind a session: asked at every request, and with it at once what `viewer_of_account` needs."""
    with ACCOUNT.opened(account):
        found = _in_group(account)
    if found:
        setattr(found[0].account, _WITH_ROLES, found)
        return cast(Account, found[0].account)
    alone = _active(account)
    return alone[0] if alone else None


def viewer_of_account(account: Account, *, session: str = "", address: str = "") -> Viewer | None:
    """The viewer behind a signed-in account, or None when it is a member of no group any more."""
    with ACCOUNT.opened(account.id):
        found = getattr(account, _WITH_ROLES, None) or _in_group(account.id)
    if not found or not account.is_active:
        return None
    member = found[0]
    member.account = account
    given = [(row.held_role, row.held_confirmed) for row in found if row.held_role is not None]
    return _viewer(member, given, session=session, address=address)


_WITH_ROLES = "_read_with_the_session"


@statement_across_groups
def _in_group(account: UUID) -> "QuerySet[Any, Any]":
    """The running membership, once for each running role, or once without any."""
    running = FilteredRelation("roles", condition=Q(roles__ended_at__isnull=True))
    rows = Membership.across_groups.select_related("group", "account").annotate(running=running)
    rows = rows.filter(account=account, ended_at__isnull=True, account__is_active=True)
    return rows.annotate(held_role=F("running__role"), held_confirmed=F("running__confirmed_at"))


@statement_across_groups
def _active(account: UUID) -> QuerySet[Account]:
    return Account.objects.filter(id=account, is_active=True)
