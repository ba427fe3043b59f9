"""Looking is recorded too: a file's owner sees who looked."""

from django.db import transaction
from django.utils import timezone

from jiwar.casework.cases import kinds
from jiwar.casework.cases.models import Case
from jiwar.casework.cases.words import CASE_ASSIGNED
from jiwar.foundation.access.models import Word
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record


@transaction.atomic
def looked_at(viewer: Viewer, *, case: Case) -> None:
    """The viewer opened the case: recorded, and 'new to you' is read."""
    record(viewer, kinds.CASE_SEEN, subject=case.subject, row=case)
    unread = Word.objects.filter(member=viewer.member, kind=CASE_ASSIGNED, read_at__isnull=True)
    unread.filter(about={"case": str(case.id)}).update(read_at=timezone.now())
