"""What we teach: courses with their classes, one course with its curriculum."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiwar.casework.cases.views.saving import do, save
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.ui.shortcuts import render
from jiwar.lines.learning.courses import actions, queries
from jiwar.lines.learning.courses.forms import CourseForm, RenameForm, UnitForm
from jiwar.lines.learning.courses.shown import class_line
from jiwar.lines.learning.models import Course, Unit
from jiwar.lines.learning.rights import RUN_CLASSES
from jiwar.lines.learning.words import language_in_words, level_in_words

FORM = "learning/form.html"


@page(can.SEE_DESK)
def all_courses(request: SignedInRequest) -> HttpResponse:
    rows = queries.courses(request.viewer)
    shown = [(row, _about(row), [class_line(each) for each in row.classes.all()]) for row in rows]
    return render(request, "learning/courses.html", {"courses": shown, "runs": request.viewer.can(RUN_CLASSES)})


@page(can.SEE_DESK)
def one(request: SignedInRequest, course: UUID) -> HttpResponse:
    row = queries.course(request.viewer, course)
    classes = [class_line(each) for each in row.classes.all()]
    context = {"course": row, "about": _about(row), "classes": classes, "runs": request.viewer.can(RUN_CLASSES)}
    return render(request, "learning/course.html", context)


@page(RUN_CLASSES)
def new(request: SignedInRequest) -> HttpResponse:
    def act(cleaned: dict[str, Any]) -> str:
        return _page(actions.make_course(request.viewer, **cleaned))

    context = {"title": _("Set up a course"), "submit": _("Set it up"), "back": reverse("learning:courses")}
    return save(request, CourseForm(request.POST or None), act, template=FORM, context=context)


@page(RUN_CLASSES)
def rename(request: SignedInRequest, course: UUID) -> HttpResponse:
    row = queries.course(request.viewer, course)
    form = RenameForm(request.POST or None, initial={"title": row.title, "seen_version": row.version})

    def act(cleaned: dict[str, Any]) -> str:
        return _page(actions.change_course(request.viewer, course=row, **cleaned))

    def now(current: Course) -> dict[str, Any]:
        return {"title": current.title}

    context = {"title": _("Call the course otherwise"), "submit": _("Save"), "back": _page(row)}
    return save(request, form, act, template=FORM, context=context, now=now)


@page(RUN_CLASSES)
@require_POST
def end(request: SignedInRequest, course: UUID) -> HttpResponse:
    row = queries.course(request.viewer, course)
    return do(request, lambda: actions.end_course(request.viewer, course=row), _page(row))


@page(RUN_CLASSES)
def new_unit(request: SignedInRequest, course: UUID) -> HttpResponse:
    row = queries.course(request.viewer, course)

    def act(cleaned: dict[str, Any]) -> str:
        actions.write_unit(
            request.viewer,
            course=row,
            title=cleaned["title"],
            can_dos=cleaned["can_dos"].splitlines(),
            token=cleaned["token"],
        )
        return _page(row)

    context = {"title": _("Add a unit"), "submit": _("Add it"), "back": _page(row)}
    return save(request, UnitForm(request.POST or None), act, template=FORM, context=context)


@page(RUN_CLASSES)
def unit(request: SignedInRequest, unit: UUID) -> HttpResponse:
    row = queries.unit(request.viewer, unit)
    form = UnitForm(request.POST or None, initial={**_kept(row), "seen_version": row.version})

    def act(cleaned: dict[str, Any]) -> str:
        actions.write_unit(
            request.viewer,
            course=row.course,
            unit=row,
            title=cleaned["title"],
            can_dos=cleaned["can_dos"].splitlines(),
            seen_version=cleaned["seen_version"] or 0,
        )
        return _page(row.course)

    context = {"title": _("The unit"), "submit": _("Save"), "back": _page(row.course)}
    return save(request, form, act, template=FORM, context=context, now=_kept)


def _kept(row: Unit) -> dict[str, Any]:
    said = [each.text for each in row.can_dos.all() if each.taken_out_at is None]
    return {"title": row.title, "can_dos": "\n".join(said)}


def _about(row: Course) -> tuple[str, str]:
    return language_in_words(row.language), level_in_words(row.level)


def _page(row: Course) -> str:
    return reverse("learning:course", kwargs={"course": row.id})
