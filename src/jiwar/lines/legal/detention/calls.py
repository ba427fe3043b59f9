"""What a call up the tree says to the member: the number of the case, and the page to act on."""

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from jiwar.casework.service_lines import Said
from jiwar.foundation.access import policy
from jiwar.foundation.access.models import Word
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.vault.models import Subject
from jiwar.lines.legal.detention import queries
from jiwar.lines.legal.models import Alarm


def alarm_calls(viewer: Viewer, words: Sequence[Word]) -> dict[UUID, Said]:
    """By the id of the word; an alarm that is closed calls no more."""
    asked = [UUID(word.about["alarm"]) for word in words]
    rows = Alarm.objects.filter(id__in=asked, closed_at__isnull=True).select_related("case")
    known = {row.id: row for row in policy.known(viewer, rows, Subject.Kind.CASE)}
    opened = queries.opened(viewer, list(known.values()))
    found = {}
    for word in words:
        row = known.get(UUID(word.about["alarm"]))
        if row is not None:
            page = (
                reverse("legal:alarm", args=[row.id]) if row.id in opened else reverse("cases:case", args=[row.case_id])
            )
            text = _("%(number)s: not heard from. Find out where they are.") % {"number": row.case.written_number}
            found[word.id] = Said(text, page, "now")
    return found
