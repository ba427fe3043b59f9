"""What a call about something that runs out says: the file's number and the day, to who may know them."""

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
from jiwar.lines.legal.models import RunsOut


def calls(viewer: Viewer, words: Sequence[Word]) -> dict[UUID, Said]:
    """By the id of the word; what has ended calls no more."""
    asked = [UUID(word.about["row"]) for word in words]
    rows = RunsOut.objects.filter(id__in=asked, ended_on__isnull=True).select_related("case")
    known = {row.id: row for row in policy.known(viewer, rows, Subject.Kind.CASE)}
    found = {}
    for word in words:
        row = known.get(UUID(word.about["row"]))
        if row is not None:
            facts = {"number": row.case.written_number, "day": format_day(row.safe)}
            found[word.id] = Said(
                _("%(number)s: something runs out on %(day)s") % facts, reverse("legal:radar"), "soon"
            )
    return found
