"""From the case to a place in a class: in order, with reasons, and with what a teacher sees from then on."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from jiwar.casework.cases import actions as cases
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case, Service, Task
from jiwar.casework.people.models import Person
from jiwar.foundation.access.policy import NotThere, Refused
from jiwar.lines.learning import queries as learners
from jiwar.lines.learning.courses import actions as courses
from jiwar.lines.learning.courses.actions import Plan
from jiwar.lines.learning.models import Course, Enrolment, PlaceOffer, TaughtClass, WaitingEntry
from jiwar.lines.learning.places import actions, enrolling, order, queries
from jiwar.lines.learning.places.wishes import Wishes
from jiwar.lines.learning.recurring import pass_places_on
from tests.cast import Cast, Player
from tests.lines.learning.conftest import AHMED, TODAY, offer_to

Offer, Entry = PlaceOffer.State, WaitingEntry.State


def tasks(case: Case) -> list[str]:
    return [task.title for task in Task.objects.filter(case=case, state=Task.State.OPEN).order_by("made_at")]


def test_asking_is_a_service_of_the_line_and_a_place_on_the_list(
    cast: Cast, asks: Callable[..., WaitingEntry], case: Case, course: Course
) -> None:
    entry = asks()
    service = Service.objects.get(case=case)
    assert (service.line, service.kind, service.state) == ("learning", "language-class", "requested")
    assert (entry.service_id, entry.learner.written_number) == (service.id, "L-0001")
    with pytest.raises(NotPossible):
        asks()
    with pytest.raises(Refused):
        actions.ask_place(
            cast.off_caseworker.viewer, case=case, person=entry.learner.person, course=course, wishes=Wishes()
        )


def test_a_service_that_was_asked_for_elsewhere_is_taken_up(
    cast: Cast, asks: Callable[..., WaitingEntry], case: Case, person: Person
) -> None:
    viewer = cast.caseworker.viewer
    asked = cases.request_service(viewer, case=case, line="learning", kind="language-class", person=person)
    assert asks().service_id == asked.id


def test_places_go_to_the_next_in_order_and_to_no_more_than_there_are(
    cast: Cast, teacher: Player, taught: TaughtClass, asks: Callable[..., WaitingEntry], case: Case
) -> None:
    first, second, third = asks(), asks("Musa"), asks("Yusuf")
    with pytest.raises(Refused):
        actions.offer_free(cast.caseworker.viewer, taught=taught)
    made = actions.offer_free(teacher.viewer, taught=taught)
    assert [offer.entry_id for offer in made] == [first.id, second.id]
    assert actions.offer_free(teacher.viewer, taught=taught) == []
    numbers = [entry.learner.person.written_number for entry in (first, second)]
    assert tasks(case) == [f"{number}: a place in “Mornings”. Ask whether they take it." for number in numbers]
    (line,) = order.of_class(taught, TODAY)
    assert (line.entry.id, line.ranked.gets_place) == (third.id, False)


def test_with_the_answer_the_teachers_see_the_learner_and_the_service_runs(
    cast: Cast,
    teacher: Player,
    other_teacher: Player,
    taught: TaughtClass,
    asks: Callable[..., WaitingEntry],
    case: Case,
) -> None:
    entry = asks()
    actions.offer_free(teacher.viewer, taught=taught)
    assert list(learners.learners(teacher.viewer)) == []
    place = actions.accept(cast.caseworker.viewer, offer=offer_to(entry))
    for player in (teacher, other_teacher):
        assert list(learners.learners(player.viewer)) == [entry.learner]
        assert player.client.get(reverse("cases:case", args=[case.id])).status_code == 404
        assert player.client.get(reverse("people:person", args=[entry.learner.person_id])).status_code == 404
    assert place.since == TODAY
    assert Service.objects.get(case=case).state == Service.State.ACTIVE
    assert tasks(case) == []
    with pytest.raises(NotPossible):
        actions.accept(cast.caseworker.viewer, offer=PlaceOffer.objects.select_related("entry__case").get())


def test_a_place_that_is_declined_goes_to_the_next_and_costs_nothing(
    cast: Cast, teacher: Player, taught: TaughtClass, asks: Callable[..., WaitingEntry]
) -> None:
    first, _second, third = asks(), asks("Musa"), asks("Yusuf")
    waited_since = first.since
    actions.offer_free(teacher.viewer, taught=taught)
    actions.decline(cast.caseworker.viewer, offer=offer_to(first), words="works then")
    first.refresh_from_db()
    assert (first.state, first.since) == (Entry.WAITING, waited_since)
    assert offer_to(third).offered_by == cast.caseworker.member
    (line,) = order.of_class(taught, TODAY)
    assert (line.entry.id, line.ranked.against) == (first.id, ("declined",))


def test_a_place_nobody_answered_goes_on_by_itself(
    teacher: Player, taught: TaughtClass, asks: Callable[..., WaitingEntry], today: Callable[[date], None]
) -> None:
    first, second, third = asks(), asks("Musa"), asks("Yusuf")
    actions.offer_free(teacher.viewer, taught=taught)
    today(TODAY + timedelta(days=5))
    pass_places_on()
    assert PlaceOffer.objects.filter(state=Offer.OPEN).count() == 2
    late = TODAY + timedelta(days=6)
    today(late)
    pass_places_on()
    first.refresh_from_db()
    assert first.since == late
    assert PlaceOffer.objects.filter(entry=third, state=Offer.OPEN).exists()
    assert PlaceOffer.objects.filter(entry__in=[first, second], state=Offer.LAPSED).count() == 2


def test_who_waits_no_more_frees_the_place_they_were_offered(
    cast: Cast, teacher: Player, taught: TaughtClass, asks: Callable[..., WaitingEntry]
) -> None:
    first, _second, third = asks(), asks("Musa"), asks("Yusuf")
    actions.offer_free(teacher.viewer, taught=taught)
    actions.wait_no_more(cast.caseworker.viewer, entry=queries.entry(cast.caseworker.viewer, first.id), why="works")
    assert offer_to(third)
    first.refresh_from_db()
    assert first.state == Entry.ENDED
    assert Service.objects.get(id=str(first.service_id)).state == Service.State.DROPPED
    with pytest.raises(NotThere):
        queries.entry(teacher.viewer, third.id)


def test_a_class_for_women_with_childcare_takes_those_it_is_for(
    teacher: Player, course: Course, plan: Plan, asks: Callable[..., WaitingEntry]
) -> None:
    wishes = Wishes(only_with_women=True, needs_childcare=True)
    asks()
    hers = asks("Maryam", sex="female", wishes=wishes)
    women = courses.open_class(teacher.viewer, course=course, plan=replace(plan, women_only=True, childcare=True))
    (made,) = actions.offer_free(teacher.viewer, taught=women)
    assert made.entry_id == hers.id


def test_outside_of_the_order_needs_a_reason_and_a_free_place(
    cast: Cast, teacher: Player, course: Course, plan: Plan, taught: TaughtClass, asks: Callable[..., WaitingEntry]
) -> None:
    entry = asks()
    with pytest.raises(NotThere):
        enrolling.enrol(teacher.viewer, learner=entry.learner, taught=taught, why="knows him")
    actions.offer_free(teacher.viewer, taught=taught)
    actions.accept(cast.caseworker.viewer, offer=offer_to(entry))
    small = courses.open_class(
        teacher.viewer, course=course, plan=replace(plan, name="Small", capacity=1, room="Room 3")
    )
    with pytest.raises(NotPossible):
        enrolling.enrol(teacher.viewer, learner=entry.learner, taught=small, why=" ")
    enrolling.enrol(teacher.viewer, learner=entry.learner, taught=small, why="Twice a week is too little.")
    assert Enrolment.objects.get(taught=small).outside_order == "Twice a week is too little."
    again = asks("Musa").learner
    with pytest.raises(NotThere):
        enrolling.enrol(teacher.viewer, learner=again, taught=small, why="too")


def in_class(cast: Cast, teacher: Player, taught: TaughtClass, entry: WaitingEntry) -> Enrolment:
    actions.offer_free(teacher.viewer, taught=taught)
    actions.accept(cast.caseworker.viewer, offer=offer_to(entry))
    return queries.place(teacher.viewer, Enrolment.objects.get(entry=entry).id)


def test_another_teacher_sees_the_learner_after_a_transfer_and_the_old_one_no_more(
    cast: Cast,
    teacher: Player,
    other_teacher: Player,
    course: Course,
    plan: Plan,
    taught: TaughtClass,
    asks: Callable[..., WaitingEntry],
) -> None:
    place = in_class(cast, teacher, taught, asks())
    courses.change_class(teacher.viewer, taught=taught, plan=replace(plan, stand_ins=()), seen_version=taught.version)
    theirs = replace(plan, teacher=other_teacher.member, name="Evenings", room="Room 3", stand_ins=())
    evening = courses.open_class(teacher.viewer, course=course, plan=theirs)
    assert list(learners.learners(other_teacher.viewer)) == []
    moved = enrolling.transfer(teacher.viewer, place=place, to=evening, words="works in the mornings")
    assert list(learners.learners(teacher.viewer)) == []
    assert list(learners.learners(other_teacher.viewer)) == [moved.learner]
    place.refresh_from_db()
    assert (place.ended_how, place.ended_on) == ("transferred", TODAY)


def test_who_teaches_instead_sees_the_learners_and_who_left_does_not(
    cast: Cast,
    teacher: Player,
    other_teacher: Player,
    plan: Plan,
    taught: TaughtClass,
    asks: Callable[..., WaitingEntry],
) -> None:
    place = in_class(cast, teacher, taught, asks())
    courses.change_class(
        teacher.viewer,
        taught=taught,
        plan=replace(plan, teacher=other_teacher.member, stand_ins=()),
        seen_version=taught.version,
    )
    assert list(learners.learners(teacher.viewer)) == []
    assert list(learners.learners(other_teacher.viewer)) == [place.learner]


def test_who_leaves_is_followed_up_by_the_caseworker(
    cast: Cast, teacher: Player, taught: TaughtClass, case: Case, asks: Callable[..., WaitingEntry]
) -> None:
    place = in_class(cast, teacher, taught, asks())
    enrolling.end_place(teacher.viewer, place=place, how="way-there", words="the bus")
    assert tasks(case) == [f"{place.learner.person.written_number} left “Mornings”. Ask what would help."]
    assert list(learners.learners(teacher.viewer)) == []
    with pytest.raises(NotThere):
        enrolling.end_place(teacher.viewer, place=place, how="finished")


def test_who_loses_a_place_by_us_comes_before_all_others(
    cast: Cast, teacher: Player, course: Course, plan: Plan, taught: TaughtClass, asks: Callable[..., WaitingEntry]
) -> None:
    musa = asks("Musa")
    in_class(cast, teacher, taught, musa)
    asks()
    enrolling.close_class(teacher.viewer, taught=taught)
    other = courses.open_class(teacher.viewer, course=course, plan=replace(plan, room="Room 3"))
    found = order.of_class(other, TODAY)
    assert (found[0].entry.id, found[0].ranked.decided_by) == (musa.id, "")
    assert found[1].ranked.decided_by == "lost-place"


def test_the_list_shows_rules_and_reasons_and_names_only_who_is_open_to_the_reader(
    cast: Cast, teacher: Player, taught: TaughtClass, asks: Callable[..., WaitingEntry]
) -> None:
    asks()
    asks("Musa")
    address = reverse("learning:places", args=[taught.id])
    page = teacher.client.get(address).content.decode()
    for said in ("L-0001", "L-0002", "first by the rules", "the one before has waited longer", "not faith, not origin"):
        assert said in page
    assert AHMED not in page
    assert "Musa" not in page
    assert cast.caseworker.client.get(address).status_code == 403


def test_the_pages_from_case_to_class(
    cast: Cast, teacher: Player, case: Case, person: Person, taught: TaughtClass
) -> None:
    desk, browser = cast.caseworker.client, teacher.client
    given = {"person": str(person.id), "course": str(taught.course_id), "ways": ["room"], "scripts": ["arabic"]}
    of_case = reverse("cases:case", args=[case.id])
    assert desk.post(reverse("learning:ask", args=[case.id]), given)["Location"] == of_case
    assert "waits for" in desk.get(of_case).content.decode()
    offered = browser.post(reverse("learning:offer-free", args=[taught.id]), follow=True)
    assert "1 place was offered" in offered.content.decode()
    answer = reverse("learning:answer", args=[PlaceOffer.objects.get().id])
    assert answer in desk.get(of_case).content.decode()
    assert AHMED not in browser.get(answer).content.decode()
    assert desk.post(answer, {"answer": "accept"})["Location"] == of_case
    assert desk.post(answer, {"answer": "accept"}).status_code == 422
    shown = browser.get(reverse("learning:class", args=[taught.id])).content.decode()
    assert AHMED in shown
    assert AHMED not in cast.coordinator.client.get(reverse("learning:class", args=[taught.id])).content.decode()
    place = Enrolment.objects.get()
    left = browser.post(reverse("learning:leave", args=[place.id]), {"how": "times"})
    assert left.status_code == 302
    assert browser.get(reverse("learning:leave", args=[place.id])).status_code == 404
