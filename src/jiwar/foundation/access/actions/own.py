"""What everyone may do with what is their own."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from jiwar.foundation.access import audit_kinds, policy, sessions
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.models import Account, Membership, Word
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record


@dataclass(frozen=True, kw_only=True)
class Preferences:
    """How the member wants to read and be reached. Empty text means: as usual in the group."""

    language: str
    calendar: str
    digits: str
    languages: Sequence[str]
    wants_reminders: bool
    email: str


@transaction.atomic
def keep_preferences(viewer: Viewer, *, preferences: Preferences) -> None:
    policy.require(viewer, can.SIGNED_IN)
    Account.objects.filter(id=viewer.account.id).update(
        language=preferences.language,
        calendar=preferences.calendar,
        digits=preferences.digits,
        wants_reminders=preferences.wants_reminders,
        email=preferences.email,
    )
    Membership.objects.filter(id=viewer.member.id).update(languages=list(preferences.languages))
    record(viewer, audit_kinds.PREFERENCES_KEPT, row=viewer.member)


@transaction.atomic
def words_were_read(viewer: Viewer) -> int:
    """All words to the viewer count as read; returns how many were new."""
    policy.require(viewer, can.SIGNED_IN)
    return Word.objects.filter(member=viewer.member, read_at__isnull=True).update(read_at=timezone.now())


@transaction.atomic
def word_was_dealt_with(viewer: Viewer, *, word: Word) -> None:
    policy.require(viewer, can.SIGNED_IN)
    Word.objects.filter(id=word.id, member=viewer.member, read_at__isnull=True).update(read_at=timezone.now())


@transaction.atomic
def end_session(viewer: Viewer, *, session_id: int) -> bool:
    """Whether a session of the viewer was ended."""
    policy.require(viewer, can.SIGNED_IN)
    ended = sessions.end_one(viewer.account, session_id)
    if ended:
        record(viewer, audit_kinds.SESSION_ENDED)
    return ended


@transaction.atomic
def end_other_sessions(viewer: Viewer, *, keep: str) -> int:
    policy.require(viewer, can.SIGNED_IN)
    ended = sessions.end_others(viewer.account, keep=keep)
    if ended:
        record(viewer, audit_kinds.SESSION_ENDED, about={"sessions": ended})
    return ended
