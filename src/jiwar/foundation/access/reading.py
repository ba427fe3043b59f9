"""How many files a member is shown in an hour: counted, slowed, told, and locked. Decoys raise an alarm.

Counted is every look that goes into the audit while a page is answered: file pages, not lists, not the search. A look
at a file seen before in the hour costs one question, at a new one three and an upsert; what is usual is asked only from
`FEW` files on. A list that is taken out counts every file in it, see `taken_out`.
"""

from collections.abc import Iterator, Set
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Max, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from jiwar.foundation.access import audit_kinds, roles, sessions, unlike_work, words
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.models import Account, Alarm, Decoy, FileShown, Membership, ReadingLimits
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit import record as audit
from jiwar.foundation.audit.kinds import Kind
from jiwar.foundation.groups.statements import statement

FEW: Final = 20
"""Below this nothing is unusual: no limit is set lower."""
PAUSE: Final = timedelta(seconds=15)
"""Between one new file and the next, once it slows."""
LOOKED_BACK: Final = timedelta(days=28)
HOURS_TO_KNOW: Final = 10
"""Busy hours after which what is usual for a member is known."""
_SHOWS_NO_FILE: Final = (audit_kinds.WHO_LOOKED, audit_kinds.AUDIT_READ)


class Slowed(Exception):
    """The next new file opens in so many seconds. Nothing is shown and nothing is counted."""

    def __init__(self, seconds: int) -> None:
        super().__init__("slowed")
        self.seconds = seconds


class TooMany(Exception):
    """The account is to be locked, outside the transaction this is raised in."""

    def __init__(self, shown: int) -> None:
        super().__init__("too many")
        self.shown = shown


@dataclass(frozen=True)
class _Asked:
    """A page is being answered. What was typed is never sent away for being too quick: `may_wait` is for reading."""

    may_wait: bool


_asked: ContextVar[_Asked | None] = ContextVar("jiwar_reading", default=None)


@contextmanager
def watched(request: HttpRequest) -> Iterator[None]:
    """Looks inside the block are somebody's reading; elsewhere (jobs, commands) they are the program's work."""
    token = _asked.set(_Asked(request.method in ("GET", "HEAD")))
    try:
        yield
    finally:
        _asked.reset(token)


def connect() -> None:
    audit.on_look(_looked)


def hour_of(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)


def limits() -> ReadingLimits:
    """The group's own, else as they are to begin with."""
    return ReadingLimits.objects.first() or ReadingLimits()


def usual(member: UUID, before: datetime) -> int | None:
    """Files in an ordinary working hour of the last four weeks; None until there were enough such hours."""
    rows = FileShown.objects.filter(member=member, hour__lt=before, hour__gte=before - LOOKED_BACK)
    counts = list(rows.values("hour").annotate(files=Count("id")).values_list("files", flat=True))
    return round(median(counts)) if len(counts) >= HOURS_TO_KNOW else None


def forget_old() -> None:
    """Counts older than what 'usual' looks back on go. For the background."""
    FileShown.objects.filter(hour__lt=timezone.now() - LOOKED_BACK - timedelta(days=1)).delete()


def _looked(actor: audit.Actor, kind: Kind, subject: UUID) -> None:
    asked = _asked.get()
    if asked is None or not isinstance(actor, Viewer) or kind in _SHOWS_NO_FILE:
        return
    now = timezone.now()
    hour = hour_of(now)
    files, last, here = next(iter(_shown(actor, hour, subject)), (0, None, 0))
    if here:
        return
    _judge(actor, files + 1, now - last if asked.may_wait and last else None, hour)
    row = FileShown(member=actor.member, hour=hour, subject_id=subject, at=now)
    FileShown.objects.bulk_create([row], ignore_conflicts=True)
    if _decoys(subject) and not actor.can(can.GUARD_DATA):
        raise_alarm(actor, Alarm.Kind.DECOY, hour, shown=files + 1, subject=subject)
    _unlike_work(actor, now, files + 1)


def _unlike_work(actor: Viewer, now: datetime, files: int) -> None:
    """`files` of this hour; those of a night are of several."""
    hour, limit = hour_of(now), limits()
    at_night = unlike_work.unusual_at_night(actor.member.id, now, limit, hour - LOOKED_BACK)
    if at_night:
        night, in_it = at_night
        raise_alarm(actor, Alarm.Kind.NIGHT, unlike_work.began(night, limit), shown=in_it)
    if files >= unlike_work.IN_A_ROW and unlike_work.number_after_number(actor.member.id, hour):
        raise_alarm(actor, Alarm.Kind.ROW, hour, shown=files)


