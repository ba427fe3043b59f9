"""The group's certificate; signing a letter or a bundle with it; looking at a PDF somebody holds."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.forms.sent import SentForm
from jiwar.casework.cases.models import Document
from jiwar.casework.cases.views.opened import frame, look_to_work
from jiwar.casework.cases.views.saving import save
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.page import SignedInRequest, page
from jiwar.foundation.papers.signatures.asking import NotRead
from jiwar.foundation.ui.downloads import to_be_saved
from jiwar.foundation.ui.shortcuts import render
from jiwar.lines.legal.evidence.queries import bundle as bundle_of
from jiwar.lines.legal.letters.queries import letter as letter_of
from jiwar.lines.legal.rights import SIGN_FOR_GROUP
from jiwar.lines.legal.signing import actions, queries
from jiwar.lines.legal.signing.forms import BringForm, CheckForm, SignForGroupForm


@page(can.MANAGE_GROUP)
def certificate(request: SignedInRequest) -> HttpResponse:
    viewer, do = request.viewer, request.POST.get("do", "")
    form = BringForm(request.POST, request.FILES) if do == "bring" else BringForm()
    sent = SentForm(request.POST if do == "make" else None)
    try:
        if do == "make" and sent.is_valid():
            actions.make_certificate(viewer, token=sent.cleaned_data["token"])
            return _kept(request, _("The group has a certificate. Tell those who get your letters its fingerprint."))
        if do == "bring" and form.is_valid():
            data = form.cleaned_data
            actions.bring_certificate(viewer, content=data["file"].read(), passphrase=data["passphrase"])
            return _kept(request, _("From now on the group signs with this certificate."))
        if do == "end" and (in_force := queries.in_force()):
            actions.end_certificate(viewer, certificate=in_force)
            return _kept(request, _("Nothing is signed with this certificate any more."))
    except NotPossible as refusal:
        form.add_error(None, str(refusal.words))
    known = queries.certificates()
    running = next((each for each in known if each.row.ended_at is None), None)
    context = {"form": form, "sent": sent, "running": running, "ended": [each for each in known if each.row.ended_at]}
    return render(request, "legal/certificate.html", context, status=422 if form.errors else 200)


def _kept(request: SignedInRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("legal:certificate")


@page(can.SEE_DESK)
def certificate_file(_request: SignedInRequest) -> HttpResponse:
    """The certificate alone, for whoever is to trust it."""
    running = queries.in_force()
    if running is None:
        raise Http404
    response = HttpResponse(running.certificates, content_type="application/x-pem-file")
    to_be_saved(response, disposition='attachment; filename="certificate.pem"')
    return response


@page(can.SEE_DESK)
def check(request: SignedInRequest) -> HttpResponse:
    """What a PDF is, in plain words. It is not kept."""
    form = CheckForm(request.POST or None, request.FILES or None)
    judged: list[queries.Judged] | None = None
    if request.method == "POST" and form.is_valid():
        try:
            judged = queries.judged(form.cleaned_data["file"].read())
        except NotRead:
            form.add_error("file", _("This is no PDF we can read: damaged, locked, or made to be hard to read."))
    context = {"form": form, "judged": judged}
    return render(request, "legal/signature_check.html", context, status=422 if form.errors else 200)


@page(SIGN_FOR_GROUP)
def letter(request: SignedInRequest, letter: UUID) -> HttpResponse:
    row = letter_of(request.viewer, letter)
    return _sign(request, row.document, reverse("legal:letters", kwargs={"case": row.case_id}))


@page(SIGN_FOR_GROUP)
def bundle(request: SignedInRequest, bundle: UUID) -> HttpResponse:
    row = bundle_of(request.viewer, bundle)
    if row.document is None:
        raise Http404
    return _sign(request, row.document, reverse("legal:bundle", kwargs={"bundle": row.id}))


def _sign(request: SignedInRequest, document: Document, back: str) -> HttpResponse:
    viewer, case = request.viewer, look_to_work(request.viewer, document.case_id)
    document.case = case
    form = SignForGroupForm(request.POST or None)

    def act(cleaned: dict[str, Any]) -> str:
        row = actions.sign_for_group(viewer, document=document, signed_as=cleaned["signed_as"], token=cleaned["token"])
        messages.success(request, _("The signed paper is kept with the documents of the case."))
        return reverse("cases:document", kwargs={"case": case.id, "document": row.document_id})

    context = frame(
        case,
        _("Sign for the group"),
        _("Sign"),
        back=back,
        lead=_(
            "A signature a machine can check, with your name and the group’s certificate. The paper stays as it is; "
            "the signed one lies beside it."
        ),
        before=queries.signatures_of(viewer, case).get(document.id),
        document=document,
        running=queries.in_force(),
    )
    return save(request, form, act, template="legal/sign_for_group.html", context=context)
