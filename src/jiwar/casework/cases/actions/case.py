"""Opening, describing, closing and reopening a case."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases import closing, events, kinds, rights, timeline
from jiwar.casework.cases.errors import NotPossible, StillOpen
from jiwar.casework.cases.models import Case, CaseMember
from jiwar.casework.cases.models.case import SERIES
from jiwar.casework.cases.receipts import once
from jiwar.casework.cases.versions import step_on
from jiwar.casework.people.models import Person
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import grants, policy
from jiwar.foundation.access.compartments import GENERAL, IDENTITY
from jiwar.foundation.access.models import Grant
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.foundation.groups.numbering import next_number
from jiwar.foundation.vault.models import Subject


@transaction.atomic
def open_case(
    viewer: Viewer,
    *,
    person: Person,
    asks: str,
    danger: str = Case.Danger.NONE,
    danger_words: str = "",
    others: Sequence[tuple[Person, str]] = (),
    token: UUID | None = None,
) -> Case:
    """A new case about `person` (and `others` with their `CaseMember.Role`), waiting in the intake queue.

    A case of someone whose file is hidden is hidden too.
    """
    policy.require(viewer, can.TRIAGE)
    people = [(person, CaseMember.Role.PRINCIPAL.value), *others]
    for each, _role in people:
        policy.require(viewer, can.TRIAGE, subject=each.subject)
    return once(viewer, token, Case, lambda: _open(viewer, people, asks, danger, danger_words))


def _open(viewer: Viewer, people: Sequence[tuple[Person, str]], asks: str, danger: str, danger_words: str) -> Case:
    hidden = any(person.subject.hidden for person, _role in people)
    case = Case.objects.create(
        subject=Subject.objects.create(kind=Subject.Kind.CASE, hidden=hidden),
        compartment=IDENTITY.code,
        number=next_number(SERIES),
        asks=asks,
        danger=danger,
        danger_since=timezone.now() if danger else None,
        danger_words=danger_words if danger else "",
        opened_by=viewer.member,
    )
    if hidden:
        grants.give(
            viewer,
            member=viewer.member,
            subjects=[case.subject],
            compartments=[IDENTITY],
            source=Grant.Source.REGISTERED,
            origin=case.id,
        )
    for person, role in people:
        CaseMember.objects.create(case=case, person=person, role=role)
    timeline.write(viewer, case=case, kind="case-opened", compartment=IDENTITY)
    if danger:
        timeline.write(viewer, case=case, kind="danger-flagged", facts={"danger": danger}, compartment=IDENTITY)
    record(viewer, kinds.CASE_OPENED, subject=case.subject, compartment=IDENTITY, row=case)
    for person, _role in people:
        record(viewer, kinds.CASE_OPENED, subject=person.subject, compartment=IDENTITY, row=case)
    events.publish(events.CaseOpened(viewer, case))
    return case


@transaction.atomic
def describe_case(viewer: Viewer, *, case: Case, asks: str, seen_version: int) -> Case:
    """Corrects what the person asks."""
    policy.require(viewer, can.TRIAGE, subject=case.subject)
    step_on(case, seen_version)
    case.asks = asks
    case.save(update_fields=["asks"])
    record(viewer, kinds.CASE_CHANGED, subject=case.subject, compartment=IDENTITY, row=case, about={"field": "asks"})
    return case


@transaction.atomic
def move_step(viewer: Viewer, *, case: Case, step: str) -> Case:
    """The step of the case in the inter-agency cycle; closure is reached by closing only."""
    rights.to_work_on(viewer, case)
    if step == Case.Step.CLOSURE:
        raise NotPossible(_("A case reaches closure by closing it."))
    if step != case.step:
        case.step = step
        case.save(update_fields=["step"])
        timeline.write(viewer, case=case, kind="step-moved", facts={"step": step})
        record(viewer, kinds.CASE_CHANGED, subject=case.subject, row=case, about={"field": "step", "to": step})
    return case


@transaction.atomic
def close_case(viewer: Viewer, *, case: Case, reason: str, words: str = "", seen_version: int) -> Case:
    """Closes what has nothing open any more. Raises `StillOpen` with every open matter by name."""
    rights.to_work_on(viewer, case)
    step_on(case, seen_version)
    matters = closing.open_matters(viewer, case)
    if case.danger:
        raise NotPossible(_("The case is flagged as dangerous: clear the flag first, or it would be forgotten."))
    if matters:
        raise StillOpen(matters)
    events.publish(events.CaseClosing(viewer, case, reason))
    case.state, case.step = Case.State.CLOSED, Case.Step.CLOSURE
    case.closed_at, case.closing_reason = timezone.now(), reason
    case.save(update_fields=["state", "step", "closed_at", "closing_reason"])
    facts = {"reason": reason}
    timeline.write(viewer, case=case, kind="case-closed", facts=facts, compartment=IDENTITY)
    if words:
        timeline.write(viewer, case=case, kind="closing-words", facts={"text": words}, compartment=GENERAL)
    record(viewer, kinds.CASE_CLOSED, subject=case.subject, compartment=IDENTITY, row=case, about=facts)
    events.publish(events.CaseClosed(viewer, case))
    return case


@transaction.atomic
def reopen_case(viewer: Viewer, *, case: Case, why: str) -> Case:
    """To its team when one is left, else to the intake queue."""
    if not rights.works_on(viewer, case):
        policy.require(viewer, can.ASSIGN, subject=case.subject)
    if not case.is_closed:
        raise NotPossible(_("This case is not closed."))
    led = case.assignments.filter(ended_at__isnull=True, lead=True).exists()
    case.state = Case.State.OPEN if led else Case.State.INTAKE
    case.step = Case.Step.FOLLOW_UP if led else Case.Step.IDENTIFICATION
    case.closed_at, case.closing_reason = None, ""
    case.version += 1
    case.save(update_fields=["state", "step", "closed_at", "closing_reason", "version"])
    timeline.write(viewer, case=case, kind="case-reopened", compartment=IDENTITY)
    record(viewer, kinds.CASE_REOPENED, subject=case.subject, compartment=IDENTITY, row=case, reason=why)
    events.publish(events.CaseReopened(viewer, case))
    return case
