"""Deciding what help is given, or refusing it with a way on; and the second adviser's look."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases import actions as cases
from jiwar.casework.cases import receipts
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case, Service
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy, words
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.viewer import Viewer, viewer_for
from jiwar.knowledge.instruments import Help
from jiwar.lines.legal import kinds
from jiwar.lines.legal.helping.actions.service import next_number, place, tell, to_advise
from jiwar.lines.legal.models import Decision, Ground, Screen
from jiwar.lines.legal.rights import DECIDE_HELP, LEGAL_PRIVILEGED

SECOND_LOOK = "legal-second-look"


@dataclass(frozen=True)
class Told:
    """How the person was told: in words, in which language, through whom; and where a refusal leaves them."""

    how: str = ""
    language: str = ""
    interpreter: str = ""
    self_help: str = ""
    referral: str = ""


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
    to_advise(viewer, service)
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
    number = next_number(Decision, service)
    if number - 1 != seen:
        raise NotPossible(_("A colleague decided meanwhile. Look at it, then decide anew."))
    row = Decision.objects.create(
        **place(service, GENERAL.code),
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
    tell(viewer, service, "legal-help-decided", kinds.HELP_DECIDED, row, {"outcome": outcome.value}, GENERAL)
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
    to_advise(viewer, decision.service, ended=True)
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
        tell(viewer, decision.service, "legal-help-second", kinds.SECOND_LOOK, row, {}, LEGAL_PRIVILEGED)
    return row
