"""Parts of a file for some hours: given by a coordinator, or taken in an emergency and reviewed afterwards."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiwar.foundation.access import audit_kinds, file_parts, grants, policy, words
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import lending_rights as rights
from jiwar.foundation.access.compartments import Compartment
from jiwar.foundation.access.errors import Impossible
from jiwar.foundation.access.models import Grant, Lending, Membership
from jiwar.foundation.access.viewer import Viewer, viewer_for
from jiwar.foundation.audit.record import COMPARTMENT, record
from jiwar.foundation.vault.models import Subject

LONGEST: Final = timedelta(hours=10)
LONGEST_EMERGENCY: Final = timedelta(minutes=60)
FEWEST_LETTERS: Final = 10
"""A reason of one word is none."""


@transaction.atomic
def lend(
    viewer: Viewer,
    *,
    member: Membership,
    subject: Subject,
    parts: Sequence[Compartment],
    of_people: Sequence[Compartment] = (),
    purpose: str,
    lasts: timedelta,
    token: UUID | None = None,
) -> Lending:
    """A coordinator opens parts of a file they may know to somebody who works on files, for ten hours at most.

    `of_people`: parts of the records of those the file is about. Guarded parts wait for the data guardian as always.
    A form that is sent twice (`token`) opens once.
    """
    policy.require(viewer, can.ASSIGN, subject=subject)
    if member.ended_at is not None or not viewer_for(member).can(can.WORK_ON_FILES):
        raise Impossible(_("This colleague does not work on files."))
    if not timedelta() < lasts <= LONGEST:
        raise Impossible(_("It ends after ten hours at the latest."))
    _are_parts(subject, parts)
    people = [each for each in file_parts.people_of(subject) if policy.decide(viewer, can.ASSIGN, subject=each).allowed]
    for person in people:
        _are_parts(person, of_people)
    if policy.barred(member, [subject, *people]):
        raise Impossible(_("This file cannot be opened to this colleague. The data guardian knows why."))
    if not parts and not (people and of_people):
        raise Impossible(_("Choose at least one part."))
    _typed(purpose)
    row_id = uuid4() if token is None else uuid5(viewer.id, str(token))
    # Two sendings at the same moment wait for one another.
    Membership.objects.select_for_update().get(id=viewer.member.id)
    if (sent_before := Lending.objects.filter(id=row_id).first()) is not None:
        return sent_before
    lending = _begin(viewer, Lending.Kind.GIVEN, member, subject, parts, purpose, lasts, row_id)
    _open(viewer, lending, [subject], parts)
    _open(viewer, lending, people, of_people)
    record(viewer, audit_kinds.LENT, subject=subject, row=lending, reason=purpose, about=_about(lending))
    words.tell(member, words.LENT, {"lending": str(lending.id)})
    _tell_holders(lending, words.LENT_OF_YOURS, without=(viewer.member, member))
    return lending


@transaction.atomic
def open_in_emergency(viewer: Viewer, *, subject: Subject, part: Compartment, reason: str, lasts: timedelta) -> Lending:
    """Who works on files opens one part of one file to themselves, for an hour at most. Owners and guardians are told.

    An unguarded part opens at once. A guarded one waits for the data guardian even here, as everything guarded that
    somebody opens to themselves; and only where the viewer's role carries it.
    """
    policy.require_for_emergency(viewer, subject)
    # Two openings at the same moment wait for one another, and the second is refused.
    Membership.objects.select_for_update().get(id=viewer.member.id)
    if policy.decide(viewer, can.WORK_ON_FILES, subject=subject, compartment=part).allowed:
        raise Impossible(_("This part is open to you already."))
    if part not in rights.emergency_parts(viewer, subject):
        policy.refuse("no-grant", subject=subject, compartment=part.code)
    if not timedelta() < lasts <= LONGEST_EMERGENCY:
        raise Impossible(_("It ends after sixty minutes at the latest."))
    if rights.running().filter(member=viewer.member, kind=Lending.Kind.EMERGENCY).exists():
        raise Impossible(_("Another file stands open to you in an emergency: end that first."))
    _typed(reason)
    lending = _begin(viewer, Lending.Kind.EMERGENCY, viewer.member, subject, [part], reason, lasts)
    about = _about(lending)
    record(viewer, audit_kinds.EMERGENCY, subject=subject, compartment=part, row=lending, reason=reason, about=about)
    _open(viewer, lending, [subject], [part])
    _tell_holders(lending, words.EMERGENCY_OF_YOURS, without=(viewer.member,))
    words.tell_guardians(words.EMERGENCY, {"lending": str(lending.id)})
    return lending


@transaction.atomic
def end(viewer: Viewer, *, lending: Lending) -> None:
    """Closes in this second what was opened. Whoever may not end it may not know of it either."""
    if not rights.may_end(viewer, lending):
        raise policy.NotThere
    if not rights.running().filter(id=lending.id).update(ended_at=timezone.now(), ended_by=viewer.member):
        raise Impossible(_("This has ended already."))
    _ended(viewer, lending)


@transaction.atomic
def end_all_of(viewer: Viewer, *, member: Membership) -> None:
    """The member leaves, or works on files no more."""
    for lending in list(rights.running().filter(member=member)):
        rights.running().filter(id=lending.id).update(ended_at=timezone.now(), ended_by=viewer.member)
        _ended(viewer, lending)


def note_those_over() -> int:
    """Whose time is over opens nothing any more; here it is written down. For the background; returns how many."""
    over = Lending.objects.filter(ended_at__isnull=True, until__lte=timezone.now()).select_related("subject")
    for lending in list(over):
        with transaction.atomic():
            if Lending.objects.filter(id=lending.id, ended_at__isnull=True).update(ended_at=lending.until):
                grants.end(None, origin=lending.id)
                record(None, audit_kinds.LENDING_OVER, subject=lending.subject, row=lending, about=_about(lending))
    return len(over)


@transaction.atomic
def review(viewer: Viewer, *, lending: Lending, outcome: Lending.Outcome, said: str) -> None:
    """The data guardian looks at what was opened in an emergency, once it is over. Never one's own."""
    policy.require(viewer, can.GUARD_DATA)
    if lending.member_id == viewer.member.id:
        policy.refuse("second-person", subject=lending.subject)
    if rights.running().filter(id=lending.id).exists():
        raise Impossible(_("It still stands open: end it first, or wait."))
    if outcome is Lending.Outcome.NOT_IN_ORDER and not said.strip():
        raise Impossible(_("Write what was not in order."))
    rows = Lending.objects.select_for_update().filter(id=lending.id, kind=Lending.Kind.EMERGENCY)
    row = rows.filter(reviewed_at__isnull=True).first()
    if row is None:
        raise Impossible(_("This has been decided in the meantime."))
    row.reviewed_at, row.reviewed_by = timezone.now(), viewer.member
    row.outcome, row.review = outcome, said
    row.save(update_fields=["reviewed_at", "reviewed_by", "outcome", "review"])
    about = {**_about(row), "outcome": outcome.value}
    record(viewer, audit_kinds.EMERGENCY_REVIEWED, subject=lending.subject, row=row, reason=said, about=about)
    words.tell(row.member, words.EMERGENCY_REVIEWED, {"lending": str(row.id)})
    _tell_holders(row, words.EMERGENCY_REVIEWED, without=(row.member, viewer.member))


