"""The standing cast of every access test. Their meaning never changes.

`group` chooses the group for the test's own code (as a job would); the cast's clients ask from outside, where nothing
is chosen, as browsers do.
"""

import time
from collections.abc import Callable, Iterator
from contextvars import Context
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.db import DEFAULT_DB_ALIAS, connections
from django.test import Client
from pytest_django import Settings

from jiwar.foundation.access import roles
from jiwar.foundation.access.models import Account, MemberRole, Membership
from jiwar.foundation.access.viewer import Viewer, viewer_for
from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault import custody
from jiwar.foundation.vault import keys as vault_keys

PASSWORD = "seven grey herons over water"
TOTP_SEED = "JBSWY3DPEHPK3PXP"


class OutsideClient(Client):
    """Asks as a browser does: the group a test acts for is not chosen inside the request."""

    def request(self, **request: Any) -> Any:
        return Context().run(self._asked, connections[DEFAULT_DB_ALIAS], super().request, request)

    @staticmethod
    def _asked(outside: Any, ask: Callable[..., Any], request: dict[str, Any]) -> Any:
        """While a browser is driven from this thread, whoever asks here is given a connection of their own."""
        try:
            return ask(**request)
        finally:
            own = connections[DEFAULT_DB_ALIAS]
            if own is not outside:
                own.close()


def confirmed_just_now(client: Client, account: Account) -> None:
    """As after typing the password again: pages that ask for it let the browser through."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
    session["account_authentication_methods_user"] = str(account.pk)
    session.save()


@dataclass(frozen=True)
class Player:
    """A member of the cast."""

    member: Membership

    @property
    def viewer(self) -> Viewer:
        """The rights they have now."""
        return viewer_for(self.member)

    @property
    def account(self) -> Account:
        return self.member.account

    @property
    def client(self) -> Client:
        """A fresh browser, signed in."""
        client = OutsideClient()
        client.force_login(self.account)
        confirmed_just_now(client, self.account)
        return client


@dataclass(frozen=True)
class Cast:
    reception: Player
    caseworker: Player
    """On the case: the tests of casework assign it to this one."""
    off_caseworker: Player
    """A caseworker of the same group who was given nothing."""
    coordinator: Player
    volunteer: Player
    guardian: Player
    administrator: Player
    stranger: Player
    """A caseworker of another group."""

    def everyone(self) -> dict[str, Player]:
        return dict(vars(self))


def join(group: Group, name: str, *held: roles.Role) -> Player:
    """A member of `group` with an account, a second factor and roles in force."""
    with acting_for(group):
        account = Account.objects.create_user(name.replace(" ", "."), PASSWORD, name=name.title())
        Authenticator.objects.create(
            user=account, type=Authenticator.Type.TOTP, data={"secret": get_adapter().encrypt(TOTP_SEED)}
        )
        member = Membership.objects.create(account=account)
        for role in held:
            give_in_force(member, role)
    return Player(member)


def give_in_force(member: Membership, role: roles.Role) -> MemberRole:
    """A role as it stands when everyone who has to agree has agreed."""
    row = MemberRole.objects.create(member=member, role=role.code)
    if role.needs_second_person:
        row.confirmed_at = row.given_at
        row.save(update_fields=["confirmed_at"])
    return row


def found(name: str, country: str = "TR") -> Group:
    """A group with a key of its own."""
    group = Group.objects.create(name=name, country=country, languages=["en", "ar", "fr"], time_zone="Europe/Istanbul")
    custody.add_group(vault_keys.key_store(), group.id)
    return group


def key_store_in(folder: Path, settings: Settings) -> custody.KeyStore:
    """The keys of `folder`, made where there are none, and its places for sealed files and checkpoints."""
    settings.JIWAR_KEYS = folder / "keys"
    settings.JIWAR_FILES = folder / "files"
    settings.JIWAR_AUDIT = folder / "audit"
    return custody.load(settings.JIWAR_KEYS) if settings.JIWAR_KEYS.exists() else custody.create(settings.JIWAR_KEYS)


@pytest.fixture
def group(db: None, keys: custody.KeyStore, tmp_path: Path, settings: Settings) -> Iterator[Group]:
    """The group of the cast, chosen for the test's own code, with keys kept as in one request."""
    settings.JIWAR_AUDIT = tmp_path / "audit"
    with acting_for(found("House of the Neighbour")) as group, vault_keys.session():
        yield group


@pytest.fixture
def other_group(group: Group) -> Group:
    """Another group on the same server. Nothing of the one may show in the other."""
    return found("Other House", country="EG")


@pytest.fixture
def cast(group: Group, other_group: Group) -> Cast:
    return the_cast(group, other_group)


def the_cast(group: Group, other_group: Group) -> Cast:
    return Cast(
        reception=join(group, "reception", roles.RECEPTION),
        caseworker=join(group, "caseworker", roles.CASEWORKER),
        off_caseworker=join(group, "off caseworker", roles.CASEWORKER),
        coordinator=join(group, "coordinator", roles.COORDINATOR),
        volunteer=join(group, "volunteer", roles.VOLUNTEER),
        guardian=join(group, "guardian", roles.DATA_GUARDIAN),
        administrator=join(group, "administrator", roles.ADMINISTRATOR),
        stranger=join(other_group, "stranger", roles.CASEWORKER),
    )
