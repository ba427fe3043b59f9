"""Screening, deciding, a second look; the scope that is written, agreed and ended."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases import actions as cases
from jiwar.casework.cases import clock, receipts, timeline
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case, Document, Service
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy, words
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.viewer import Viewer, viewer_for
from jiwar.foundation.audit.record import record
from jiwar.knowledge.instruments import Answer, Help, Suggestion, suggest
from jiwar.lines.legal import kinds
from jiwar.lines.legal.actions.permission import to_decide
from jiwar.lines.legal.helping import criteria
from jiwar.lines.legal.models import AskedCriterion, Decision, Ground, Scope, Screen
from jiwar.lines.legal.rights import DECIDE_HELP, LEGAL_PRIVILEGED

SECOND_LOOK = "legal-second-look"
LETTER_LANGUAGES = ("ar", "en", "fr", "tr")


@dataclass(frozen=True)
class Told:
    """How the person was told: in words, in which language, through whom; and where a refusal leaves them."""

    how: str = ""
    language: str = ""
    interpreter: str = ""
    self_help: str = ""
    referral: str = ""


@transaction.atomic
def choose_criteria(viewer: Viewer, *, chosen: Mapping[str, tuple[bool, str]]) -> None:
    """Which criteria the group asks, by id, each with what its advisers should know."""
    policy.require(viewer, can.MANAGE_GROUP)
    known = {each.criterion.id for each in criteria.all_criteria()}
    for code, (asked, note) in chosen.items():
        if code in known:
            AskedCriterion.objects.update_or_create(code=code, defaults={"asked": asked, "note": note})
    record(
        viewer, kinds.CRITERIA_CHANGED, about={"asked": sorted(code for code, (asked, _n) in chosen.items() if asked)}
    )


def screen(
    viewer: Viewer, *, service: Service, answers: Mapping[str, tuple[Answer, str]], token: UUID | None = None
) -> Screen:
    """The answers with their reasons. What limits needs its reason; what is not answered is not known."""
    _to_advise(viewer, service)
    asked = {each.criterion.id for each in criteria.asked()}
    given = {code: (answer, reason.strip()) for code, (answer, reason) in answers.items() if code in asked}
    if any(answer is Answer.NO and not reason for answer, reason in given.values()):
        raise NotPossible(_("Write a reason wherever the answer is no."))
    found = suggestion(service, {code: answer for code, (answer, _reason) in given.items()})
    with transaction.atomic():
        return receipts.once(viewer, token, Screen, lambda: _screen(viewer, service, given, found))


def _screen(viewer: Viewer, service: Service, given: Mapping[str, tuple[Answer, str]], found: Suggestion) -> Screen:
    row = Screen.objects.create(
        **_place(service, LEGAL_PRIVILEGED.code),
        number=_next(Screen, service),
        answers={code: [answer.value, reason] for code, (answer, reason) in given.items()},
        suggested=found.help.value,
        screened_by=viewer.member,
    )
    facts = {"suggested": found.help.value}
    _tell(viewer, service, "legal-help-screened", kinds.SCREENED, row, facts, LEGAL_PRIVILEGED)
    return row


def suggestion(service: Service, answers: Mapping[str, Answer]) -> Suggestion:
    asked = Help(service.kind) if service.kind in set(Help) else Help.REPRESENTATION
    return suggest([each.criterion for each in criteria.asked()], answers, asked=asked)


def decide(
    viewer: Viewer,
    *,
    service: Service,
    outcome: Help,
    reasons: str,
    told: Told,
    override: str = "",
    seen: int,
    token: UUID | None = None,
) -> Decision:
    """An adviser decides; `seen` is the number of the decision they saw (0: none). A decision other than suggested
    needs its reason and waits for a second adviser's look; a refusal leaves nobody without a next step.
    """
    _to_advise(viewer, service)
    last = Screen.objects.filter(service=service).order_by("-number").first()
    if last is None and outcome is not Help.ADVICE:
        raise NotPossible(_("Answer the screen first: only advice is given without it."))
    differs = last is not None and last.suggested != outcome.value
    if differs and not override.strip():
        raise NotPossible(_("The screen suggests something else. Write why you decide otherwise."))
    _require_told(outcome, told)
    with transaction.atomic():
        return receipts.once(
            viewer,
            token,
            Decision,
            lambda: _decide(viewer, service, outcome, reasons, told, override, last, differs, seen),
        )


def _require_told(outcome: Help, told: Told) -> None:
    if not told.how.strip() or not told.language:
        raise NotPossible(_("Write how the person was told, and in which language."))
    if outcome is Help.REFUSAL and not (told.self_help.strip() and told.referral.strip()):
        raise NotPossible(_("A refusal needs both: what they can do themselves, and where else they were sent."))


def _decide(
    viewer: Viewer,
    service: Service,
    outcome: Help,
    reasons: str,
    told: Told,
    override: str,
    last: Screen | None,
    differs: bool,
    seen: int,
) -> Decision:
    number = _next(Decision, service)
    if number - 1 != seen:
        raise NotPossible(_("A colleague decided meanwhile. Look at it, then decide anew."))
    row = Decision.objects.create(
        **_place(service, GENERAL.code),
        number=number,
        outcome=outcome.value,
        told_how=told.how,
        told_language=told.language,
        interpreter=told.interpreter,
        self_help=told.self_help,
        referral=told.referral,
        decided_by=viewer.member,
        wants_second=differs,
    )
    Ground.objects.create(
        decision=row,
        subject_id=service.subject_id,
        compartment=LEGAL_PRIVILEGED.code,
        screen=last,
        reasons=reasons,
        override=override if differs else "",
        second_word="",
    )
    _tell(viewer, service, "legal-help-decided", kinds.HELP_DECIDED, row, {"outcome": outcome.value}, GENERAL)
    _move(viewer, service, outcome, told)
    if differs:
        _call_a_second(viewer, row)
    return row


def _move(viewer: Viewer, service: Service, outcome: Help, told: Told) -> None:
    """The service goes where the decision puts it: agreed as the help that is given, or refused."""
    if outcome is Help.REFUSAL:
        # What is running already is dropped: help that was given is not refused afterwards.
        state = Service.State.DROPPED if service.state == Service.State.ACTIVE else Service.State.REFUSED
        kind, words_ = "", told.referral
    elif service.state == Service.State.REQUESTED or service.kind != outcome.value:
        state = Service.State.AGREED if service.state == Service.State.REQUESTED else Service.State(service.state)
        kind, words_ = outcome.value, ""
    else:
        return
    cases.progress_service(
        viewer, service=service, state=state, outcome=words_, kind=kind, seen_version=service.version
    )


def _call_a_second(viewer: Viewer, row: Decision) -> None:
    """Other advisers who read the privileged part of this file."""
    for member in policy.holders(row.case.subject):
        other = viewer_for(member)
        if member != viewer.member and _advises(other, row.case):
            words.tell(member, SECOND_LOOK, {"decision": str(row.id)})


def _advises(viewer: Viewer, case: Case) -> bool:
    opened = policy.decide(viewer, can.WORK_ON_FILES, subject=case.subject, compartment=LEGAL_PRIVILEGED)
    return opened.allowed and viewer.can(DECIDE_HELP)


def look_second(viewer: Viewer, *, decision: Decision, word: str) -> Decision:
    """A second adviser has seen it, and says what they think. Never the one who decided."""
    _to_advise(viewer, decision.service, ended=True)
    if decision.decided_by_id == viewer.member.id:
        policy.refuse("second-person", subject=decision.case.subject)
    with transaction.atomic():
        row = Decision.objects.select_for_update().get(id=decision.id)
        if row.second_at is not None or not row.wants_second:
            raise NotPossible(_("Nobody's second look is needed here any more."))
        row.second_by, row.second_at = viewer.member, timezone.now()
        row.save(update_fields=["second_by", "second_at"])
        ground = Ground.objects.get(decision=row)
        ground.second_word = word
        ground.save(update_fields=["second_word"])
        _tell(viewer, decision.service, "legal-help-second", kinds.SECOND_LOOK, row, {}, LEGAL_PRIVILEGED)
    return row


def write_scope(
    viewer: Viewer, *, service: Service, language: str, does: str, does_not: str, token: UUID | None = None
) -> Scope:
    """The letter as it will be explained. A new one takes the place of one that was not agreed, or ends nothing."""
    _to_advise(viewer, service, privileged=False)
    decision = Decision.objects.filter(service=service).order_by("-number").first()
    if decision is None or decision.outcome == Help.REFUSAL:
        raise NotPossible(_("Decide first what help is given."))
    with transaction.atomic():
        return receipts.once(
            viewer, token, Scope, lambda: _write_scope(viewer, service, decision.outcome, language, does, does_not)
        )


def _write_scope(viewer: Viewer, service: Service, kind: str, language: str, does: str, does_not: str) -> Scope:
    row = Scope.objects.create(
        **_place(service, GENERAL.code),
        number=_next(Scope, service),
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
    _tell(viewer, service, "legal-scope-written", kinds.SCOPE_WRITTEN, row, {}, GENERAL)
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
    _to_advise(viewer, scope.service, privileged=False)
    if agreed_on > clock.today():
        raise NotPossible(_("This day is still to come."))
    if how == "paper" and document is None:
        raise NotPossible(_("Choose the signed paper among the documents of the case; add it there first."))
    if bool(interpreter.strip()) != bool(interpreter_language):
        raise NotPossible(_("Write both: who interpreted, and into which language."))
    if scope.language not in LETTER_LANGUAGES and not interpreter.strip():
        raise NotPossible(_("The letter is not in their language: write who interpreted, and into which."))
    with transaction.atomic():
        row = _running(scope)
        if row.agreed_on is not None:
            return row
        row.agreed_on, row.agreed_how, row.document = agreed_on, how, document
        row.explained_by, row.interpreter, row.interpreter_language = viewer.member, interpreter, interpreter_language
        fields = ["agreed_on", "agreed_how", "document", "explained_by", "interpreter", "interpreter_language"]
        row.save(update_fields=fields)
        _tell(viewer, scope.service, "legal-scope-agreed", kinds.SCOPE_AGREED, row, {"how": how}, GENERAL)
    return row


def end_scope(viewer: Viewer, *, scope: Scope, reason: str, ended_on: date) -> Scope:
    """Either side may end it, at any time; what still has to be done by a date is said to the person."""
    _to_advise(viewer, scope.service, privileged=False, ended=True)
    with transaction.atomic():
        row = _running(scope)
        row.ended_on, row.ended_by, row.ended_reason = ended_on, viewer.member, reason
        row.save(update_fields=["ended_on", "ended_by", "ended_reason"])
        _tell(viewer, scope.service, "legal-scope-ended", kinds.SCOPE_ENDED, row, {}, GENERAL)
    return row


def _running(scope: Scope) -> Scope:
    row = Scope.objects.select_for_update().get(id=scope.id)
    if row.ended_on is not None:
        raise NotPossible(_("This has ended already."))
    return row


def _to_advise(viewer: Viewer, service: Service, *, privileged: bool = True, ended: bool = False) -> None:
    """Works on the case as an adviser; where what they think of it is written, with the privileged part open."""
    to_decide(viewer, service.case, DECIDE_HELP)
    if privileged:
        policy.require(viewer, can.WORK_ON_FILES, subject=service.case.subject, compartment=LEGAL_PRIVILEGED)
    if not service.running and not ended:
        raise NotPossible(_("This help has ended. Ask for it anew to decide anew."))


def _place(service: Service, compartment: str) -> dict[str, Any]:
    return {
        "case": service.case,
        "service": service,
        "subject_id": service.subject_id,
        "compartment": compartment,
    }


def _next(kind: type[Screen] | type[Decision] | type[Scope], service: Service) -> int:
    Service.objects.select_for_update().get(id=service.id)
    rows = kind._default_manager.filter(service=service)
    return (rows.aggregate(last=Max("number"))["last"] or 0) + 1


def _tell(
    viewer: Viewer, service: Service, told: str, kind: Any, row: Model, facts: Mapping[str, Any], compartment: Any
) -> None:
    facts = {"kind": service.kind, **facts}
    timeline.write(viewer, case=service.case, kind=told, facts=facts, compartment=compartment, row=service.id)
    record(viewer, kind, subject=service.subject_id, compartment=compartment, row=row)
