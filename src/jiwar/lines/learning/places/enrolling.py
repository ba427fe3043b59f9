"""A place in a class: given in order or outside of it with a reason, moved, ended; and closing a class."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases import clock
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.receipts import once
from jiwar.foundation.access import grants, policy
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.lines.learning import kinds, opening
from jiwar.lines.learning.models import Enrolment, Learner, PlaceOffer, TaughtClass, WaitingEntry
from jiwar.lines.learning.places import following, order
from jiwar.lines.learning.rights import LEARNING, RUN_CLASSES, TEACH


def give_place(
    viewer: Viewer, learner: Learner, taught: TaughtClass, *, entry: WaitingEntry | None = None, outside: str = ""
) -> Enrolment:
    """The consequence alone, inside the caller's transaction: the place, and the grants of those who teach there."""
    if taught.closed_at is not None:
        raise NotPossible(_("This class is closed."))
    if Enrolment.objects.filter(learner=learner, taught=taught, ended_on__isnull=True).exists():
        raise NotPossible(_("They have a place in this class already."))
    place = Enrolment.objects.create(
        subject_id=learner.subject_id,
        compartment=LEARNING.code,
        learner=learner,
        taught=taught,
        entry=entry,
        outside_order=outside,
        since=max(clock.today(), taught.first_day),
        enrolled_by=viewer.member,
    )
    opening.to_teachers(viewer, learner.subject, opening.teaching(taught), place.id)
    about = {"outside": bool(outside)}
    record(viewer, kinds.ENROLLED, subject=learner.subject_id, compartment=LEARNING, row=place, about=about)
    return place


@transaction.atomic
def enrol(viewer: Viewer, *, learner: Learner, taught: TaughtClass, why: str, token: UUID | None = None) -> Enrolment:
    """Somebody who stands open to the viewer gets a free place outside of the order, with a reason that stays."""
    policy.require(viewer, RUN_CLASSES, subject=learner.subject, compartment=LEARNING)
    taught = _with_room(taught)
    if not why.strip():
        raise NotPossible(_("Write why the place is given outside of the order."))

    def make() -> Enrolment:
        place = give_place(viewer, learner, taught, outside=why)
        waits = WaitingEntry.objects.filter(learner=learner, course=taught.course_id, state=WaitingEntry.State.WAITING)
        waits.update(state=WaitingEntry.State.PLACED)
        return place

    return once(viewer, token, Enrolment, make)


@transaction.atomic
def transfer(viewer: Viewer, *, place: Enrolment, to: TaughtClass, words: str = "") -> Enrolment:
    """To another class with a free place, from today: the new teachers see the learner, the old ones no more."""
    policy.require(viewer, TEACH, subject=place.subject, compartment=LEARNING)
    place = _running(place)
    to = _with_room(to)
    if to.id == place.taught_id:
        raise NotPossible(_("Choose another class."))
    moved = give_place(viewer, place.learner, to, entry=place.entry, outside=words or str(_("from another class")))
    _end(viewer, place, "transferred", words)
    return moved


@transaction.atomic
def end_place(viewer: Viewer, *, place: Enrolment, how: str, words: str = "") -> Enrolment:
    """They finished, or left before the end: then the case's lead asks what would help."""
    policy.require(viewer, TEACH, subject=place.subject, compartment=LEARNING)
    place = _running(place)
    if how != "finished":
        following.left(viewer, place, clock.today())
    _end(viewer, place, how, words)
    return place


@transaction.atomic
def close_class(viewer: Viewer, *, taught: TaughtClass) -> TaughtClass:
    """Whoever had a place has finished, or, where it is closed before its last day, waits again before all others."""
    policy.require(viewer, RUN_CLASSES)
    taught = TaughtClass.objects.select_for_update(of=("self",)).select_related("teacher").get(id=taught.id)
    if taught.closed_at is not None:
        return taught
    today = clock.today()
    early = today < taught.last_day
    places = Enrolment.objects.filter(taught=taught, ended_on__isnull=True)
    for place in places.select_related("learner__person__subject", "subject", "entry__case__subject", "taught"):
        _close_place(viewer, place, early)
    for offer in PlaceOffer.objects.filter(taught=taught, state=PlaceOffer.State.OPEN):
        offer.state, offer.answered_at = PlaceOffer.State.TAKEN_BACK, timezone.now()
        offer.save(update_fields=["state", "answered_at"])
        WaitingEntry.objects.filter(id=offer.entry_id).update(state=WaitingEntry.State.WAITING)
        following.answered(viewer, offer, done=False)
    taught.closed_at = timezone.now()
    taught.save(update_fields=["closed_at"])
    record(viewer, kinds.CLASS_CLOSED, row=taught)
    return taught


def _close_place(viewer: Viewer, place: Enrolment, early: bool) -> None:
    _end(viewer, place, "class-closed" if early else "finished", "")
    entry = place.entry
    if not early or entry is None or entry.state != WaitingEntry.State.PLACED:
        return
    again = WaitingEntry.objects.filter(learner=place.learner_id, course=entry.course_id)
    if not again.filter(state__in=WaitingEntry.RUNNING).exists():
        entry.state, entry.lost_place = WaitingEntry.State.WAITING, True
        entry.save(update_fields=["state", "lost_place"])


def _end(viewer: Viewer, place: Enrolment, how: str, words: str) -> None:
    place.ended_on, place.ended_how, place.ended_words = _last_day(place), how, words
    place.save(update_fields=["ended_on", "ended_how", "ended_words"])
    grants.end(viewer, origin=place.id)
    record(viewer, kinds.ENROLMENT_ENDED, subject=place.subject_id, compartment=LEARNING, row=place)


def _last_day(place: Enrolment) -> date:
    return max(place.since, clock.today())


def _running(place: Enrolment) -> Enrolment:
    rows = Enrolment.objects.select_for_update(of=("self",))
    found = rows.select_related("learner__person__subject", "subject", "entry__case__subject", "taught").get(
        id=place.id
    )
    if found.ended_on is not None:
        raise NotPossible(_("They have left this class already."))
    return found


def _with_room(taught: TaughtClass) -> TaughtClass:
    """The class, held for this transaction, if a place in it is free and promised to nobody."""
    rows = TaughtClass.objects.select_for_update(of=("self",)).select_related("course", "teacher")
    found = rows.get(id=taught.id)
    if order.free_places(found) < 1:
        raise NotPossible(_("No place is free in this class."))
    return found
