"""What is said to teacher and stand-ins of a meeting that was changed."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.urls import reverse

from jiwar.casework.service_lines import Said
from jiwar.foundation.access.models import Word
from jiwar.foundation.access.viewer import Viewer
from jiwar.lines.learning.meetings import wording
from jiwar.lines.learning.models import ClassMeeting

MEETING_CHANGED: Final = "class-meeting-changed"


def changed(_viewer: Viewer, words: Sequence[Word]) -> dict[UUID, Said]:
    """As it stands now: a meeting that was called off and is held after all is said to be held."""
    asked = {word.id: UUID(word.about["meeting"]) for word in words}
    rows = ClassMeeting.objects.filter(id__in=asked.values()).select_related("taught", "moved_to")
    known = {row.id: row for row in rows}
    return {
        word: Said(wording.in_a_sentence(row), reverse("learning:class", args=[row.taught_id]), "soon")
        for word, meeting in asked.items()
        if (row := known.get(meeting)) is not None
    }
