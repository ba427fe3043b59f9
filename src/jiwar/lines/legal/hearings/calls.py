"""What a call about a hearing says: the number of the case and the day, to who may open it."""

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jiwar.casework.cases import clock
from jiwar.casework.service_lines import Said
from jiwar.foundation.access import policy
from jiwar.foundation.access.models import Word
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.languages.reader import format_moment
from jiwar.foundation.vault.models import Subject
from jiwar.lines.legal.hearings import company
from jiwar.lines.legal.models import Companion, Hearing


def hearing_calls(viewer: Viewer, words: Sequence[Word]) -> dict[UUID, Said]:
    """By the id of the word. One that is over calls no more, nor does 'nobody goes along' once somebody does."""
    asked = [UUID(word.about["hearing"]) for word in words]
    rows = Hearing.objects.filter(id__in=asked, state=Hearing.State.PLANNED).select_related("case", "appointment")
    known = {row.id: row for row in policy.known(viewer, rows, Subject.Kind.CASE)}
    opened = set(policy.scope(viewer, Hearing.objects.filter(id__in=list(known))).values_list("id", flat=True))
    agreed = Companion.objects.filter(hearing__in=list(known), state=Companion.State.AGREED)
    in_company = set(agreed.values_list("hearing", flat=True))
    found = {}
    for word in words:
        row = known.get(UUID(word.about["hearing"]))
        if row is not None and not (word.about["why"] == company.NOBODY and row.id in in_company):
            found[word.id] = _said(row, word.about["why"], opened=row.id in opened)
    return found


def _said(row: Hearing, why: str, *, opened: bool) -> Said:
    text = {
        company.ASKED: _("%(number)s: you are asked to go along, %(when)s"),
        company.MOVED: _("%(number)s: the date has changed. It is now %(when)s"),
        company.NOBODY: _("%(number)s: nobody has agreed to go along, %(when)s"),
    }[why]
    when = format_moment(timezone.localtime(row.appointment.starts, clock.zone()))
    page = reverse("legal:hearing", args=[row.id]) if opened else reverse("cases:case", args=[row.case_id])
    return Said(
        text % {"number": row.case.written_number, "when": when}, page, "now" if why == company.NOBODY else "soon"
    )
