"""The learning line's part of the world."""

from datetime import time, timedelta
from typing import Any

from jiwar.casework.cases import clock
from jiwar.casework.cases.models import Case
from jiwar.casework.people.models import Person
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.numbering import next_number
from jiwar.foundation.vault import files
from jiwar.knowledge.attendance import Mark
from jiwar.knowledge.levels import Level
from jiwar.knowledge.pairing import Kind
from jiwar.knowledge.timetables import Weekly
from jiwar.lines.learning.attending import actions as attending
from jiwar.lines.learning.attending import queries as registers
from jiwar.lines.learning.certificates import codes
from jiwar.lines.learning.courses import actions as courses
from jiwar.lines.learning.courses import queries as course_queries
from jiwar.lines.learning.courses.actions import Plan, Times
from jiwar.lines.learning.courses.queries import meetings
from jiwar.lines.learning.models import (
    Certificate,
    CertificatePaper,
    Enrolment,
    Learner,
    OwnPhrase,
    Pair,
    PlaceOffer,
    TakenTest,
    TaughtClass,
    Timetable,
)
from jiwar.lines.learning.models.certificates import SERIES as CERTIFICATES
from jiwar.lines.learning.pairs import actions as pairs
from jiwar.lines.learning.pairs.given import Offered, Wished
from jiwar.lines.learning.phrases import decking, studying
from jiwar.lines.learning.placement import actions as placement
from jiwar.lines.learning.places import actions as places
from jiwar.lines.learning.places.wishes import Wishes
from jiwar.lines.learning.progress import actions as progress
from jiwar.lines.learning.rights import LEARNING
from tests.cast import Player
from tests.routes.canaries import NAME


def of_learning(caseworker: Viewer, teacher: Player, case: Case, person: Person, child: Person) -> dict[str, Any]:
    """Each row under the name its place has in the addresses."""
    return {
        **_courses(caseworker, teacher.viewer, case, person, child),
        **_progress(caseworker, teacher, person),
        **_words(teacher.viewer, person),
    }


def _courses(caseworker: Viewer, teacher: Viewer, case: Case, person: Person, child: Person) -> dict[str, Any]:
    """Zubaydah learns with the teacher and waits for another course; the child was offered a place."""
    course, further = (
        courses.make_course(teacher, title=title, language="tr", level="a1") for title in ("Turkish A1", "Turkish A2")
    )
    days = (clock.today() - timedelta(days=30), clock.today() + timedelta(days=60))
    taught = courses.open_class(teacher, course=course, plan=Plan("Mornings", teacher.member, 9, *days, online=True))
    weekly = tuple(Weekly(day, time(9), time(10)) for day in range(7))
    usual = Timetable.Kind.USUAL
    courses.set_times(teacher, taught=taught, kind=usual, times=Times(weekly, days[0]), seen_version=taught.version)
    courses.open_class(teacher, course=course, plan=Plan("Evenings", teacher.member, 9, *days, online=True))
    places.ask_place(caseworker, case=case, person=person, course=course, wishes=Wishes(), scripts=("arabic",))
    (offer,) = places.offer_free(teacher, taught=taught)
    place = places.accept(caseworker, offer=PlaceOffer.objects.select_related("entry__case__subject").get(id=offer.id))
    Enrolment.objects.filter(id=place.id).update(since=days[0])
    entry = places.ask_place(caseworker, case=case, person=person, course=further, wishes=Wishes())
    places.ask_place(caseworker, case=case, person=child, course=course, wishes=Wishes())
    (open_offer,) = places.offer_free(teacher, taught=taught)
    meeting = meetings(TaughtClass.objects.get(id=taught.id), days[0], clock.today())[-1]
    return {
        "learner": place.learner_id,
        "course": course.id,
        "unit": courses.write_unit(teacher, course=course, title="Who I am", can_dos=["I can say my name."]).id,
        "taught": taught.id,
        "learning:times/kind": usual.value,
        "day": meeting.day.isoformat(),
        "at": "09:00",
        "offer": open_offer.id,
        "learning:wait-no-more/entry": entry.id,
        "place": place.id,
    }


