"""Making a bundle: choose and order exhibits, say whom it is for; its page; and that it was filed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from jiwar.casework.cases import clock
from jiwar.casework.cases.models import Case
from jiwar.casework.cases.views.opened import compartment_choices, frame, look, look_to_work
from jiwar.casework.cases.views.saving import save
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import compartment as compartment_of
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.foundation.languages.directions import endonym
from jiwar.foundation.ui.shortcuts import render
from jiwar.knowledge.calendars import Calendar, GivenDate
from jiwar.knowledge.procedures import EventKind
from jiwar.lines.legal import kinds
from jiwar.lines.legal.evidence import actions, queries, remedies, words
from jiwar.lines.legal.evidence.forms import BundleForm, FiledForm
from jiwar.lines.legal.evidence.remedies import Answer
from jiwar.lines.legal.letters import queries as on_letters
from jiwar.lines.legal.letters.texts import OF_AUTHORITIES, ONLY_IN, ORDER
from jiwar.lines.legal.models import Bundle
from jiwar.lines.legal.quality import looks, unseen
from jiwar.lines.legal.recorded import Recorded
from jiwar.lines.legal.rights import LEGAL_PRIVILEGED, SIGN_FOR_GROUP


def address(bundle: Bundle) -> str:
    return reverse("legal:bundle", kwargs={"bundle": bundle.id})


@page(can.WORK_ON_FILES)
def make(request: SignedInRequest, case: UUID) -> HttpResponse:
    """`?procedure=`: for which it is at first."""
    viewer, found = request.viewer, look_to_work(request.viewer, case)
    if found.is_closed:
        raise Http404
    making = _Making(viewer, found, request.GET.get("procedure", ""))
    form = making.form(request.POST or None)
    if "move" in request.POST:
        data = request.POST.copy()
        for name, place in form.moved(str(data["move"])).items():
            data[name] = str(place)
        form = making.form(data)
        return _page(request, making, form, 200)

    def act(cleaned: dict[str, Any]) -> str:
        part = compartment_of(cleaned["compartment"])
        made = actions.make_bundle(
            viewer, case=found, wanted=making.wanted(form), compartment=part, token=cleaned["token"]
        )
        return address(made)

    context = {**making.context(form), "compare": ()}
    return save(request, form, act, template="legal/bundle_new.html", context=context)


def _page(request: SignedInRequest, making: "_Making", form: BundleForm, status: int) -> HttpResponse:
    form.full_clean()
    form.errors.clear()
    return render(request, "legal/bundle_new.html", {"form": form, **making.context(form)}, status=status)


class _Making:
    """What can be chosen for this case by this viewer."""

    def __init__(self, viewer: Viewer, case: Case, procedure: str) -> None:
        self.viewer, self.case = viewer, case
        known = queries.exhibits(viewer, case)
        self.exhibits = [each for each in known if each.versions]
        self.without_file = [each for each in known if not each.versions]
        found = remedies.answers(viewer, case)
        # Those of the procedure one came from, on top.
        self.answers = sorted(found, key=lambda each: str(each.procedure.id) != procedure)
        self.offices = on_letters.offices()

    def form(self, data: Any) -> BundleForm:
        compartments = compartment_choices(self.viewer, self.case)
        return BundleForm(
            data,
            exhibits=self.exhibits,
            answers=[(each.code, each.said) for each in self.answers],
            languages=self._languages(),
            offices=[(str(office.id), office.name) for office in self.offices],
            compartments=compartments,
            initial=self._begins_with([code for code, _label in compartments]),
        )

    def _languages(self) -> list[tuple[str, str]]:
        country = self.viewer.group.country
        first = OF_AUTHORITIES.get(country, "en")
        codes = [code for code in ORDER if country in ONLY_IN.get(code, {country})]
        return [(code, endonym(code)) for code in sorted(codes, key=lambda code: code != first)]

    def _begins_with(self, compartments: list[str]) -> dict[str, Any]:
        known = on_letters.answers_of(self.viewer, self.case)
        arabic = self._languages()[0][0] == "ar"
        return {
            "answers": self.answers[0].code if self.answers else "",
            "authority": known.get("authority_name", ""),
            "reference": known.get("reference", ""),
            "hijri": arabic or self.viewer.account.calendar == Calendar.HIJRI,
            "before": f"{self.case.written_number.replace('-', '')}-",
            "begins": queries.numbered_until(self.viewer, self.case) + 1,
            "compartment": LEGAL_PRIVILEGED.code if LEGAL_PRIVILEGED.code in compartments else compartments[0],
        }

    def wanted(self, form: BundleForm) -> actions.Wanted:
        data = form.cleaned_data
        answer = self._answer(data.get("answers", ""))
        chosen = data.get("office") or (str(self.offices[0].id) if self.offices else "")
        return actions.Wanted(
            title=data["title"],
            language=data["language"],
            picks=form.picks(),
            prefix=data["before"],
            begins=data["begins"],
            authority=data["authority"],
            reference=data["reference"],
            hijri=data["hijri"],
            procedure=answer.procedure if answer else None,
            remedy=answer.rule if answer else "",
            office=next((office for office in self.offices if str(office.id) == chosen), None),
        )

    def _answer(self, code: str) -> Answer | None:
        return next((each for each in self.answers if each.code == code), None)

    def context(self, form: BundleForm) -> dict[str, Any]:
        return {
            **frame(self.case, _("Make a bundle"), _("Make the bundle")),
            "back": reverse("legal:exhibits", kwargs={"case": self.case.id}),
            "exhibits": self.exhibits,
            "without_file": self.without_file,
            "words": words,
        }


@page(can.SIGNED_IN)
def one(request: SignedInRequest, bundle: UUID) -> HttpResponse:
    viewer, row = request.viewer, queries.bundle(request.viewer, bundle)
    case = look(viewer, row.case_id)
    compartment = compartment_of(row.compartment)
    record(viewer, kinds.BUNDLE_SEEN, subject=case.subject, compartment=compartment, row=row)
    filed = queries.filed_as(row)
    context = {
        "case": case,
        "bundle": row,
        "compartment": compartment,
        "answers": remedies.said(row),
        "why_not": words.why_not(row) if row.state == Bundle.State.REFUSED else "",
        "filed": Recorded.of(filed) if filed else None,
        "may_file": _may_file(viewer, case, row) and filed is None,
        "may_ask_look": _may_ask_look(viewer, case, row) and filed is None,
        "may_sign": viewer.can(SIGN_FOR_GROUP) and not case.is_closed,
        "words": words,
    }
    return render(request, "legal/bundle.html", context)


def _may_file(viewer: Viewer, case: Case, row: Bundle) -> bool:
    if row.state != Bundle.State.MADE or row.procedure is None or not row.procedure.is_open or case.is_closed:
        return False
    part = compartment_of(row.compartment)
    return policy.decide(viewer, can.WORK_ON_FILES, subject=case.subject, compartment=part).allowed


def _may_ask_look(viewer: Viewer, case: Case, row: Bundle) -> bool:
    """Before it is filed, while nobody said go."""
    if row.state != Bundle.State.MADE or row.procedure is None:
        return False
    row.procedure.case = case
    return unseen.standing_go(row.procedure) is None and looks.may_ask(viewer, row.procedure)


@page(can.WORK_ON_FILES)
def filed(request: SignedInRequest, bundle: UUID) -> HttpResponse:
    viewer, row = request.viewer, queries.bundle(request.viewer, bundle)
    case = look_to_work(viewer, row.case_id)
    if not _may_file(viewer, case, row):
        raise Http404
    today = GivenDate.of_civil(clock.today())
    offered = remedies.filings(row)
    form = FiledForm(request.POST or None, kinds=offered, asks_why=_asks_why(row, offered), initial={"when": today})

    def act(cleaned: dict[str, Any]) -> str:
        actions.record_filed(
            viewer,
            bundle=row,
            kind=EventKind(cleaned["kind"]),
            given=cleaned["when"],
            why_unseen=cleaned.get("why_unseen", ""),
            token=cleaned["token"],
        )
        messages.success(request, _("Recorded. What follows from it is below."))
        return reverse("legal:procedure", kwargs={"procedure": row.procedure_id})

    context = frame(case, _("The bundle was filed"), _("Record it"), back=address(row))
    return save(request, form, act, context=context)


def _asks_why(row: Bundle, offered: list[tuple[str, str]]) -> bool:
    """Whether one of what it can be recorded as asks for a second look, and nobody said go."""
    return row.procedure is not None and any(unseen.asks_why(row.procedure, EventKind(kind)) for kind, _said in offered)
