"""Who goes along, and telling them."""

from datetime import datetime, timedelta
from typing import Final

from jiwar.foundation.access import words
from jiwar.foundation.access.models import Membership
from jiwar.lines.legal.models import Companion, Hearing

HEARING_CALLS: Final = "hearing-calls"
ASKED: Final = "asked"
MOVED: Final = "moved"
NOBODY: Final = "nobody"
AHEAD: Final = timedelta(days=7)
"""From so long before, nobody having agreed calls for someone."""


def tell_moved(hearing: Hearing, *, but: Membership) -> None:
    """Who agreed or is asked, and who leads it from our side."""
    going = Companion.objects.filter(hearing=hearing, member__isnull=False, member__ended_at__isnull=True)
    rows = going.exclude(state=Companion.State.DECLINED).select_related("member")
    told = {row.member.id: row.member for row in rows if row.member}
    staff = hearing.appointment.staff
    if staff is not None:
        told.setdefault(staff.id, staff)
    for member in told.values():
        if member.id != but.id:
            tell(member, hearing, MOVED)


def tell(member: Membership, hearing: Hearing, why: str) -> None:
    words.tell(member, HEARING_CALLS, {"hearing": str(hearing.id), "why": why})


def is_alone(hearing: Hearing, now: datetime) -> bool:
    """In the next seven days, and nobody has agreed to go along."""
    if hearing.state != Hearing.State.PLANNED or not now <= hearing.appointment.starts <= now + AHEAD:
        return False
    return not Companion.objects.filter(hearing=hearing, state=Companion.State.AGREED).exists()
