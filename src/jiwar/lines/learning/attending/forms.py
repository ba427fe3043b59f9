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


def others(data: QueryDict, expected: list[Expected]) -> list[UUID]:
    """Learners who were marked and are not expected: a phone knew them from before."""
    named = (name.removeprefix("mark_") for name in data if name.startswith("mark_"))
    known = {each.place.learner_id for each in expected}
    return [learner for learner in map(_as_id, named) if learner is not None and learner not in known]


def _as_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _read(data: Mapping[str, object], name: str, learners: list[UUID]) -> Iterator[tuple[UUID, Mark]]:
    for learner in learners:
        code = data.get(f"{name}_{learner}")
        if code in set(Mark):
            yield learner, Mark(str(code))
