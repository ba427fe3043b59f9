"""Asking, agreeing, withdrawing: nobody is erased by one person's word."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiwar.casework.erasing import audit_kinds, carrying, hidden, holds, plan, words
from jiwar.casework.erasing.models import Erasure
from jiwar.casework.people.models import Person
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy, roles
from jiwar.foundation.access.errors import Impossible
from jiwar.foundation.access.models import Membership
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.access.words import members_in_role, tell
from jiwar.foundation.audit.record import COMPARTMENT, record
from jiwar.foundation.vault.models import Subject

State = Erasure.State


@transaction.atomic
def ask(
    viewer: Viewer, *, person: Person, why: str, said: str, in_spite: bool = False, in_spite_words: str = ""
) -> Erasure:
    """Raises `Impossible` where something needs the file, unless it is asked for `in_spite` of it, with words."""
    policy.require(viewer, can.GUARD_DATA)
    subject = Subject.objects.select_for_update().get(id=person.subject_id)
    if subject.erased_at is not None:
        policy.refuse("erased", subject=subject)
    if Erasure.objects.filter(person=person, state__in=Erasure.WAITING).exists():
        raise Impossible(_("This has been asked for already and waits."))
    held = holds.on(plan.of(person))
    if held and not (in_spite and in_spite_words):
        raise Impossible(_("Something still needs this file. Settle it first, or say why it is erased in spite of it."))
    erasure = Erasure.objects.create(
        subject=subject,
        compartment=COMPARTMENT,
        person=person,
        why=Erasure.Why(why),
        words=said,
        in_spite=holds.codes(held),
        in_spite_words=in_spite_words if held else "",
        asked_by=viewer.member,
    )
    hidden.note(erasure)
    about = {"why": why, "in_spite": erasure.in_spite}
    record(viewer, audit_kinds.ASKED, subject=subject, row=erasure, about=about)
    for member in who_may_agree(erasure):
        if member.id != viewer.member.id:
            tell(member, words.WAITS, {"person": person.written_number})
    return erasure


def who_may_agree(erasure: Erasure) -> list[Membership]:
    """Data guardians; where nothing hidden would show also the administrators."""
    found = members_in_role(roles.DATA_GUARDIAN)
    found += members_in_role(roles.ADMINISTRATOR) if hidden.hides_nothing(erasure) else []
    return list({member.id: member for member in found}.values())


@transaction.atomic
def decide(viewer: Viewer, *, erasure: Erasure, agreed: bool) -> None:
    """The second word, never that of the one who asked. Agreed, the background carries it out."""
    stored = _locked(viewer, erasure)
    if stored.asked_by_id == viewer.member.id:
        policy.refuse("second-person", subject=stored.subject)
    if stored.state != State.ASKED:
        raise Impossible(_("This has been decided in the meantime."))
    if agreed and (set(holds.codes(holds.on(plan.of(stored.person)))) - set(stored.in_spite)):
        raise Impossible(_("Something needs the file now that did not when it was asked for: it must be asked anew."))
    stored.state = State.AGREED if agreed else State.REFUSED
    stored.decided_by, stored.decided_at = viewer.member, timezone.now()
    stored.save(update_fields=["state", "decided_by", "decided_at"])
    kind = audit_kinds.AGREED if agreed else audit_kinds.REFUSED
    record(viewer, kind, subject=stored.subject, row=stored)
    tell(stored.asked_by, words.DECIDED, {"person": stored.person.written_number})
    if agreed:
        carrying.carry_out.enqueue(str(viewer.group.id), str(stored.id))


@transaction.atomic
def withdraw(viewer: Viewer, *, erasure: Erasure) -> None:
    """By any data guardian, as long as it is not under way."""
    policy.require(viewer, can.GUARD_DATA)
    stored = _locked(viewer, erasure)
    if stored.state not in (State.ASKED, State.HELD):
        raise Impossible(_("This has been decided in the meantime."))
    stored.state = State.WITHDRAWN
    stored.save(update_fields=["state"])
    record(viewer, audit_kinds.WITHDRAWN, subject=stored.subject, row=stored)


def _locked(viewer: Viewer, erasure: Erasure) -> Erasure:
    policy.require(viewer, can.AGREE_TO_ERASING)
    rows = Erasure.objects.select_for_update(of=("self",)).select_related("subject", "person", "asked_by")
    stored = rows.filter(id=erasure.id).first()
    if stored is None or not hidden.may_see(viewer, stored):
        raise policy.NotThere(erasure.subject_id)
    return stored
