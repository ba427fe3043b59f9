"""Ending sessions: all of an account at once, or one by its owner."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from jiwar.foundation.access.models import Account, new_mark


def end_all(account: Account) -> None:
    """From the next request on nobody is signed in as this account."""
    account.sessions_mark = new_mark()
    account.save(update_fields=["sessions_mark"])
    _end(UserSession.objects.filter(user=account))


def of_account(account: Account) -> list[UserSession]:
    """Sessions that still run, the latest used first."""
    running = UserSession.objects.purge_and_list(account)
    return sorted(running, key=lambda session: session.last_seen_at, reverse=True)


def end_one(account: Account, session_id: int) -> bool:
    """Whether there was such a session of this account."""
    return _end(UserSession.objects.filter(user=account, pk=session_id)) > 0


def end_others(account: Account, *, keep: str) -> int:
    """All but the one with this session key; returns how many."""
    return _end(UserSession.objects.filter(user=account).exclude(session_key=keep))


def _end(rows: Any) -> int:
    keys = list(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    rows.delete()
    return len(keys)
