"""Waiting for a course, and the places that are offered in order."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases import actions as cases
from jiwar.casework.cases import clock
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case, Service
from jiwar.casework.cases.receipts import once
from jiwar.casework.cases.rights import to_work_on, works_on
from jiwar.casework.people.models import Person
from jiwar.foundation.access import policy
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.knowledge import places
from jiwar.lines.learning import kinds
from jiwar.lines.learning.actions import add_learner
from jiwar.lines.learning.models import Course, Enrolment, PlaceOffer, TaughtClass, WaitingEntry
from jiwar.lines.learning.places import enrolling, following, order
from jiwar.lines.learning.places.wishes import Wishes
from jiwar.lines.learning.rights import LEARNING, RUN_CLASSES

LINE, KIND = "learning", "language-class"
Offer, Entry = PlaceOffer.State, WaitingEntry.State


@transaction.atomic
def ask_place(
    viewer: Viewer,
    *,
    case: Case,
    person: Person,
    course: Course,
    wishes: Wishes,
    scripts: tuple[str, ...] = (),
    token: UUID | None = None,
) -> WaitingEntry:
    """By whoever works on the case, for somebody on it: a service of the line, and a place on the list from today."""
    to_work_on(viewer, case)
    if course.ended_at is not None:
        raise NotPossible(_("This course has ended."))
    if person.subject.hidden:
        raise NotPossible(_("This file is hidden, and a waiting list is read by others. Speak with a teacher instead."))

    def make() -> WaitingEntry:
        learner = add_learner(viewer, person=person, scripts=scripts)
        if WaitingEntry.objects.filter(learner=learner, course=course, state__in=WaitingEntry.RUNNING).exists():
            raise NotPossible(_("They wait for this course already."))
        if Enrolment.objects.filter(learner=learner, taught__course=course, ended_on__isnull=True).exists():
            raise NotPossible(_("They have a place in this course already."))
        entry = WaitingEntry.objects.create(
            subject_id=learner.subject_id,
            compartment=LEARNING.code,
            learner=learner,
            course=course,
            case=case,
            service=_service(viewer, case, person, course),
            wishes=wishes.as_data(),
            since=clock.today(),
            asked_by=viewer.member,
        )
        record(viewer, kinds.WAITING_ADDED, subject=learner.subject, compartment=LEARNING, row=entry)
        return entry

    return once(viewer, token, WaitingEntry, make)


def _service(viewer: Viewer, case: Case, person: Person, course: Course) -> Service:
    """The one that was asked for on the case and that nothing came of yet, or a new one."""
    used = WaitingEntry.objects.filter(service__isnull=False).values("service")
    asked = Service.objects.filter(case=case, person=person, line=LINE, state=Service.State.REQUESTED)
    found = asked.exclude(id__in=used).select_related("case").first()
    return found or cases.request_service(viewer, case=case, line=LINE, kind=KIND, person=person, asked=course.title)


@transaction.atomic
def wait_no_more(viewer: Viewer, *, entry: WaitingEntry, why: str) -> WaitingEntry:
    """They do not want the course any more, or learn elsewhere. A place that was offered goes to the next."""
    to_work_on(viewer, entry.case)
    entry = _locked(entry)
    if entry.state not in WaitingEntry.RUNNING:
        return entry
    offer = PlaceOffer.objects.filter(entry=entry, state=Offer.OPEN).select_related("taught__course").first()
    _leave(viewer, entry, why)
    if offer is not None:
        _answer(viewer, offer, Offer.DECLINED, why)
        _go_on(viewer, offer.taught)
    return entry


def _leave(viewer: Viewer, entry: WaitingEntry, why: str) -> None:
    entry.state, entry.ended_at, entry.ended_why = Entry.ENDED, timezone.now(), why
    entry.save(update_fields=["state", "ended_at", "ended_why"])
    service = entry.service
    if service is not None and service.running and works_on(viewer, entry.case):
        outcome = why or str(_("Waits no more."))
        state = Service.State.DROPPED.value
        cases.progress_service(viewer, service=service, state=state, outcome=outcome, seen_version=service.version)
    record(viewer, kinds.WAITING_ENDED, subject=entry.subject_id, compartment=LEARNING, row=entry)


@transaction.atomic
def offer_free(viewer: Viewer, *, taught: TaughtClass) -> list[PlaceOffer]:
    """Offers every free place of a class to whoever is next by the rules."""
    policy.require(viewer, RUN_CLASSES)
    return _go_on(viewer, taught)


def _go_on(viewer: Viewer | None, taught: TaughtClass) -> list[PlaceOffer]:
    """The consequence alone: free places go to those next in order. Two who press at once do it one after the other."""
    taught = TaughtClass.objects.select_for_update(of=("self",)).select_related("course").get(id=taught.id)
    today = clock.today()
    if taught.closed_at is not None or taught.last_day < today:
        return []
    until = today + timedelta(days=places.rules().answer_days)
    next_ones = [each for each in order.of_class(taught, today) if each.ranked.gets_place]
    return [_offer(viewer, taught, each, until) for each in next_ones]


def _offer(viewer: Viewer | None, taught: TaughtClass, next_one: order.InOrder, until: date) -> PlaceOffer:
    entry = next_one.entry
    offer = PlaceOffer.objects.create(
        subject_id=entry.subject_id,
        compartment=LEARNING.code,
        entry=entry,
        taught=taught,
        until=until,
        why={"place": next_one.ranked.place, "rule": next_one.ranked.decided_by},
        offered_by=viewer.member if viewer else None,
    )
    entry.state = Entry.OFFERED
    entry.save(update_fields=["state"])
    following.offered(viewer, offer)
    record(viewer, kinds.PLACE_OFFERED, subject=entry.subject_id, compartment=LEARNING, row=offer)
    return offer


@transaction.atomic
def accept(viewer: Viewer, *, offer: PlaceOffer) -> Enrolment:
    """They take it: from now on they learn in the class, and its teachers see them."""
    offer = _open_offer(viewer, offer)
    _answer(viewer, offer, Offer.ACCEPTED, "")
    entry = offer.entry
    entry.state = Entry.PLACED
    entry.save(update_fields=["state"])
    service = entry.service
    if service is not None and service.state == Service.State.REQUESTED and works_on(viewer, entry.case):
        state = Service.State.ACTIVE.value
        cases.progress_service(viewer, service=service, state=state, seen_version=service.version)
    return enrolling.give_place(viewer, entry.learner, offer.taught, entry=entry)


@transaction.atomic
def decline(viewer: Viewer, *, offer: PlaceOffer, words: str = "") -> PlaceOffer:
    """Not this one: they keep waiting with all their days, and the place is offered to the next."""
    offer = _open_offer(viewer, offer)
    _answer(viewer, offer, Offer.DECLINED, words)
    WaitingEntry.objects.filter(id=offer.entry_id).update(state=Entry.WAITING)
    _go_on(viewer, offer.taught)
    return offer


@transaction.atomic
def lapse(today: date) -> int:
    """Places nobody answered in time go on to the next; who did not answer waits anew from today."""
    late = PlaceOffer.objects.filter(state=Offer.OPEN, until__lt=today).select_related("taught", "entry")
    offers = list(late.select_for_update(of=("self",)))
    for offer in offers:
        _answer(None, offer, Offer.LAPSED, "")
        WaitingEntry.objects.filter(id=offer.entry_id).update(state=Entry.WAITING, since=today)
    for taught in {offer.taught_id: offer.taught for offer in offers}.values():
        _go_on(None, taught)
    return len(offers)


def _answer(viewer: Viewer | None, offer: PlaceOffer, state: PlaceOffer.State, words: str) -> None:
    offer.state, offer.answered_at, offer.words = state, timezone.now(), words
    offer.save(update_fields=["state", "answered_at", "words"])
    following.answered(viewer, offer, done=state in (Offer.ACCEPTED, Offer.DECLINED))
    kind = kinds.PLACE_LAPSED if state == Offer.LAPSED else kinds.PLACE_ANSWERED
    about = {"state": state.value}
    record(viewer, kind, subject=offer.subject_id, compartment=LEARNING, row=offer, about=about)


def _open_offer(viewer: Viewer, offer: PlaceOffer) -> PlaceOffer:
    """By whoever works on the case, who speaks with the person; or by who runs classes, where the person told them."""
    if not works_on(viewer, offer.entry.case):
        policy.require(viewer, RUN_CLASSES)
    TaughtClass.objects.select_for_update(of=("self",)).get(id=offer.taught_id)
    rows = PlaceOffer.objects.select_related(
        "entry__learner__person__subject", "entry__case__subject", "entry__service__case"
    )
    found = rows.select_related("taught__course", "taught__teacher", "subject").get(id=offer.id)
    if found.state != Offer.OPEN:
        raise NotPossible(_("This place was answered, or went on to the next, meanwhile."))
    return found


def _locked(entry: WaitingEntry) -> WaitingEntry:
    rows = WaitingEntry.objects.select_for_update(of=("self",))
    return rows.select_related("case__subject", "service__case", "subject").get(id=entry.id)