def _progress(caseworker: Viewer, teacher: Player, person: Person) -> dict[str, Any]:
    """What Zubaydah reached, a placement in another language, a certificate."""
    learner = Learner.objects.select_related("subject").get(person=person)
    viewer, own = teacher.viewer, {"subject_id": person.subject_id, "compartment": LEARNING.code}
    placing = placement.ask_placement(caseworker, learner=learner, teacher=teacher.member, language="ar")
    can_do = progress.keep_can_do(
        viewer, learner=learner, language="tr", level=Level.A1, said="Asks the way.", reached_on=clock.today()
    )
    # As `give_certificate` leaves it, without the second that drawing takes.
    code = codes.new()
    certificate = Certificate.objects.create(
        number=next_number(CERTIFICATES), secret_hash=codes.hashed(code), language="tr", level="a1",
        issued_on=clock.today(), issued_by=teacher.member,
    )  # fmt: skip
    file = files.store(
        subject_id=person.subject_id,
        compartment=LEARNING.code,
        chunks=[b"%PDF-1.4\n%%EOF\n"],
        name="Z-0001.pdf",
        media_type="application/pdf",
    )
    paper = CertificatePaper.objects.create(
        **own, certificate=certificate, learner=learner, code=code, name=NAME, arabic_name=NAME, file=file
    )
    rows = {"placing": placing.id, "can_do": can_do.id, "paper": paper.id, "code": code}
    return {**rows, **_partners(teacher, learner)}


def _partners(teacher: Player, learner: Learner) -> dict[str, Any]:
    """The teacher talks with Zubaydah, who looks for somebody else besides."""
    viewer, fits = teacher.viewer, {"times": ["0-morning"], "places": ["online"]}
    offered = Offered([Kind.CONVERSATION], ["tr"], [], **fits, woman=None, room_for=2)
    offer, wished = (
        pairs.offer_help(viewer, offered=offered),
        Wished(Kind.CONVERSATION, "tr", Level.A1, **fits, whom=""),
    )
    first = pairs.wish_partner(viewer, learner=learner, wished=wished, today=clock.today())
    pair = pairs.pair(viewer, wish=first, offer=offer, today=clock.today())
    wish = pairs.wish_partner(viewer, learner=learner, wished=wished, today=clock.today())
    return {"pair": pair.id, "wish": wish.id}


def _words(teacher: Viewer, person: Person) -> dict[str, Any]:
    """Zubaydah learns words, also by an address of her own; two decks of the group's own, one with a word."""
    learner = Learner.objects.get(person=person)
    studying.choose_words(teacher, learner=learner, learned="tr", own="en", decks=["family"])
    made = [decking.make_deck(teacher, name=name, learned="tr", own="en") for name in ("Unit one", "Unit two")]
    decking.add_words(teacher, deck=made[0], brought=[decking.Written("sandalye", "chair")])
    return {
        "situation": "family",
        "phrase": "house",
        "tongue": "en",
        "deck": made[0].id,
        "learning:own-cards/deck": made[1].id,
        "word": OwnPhrase.objects.get(deck=made[0]).id,
        "learning:own-words/secret": studying.make_link(teacher, learner=learner, days=30),
    }


def further_of_learning(teacher: Viewer, learner: Learner) -> None:
    """What the world of the routes has none of: a mark, a level, a test, time with a partner."""
    place = Enrolment.objects.select_related("taught").get(learner=learner, ended_on__isnull=True)
    taught = course_queries.taught(teacher, place.taught_id)
    meeting = meetings(taught, place.since, clock.today())[-1]
    register = registers.register(teacher, taught, meeting.day, meeting.starts)
    attending.mark(teacher, register=register, marks={learner.id: Mark.PRESENT}, seen={})
    about: dict[str, Any] = {"learner": learner, "language": "tr", "level": Level.A1}
    progress.change_level(teacher, **about, why="Asked at the beginning.", today=clock.today())
    given = progress.TestGiven("End of the course", TakenTest.Outcome.PASSED, "19 / 25", clock.today())
    progress.keep_test(teacher, **about, given=given)
    pair = Pair.objects.select_related("subject").get(learner=learner, ended_on__isnull=True)
    pairs.keep_time(teacher, pair=pair, day=clock.today(), minutes=45)
