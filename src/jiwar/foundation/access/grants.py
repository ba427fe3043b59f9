"""Giving and ending grants. Called by the rooms that know why: assignment, supervision, registration."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiwar.foundation.access import audit_kinds, policy, words
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.compartments import Compartment
from jiwar.foundation.access.errors import Impossible
from jiwar.foundation.access.models import Grant, Membership
from jiwar.foundation.access.viewer import Viewer, viewer_for
from jiwar.foundation.audit import kinds
from jiwar.foundation.audit.record import record
from jiwar.foundation.vault.models import Subject

GRANTED = kinds.register("grant-given", _("opened a part of the file to someone"))
ENDED = kinds.register("grant-ended", _("closed a part of the file to someone"))


def give(
    viewer: Viewer | None,
    *,
    member: Membership,
    subjects: Iterable[Subject],
    compartments: Iterable[Compartment],
    source: Grant.Source,
    origin: UUID | None = None,
    reason: str = "",
    until: datetime | None = None,
) -> list[Grant]:
    """Opens compartments of subjects to a member. The caller has checked that `viewer` may decide this; None: it
    follows by itself from something that was decided.

    A guarded compartment waits for the data guardian, who is told, when none of the member's confirmed roles carries
    it, or when the member opens it to themselves: a role alone must not let anyone read whomever they choose.
    The member is told in every case of a guarded compartment. Where a barrier stands nothing is opened.
    """
    carried, giver = viewer_for(member).opens, viewer.member if viewer else None
    places = [(subject, compartment) for subject in subjects for compartment in compartments]
    given = []
    closed = _closed_by_the_guardian(member, origin) if origin else set()
    barred = policy.barred(member, {subject for subject, _compartment in places})
    for subject, compartment in places:
        if subject.id in barred or (subject.id, compartment.code) in closed:
            continue
        waits = compartment.guarded and (compartment not in carried or member == giver)
        grant, made = Grant.objects.get_or_create(
            member=member,
            subject=subject,
            compartment=compartment.code,
            source=source,
            origin=origin,
            ended_at=None,
            until=until,
            defaults={"given_by": giver, "reason": reason, "waits_for_second": waits},
        )
        if not made:
            continue
        given.append(grant)
        about = {"member": str(member.id), "source": source.value, "waits": waits}
        record(viewer, GRANTED, subject=subject, compartment=compartment, row=grant, about=about)
        if compartment.guarded:
            words.tell(member, words.GRANT_ASKED if waits else words.GRANT_GIVEN, {"grant": str(grant.id)})
        if waits:
            words.tell_guardians(words.GRANT_WAITS, {"grant": str(grant.id)})
    return given


def _closed_by_the_guardian(member: Membership, origin: UUID) -> set[tuple[UUID, str]]:
    """What the data guardian closed stays closed, however often the assignment is written anew."""
    rows = Grant.objects.filter(member=member, origin=origin, closed_by__isnull=False)
    return set(rows.values_list("subject_id", "compartment"))


def end(
    viewer: Viewer | None,
    *,
    origin: UUID,
    subjects: Iterable[Subject] | None = None,
    member: Membership | None = None,
) -> int:
    """Ends every running grant that follows from `origin` (an assignment), on all or only the named subjects, of all
    or only of one member.
    """
    rows = Grant.objects.filter(origin=origin, ended_at__isnull=True).select_related("subject")
    if subjects is not None:
        rows = rows.filter(subject__in=list(subjects))
    if member is not None:
        rows = rows.filter(member=member)
    ended = list(rows)
    for grant in ended:
        about = {"member": str(grant.member_id), "source": grant.source}
        record(viewer, ENDED, subject=grant.subject, compartment=grant.compartment, row=grant, about=about)
    Grant.objects.filter(id__in=[grant.id for grant in ended]).update(ended_at=timezone.now())
    return len(ended)


def end_on(viewer: Viewer | None, *, member: Membership | UUID, subject: Subject | UUID) -> int:
    """Ends whatever opens a file to a member, wherever it came from."""
    running = list(
        Grant.objects.filter(member=member, subject=subject, ended_at__isnull=True).select_related("subject")
    )
    for grant in running:
        _end_one(viewer, grant)
    return len(running)


def end_all_of(viewer: Viewer | None, *, member: Membership) -> int:
    """Ends every running grant of a member, who leaves."""
    running = list(Grant.objects.filter(member=member, ended_at__isnull=True).select_related("subject"))
    for grant in running:
        _end_one(viewer, grant)
    return len(running)


@transaction.atomic
def end_grant(viewer: Viewer, *, grant: Grant) -> None:
    """The data guardian closes one part of a file to one member. Both are told who opened it and to whom."""
    policy.require(viewer, can.GUARD_DATA)
    if not Grant.objects.filter(id=grant.id, ended_at__isnull=True).update(closed_by=viewer.member):
        raise Impossible(_("This has been decided in the meantime."))
    _end_one(viewer, grant)
    for told in {grant.member, grant.given_by or grant.member}:
        words.tell(told, words.GRANT_CLOSED, {"grant": str(grant.id)})


@transaction.atomic
def confirm_grant(viewer: Viewer, *, grant: Grant) -> None:
    """The second word: not from the one who opened the part, not from the one it is opened to."""
    _second_person(viewer, grant)
    waiting = policy.waiting_grants(viewer).filter(id=grant.id)
    if not waiting.update(waits_for_second=False, confirmed_by=viewer.member):
        raise Impossible(_("This has been decided in the meantime."))
    _decided(viewer, grant, audit_kinds.GRANT_CONFIRMED, words.GRANT_CONFIRMED)


@transaction.atomic
def refuse_grant(viewer: Viewer, *, grant: Grant) -> None:
    _second_person(viewer, grant)
    waiting = Grant.objects.filter(id=grant.id, waits_for_second=True, ended_at__isnull=True)
    if not waiting.update(ended_at=timezone.now()):
        raise Impossible(_("This has been decided in the meantime."))
    _decided(viewer, grant, audit_kinds.GRANT_REFUSED, words.GRANT_REFUSED)


def _second_person(viewer: Viewer, grant: Grant) -> None:
    policy.require(viewer, can.GUARD_DATA)
    if viewer.member.id in (grant.given_by_id, grant.member_id):
        policy.refuse("second-person")


def _decided(viewer: Viewer, grant: Grant, kind: kinds.Kind, word: str) -> None:
    about = {"member": str(grant.member_id), "source": grant.source}
    record(viewer, kind, subject=grant.subject, compartment=grant.compartment, row=grant, about=about)
    for told in filter(None, (grant.member, grant.given_by)):
        words.tell(told, word, {"grant": str(grant.id)})


def _end_one(viewer: Viewer | None, grant: Grant) -> None:
    grant.ended_at = timezone.now()
    grant.save(update_fields=["ended_at"])
    about = {"member": str(grant.member_id), "source": grant.source}
    record(viewer, ENDED, subject=grant.subject, compartment=grant.compartment, row=grant, about=about)
