"""Asking for consent and recording the answer. Refusing or withdrawing costs nothing, and nothing is lost."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from jiwar.casework.people import audit_kinds
from jiwar.casework.people.actions import sending
from jiwar.casework.people.models import Consent, ConsentStep, Person
from jiwar.casework.people.queries import editing_right
from jiwar.casework.stale import Stale
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import GENERAL, IDENTITY, Compartment
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record

State = Consent.State

# what may follow what; an answer is never replaced by 'asked' again
FOLLOWS: dict[str, frozenset[str]] = {
    State.ASKED: frozenset({State.GIVEN, State.REFUSED}),
    State.GIVEN: frozenset({State.WITHDRAWN}),
    State.REFUSED: frozenset({State.GIVEN}),
    State.WITHDRAWN: frozenset({State.GIVEN}),
}


class NotPossible(ValueError):
    """This answer cannot follow the present state: withdrawing what was never given."""


@dataclass(frozen=True)
class Question:
    """What is asked. `explained_in` is a language code; `information` says exactly what would be told."""

    purpose: str
    recipient: str = ""
    information: str = ""
    explained: str = Consent.Explained.SPOKEN.value
    explained_in: str = ""
    expires_on: date | None = None


def compartment_of(purpose: str) -> Compartment:
    """Keeping a file is asked at the front desk; every other purpose says something about the person's situation."""
    return IDENTITY if purpose == Consent.Purpose.FILE else GENERAL


def may_ask(viewer: Viewer, person: Person, purpose: str) -> bool:
    return policy.decide(
        viewer, editing_right(viewer), subject=person.subject, compartment=compartment_of(purpose)
    ).allowed


@transaction.atomic
def ask_consent(
    viewer: Viewer, *, person: Person, question: Question, words: str = "", token: UUID | None = None
) -> Consent:
    """The question as it was put, not answered yet. A form that is sent twice (`token`) asks once."""
    compartment = compartment_of(question.purpose)
    policy.require(viewer, editing_right(viewer), subject=person.subject, compartment=compartment)
    row_id = sending.row_id(viewer, token)
    if (sent_before := Consent.objects.filter(id=row_id, person=person).first()) is not None:
        return sent_before
    consent = Consent.objects.create(
        id=row_id,
        person=person,
        subject=person.subject,
        compartment=compartment.code,
        purpose=question.purpose,
        recipient=question.recipient,
        information=question.information,
        explained=question.explained,
        explained_in=question.explained_in,
        expires_on=question.expires_on,
    )
    _step(viewer, consent, words)
    return consent


@transaction.atomic
def ask_and_answer(
    viewer: Viewer,
    *,
    person: Person,
    question: Question,
    state: str,
    form: str,
    witness: str = "",
    words: str = "",
    token: UUID | None = None,
) -> Consent:
    """Asked and answered in one conversation. `state` 'asked' leaves it open. Sent twice (`token`), it is said once."""
    if state == State.ASKED:
        return ask_consent(viewer, person=person, question=question, words=words, token=token)
    consent = ask_consent(viewer, person=person, question=question, token=token)
    if consent.state != State.ASKED:
        return consent
    if state == State.REFUSED:
        return refuse(viewer, consent=consent, words=words)
    return give(viewer, consent=consent, form=form, witness=witness, words=words)


def give(
    viewer: Viewer,
    *,
    consent: Consent,
    form: str,
    witness: str = "",
    words: str = "",
    seen_version: int | None = None,
) -> Consent:
    """Signed, or by word before a witness who is named."""
    if form == Consent.Form.WORD and not witness:
        raise NotPossible("consent by word needs a witness")
    return answer_consent(
        viewer, consent=consent, state=State.GIVEN, form=form, witness=witness, words=words, seen_version=seen_version
    )


def refuse(viewer: Viewer, *, consent: Consent, words: str = "", seen_version: int | None = None) -> Consent:
    return answer_consent(viewer, consent=consent, state=State.REFUSED, words=words, seen_version=seen_version)


def withdraw(viewer: Viewer, *, consent: Consent, words: str = "", seen_version: int | None = None) -> Consent:
    """From now on it does not stand; what was given, and when, stays on record."""
    return answer_consent(viewer, consent=consent, state=State.WITHDRAWN, words=words, seen_version=seen_version)


@transaction.atomic
def answer_consent(
    viewer: Viewer,
    *,
    consent: Consent,
    state: str,
    form: str | None = None,
    witness: str | None = None,
    words: str = "",
    seen_version: int | None = None,
) -> Consent:
    """One step further. Raises `NotPossible` where it cannot follow, `Stale` when someone else answered meanwhile."""
    stored = Consent.objects.select_for_update(of=("self",)).select_related("subject", "person").get(id=consent.id)
    compartment = compartment_of(stored.purpose)
    policy.require(viewer, editing_right(viewer), subject=stored.subject, compartment=compartment)
    if seen_version is not None and stored.version != seen_version:
        raise Stale(seen=seen_version, now=stored.version)
    if state not in FOLLOWS[stored.state]:
        raise NotPossible(f"{state} cannot follow {stored.state}")
    stored.state = state
    stored.version += 1
    if form is not None:
        stored.form = form
    if witness is not None:
        stored.witness = witness
    stored.save()
    _step(viewer, stored, words)
    return stored


def _step(viewer: Viewer, consent: Consent, words: str) -> None:
    ConsentStep.objects.create(
        consent=consent,
        subject_id=consent.subject_id,
        compartment=consent.compartment,
        state=consent.state,
        by=viewer.member,
        words=words,
    )
    record(
        viewer,
        audit_kinds.CONSENT,
        subject=consent.subject_id,
        compartment=consent.compartment,
        row=consent,
        about={"state": consent.state},
    )
