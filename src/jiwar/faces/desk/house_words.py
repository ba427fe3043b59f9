"""The words of the house to the signed-in member, as sentences: lines say what theirs mean, the house the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from jiwar.casework import service_lines
from jiwar.casework.cases.words import CASE_ASSIGNED
from jiwar.casework.service_lines import Said
from jiwar.foundation.access import told
from jiwar.foundation.access.models import Word
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.statements import statement

MOST: Final = 20


@dataclass(frozen=True)
class HouseWord:
    """One word as the page shows it; equal ones stand once, with the time of the newest."""

    said: Said
    at: datetime
    times: int = 1


def unread(viewer: Viewer) -> list[HouseWord]:
    """Newest first. A word whose matter is over, or that the viewer may not know any more, is left out.

    'New to you' has a place of its own on the page.
    """
    found = _unread(viewer)
    if not found:
        return []
    of_lines = {kind for line in service_lines.installed() for kind in line.calls}
    own = told.in_words([word for word in found if word.kind not in of_lines])
    said = {word.id: Said(word.text, word.url) for word in own} | _said_by_lines(viewer, found)
    alike: dict[tuple[str, str], HouseWord] = {}
    for word in found:
        if word.id in said:
            known = alike.get((said[word.id].text, said[word.id].url))
            times = known.times + 1 if known else 1
            at = known.at if known else word.at
            alike[said[word.id].text, said[word.id].url] = HouseWord(said[word.id], at, times)
    return list(alike.values())


@statement
def _unread(viewer: Viewer) -> QuerySet[Word]:
    rows = Word.objects.filter(member=viewer.member, read_at__isnull=True).exclude(kind=CASE_ASSIGNED)
    return rows.order_by("-at", "-id")[:MOST]


def _said_by_lines(viewer: Viewer, found: Sequence[Word]) -> dict[UUID, Said]:
    said: dict[UUID, Said] = {}
    for line in service_lines.installed():
        for kind, say in line.calls.items():
            of_kind = [word for word in found if word.kind == kind]
            if of_kind:
                said |= say(viewer, of_kind)
    return said