def taken_out(viewer: Viewer, subjects: Set[UUID]) -> None:
    """Files that leave together as one list. Counted with those opened in this hour they raise the alarm, and so does
    a decoy among them; a list is taken out whole, so nothing slows or locks.

    They are not kept as files shown: whoever has the list has opened none of them, and each still counts when it is.
    """
    if _asked.get() is None:
        return
    hour = hour_of(timezone.now())
    opened = FileShown.objects.filter(member=viewer.member, hour=hour).values_list("subject_id", flat=True)
    files = len({*opened, *subjects})
    if files >= limits().alarm_at:
        raise_alarm(viewer, Alarm.Kind.MANY, hour, shown=files)
    decoys = Decoy.objects.filter(ended_at__isnull=True).order_by("made_at").values_list("subject_id", flat=True)
    inside = [subject for subject in decoys if subject in subjects]
    if inside and not viewer.can(can.GUARD_DATA):
        # One tells it: a whole register holds all of them.
        raise_alarm(viewer, Alarm.Kind.DECOY, hour, shown=files, subject=inside[0])


@statement
def _shown(viewer: Viewer, hour: datetime, subject: UUID) -> QuerySet[FileShown, tuple[int, datetime, int]]:
    """How many files in this hour, when the last one was, and whether this one was among them."""
    rows = FileShown.objects.filter(member=viewer.member, hour=hour).values("member")
    counted = rows.annotate(files=Count("id"), last=Max("at"), here=Count("id", filter=Q(subject=subject)))
    return counted.values_list("files", "last", "here")


@statement
def _decoys(subject: UUID) -> QuerySet[Decoy, UUID]:
    return Decoy.objects.filter(subject=subject, ended_at__isnull=True).values_list("id", flat=True)


def _judge(actor: Viewer, files: int, since_last: timedelta | None, hour: datetime) -> None:
    if files < FEW:
        return
    limit, ordinary = limits(), usual(actor.member.id, hour)
    # What is unusual for the one who reads slows and is told; only the group's own number locks anybody out.
    strange = ordinary is not None and files >= limit.times_usual * ordinary
    if files >= limit.lock_at:
        if _someone_else_could_unlock(actor):
            raise TooMany(files)
        raise Slowed(round((hour + timedelta(hours=1) - timezone.now()).total_seconds()) + 1)
    if (files >= limit.slow_at or strange) and since_last is not None and since_last < PAUSE:
        raise Slowed(round((PAUSE - since_last).total_seconds()) + 1)
    if files >= limit.alarm_at or strange:
        raise_alarm(actor, Alarm.Kind.MANY, hour, shown=files, usual=ordinary)


def raise_alarm(
    actor: Viewer,
    kind: Alarm.Kind,
    hour: datetime,
    *,
    shown: int,
    usual: int | None = None,
    subject: UUID | None = None,
) -> None:
    """Once an hour; a lock until it is settled. The entry names no file: who works on a decoy by mistake must not read
    there what it is.
    """
    if kind is Alarm.Kind.LOCKED:
        once: dict[str, Any] = {"settled_at__isnull": True}
    else:
        once = {"hour": hour, **({"subject_id": subject} if subject else {})}
    alarm, made = Alarm.objects.get_or_create(
        member=actor.member,
        kind=kind,
        **once,
        defaults={"hour": hour, "at": timezone.now(), "shown": shown, "usual": usual},
    )
    if not made:
        return
    entry = audit_kinds.ACCOUNT_LOCKED if kind is Alarm.Kind.LOCKED else audit_kinds.READING_ALARM
    audit.record(None, entry, row=alarm, about={"member": str(actor.member.id), "kind": kind.value, "shown": shown})
    words.tell_guardians(words.READING_ALARM, {"alarm": str(alarm.id)})
    if actor.can(can.GUARD_DATA):
        words.tell_administrators(words.READING_ALARM, {"alarm": str(alarm.id), "of_guardian": True})


@transaction.atomic
def lock(viewer: Viewer, shown: int) -> None:
    """Ends all sessions of the account; nobody signs in with it until a data guardian lifts the alarm."""
    raise_alarm(viewer, Alarm.Kind.LOCKED, hour_of(timezone.now()), shown=shown)
    account = Account.objects.get(id=viewer.account.id)
    account.is_active = False
    account.save(update_fields=["is_active"])
    sessions.end_all(account)


def _someone_else_could_unlock(actor: Viewer) -> bool:
    guardians = Membership.objects.filter(id__in=[each.id for each in words.members_in_role(roles.DATA_GUARDIAN)])
    return guardians.filter(account__is_active=True).exclude(id=actor.member.id).exists()
