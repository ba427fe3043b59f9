"""What a call to act says to the member it was sent to: the file's number and the day, to who may know them."""

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from jiwar.casework.service_lines import Said
from jiwar.foundation.access import policy
from jiwar.foundation.access.models import Word
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.languages.reader import format_day
from jiwar.foundation.vault.models import Subject
from jiwar.lines.legal.models import Deadline, Decision


def deadline_calls(viewer: Viewer, words: Sequence[Word]) -> dict[UUID, Said]:
    """By the id of the word; a deadline that is no longer open calls no more."""
    asked = [UUID(word.about["deadline"]) for word in words]
    rows = Deadline.objects.filter(id__in=asked, status=Deadline.Status.OPEN).select_related("case")
    known = {row.id: row for row in policy.known(viewer, rows, Subject.Kind.CASE)}
    opened = set(policy.scope(viewer, Deadline.objects.filter(id__in=list(known))).values_list("id", flat=True))
    found = {}
    for word in words:
        row = known.get(UUID(word.about["deadline"]))
        if row is not None:
            found[word.id] = _said(row, opened=row.id in opened)
    return found


def second_looks(viewer: Viewer, words: Sequence[Word]) -> dict[UUID, Said]:
    """To whoever may still open the decision; one that somebody has looked at calls no more."""
    asked = [UUID(word.about["decision"]) for word in words]
    rows = Decision.objects.filter(id__in=asked, wants_second=True, second_at__isnull=True).select_related("case")
    known = {row.id: row for row in policy.scope(viewer, rows)}
    found = {}
    for word in words:
        row = known.get(UUID(word.about["decision"]))
        if row is not None:
            text = _("%(number)s: a decision about legal help waits for your look.")
            url = reverse("legal:help", kwargs={"service": row.service_id})
            found[word.id] = Said(text % {"number": row.case.written_number}, url, "soon")
    return found


def _said(row: Deadline, *, opened: bool) -> Said:
    number = row.case.written_number
    url = reverse("legal:procedure", kwargs={"procedure": row.procedure_id}) if opened else reverse("legal:board")
    if row.safe is None:
        text = _("%(number)s: a time limit nobody could verify. Ask a lawyer now.")
        return Said(text % {"number": number}, url, "now")
    return Said(_("%(number)s: act by %(day)s") % {"number": number, "day": format_day(row.safe)}, url, "now")