def _are_parts(subject: Subject, parts: Sequence[Compartment]) -> None:
    if not set(parts) <= set(file_parts.of(subject.kind)):
        raise Impossible(_("This file has no such part."))


def _typed(words_: str) -> None:
    if len(words_.strip()) < FEWEST_LETTERS:
        raise Impossible(_("Say in a few words what it is for."))


def _begin(
    viewer: Viewer,
    kind: Lending.Kind,
    member: Membership,
    subject: Subject,
    parts: Sequence[Compartment],
    purpose: str,
    lasts: timedelta,
    row_id: UUID | None = None,
) -> Lending:
    now = timezone.now()
    return Lending.objects.create(
        id=row_id or uuid4(),
        subject=subject,
        compartment=COMPARTMENT,
        kind=kind,
        member=member,
        given_by=viewer.member,
        parts=[part.code for part in parts],
        purpose=purpose,
        begun_at=now,
        until=now + lasts,
    )


def _open(viewer: Viewer, lending: Lending, subjects: Sequence[Subject], parts: Sequence[Compartment]) -> None:
    given = lending.kind == Lending.Kind.GIVEN
    grants.give(
        viewer,
        member=lending.member,
        subjects=subjects,
        compartments=parts,
        source=Grant.Source.COORDINATOR if given else Grant.Source.EMERGENCY,
        origin=lending.id,
        until=lending.until,
    )


def _ended(viewer: Viewer, lending: Lending) -> None:
    grants.end(viewer, origin=lending.id)
    record(viewer, audit_kinds.LENDING_ENDED, subject=lending.subject, row=lending, about=_about(lending))
    if lending.member_id != viewer.member.id:
        words.tell(lending.member, words.LENDING_ENDED, {"lending": str(lending.id)})


def _tell_holders(lending: Lending, word: str, *, without: Sequence[Membership]) -> None:
    """Once each, about the first of the files that is theirs."""
    told = set(without)
    for file in rights.files_of(lending):
        for member in policy.holders(file):
            if member not in told:
                words.tell(member, word, {"lending": str(lending.id), "file": str(file.id)})
                told.add(member)


def _about(lending: Lending) -> dict[str, object]:
    until: datetime = lending.until
    return {"member": str(lending.member_id), "kind": str(lending.kind), "until": until.isoformat()}
