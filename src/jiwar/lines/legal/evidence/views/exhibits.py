"""The register of a case, and one exhibit."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from jiwar.casework.cases import clock
from jiwar.casework.cases import queries as cases
from jiwar.casework.cases.models import Case
from jiwar.casework.cases.views.opened import compartment_choices, frame, look, look_to_work
from jiwar.casework.cases.views.saving import save
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import compartment as compartment_of
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.foundation.ui.shortcuts import render
from jiwar.lines.legal import kinds
from jiwar.lines.legal import queries as on_procedures
from jiwar.lines.legal.evidence import actions, queries, words
from jiwar.lines.legal.evidence.forms import ChangeExhibitForm, CheckForm, ExhibitForm, MovedForm
from jiwar.lines.legal.models import Exhibit
from jiwar.lines.legal.phrases import phrase
from jiwar.lines.legal.standings import pack_of


def address(exhibit: Exhibit) -> str:
    return reverse("legal:exhibit", kwargs={"exhibit": exhibit.id})


@page(can.SIGNED_IN)
def register(request: SignedInRequest, case: UUID) -> HttpResponse:
    """Exhibits by number, and the bundles made of them."""
    viewer, found = request.viewer, look(request.viewer, case)
    context = {
        "case": found,
        "exhibits": queries.exhibits(viewer, found),
        "bundles": queries.bundles(viewer, found),
        "works": viewer.can(can.WORK_ON_FILES) and not found.is_closed,
        "words": words,
    }
    return render(request, "legal/evidence.html", context)


class _Offered:
    """The documents and procedures of a case the viewer may choose, and the rows behind the choices."""

    def __init__(self, viewer: Viewer, case: Case) -> None:
        self.documents = {str(row.id): row for row in cases.documents(viewer, case)}
        self.procedures = {str(row.id): row for row in on_procedures.procedures_of(viewer, case)}

    def choices(self) -> dict[str, Any]:
        return {
            "documents": [(code, row.title) for code, row in self.documents.items()],
            "procedures": [(code, phrase(pack_of(row).name)) for code, row in self.procedures.items()],
        }

    def described(self, form: ExhibitForm | ChangeExhibitForm) -> actions.Described:
        return form.described(self.documents, self.procedures)


@page(can.WORK_ON_FILES)
def add(request: SignedInRequest, case: UUID) -> HttpResponse:
    viewer, found = request.viewer, look_to_work(request.viewer, case)
    offered, compartments = _Offered(viewer, found), compartment_choices(viewer, found)
    form = ExhibitForm(
        request.POST or None,
        **offered.choices(),
        compartments=compartments,
        initial={
            "compartment": compartments[0][0],
            "received_on": clock.today(),
            "paper": request.GET.get("paper", ""),
        },
    )

    def act(cleaned: dict[str, Any]) -> str:
        part = compartment_of(cleaned["compartment"])
        row = actions.add_exhibit(
            viewer,
            case=found,
            described=offered.described(form),
            holder=cleaned["holder"],
            compartment=part,
            token=cleaned["token"],
        )
        return address(row)

    back = reverse("legal:exhibits", kwargs={"case": found.id})
    return save(request, form, act, context=frame(found, _("Add an exhibit"), _("Add the exhibit"), back=back))


@page(can.SIGNED_IN)
def one(request: SignedInRequest, exhibit: UUID) -> HttpResponse:
    viewer, row = request.viewer, queries.exhibit(request.viewer, exhibit)
    case = look(viewer, row.case_id)
    compartment = compartment_of(row.compartment)
    record(viewer, kinds.EXHIBIT_SEEN, subject=case.subject, compartment=compartment, row=row)
    context = {
        "case": case,
        "exhibit": queries.shown(viewer, row),
        "custody": queries.custody(row),
        "compartment": compartment,
        "procedure": phrase(pack_of(row.procedure).name) if row.procedure else None,
        "works": policy.decide(viewer, can.WORK_ON_FILES, subject=case.subject, compartment=compartment).allowed
        and not case.is_closed,
        "words": words,
    }
    return render(request, "legal/exhibit.html", context)


@page(can.WORK_ON_FILES)
def change(request: SignedInRequest, exhibit: UUID) -> HttpResponse:
    viewer, row, case = _to_work_on(request.viewer, exhibit)
    offered = _Offered(viewer, case)
    form = ChangeExhibitForm(
        request.POST or None, **offered.choices(), initial={**_said(row), "seen_version": row.version}
    )

    def act(cleaned: dict[str, Any]) -> str:
        described = offered.described(form)
        actions.describe_exhibit(viewer, exhibit=row, described=described, seen_version=cleaned["seen_version"])
        return address(row)

    context = _frame(row, case, _("Change what is said of it"), _("Save"))
    return save(request, form, act, context=context, now=_said)


def _said(row: Exhibit) -> dict[str, Any]:
    plain = (
        "title", "kind", "shows", "received_on", "received_from", "received_how", "translation", "translated_by",
        "translated_on", "legalisation",
    )  # fmt: skip
    chosen = {"paper": row.paper_id, "translated": row.translated_id, "procedure": row.procedure_id}
    return {
        **{name: getattr(row, name) for name in plain},
        **{name: str(value) if value else "" for name, value in chosen.items()},
    }


@page(can.WORK_ON_FILES)
def moved(request: SignedInRequest, exhibit: UUID) -> HttpResponse:
    viewer, row, case = _to_work_on(request.viewer, exhibit)
    form = MovedForm(request.POST or None, initial={"moved_on": clock.today(), "holder": words.PERSON})

    def act(cleaned: dict[str, Any]) -> str:
        actions.move_original(viewer, exhibit=row, **cleaned)
        return address(row)

    return save(request, form, act, context=_frame(row, case, _("The original goes somewhere"), _("Write it down")))


@page(can.SIGNED_IN)
def check(request: SignedInRequest, exhibit: UUID) -> HttpResponse:
    """Is a file somebody holds the one that is kept?"""
    viewer, row = request.viewer, queries.exhibit(request.viewer, exhibit)
    case = look(viewer, row.case_id)
    form = CheckForm(request.POST or None, request.FILES or None)

    def act(cleaned: dict[str, Any]) -> str:
        file = cleaned["file"]
        same = actions.same_as_kept(
            viewer, exhibit=row, chunks=file.chunks() if file else (), fingerprint=cleaned["fingerprint"]
        )
        if same is not None:
            messages.success(request, _("It is the same, to the last sign: %(title)s") % {"title": same.title})
        else:
            messages.error(request, _("It is not the same as any file of this exhibit."))
        return address(row)

    context = _frame(row, case, _("Is it the same file?"), _("Compare"), uploads=True)
    return save(request, form, act, context=context)


def _to_work_on(viewer: Viewer, exhibit: UUID) -> tuple[Viewer, Exhibit, Case]:
    row = queries.exhibit(viewer, exhibit)
    compartment = compartment_of(row.compartment)
    policy.require(viewer, can.WORK_ON_FILES, subject=row.case.subject, compartment=compartment)
    return viewer, row, look(viewer, row.case_id)


def _frame(row: Exhibit, case: Case, title: str, submit: str, **more: Any) -> dict[str, Any]:
    return frame(case, f"{words.label(row.compartment, row.number)} · {title}", submit, back=address(row), **more)
