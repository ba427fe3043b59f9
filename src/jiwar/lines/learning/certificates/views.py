"""Giving a certificate, its paper, withdrawing it; the ledger; and the page on which a stranger checks one."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jiwar.casework.cases import clock
from jiwar.casework.cases.views.saving import save
from jiwar.casework.people import wording
from jiwar.casework.people.models import Person
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, open_to_all, page
from jiwar.foundation.access.requests import asks_too_often
from jiwar.foundation.papers.signatures import for_group
from jiwar.foundation.ui import errors
from jiwar.foundation.ui.downloads import to_be_saved
from jiwar.foundation.ui.paging import page_of
from jiwar.foundation.ui.shortcuts import render
from jiwar.knowledge.levels import Level
from jiwar.lines.learning import actions as on_learners
from jiwar.lines.learning import queries
from jiwar.lines.learning.attending import shown as attending
from jiwar.lines.learning.certificates import actions
from jiwar.lines.learning.certificates import queries as certificates
from jiwar.lines.learning.certificates.forms import CertificateForm, CheckForm, NameForm, WithdrawForm
from jiwar.lines.learning.certificates.papers import Given
from jiwar.lines.learning.models import Learner
from jiwar.lines.learning.places import queries as places
from jiwar.lines.learning.progress import queries as portfolio
from jiwar.lines.learning.rights import TEACH
from jiwar.lines.learning.words import language_in_words, level_in_words

ASKS_A_MINUTE = 30


@page(TEACH)
def give(request: SignedInRequest, learner: UUID) -> HttpResponse:
    viewer, found = request.viewer, queries.learner(request.viewer, learner)
    on_learners.looked_at(viewer, learner=found)
    known = portfolio.portfolios(viewer, found)
    initial = {"language": known[0].language, "level": known[0].level} if known else {}
    form = CertificateForm(request.POST or None, initial={**_names(found.person), **_attended(found), **initial})

    def act(data: dict[str, Any]) -> str:
        given = Given(
            language=data["language"],
            level=Level(data["level"]),
            name=data["name"],
            arabic_name=data["arabic_name"],
            course=data["course"],
            hours=data["hours"],
        )
        actions.give_certificate(viewer, learner=found, given=given, today=clock.today(), token=data["token"])
        messages.success(request, _("The certificate is made. Save it and give it to the learner."))
        return reverse("learning:learner", args=[found.id])

    note = _("One page in Arabic and English. Whoever gets it checks it by its picture, and reads no name there.")
    if not for_group.has_key():
        note += " " + _("The group has no key to sign with, so the file goes out without an electronic signature.")
    context = {"shown": queries.shown([found])[0], "title": _("Give a certificate"), "note": note}
    return save(request, form, act, template="learning/begin.html", context=context)


def _attended(learner: Learner) -> dict[str, str]:
    """Of the last class in which somebody was marked: what it teaches, and the hours, for the teacher to change."""
    (found,) = places.of_learners([learner])
    rows = (attending.of_place(place) for place in found.places)
    row = next((each for each in rows if each.hours.offered), None)
    if row is None:
        return {}
    hours = [round(each / timedelta(hours=1)) for each in (row.hours.attended, row.hours.offered)]
    course = row.place.taught.course
    told = {"course": course.title[:80], "hours": " / ".join(map(str, hours))}
    return {**told, "language": course.language, "level": course.level}


def _names(person: Person) -> dict[str, str]:
    by_script = {wording.script(name): name for name in (person.shown_other, person.shown) if name}
    return {"name": by_script.get("LATIN", ""), "arabic_name": by_script.get("ARABIC", "")}


@page(can.SEE_DESK)
def file(request: SignedInRequest, paper: UUID) -> HttpResponseBase:
    row = certificates.paper(request.viewer, paper)
    response = StreamingHttpResponse(actions.read_paper(request.viewer, paper=row), content_type="application/pdf")
    to_be_saved(response, disposition=f'attachment; filename="{row.certificate.written_number}.pdf"')
    return response


@page(TEACH)
def withdraw(request: SignedInRequest, paper: UUID) -> HttpResponse:
    viewer, row = request.viewer, certificates.paper(request.viewer, paper)
    on_learners.looked_at(viewer, learner=row.learner)
    form = WithdrawForm(request.POST or None)

    def act(data: dict[str, Any]) -> str:
        actions.withdraw(viewer, paper=row, why=data["why"], today=clock.today())
        messages.success(request, _("From now on the page of this certificate says that it was withdrawn."))
        return reverse("learning:learner", args=[row.learner_id])

    title = _("Withdraw %(number)s") % {"number": row.certificate.written_number}
    context = {"shown": queries.shown([row.learner])[0], "title": title, "note": "", "button": _("Withdraw")}
    return save(request, form, act, template="learning/begin.html", context=context)


@page(TEACH)
def ledger(request: SignedInRequest) -> HttpResponse:
    found = page_of(request, certificates.ledger(request.viewer), by=("-number",))
    papers = certificates.papers_of(request.viewer, found.rows)
    lines = [
        (row, language_in_words(row.language), level_in_words(row.level), papers.get(row.id)) for row in found.rows
    ]
    return render(request, "learning/certificates.html", {"lines": lines, "page": found})


@page(can.MANAGE_GROUP)
def name(request: SignedInRequest) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    form = NameForm(posted, initial={"shown": certificates.name_is_shown()})
    if form.is_valid():
        actions.say_name(request.viewer, shown=form.cleaned_data["shown"])
        messages.success(request, _("Kept."))
        return redirect("learning:certificate-name")
    return render(request, "learning/certificate_name.html", {"form": form})


@open_to_all
def to_check(request: HttpRequest) -> HttpResponse:
    """For who cannot read the picture: the code, typed."""
    form = CheckForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return HttpResponseRedirect(reverse("learning:certificate-check", args=[form.cleaned_data["code"]]))
    response = render(request, "learning/certificate_to_check.html", {"form": form}, status=422 if form.errors else 200)
    return _unkept(response)


@open_to_all
@require_safe
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Whoever has the code: valid or withdrawn, the day, language and level, and nobody's name."""
    if asks_too_often(request, "certificate", a_minute=ASKS_A_MINUTE):
        return errors.too_many(request)
    found = certificates.checked(code)
    context: dict[str, Any] = {"found": found}
    if found is not None:
        context |= {"language": language_in_words(found.language), "level": level_in_words(found.level)}
    return _unkept(render(request, "learning/certificate_check.html", context, status=200 if found else 404))


def _unkept(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
