"""What the learning line says when a file is to be erased: what still needs it, and from which day its years count."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy

from jiwar.casework.service_lines import Holding, KeepingRule
from jiwar.lines.learning.models import Learner, LearnerLevel, WordStudy


def holds(_cases: Sequence[UUID]) -> list[Holding]:
    """Nobody waits for a class so urgently that a file has to stay for it."""
    return []


def _last_heard(people: Sequence[UUID]) -> Mapping[UUID, date | None]:
    rows = list(Learner.objects.filter(person__in=people).values_list("id", "person", "added_at"))
    of = {learner: person for learner, person, _added in rows}
    found: dict[UUID, date | None] = {person: timezone.localtime(added).date() for _learner, person, added in rows}
    for learner, since in LearnerLevel.objects.filter(learner__in=of).values_list("learner", "since"):
        last = found[of[learner]]
        found[of[learner]] = max(last, since) if last else since
    for learner, last_on in WordStudy.objects.filter(learner__in=of, last_on__isnull=False).values_list(
        "learner", "last_on"
    ):
        last = found[of[learner]]
        found[of[learner]] = max(last, last_on) if last and last_on else last_on
    return found


RULES: Final = (
    KeepingRule(
        "learning",
        gettext_lazy("Learning"),
        gettext_lazy("counted from the last day the person learned with us"),
        _last_heard,
    ),
)
