"""What the learning line says when a file is to be erased: what still needs it, and from which day its years count."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy

from jiwar.casework.service_lines import Holding, KeepingRule
from jiwar.lines.learning.models import (
    CertificatePaper,
    Enrolment,
    Learner,
    LearnerLevel,
    Pair,
    Reached,
    TakenTest,
    WaitingEntry,
    WordStudy,
)


def holds(_cases: Sequence[UUID]) -> list[Holding]:
    """Nobody waits for a class so urgently that a file has to stay for it."""
    return []


def _last_heard(people: Sequence[UUID]) -> Mapping[UUID, date | None]:
    rows = list(Learner.objects.filter(person__in=people).values_list("id", "person", "added_at"))
    of = {learner: person for learner, person, _added in rows}
    found: dict[UUID, date | None] = {person: timezone.localtime(added).date() for _learner, person, added in rows}
    for learner, day in _days(list(of)):
        last = found[of[learner]]
        found[of[learner]] = None if day is None or last is None else max(last, day)
    return found


def _days(learners: Sequence[UUID]) -> Iterator[tuple[UUID, date | None]]:
    """Last days of places and pairs, None while one runs or somebody waits; and days on which something was reached."""
    yield from Pair.objects.filter(learner__in=learners).values_list("learner", "ended_on")
    yield from Reached.objects.filter(learner__in=learners).values_list("learner", "reached_on")
    yield from TakenTest.objects.filter(learner__in=learners).values_list("learner", "taken_on")
    papers = CertificatePaper.objects.filter(learner__in=learners)
    yield from papers.values_list("learner", "certificate__issued_on")
    yield from Enrolment.objects.filter(learner__in=learners).values_list("learner", "ended_on")
    yield from LearnerLevel.objects.filter(learner__in=learners).values_list("learner", "since")
    studies = WordStudy.objects.filter(learner__in=learners, last_on__isnull=False)
    yield from studies.values_list("learner", "last_on")
    waiting = WaitingEntry.objects.filter(learner__in=learners, state__in=WaitingEntry.RUNNING)
    yield from ((learner, None) for learner in waiting.values_list("learner", flat=True))


RULES: Final = (
    KeepingRule(
        "learning",
        gettext_lazy("Learning"),
        gettext_lazy("counted from the last day the person learned with us"),
        _last_heard,
    ),
)
