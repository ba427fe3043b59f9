"""What a placement says to members: a teacher is asked for one, and whoever asked is told that it is decided."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from jiwar.casework.service_lines import Said
from jiwar.foundation.access import policy
from jiwar.foundation.access.models import Word
from jiwar.foundation.access.viewer import Viewer
from jiwar.lines.learning.models import Placing


def asked(viewer: Viewer, words: Sequence[Word]) -> dict[UUID, Said]:
    """One that has ended asks no more."""
    text = _("%(number)s: you are asked to find out where this learner begins.")
    rows = Placing.objects.filter(ended_at__isnull=True)
    found = _open(viewer, words, rows)
    return {
        word: Said(text % {"number": row.learner.written_number}, reverse("learning:placement", args=[row.id]), "soon")
        for word, row in found.items()
    }


def decided(viewer: Viewer, words: Sequence[Word]) -> dict[UUID, Said]:
    text = _("%(number)s: the placement you asked for is decided.")
    found = _open(viewer, words, Placing.objects.filter(level__isnull=False))
    return {
        word: Said(text % {"number": row.learner.written_number}, reverse("learning:learner", args=[row.learner_id]))
        for word, row in found.items()
    }


def _open(viewer: Viewer, words: Sequence[Word], rows: QuerySet[Placing]) -> dict[UUID, Placing]:
    asked_for = {word.id: UUID(word.about["placing"]) for word in words}
    known = {
        row.id: row for row in policy.scope(viewer, rows.filter(id__in=asked_for.values())).select_related("learner")
    }
    return {word: known[row] for word, row in asked_for.items() if row in known}
