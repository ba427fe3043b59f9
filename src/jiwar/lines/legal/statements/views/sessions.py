"""The workbench of a case, and its sessions."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from jiwar.casework.cases import clock
from jiwar.casework.cases.models import Case
from jiwar.casework.cases.views.opened import frame, look
from jiwar.casework.cases.views.saving import save
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.models import Membership
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.foundation.ui.shortcuts import render
from jiwar.lines.legal import kinds
from jiwar.lines.legal.models import StatementSession
from jiwar.lines.legal.rights import LEGAL_PRIVILEGED, TAKE_STATEMENTS
from jiwar.lines.legal.statements import actions, queries, rights
from jiwar.lines.legal.statements.forms import CorrectSessionForm, SessionForm


def seen(viewer: Viewer, case_id: UUID) -> Case:
    """The case, for a page that shows what was told: looking is recorded."""
    case = look(viewer, case_id)
    rights.to_read(viewer, case)
    record(viewer, kinds.STATEMENTS_SEEN, subject=case.subject, compartment=LEGAL_PRIVILEGED)
    return case


def circle(viewer: Viewer, case: Case) -> dict[str, Any]:
    """What every page says of the narrower circle, whether there is anything in it or not."""
    narrow = rights.reads_narrow(viewer, case)
    may = rights.takes(viewer, case)
    takes = may and not case.is_closed
    return {"narrow": narrow, "takes": takes, "writes": takes and narrow, "whole": may and narrow}


def members() -> dict[str, Membership]:
    """Those who can be named as interpreter."""
    rows = Membership.objects.filter(ended_at__isnull=True).select_related("account").order_by("account__name")
    return {str(row.id): row for row in rows}


def member_choices(known: dict[str, Membership]) -> list[tuple[str, str]]:
    return [(code, row.account.name) for code, row in known.items()]


def address(case: Case, name: str = "statements") -> str:
    return reverse(f"legal:{name}", args=[case.id])


@page(can.SEE_DESK)
def statements(request: SignedInRequest, case: UUID) -> HttpResponse:
    viewer, found = request.viewer, seen(request.viewer, case)
    texts = queries.statements(viewer, found)
    told = queries.chronology(viewer, found)
    takes = rights.takes(viewer, found)
    context = {
        "case": found,
        "sessions": queries.sessions(viewer, found),
        "texts": [(text, queries.unread(text)) for text in texts],
        "events": len(told.rows),
        "open": len(queries.questions(viewer, found, told).open) if takes else 0,
        "asks": takes,
        **circle(viewer, found),
    }
    return render(request, "legal/statements.html", context)


@page(TAKE_STATEMENTS)
def add(request: SignedInRequest, case: UUID) -> HttpResponse:
    viewer, found = request.viewer, seen(request.viewer, case)
    known = members()
    form = SessionForm(request.POST or None, members=member_choices(known), initial={"held_on": clock.today()})

    def act(cleaned: dict[str, Any]) -> str:
        actions.record_session(
            viewer,
            case=found,
            held_on=cleaned["held_on"],
            minutes=cleaned["minutes"],
            about=cleaned["about"],
            sitting=form.sitting(),
            interpreter=known.get(cleaned["interpreter"]),
            token=cleaned["token"],
        )
        return address(found)

    return save(request, form, act, context=frame(found, _("A session"), _("Keep it"), back=address(found)))


@page(TAKE_STATEMENTS)
def correct(request: SignedInRequest, sitting: UUID) -> HttpResponse:
    viewer = request.viewer
    row = queries.session(viewer, sitting)
    case, known = seen(viewer, row.case_id), members()
    form = CorrectSessionForm(
        request.POST or None, members=member_choices(known), initial={**_shown(row), "seen_version": row.version}
    )

    def act(cleaned: dict[str, Any]) -> str:
        actions.correct_session(
            viewer,
            session=row,
            sitting=form.sitting(),
            interpreter=known.get(cleaned["interpreter"]),
            seen_version=cleaned["seen_version"],
        )
        return address(case)

    context = frame(case, _("Correct the session"), _("Save"), back=address(case))
    return save(request, form, act, context=context, now=_shown)


def _shown(row: StatementSession) -> dict[str, Any]:
    return {**row.details, "interpreter": str(row.interpreter_id) if row.interpreter_id else ""}
