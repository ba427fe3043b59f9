"""Who is a member, what is open to whom, and how much was shown."""

from jiwar.foundation.access.models.barriers import Barrier
from jiwar.foundation.access.models.grants import Grant, Lending
from jiwar.foundation.access.models.members import (
    Account,
    AccountManager,
    MemberRole,
    Membership,
    ResetRequest,
    Word,
    new_mark,
)
from jiwar.foundation.access.models.reading import Alarm, Decoy, FileShown, ReadingLimits

__all__ = [
    "Account",
    "AccountManager",
    "Alarm",
    "Barrier",
    "Decoy",
    "FileShown",
    "Grant",
    "Lending",
    "MemberRole",
    "Membership",
    "ReadingLimits",
    "ResetRequest",
    "Word",
    "new_mark",
]
