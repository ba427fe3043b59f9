"""One-time secrets: shown once, handed over in person, good for one sign-in at which a password is chosen."""

import secrets
from datetime import timedelta

from django.utils import timezone

from jiwar.foundation.access.models import Account, new_mark

LASTS = timedelta(hours=72)
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are mistaken for one another when written by hand."""


def give(account: Account) -> str:
    """Makes a new secret the account's password for 72 hours and ends its sessions. Returned once, kept nowhere."""
    secret = "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(4))
    account.set_password(secret)
    account.one_time_until = timezone.now() + LASTS
    account.sessions_mark = new_mark()
    account.save(update_fields=["password", "one_time_until", "sessions_mark"])
    return secret
