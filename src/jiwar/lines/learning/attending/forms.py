"""A register as it is sent: a mark beside each learner, and what stood there before."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from django.http import QueryDict

from jiwar.knowledge.attendance import Mark
from jiwar.lines.learning.attending.queries import Expected


def sent(data: QueryDict, expected: list[Expected]) -> tuple[dict[UUID, Mark], dict[UUID, Mark | None]]:
    """Marks and what was seen, of those who are expected; anything else in the form is passed over."""
    learners = [each.place.learner_id for each in expected]
    return dict(_read(data, "mark", learners)), {**dict.fromkeys(learners), **dict(_read(data, "seen", learners))}


def _read(data: Mapping[str, object], name: str, learners: list[UUID]) -> Iterator[tuple[UUID, Mark]]:
    for learner in learners:
        code = data.get(f"{name}_{learner}")
        if code in set(Mark):
            yield learner, Mark(str(code))
