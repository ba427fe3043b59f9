"""The scope of help: written as a letter, explained and agreed, ended."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases import clock, receipts
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Document, Service
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.viewer import Viewer
from jiwar.knowledge.instruments import Help
from jiwar.lines.legal import kinds
from jiwar.lines.legal.helping.actions.service import next_number, place, tell, to_advise
from jiwar.lines.legal.models import Decision, Scope

LETTER_LANGUAGES = ("ar", "en", "fr", "tr")


def write_scope(
    viewer: Viewer, *, service: Service, language: str, does: str, does_not: str, token: UUID | None = None
) -> Scope:
    """The letter as it will be explained. It takes the place of one not agreed; one that was agreed goes on."""
    to_advise(viewer, service, privileged=False)
    decision = Decision.objects.filter(service=service).order_by("-number").first()
    if decision is None or decision.outcome == Help.REFUSAL:
        raise NotPossible(_("Decide first what help is given."))
    with transaction.atomic():
        return receipts.once(
            viewer, token, Scope, lambda: _write_scope(viewer, service, decision.outcome, language, does, does_not)
        )


def _write_scope(viewer: Viewer, service: Service, kind: str, language: str, does: str, does_not: str) -> Scope:
    row = Scope.objects.create(
        **place(service, GENERAL.code),
        number=next_number(Scope, service),
        kind=kind,
        language=language,
        does=does,
        does_not=does_not,
        written_by=viewer.member,
        interpreter="",
        interpreter_language="",
        agreed_how="",
        ended_reason="",
    )
    tell(viewer, service, "legal-scope-written", kinds.SCOPE_WRITTEN, row, {}, GENERAL)
    return row


def agree_scope(
    viewer: Viewer,
    *,
    scope: Scope,
    agreed_on: date,
    how: str,
    interpreter: str = "",
    interpreter_language: str = "",
    document: Document | None = None,
) -> Scope:
    """It was explained by the viewer and agreed to. A letter in a language that is not the person's needs an
    interpreter; what was signed is kept as a document of the case.
    """
    to_advise(viewer, scope.service, privileged=False)
    if agreed_on > clock.today():
        raise NotPossible(_("This day is still to come."))
    if how == "paper" and document is None:
        raise NotPossible(_("Choose the signed paper among the documents of the case; add it there first."))
    if bool(interpreter.strip()) != bool(interpreter_language):
        raise NotPossible(_("Write both: who interpreted, and into which language."))
    if scope.language not in LETTER_LANGUAGES and not interpreter.strip():
        raise NotPossible(_("The letter is not in their language: write who interpreted, and into which."))
    with transaction.atomic():
        # Whoever writes a newer one waits for the same row.
        Service.objects.select_for_update().get(id=scope.service_id)
        row = _running(scope)
        if row.agreed_on is not None:
            return row
        if Scope.objects.filter(service=row.service_id, number__gt=row.number).exists():
            raise NotPossible(_("A newer letter took the place of this one. Explain the newer one."))
        row.agreed_on, row.agreed_how, row.document = agreed_on, how, document
        row.explained_by, row.interpreter, row.interpreter_language = viewer.member, interpreter, interpreter_language
        fields = ["agreed_on", "agreed_how", "document", "explained_by", "interpreter", "interpreter_language"]
        row.save(update_fields=fields)
        tell(viewer, scope.service, "legal-scope-agreed", kinds.SCOPE_AGREED, row, {"how": how}, GENERAL)
    return row


def end_scope(viewer: Viewer, *, scope: Scope, reason: str, ended_on: date) -> Scope:
    """Either side may end what was agreed, at any time; what still has to be done by a date is said to the person."""
    to_advise(viewer, scope.service, privileged=False, ended=True)
    if ended_on > clock.today():
        raise NotPossible(_("This day is still to come."))
    with transaction.atomic():
        row = _running(scope)
        if row.agreed_on is None:
            raise NotPossible(_("This was not agreed yet: there is nothing to end."))
        if ended_on < row.agreed_on:
            raise NotPossible(_("It was agreed on a later day."))
        row.ended_on, row.ended_by, row.ended_reason = ended_on, viewer.member, reason
        row.save(update_fields=["ended_on", "ended_by", "ended_reason"])
        tell(viewer, scope.service, "legal-scope-ended", kinds.SCOPE_ENDED, row, {}, GENERAL)
    return row


def _running(scope: Scope) -> Scope:
    row = Scope.objects.select_for_update().get(id=scope.id)
    if row.ended_on is not None:
        raise NotPossible(_("This has ended already."))
    return row
