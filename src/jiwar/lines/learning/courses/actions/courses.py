"""Courses and their curriculum."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.receipts import once
from jiwar.casework.cases.versions import step_on
from jiwar.foundation.access import policy
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.knowledge.levels import Level
from jiwar.lines.learning import kinds
from jiwar.lines.learning.models import CanDo, Course, TaughtClass, Unit
from jiwar.lines.learning.rights import RUN_CLASSES


@transaction.atomic
def make_course(viewer: Viewer, *, title: str, language: str, level: str, token: UUID | None = None) -> Course:
    policy.require(viewer, RUN_CLASSES)

    def make() -> Course:
        course = Course.objects.create(title=title, language=language, level=Level(level).value, made_by=viewer.member)
        record(viewer, kinds.COURSE_MADE, row=course)
        return course

    return once(viewer, token, Course, make)


@transaction.atomic
def change_course(viewer: Viewer, *, course: Course, title: str, seen_version: int) -> Course:
    """Its name. Language and level stay: who waits for it waits for those."""
    policy.require(viewer, RUN_CLASSES)
    step_on(course, seen_version)
    course.title = title
    course.save(update_fields=["title"])
    record(viewer, kinds.COURSE_CHANGED, row=course)
    return course


@transaction.atomic
def end_course(viewer: Viewer, *, course: Course) -> Course:
    policy.require(viewer, RUN_CLASSES)
    course = Course.objects.select_for_update().get(id=course.id)
    if course.ended_at is not None:
        return course
    if TaughtClass.objects.filter(course=course, closed_at__isnull=True).exists():
        raise NotPossible(_("Close the classes of this course first."))
    course.ended_at = timezone.now()
    course.save(update_fields=["ended_at"])
    record(viewer, kinds.COURSE_ENDED, row=course)
    return course


@transaction.atomic
def write_unit(
    viewer: Viewer,
    *,
    course: Course,
    title: str,
    can_dos: Sequence[str],
    unit: Unit | None = None,
    seen_version: int = 0,
    token: UUID | None = None,
) -> Unit:
    """A new unit at the end, or one as it is to be from now on. A sentence taken out stays for who reached it."""
    policy.require(viewer, RUN_CLASSES)
    if unit is None:
        return once(viewer, token, Unit, lambda: _add(viewer, course, title, can_dos))
    step_on(unit, seen_version)
    unit.title = title
    unit.save(update_fields=["title"])
    _say(unit, can_dos)
    record(viewer, kinds.UNIT_WRITTEN, row=unit)
    return unit


def _add(viewer: Viewer, course: Course, title: str, can_dos: Sequence[str]) -> Unit:
    unit = Unit.objects.create(course=course, position=course.units.count() + 1, title=title)
    _say(unit, can_dos)
    record(viewer, kinds.UNIT_WRITTEN, row=unit)
    return unit


def _say(unit: Unit, sentences: Sequence[str]) -> None:
    known = {row.text: row for row in unit.can_dos.all()}
    for position, text in enumerate(dict.fromkeys(sentences), start=1):
        row = known.pop(text, None) or CanDo(unit=unit, text=text)
        row.position, row.taken_out_at = position, None
        row.save()
    left = [row.id for row in known.values() if row.taken_out_at is None]
    CanDo.objects.filter(id__in=left).update(taken_out_at=timezone.now())
