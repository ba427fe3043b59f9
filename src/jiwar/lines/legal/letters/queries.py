"""What can be asked of the letters of a case: always for a viewer, and only what they may open."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from jiwar.casework.cases.models import Case
from jiwar.foundation.access import policy
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.models import Office
from jiwar.foundation.languages.directions import endonym
from jiwar.foundation.vault import prefetch
from jiwar.lines.legal.letters.catalogue import LETTERS, LetterKind, To, letter_kind
from jiwar.lines.legal.letters.facts import fits, happened_in
from jiwar.lines.legal.letters.texts import OF_AUTHORITIES, languages_of
from jiwar.lines.legal.models import CaseAnswers, Letter

ARABIC_SPOKEN = frozenset({"apd", "acm", "apc", "arz", "ary"})


@dataclass(frozen=True, slots=True)
class Offered:
    """A letter that can be made, in its languages, the likeliest first."""

    kind: LetterKind
    fits: bool
    languages: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A version of a letter; `latest` of its thread."""

    row: Letter
    kind: LetterKind | None
    languages: str
    latest: bool

    @property
    def name(self) -> object:
        return self.kind.name if self.kind else self.row.facts.get("named", self.row.kind)

    @property
    def can_be_signed(self) -> bool:
        """By the person, in the program: the latest version, if they have not."""
        return self.latest and self.row.mark_id is None and self.kind is not None and "person" in self.kind.signs


def letter(viewer: Viewer, letter_id: UUID) -> Letter:
    """`NotThere` unless the part of the file it stands in is open to the viewer."""
    rows = policy.scope(viewer, Letter.objects.filter(id=letter_id))
    found = rows.select_related("case__subject", "document").first()
    if found is None:
        raise NotThere
    return found


def letters_of(viewer: Viewer, case: Case) -> list[Made]:
    """Every version the viewer may open, newest first."""
    rows = policy.scope(viewer, Letter.objects.filter(case=case)).select_related("made_by__account")
    found = list(rows.order_by("-made_at", "-id"))
    prefetch(found)
    latest: dict[UUID, int] = {}
    for row in found:
        latest[row.thread] = max(row.number, latest.get(row.thread, 0))
    return [
        Made(row, letter_kind(row.kind), " · ".join(map(endonym, row.languages)), row.number == latest[row.thread])
        for row in found
    ]


def offered(viewer: Viewer, case: Case, made: list[Made], speaks: str) -> list[Offered]:
    """All letters, those first that fit what has happened. `speaks`: the first language of whom the case is about."""
    happened = happened_in(viewer, case)
    known = frozenset(each.row.kind for each in made)
    found = [
        Offered(kind, fits(kind, happened, known), _languages(viewer, kind, speaks))
        for kind in LETTERS
        if not kind.recorded
    ]
    return sorted(found, key=lambda each: not each.fits)


def _languages(viewer: Viewer, kind: LetterKind, speaks: str) -> tuple[tuple[str, str], ...]:
    codes = in_order(viewer, kind, speaks)
    return tuple((code, endonym(code)) for code in codes)


def in_order(viewer: Viewer, kind: LetterKind, speaks: str) -> list[str]:
    """The languages of a letter, first that of whom it goes to."""
    group = viewer.group
    if kind.to is To.PERSON:
        first = "ar" if speaks in ARABIC_SPOKEN else speaks
    else:
        first = OF_AUTHORITIES.get(group.country, "en")
    return sorted(languages_of(kind.code, group.country), key=lambda code: code != first)


def answers_of(viewer: Viewer, case: Case) -> dict[str, Any]:
    """What was asked once for the letters of the case."""
    row = policy.scope(viewer, CaseAnswers.objects.filter(case=case)).first()
    return dict(row.answers) if row else {}


def offices() -> list[Office]:
    return list(Office.objects.filter(closed_on__isnull=True).order_by("name"))
