"""What the house says to a reviewer: something they asked to mend was ticked off."""

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from jiwar.casework.service_lines import Said
from jiwar.foundation.access import policy
from jiwar.foundation.access.models import Word
from jiwar.foundation.access.viewer import Viewer
from jiwar.lines.legal.models import ReviewPoint


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
