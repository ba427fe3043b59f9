"""Checks a password once, whatever was typed: the time it takes does not tell whether there is such an account."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest
from django.utils import timezone

from jiwar.foundation.access.models import Account
from jiwar.foundation.access.viewer import account_of_session


class OneCheck(AuthenticationBackend):  # type: ignore[misc]
    """Finds the account by user name, or by an address that only one account has."""

    def get_user(self, user_id: Any) -> Account | None:
        """Who is behind a session: asked at every request."""
        return account_of_session(Account._meta.pk.to_python(user_id))

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> Account | None:
        password = credentials.get("password")
        if not password:
            return None
        account = _account(str(credentials.get("username") or credentials.get("email") or ""))
        right = (account or _nobody()).check_password(password)
        if account is None or not right or not account.is_active or _too_late(account):
            return None
        return account


def _account(said: str) -> Account | None:
    named = Account.objects.filter(username__iexact=said).first()
    if named is not None or "@" not in said:
        return named
    found = Account.objects.filter(email__iexact=said)[:2]
    return found[0] if len(found) == 1 else None


def _nobody() -> Account:
    """Somebody whose password nobody knows: checking it takes as long as checking a real one."""
    nobody = Account()
    nobody.password = _hash_of_nothing()
    return nobody


_kept: dict[str, str] = {}


def _hash_of_nothing() -> str:
    from django.contrib.auth.hashers import get_hasher, make_password

    name = str(get_hasher().algorithm)
    if name not in _kept:
        _kept[name] = make_password("nobody has this password")
    return _kept[name]


def _too_late(account: Account) -> bool:
    return account.one_time_until is not None and account.one_time_until < timezone.now()
