"""Neutral messages by e-mail: opt-in, only where a mail server is configured, without a word about anybody.

`tell` writes a row in the transaction of what caused it; the worker sends it and tries again for two days. Whoever
reads over a shoulder, or runs the mail server, learns that something waits, not what.
"""

import logging
import smtplib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jiwar.foundation.access.events import SignInChanged
from jiwar.foundation.access.models import Account
from jiwar.foundation.jobs import faults
from jiwar.foundation.jobs.models import Message

ATTEMPTS: Final = 12
LONGEST_PAUSE: Final = timedelta(hours=6)

logger = logging.getLogger("jiwar.jobs")


@dataclass(frozen=True, slots=True)
class Notice:
    """A kind of message with its whole text."""

    code: str
    subject: str | Promise
    body: str | Promise


SOMETHING_WAITS = Notice(
    "something-waits",
    _("You have a message"),
    _("Something waits for you at work. Please sign in and look at your day."),
)
SIGN_IN_CHANGED = Notice(
    "sign-in-changed",
    _("Your sign-in was changed"),
    _("The way you sign in was changed. If it was not you, tell your data guardian now."),
)
NOTICES: Final[dict[str, Notice]] = {notice.code: notice for notice in (SOMETHING_WAITS, SIGN_IN_CHANGED)}


def register(notice: Notice) -> Notice:
    """A room's own notice: as neutral as those above, and registered once when the program starts."""
    if notice.code in NOTICES:
        raise ValueError(f"notice {notice.code} is registered twice")
    NOTICES[notice.code] = notice
    return notice


def tell(account: Account, notice: Notice) -> Message | None:
    """Put a message into the outbox; None when the account does not want any, or no mail server is configured.

    A message of the same kind that still waits is not doubled.
    """
    if not (settings.JIWAR_SENDS_EMAIL and account.wants_reminders and account.email and account.is_active):
        return None
    waiting = Message.objects.filter(account=account, notice=notice.code, state=Message.State.WAITING).first()
    return waiting or Message.objects.create(account=account, notice=notice.code, next_attempt_at=timezone.now())


def tell_of_changed_sign_in(event: SignInChanged) -> None:
    """Whoever takes over an account is given away to the one it belongs to; this one goes without being asked for."""
    account = event.member.account
    if settings.JIWAR_SENDS_EMAIL and account.email and account.is_active:
        Message.objects.create(account=account, notice=SIGN_IN_CHANGED.code, next_attempt_at=timezone.now())


def deliver(*, now: datetime | None = None) -> int:
    """Send what is due; returns how many messages went out."""
    now = now or timezone.now()
    due = Message.objects.filter(state=Message.State.WAITING, next_attempt_at__lte=now).select_related("account")
    return sum(_send(message, now) for message in due.order_by("next_attempt_at")[:50])


def _send(message: Message, now: datetime) -> bool:
    # Counted before sending: after a crash in between, a pause follows instead of a flood.
    attempt = message.attempts + 1
    pause = min(timedelta(minutes=2 ** min(attempt, 10)), LONGEST_PAUSE)
    taken = Message.objects.filter(id=message.id, attempts=message.attempts, state=Message.State.WAITING).update(
        attempts=attempt, next_attempt_at=now + pause
    )
    if not taken:
        return False
    try:
        _post(message)
    except (OSError, smtplib.SMTPException) as error:
        logger.warning("message not sent at attempt %s: %s", attempt, faults.kind(error))
        if attempt >= ATTEMPTS:
            Message.objects.filter(id=message.id).update(state=Message.State.GIVEN_UP)
        return False
    Message.objects.filter(id=message.id).update(state=Message.State.SENT, sent_at=now)
    return True


def _post(message: Message) -> None:
    notice = NOTICES[message.notice]
    with translation.override(message.account.language or settings.LANGUAGE_CODE):
        EmailMessage(subject=str(notice.subject), body=str(notice.body), to=[message.account.email]).send()
