"""What pairing says to the member who is to learn with somebody."""

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from jiwar.casework.service_lines import Said
from jiwar.foundation.access import policy
from jiwar.foundation.access.models import Word
from jiwar.foundation.access.viewer import Viewer
from jiwar.lines.learning.models import Pair


def paired(viewer: Viewer, words: Sequence[Word]) -> dict[UUID, Said]:
    """Once it has ended it says nothing more."""
    asked = {word.id: UUID(word.about["pair"]) for word in words}
    rows = Pair.objects.filter(id__in=asked.values(), ended_on__isnull=True)
    known = {row.id: row for row in policy.scope(viewer, rows).select_related("learner")}
    text = _("%(number)s: you are to learn together. Agree on a first time.")
    return {
        word: Said(text % {"number": known[pair].learner.written_number}, reverse("learning:my-help"), "soon")
        for word, pair in asked.items()
        if pair in known
    }
