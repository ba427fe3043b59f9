"""Waiting lists, offers and places, as far as they stand open to a viewer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from jiwar.casework.cases.models import Case, CaseMember
from jiwar.casework.cases.rights import works_on
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.vault import prefetch
from jiwar.lines.learning import queries as learners
from jiwar.lines.learning.courses.queries import teaches
from jiwar.lines.learning.models import Enrolment, Learner, PlaceOffer, TaughtClass, WaitingEntry
from jiwar.lines.learning.places import order
from jiwar.lines.learning.places.order import InOrder
from jiwar.lines.learning.rights import LEARNING, RUN_CLASSES


@dataclass(frozen=True)
class Queue:
    """`names`: of those who stand open to the viewer, by the learner's id; all others by number alone."""

    lines: list[InOrder]
    offers: list[PlaceOffer]
    free: int
    taken: int
    names: dict[UUID, str]


def queue(viewer: Viewer, taught: TaughtClass, today: date) -> Queue:
    policy.require(viewer, RUN_CLASSES)
    lines = order.of_class(taught, today)
    offered = _offers().filter(taught=taught, state=PlaceOffer.State.OPEN, subject__hidden=False)
    offers = list(offered.order_by("until", "id"))
    rows = [*(line.entry.learner for line in lines), *(offer.entry.learner for offer in offers)]
    taken = order.seen_taken(taught, teaches=teaches(viewer, taught))
    return Queue(lines, offers, max(0, taught.capacity - taken - len(offers)), taken, names(viewer, rows))


def names(viewer: Viewer, rows: Sequence[Learner]) -> dict[UUID, str]:
    """How those of `rows` are called who stand open to the viewer."""
    opened = policy.scope(viewer, Learner.objects.filter(id__in=[row.id for row in rows]))
    known = set(opened.values_list("id", flat=True))
    return learners.names([row for row in rows if row.id in known])


def offer(viewer: Viewer, offer_id: UUID) -> PlaceOffer:
    """For whoever may answer it; `NotThere` to all others."""
    found = _offers().filter(id=offer_id).first()
    if found is None:
        raise NotThere
    if not works_on(viewer, found.entry.case) and not viewer.can(RUN_CLASSES):
        raise NotThere(found.subject_id)
    return found


def entry(viewer: Viewer, entry_id: UUID) -> WaitingEntry:
    """For whoever works on the case it was asked from."""
    rows = WaitingEntry.objects.select_related("learner__person__subject", "course", "case__subject", "service__case")
    found = rows.filter(id=entry_id).first()
    if found is None or not works_on(viewer, found.case):
        raise NotThere(found.subject_id if found else None)
    return found


def place(viewer: Viewer, place_id: UUID) -> Enrolment:
    """One that stands open to the viewer, as the learner does."""
    found = _places().filter(id=place_id).first()
    if found is None or not policy.decide(viewer, can.SEE_DESK, subject=found.subject, compartment=LEARNING).allowed:
        raise NotThere(found.subject_id if found else None)
    return found


def places_in(viewer: Viewer, taught: TaughtClass, *, ended: bool = False) -> list[Enrolment]:
    """Places in a class whose learners stand open to the viewer, with their keys fetched."""
    rows = policy.scope(viewer, _places().filter(taught=taught, ended_on__isnull=not ended))
    return _keyed(list(rows.order_by("learner__number")))


@dataclass(frozen=True)
class OfLearner:
    """How it stands with one learner: classes newest first, offers not answered yet, courses they wait for."""

    learner: Learner
    places: list[Enrolment]
    offers: list[PlaceOffer]
    waits: list[WaitingEntry]

    @property
    def running(self) -> list[Enrolment]:
        return [place for place in self.places if place.ended_on is None]

    @property
    def ended(self) -> list[Enrolment]:
        return [place for place in self.places if place.ended_on is not None]


def of_learners(rows: Sequence[Learner]) -> list[OfLearner]:
    """Of learners whom the caller has fetched for its viewer: a few queries however many."""
    places = _keyed(list(_places().filter(learner__in=rows).order_by("-since", "-enrolled_at")))
    open_ones = _offers().filter(entry__learner__in=rows, state=PlaceOffer.State.OPEN)
    offers = list(open_ones.order_by("until", "id"))
    entries = WaitingEntry.objects.filter(learner__in=rows, state=WaitingEntry.State.WAITING)
    waits = list(entries.select_related("course").order_by("since", "id"))
    return [
        OfLearner(
            row,
            [place for place in places if place.learner_id == row.id],
            [each for each in offers if each.entry.learner_id == row.id],
            [entry for entry in waits if entry.learner_id == row.id],
        )
        for row in rows
    ]


def learners_on(viewer: Viewer, case: Case) -> list[Learner]:
    """Who of a case learns with us and stands open to the viewer."""
    people = CaseMember.objects.filter(case=case, left_at__isnull=True).values("person")
    return list(learners.learners(viewer).filter(person__in=people).order_by("number"))


def other_classes(of: Enrolment) -> list[TaughtClass]:
    """Running classes of the same language with a free place, to go on in."""
    rows = TaughtClass.objects.filter(course__language=of.taught.course.language, closed_at__isnull=True)
    return [row for row in rows.exclude(id=of.taught_id).select_related("course") if order.free_places(row)]


def _offers() -> QuerySet[PlaceOffer]:
    return PlaceOffer.objects.select_related(
        "entry__learner__person__subject", "entry__case__subject", "taught", "subject"
    )


def _places() -> QuerySet[Enrolment]:
    return Enrolment.objects.select_related("learner__person__subject", "taught__course", "entry", "subject")


def _keyed(rows: list[Enrolment]) -> list[Enrolment]:
    prefetch(rows)
    return rows
