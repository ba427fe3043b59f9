"""A class: its page, how it is set up, and when it meets."""

from dataclasses import fields
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiwar.casework.cases import clock
from jiwar.casework.cases.views.saving import do, save
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.audit.record import record
from jiwar.foundation.ui.shortcuts import render
from jiwar.lines.learning import kinds
from jiwar.lines.learning.attending import queries as registers
from jiwar.lines.learning.attending import shown as attendance
from jiwar.lines.learning.courses import actions, queries, shown
from jiwar.lines.learning.courses.actions import Plan, Times
from jiwar.lines.learning.courses.forms import ClassForm, TimesForm
from jiwar.lines.learning.courses.views import timetable
from jiwar.lines.learning.models import TaughtClass, Timetable
from jiwar.lines.learning.places import enrolling, order
from jiwar.lines.learning.rights import RUN_CLASSES
from jiwar.lines.learning.words import MARKS


@page(can.SEE_DESK)
def one(request: SignedInRequest, taught: UUID) -> HttpResponse:
    viewer, row, today = request.viewer, queries.taught(request.viewer, taught), clock.today()
    teaches = queries.teaches(viewer, row) and row.closed_at is None
    context: dict[str, Any] = {
        **shown.class_page(viewer, row, today),
        "teaches": teaches,
        "member": viewer.member.id,
        "taken": order.seen_taken(row, teaches=queries.teaches(viewer, row)),
        "picture": attendance.picture(viewer, row),
        "marks": MARKS,
        "to_mark": registers.to_mark(row, today) if teaches else [],
        "coming": timetable.coming(row, today),
    }
    if context["picture"].rows:
        record(viewer, kinds.REGISTER_SEEN, row=row)
    return render(request, "learning/class.html", context)


@page(RUN_CLASSES)
def new(request: SignedInRequest, course: UUID) -> HttpResponse:
    of = queries.course(request.viewer, course)
    form = _form(request, {})

    def act(cleaned: dict[str, Any]) -> str:
        taught = actions.open_class(request.viewer, course=of, plan=_plan(cleaned), token=cleaned["token"])
        return reverse("learning:times", kwargs={"taught": taught.id, "kind": Timetable.Kind.USUAL.value})

    back = reverse("learning:course", kwargs={"course": of.id})
    context = {"title": _("Open a class"), "note": of.title, "submit": _("Open it, then set its times"), "back": back}
    return save(request, form, act, template="learning/form.html", context=context)


@page(RUN_CLASSES)
def change(request: SignedInRequest, taught: UUID) -> HttpResponse:
    row = queries.taught(request.viewer, taught)
    form = _form(request, {**_kept(row), "seen_version": row.version})

    def act(cleaned: dict[str, Any]) -> str:
        seen = cleaned["seen_version"] or 0
        actions.change_class(request.viewer, taught=row, plan=_plan(cleaned), seen_version=seen)
        return _page(row)

    context = {"title": _("Change the class"), "submit": _("Save"), "back": _page(row)}
    return save(request, form, act, template="learning/form.html", context=context, now=_kept)


@page(RUN_CLASSES)
@require_POST
def close(request: SignedInRequest, taught: UUID) -> HttpResponse:
    row = queries.taught(request.viewer, taught)
    return do(request, lambda: enrolling.close_class(request.viewer, taught=row), _page(row))


@page(RUN_CLASSES)
def times(request: SignedInRequest, taught: UUID, kind: str) -> HttpResponse:
    if kind not in set(Timetable.Kind):
        raise Http404
    row, of = queries.taught(request.viewer, taught), Timetable.Kind(kind)
    now = queries.timetable_now(row, kind, clock.today())
    form = TimesForm(
        request.POST or None,
        ramadan=of == Timetable.Kind.RAMADAN,
        order=shown.week_order(request.viewer),
        initial={**_times(now, row, clock.today()), "seen_version": row.version},
    )

    def act(cleaned: dict[str, Any]) -> str:
        given = Times(cleaned["weekly"], cleaned["since"], cleaned.get("until"), cleaned["kept_free"])
        actions.set_times(request.viewer, taught=row, kind=of, times=given, seen_version=cleaned["seen_version"])
        return _page(row)

    context = {"taught": row, "kind": of, "ramadan": of == Timetable.Kind.RAMADAN, "back": _page(row)}

    def stored(current: TaughtClass) -> dict[str, Any]:
        now = _times(queries.timetable_now(current, kind, clock.today()), current, clock.today())
        return {name: now.get(name) for name in form.fields if name not in ("seen_version", "token")}

    return save(request, form, act, template="learning/times.html", context=context, now=stored)


def _form(request: SignedInRequest, initial: dict[str, Any]) -> ClassForm:
    teachers = [(str(each.id), each.account.name) for each in queries.teachers()]
    offices = [(str(each.id), each.name) for each in queries.offices()]
    return ClassForm(request.POST or None, teachers=teachers, offices=offices, initial=initial)


def _plan(cleaned: dict[str, Any]) -> Plan:
    members = {str(each.id): each for each in queries.teachers()}
    offices = {str(each.id): each for each in queries.offices()}
    given = {each.name: cleaned[each.name] for each in fields(Plan)}
    given["teacher"] = members[cleaned["teacher"]]
    given["office"] = offices.get(cleaned["office"])
    given["stand_ins"] = tuple(members[each] for each in cleaned["stand_ins"])
    return Plan(**given)


def _kept(row: TaughtClass) -> dict[str, Any]:
    kept: dict[str, Any] = {each.name: getattr(row, each.name) for each in fields(Plan) if each.name != "stand_ins"}
    kept["teacher"] = str(row.teacher_id)
    kept["office"] = str(row.office_id) if row.office_id else ""
    kept["stand_ins"] = [str(each.id) for each in queries.stand_ins(row)]
    return kept


def _times(now: Timetable | None, row: TaughtClass, today: date) -> dict[str, Any]:
    if now is None:
        return {"since": max(row.first_day, today)}
    kept: dict[str, Any] = {"since": max(now.since, today), "until": now.until, "kept_free": now.kept_free}
    for each in now.weekly:
        kept |= {f"from_{each.weekday}": each.starts, f"until_{each.weekday}": each.ends}
    return kept


def _page(row: TaughtClass) -> str:
    return reverse("learning:class", kwargs={"taught": row.id})
