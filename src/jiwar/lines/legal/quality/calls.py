"""What the house says to reviewers and supervisors: something was mended, waits for their look, was filed or closed."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from jiwar.casework.service_lines import Said
from jiwar.foundation.access import policy
from jiwar.foundation.access.models import Word
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.languages.reader import format_day
from jiwar.foundation.vault.models import Subject
from jiwar.lines.legal.models import FiledUnseen, FilingLook, LookingBack, ReviewPoint


def mended(viewer: Viewer, words: Sequence[Word]) -> dict[UUID, Said]:
    """By the id of the word; what was confirmed, or sent back, calls no more."""
    asked = [UUID(word.about["point"]) for word in words]
    rows = ReviewPoint.objects.filter(id__in=asked, mended_at__isnull=False, confirmed_at__isnull=True)
    known = {row.id: row for row in policy.scope(viewer, rows.select_related("review__case"))}
    found = {}
    for word in words:
        row = known.get(UUID(word.about["point"]))
        if row is not None:
            text = _("%(number)s: what you asked to mend was done. See whether it is.")
            url = reverse("legal:review-point", kwargs={"point": row.id})
            found[word.id] = Said(text % {"number": row.review.case.written_number}, url)
    return found


def looks(viewer: Viewer, words: Sequence[Word]) -> dict[UUID, Said]:
    """To who was asked, until somebody answers; and the answer to who asked, until they ask again. Once it was filed,
    neither calls any more."""
    asked = {word.id: UUID(word.about.get("look") or word.about["looked"]) for word in words}
    later = FilingLook.objects.filter(procedure=OuterRef("procedure"), asked_at__gt=OuterRef("asked_at"))
    waiting = Q(answered_at__isnull=True) | ~Exists(later)
    rows = FilingLook.objects.filter(waiting, id__in=asked.values(), filed__isnull=True).select_related("case")
    known = {row.id: row for row in policy.scope(viewer, rows)}
    found = {}
    for word in words:
        row = known.get(asked[word.id])
        if row is not None and ("looked" in word.about) == (row.answered_at is not None):
            url = reverse("legal:look", kwargs={"look_id": row.id})
            found[word.id] = Said(_look_said(row) % {"number": row.case.written_number, **_until(row)}, url, "soon")
    return found


def _look_said(row: FilingLook) -> str:
    if row.answered_at is None:
        return _("%(number)s: look before it is filed, until %(day)s.")
    return _("%(number)s: it can be filed.") if row.go else _("%(number)s: mend first, then ask again.")


def _until(row: FilingLook) -> dict[str, str]:
    return {"day": str(format_day(row.until))}


def filed_unseen(viewer: Viewer, words: Sequence[Word]) -> dict[UUID, Said]:
    """To whoever supervises, or coordinates: that it was. Why is read by those to whom that part stands open."""
    asked = [UUID(word.about["filing"]) for word in words]
    rows = FiledUnseen.objects.filter(id__in=asked).select_related("case")
    known = {row.id: row for row in policy.known(viewer, rows, Subject.Kind.CASE)}
    text, found = _("%(number)s: something was filed without a second look."), {}
    for word in words:
        row = known.get(UUID(word.about["filing"]))
        if row is not None:
            url = reverse("cases:case", args=[row.case_id])
            found[word.id] = Said(text % {"number": row.case.written_number}, url, "soon")
    return found


def looked_back(viewer: Viewer, words: Sequence[Word]) -> dict[UUID, Said]:
    """To whoever supervises the adviser, until somebody has read it."""
    asked = [UUID(word.about["back"]) for word in words]
    rows = LookingBack.objects.filter(id__in=asked, seen_at__isnull=True).select_related("case")
    known = {row.id: row for row in policy.scope(viewer, rows)}
    text, found = _("%(number)s: its adviser looked back on the closed case. Read it."), {}
    for word in words:
        row = known.get(UUID(word.about["back"]))
        if row is not None:
            url = reverse("legal:looking-back", kwargs={"back": row.id})
            found[word.id] = Said(text % {"number": row.case.written_number}, url)
    return found
