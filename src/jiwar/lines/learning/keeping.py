"""What the learning line says when a file is to be erased: what still needs it, and from which day its years count."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy

from jiwar.casework.service_lines import Holding, KeepingRule
from jiwar.lines.learning.models import CertificatePaper, Learner, LearnerLevel, Reached, TakenTest


def holds(_cases: Sequence[UUID]) -> list[Holding]:
    """Nobody waits for a class so urgently that a file has to stay for it."""
    return []


def _last_heard(people: Sequence[UUID]) -> Mapping[UUID, date | None]:
    rows = list(Learner.objects.filter(person__in=people).values_list("id", "person", "added_at"))
    of = {learner: person for learner, person, _added in rows}
    found: dict[UUID, date | None] = {person: timezone.localtime(added).date() for _learner, person, added in rows}
    for learner, day in _days(list(of)):
        last = found[of[learner]]
        found[of[learner]] = max(last, day) if last else day
    return found


def _days(learners: list[UUID]) -> Iterator[tuple[UUID, date]]:
    """Days on which something was known of a learner."""
    yield from LearnerLevel.objects.filter(learner__in=learners).values_list("learner", "since")
    yield from Reached.objects.filter(learner__in=learners).values_list("learner", "reached_on")
    yield from TakenTest.objects.filter(learner__in=learners).values_list("learner", "taken_on")
    papers = CertificatePaper.objects.filter(learner__in=learners)
    yield from papers.values_list("learner", "certificate__issued_on")


RULES: Final = (
    KeepingRule(
        "learning",
        gettext_lazy("Learning"),
        gettext_lazy("counted from the last day the person learned with us"),
        _last_heard,
    ),
)
