"""Hearings: planned with their appointment, moved, prepared, accompanied, noted, ended."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from jiwar.casework.appointments import actions as appointments
from jiwar.casework.appointments import queries as calendar
from jiwar.casework.appointments.models import Appointment
from jiwar.casework.cases import actions as cases
from jiwar.casework.cases import clock
from jiwar.casework.cases.errors import NotPossible, Stale
from jiwar.casework.cases.models import Case, CaseMember, TimelineEntry
from jiwar.casework.people.models import Person
from jiwar.foundation.access.models import Word
from jiwar.foundation.access.policy import NotThere, Refused
from jiwar.foundation.access.roles import VOLUNTEER
from jiwar.foundation.groups.models import Group
from jiwar.knowledge.procedures import EventKind
from jiwar.lines.legal.hearings import actions, company, preparing, queries, words
from jiwar.lines.legal.hearings.actions import HearingGiven, NotesGiven, TravelGiven
from jiwar.lines.legal.hearings.burning import burning
from jiwar.lines.legal.hearings.calls import hearing_calls
from jiwar.lines.legal.hearings.company import HEARING_CALLS
from jiwar.lines.legal.hearings.watching import call_for_company
from jiwar.lines.legal.models import Companion, Hearing, HearingMove, Preparation, Procedure
from tests.cast import Cast, Player, join

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def person(case: Case) -> Person:
    return CaseMember.objects.select_related("person__subject").get(case=case).person


@pytest.fixture
def volunteer(cast: Cast, group: Group, case: Case) -> Player:
    """On the case: somebody who drives."""
    player = join(group, "driving volunteer", VOLUNTEER)
    cases.assign(cast.coordinator.viewer, case=case, member=player.member, lead=False)
    return player


@pytest.fixture
def hearing(case: Case, person: Person, procedure: Procedure, legal_adviser: Player) -> Hearing:
    """In two days, led by the adviser."""
    return planned(legal_adviser, case, person, procedure=procedure, stage="interview")


def planned(
    adviser: Player,
    case: Case,
    person: Person,
    starts: datetime | None = None,
    kind: str = words.ASYLUM,
    **more: object,
) -> Hearing:
    starts = starts or timezone.now() + 2 * DAY
    given = HearingGiven(kind, "Directorate", "Room 204", language="fvr", interpreter="ours", **more)  # type: ignore[arg-type]  # as given
    row = actions.plan_hearing(
        adviser.viewer,
        case=case,
        person=person,
        given=given,
        starts=starts,
        ends=starts + HOUR,
        staff=adviser.member,
        in_spite=True,
    )
    return queries.hearing(adviser.viewer, row.id)


def told(player: Player) -> list[str]:
    rows = list(Word.objects.filter(member=player.member, kind=HEARING_CALLS).order_by("id"))
    return [said.text for said in hearing_calls(player.viewer, rows).values()]


class TestPlanning:
    def test_it_is_an_appointment_in_the_calendar_of_who_leads_it(
        self, hearing: Hearing, legal_adviser: Player
    ) -> None:
        row = hearing.appointment
        assert (row.state, row.interpreter_language, row.purpose) == (Appointment.State.BOOKED, "fvr", "")
        local = timezone.localtime(row.starts, clock.zone()).date()
        assert [each.row.id for each in calendar.of_day(legal_adviser.viewer, local)] == [row.id]

    def test_it_comes_with_the_list_of_its_kind(self, hearing: Hearing, legal_adviser: Player) -> None:
        rows = queries.items_of(legal_adviser.viewer, hearing)
        assert [row.code for row in rows] == [item.id for item in preparing.to_prepare(words.ASYLUM)]
        assert all(preparing.item(row.code) for row in rows)

    @pytest.mark.parametrize("kind", words.KINDS)
    def test_every_kind_has_things_to_prepare_and_to_bring(self, kind: str) -> None:
        assert len(preparing.to_prepare(kind)) > 5
        assert len(preparing.to_bring(kind)) > 3

    def test_a_procedure_of_another_case_is_not_taken(
        self, cast: Cast, case: Case, person: Person, procedure: Procedure, legal_adviser: Player
    ) -> None:
        other = cases.open_case(cast.reception.viewer, person=person, asks="Another matter")
        cases.assign(cast.coordinator.viewer, case=other, member=legal_adviser.member)
        with pytest.raises(NotPossible):
            planned(legal_adviser, other, person, procedure=procedure)

    def test_two_who_change_it_at_once(self, hearing: Hearing, legal_adviser: Player) -> None:
        given = HearingGiven(words.ASYLUM, "Directorate", "Room 5")
        actions.change_hearing(legal_adviser.viewer, hearing=hearing, given=given, seen_version=1)
        again = queries.hearing(legal_adviser.viewer, hearing.id)
        assert again.address == "Room 5"
        assert again.appointment.interpreter_language == ""
        with pytest.raises(Stale):
            actions.change_hearing(legal_adviser.viewer, hearing=again, given=given, seen_version=1)


class TestAnotherDay:
    def test_the_earlier_day_is_kept_with_its_reason_and_who_goes_is_told(
        self, hearing: Hearing, legal_adviser: Player, volunteer: Player
    ) -> None:
        before = hearing.appointment.starts
        actions.ask_along(legal_adviser.viewer, hearing=hearing, part="driver", member=volunteer.member)
        starts = before + 9 * DAY
        actions.move_hearing(
            legal_adviser.viewer,
            hearing=hearing,
            starts=starts,
            ends=starts + HOUR,
            reason="The office called.",
            seen_version=1,
            in_spite=True,
        )
        row = queries.hearing(legal_adviser.viewer, hearing.id)
        move = HearingMove.objects.get(hearing=row)
        assert (row.appointment.starts, move.was, move.became) == (starts, before, starts)
        assert move.reason == "The office called."
        assert len(told(volunteer)) == 2
        assert told(legal_adviser) == []
        assert TimelineEntry.objects.filter(kind="legal-hearing-moved").count() == 1

    def test_moved_in_the_calendar_the_hearing_goes_with_it(
        self, hearing: Hearing, cast: Cast, legal_adviser: Player
    ) -> None:
        starts = hearing.appointment.starts + DAY
        new = appointments.move(
            cast.reception.viewer,
            appointment=hearing.appointment,
            starts=starts,
            ends=starts + HOUR,
            in_spite=True,
            seen_version=1,
        )
        assert queries.hearing(legal_adviser.viewer, hearing.id).appointment_id == new.id
        assert len(told(legal_adviser)) == 1


class TestCompany:
    def test_nobody_agreed_calls_once_and_a_day_later_the_coordinators(
        self, hearing: Hearing, cast: Cast, legal_adviser: Player
    ) -> None:
        now, today = timezone.now(), clock.today()
        assert call_for_company(today, now) == 1
        assert call_for_company(today, now) == 0
        assert (len(told(legal_adviser)), len(told(cast.coordinator))) == (1, 0)
        assert call_for_company(today + DAY, now) == 1
        assert (len(told(legal_adviser)), len(told(cast.coordinator))) == (2, 1)
        assert call_for_company(today + 2 * DAY, now) == 0

    def test_somebody_who_agreed_ends_the_calling(self, hearing: Hearing, legal_adviser: Player) -> None:
        call_for_company(clock.today(), timezone.now())
        row = actions.ask_along(legal_adviser.viewer, hearing=hearing, part="driver", name="Yusuf", phone="+90555")
        assert company.is_alone(hearing, timezone.now())
        actions.answer_for(legal_adviser.viewer, companion=row, agreed=True)
        assert not company.is_alone(hearing, timezone.now())
        assert told(legal_adviser) == []
        assert call_for_company(clock.today() + DAY, timezone.now()) == 0

    def test_what_is_further_away_calls_nobody(self, case: Case, person: Person, legal_adviser: Player) -> None:
        row = planned(legal_adviser, case, person, timezone.now() + 8 * DAY)
        assert call_for_company(clock.today(), timezone.now()) == 0
        assert not company.is_alone(row, timezone.now())

    def test_only_colleagues_on_the_case_are_asked(self, hearing: Hearing, cast: Cast, legal_adviser: Player) -> None:
        with pytest.raises(NotPossible):
            actions.ask_along(legal_adviser.viewer, hearing=hearing, part="support", member=cast.off_caseworker.member)

    def test_who_goes_along_sees_place_and_time_and_nothing_else(
        self, hearing: Hearing, legal_adviser: Player, volunteer: Player
    ) -> None:
        viewer = legal_adviser.viewer
        asked = actions.ask_noted(viewer, hearing=hearing, question="On which day?", answer="After the rains.")
        actions.keep_record(viewer, hearing=hearing, given=NotesGiven(note="Our ground."), seen_version=0)
        actions.keep_travel(viewer, hearing=hearing, given=TravelGiven(avoid="The bridge"), seen_version=0)
        row = queries.hearing(volunteer.viewer, hearing.id)
        view = queries.hearing_page(volunteer.viewer, row)
        assert (row.authority, row.address) == ("Directorate", "Room 204")
        assert (view.items, view.travel, view.asked, view.record) == (None, None, [], None)
        page = volunteer.client.get(reverse("legal:hearing", args=[hearing.id])).content.decode()
        assert "Room 204" in page
        assert all(word not in page for word in ("After the rains", "Our ground", "The bridge"))
        assert volunteer.client.get(reverse("legal:hearing-record", args=[hearing.id])).status_code in (403, 404)
        with pytest.raises(NotThere):
            queries.asked(volunteer.viewer, asked.id)
        with pytest.raises(Refused):
            actions.keep_travel(volunteer.viewer, hearing=row, given=TravelGiven(), seen_version=1)

    def test_it_stands_on_the_day_of_who_goes_along(
        self, hearing: Hearing, legal_adviser: Player, volunteer: Player
    ) -> None:
        row = actions.ask_along(legal_adviser.viewer, hearing=hearing, part="driver", member=volunteer.member)
        actions.answer_for(volunteer.viewer, companion=row, agreed=True)
        assert [each.tags for each in burning(volunteer.viewer, clock.today())] == [(("you go along", ""),)]

    def test_who_declined_is_told_no_more(self, hearing: Hearing, legal_adviser: Player, volunteer: Player) -> None:
        row = actions.ask_along(legal_adviser.viewer, hearing=hearing, part="driver", member=volunteer.member)
        actions.answer_for(volunteer.viewer, companion=row, agreed=False)
        assert burning(volunteer.viewer, clock.today()) == []
        actions.withdraw_request(legal_adviser.viewer, companion=row)
        assert not Companion.objects.filter(hearing=hearing).exists()


class TestPreparing:
    def test_what_is_not_ticked_stands_on_the_day_of_who_leads_it(
        self, hearing: Hearing, case: Case, person: Person, legal_adviser: Player
    ) -> None:
        planned(legal_adviser, case, person, timezone.now() + 5 * DAY)
        assert [each.tags for each in burning(legal_adviser.viewer, clock.today())] == [(("not prepared yet", "soon"),)]
        for item in Preparation.objects.filter(hearing=hearing).select_related("hearing__case__subject"):
            done = actions.tick(legal_adviser.viewer, item=item)
            assert done.done_by_id == legal_adviser.member.id
        assert burning(legal_adviser.viewer, clock.today()) == []
        item = actions.add_item(legal_adviser.viewer, hearing=hearing, text="Ask the teacher")
        assert len(burning(legal_adviser.viewer, clock.today())) == 1
        actions.untick(legal_adviser.viewer, item=actions.tick(legal_adviser.viewer, item=item))
        assert Preparation.objects.get(id=item.id).done_by_id is None


class TestNotes:
    def test_questions_are_numbered_and_a_correction_keeps_the_number(
        self, hearing: Hearing, legal_adviser: Player
    ) -> None:
        viewer = legal_adviser.viewer
        first, second = (actions.ask_noted(viewer, hearing=hearing, question=f"Q{n}", answer="A") for n in (1, 2))
        assert (first.number, second.number) == (1, 2)
        actions.correct_noted(viewer, asked=first, question="Q1", answer="B", seen_version=1)
        assert [(row.number, row.answer) for row in queries.asked_of(viewer, hearing)] == [(1, "B"), (2, "A")]
        with pytest.raises(Stale):
            actions.correct_noted(viewer, asked=second, question="Q", answer="", seen_version=7)

    def test_the_caseworker_neither_reads_nor_writes_them(
        self, hearing: Hearing, cast: Cast, legal_adviser: Player
    ) -> None:
        actions.ask_noted(legal_adviser.viewer, hearing=hearing, question="Q", answer="The hidden answer")
        with pytest.raises(Refused):
            actions.ask_noted(cast.caseworker.viewer, hearing=hearing, question="Q", answer="")
        page = cast.caseworker.client.get(reverse("legal:hearing", args=[hearing.id])).content.decode()
        assert "What was asked" not in page
        assert "To be prepared" in page

    def test_the_page_says_not_verbatim(self, hearing: Hearing, legal_adviser: Player) -> None:
        page = legal_adviser.client.get(reverse("legal:hearing-record", args=[hearing.id])).content.decode()
        assert "Not verbatim" in page


class TestEnd:
    @pytest.mark.parametrize(
        ("outcome", "appointment", "event"),
        [
            ("held", Appointment.State.CAME, EventKind.INTERVIEW_HELD),
            ("to-follow", Appointment.State.CAME, EventKind.INTERVIEW_HELD),
            ("announced", Appointment.State.CAME, EventKind.DECISION_ISSUED),
            ("not-come", Appointment.State.NOT_COME, EventKind.INTERVIEW_MISSED),
            ("postponed", Appointment.State.CANCELLED, None),
        ],
    )
    def test_the_calendar_says_the_same_and_the_event_is_offered(
        self, hearing: Hearing, legal_adviser: Player, outcome: str, appointment: str, event: EventKind | None
    ) -> None:
        day = clock.today() + 9 * DAY
        actions.end_hearing(legal_adviser.viewer, hearing=hearing, outcome=outcome, next_day=day, seen_version=1)
        row = queries.hearing(legal_adviser.viewer, hearing.id)
        assert (row.state, row.next_day, row.appointment.state) == (outcome, {"day": day.isoformat()}, appointment)
        assert words.event_of(row.kind, row.state) is event
        page = legal_adviser.client.get(reverse("legal:hearing", args=[row.id])).content.decode()
        link = reverse("legal:record", args=[row.procedure_id, event or EventKind.DECISION_ISSUED])
        assert (link in page) is (event is not None)
        assert TimelineEntry.objects.filter(kind="legal-hearing-ended").count() == 1

    def test_an_hour_that_passed_asks_how_it_went(self, case: Case, person: Person, legal_adviser: Player) -> None:
        row = planned(legal_adviser, case, person, timezone.now() - 3 * HOUR)
        assert [each.tags for each in burning(legal_adviser.viewer, clock.today())] == [(("say how it went", "now"),)]
        actions.end_hearing(legal_adviser.viewer, hearing=row, outcome="held", seen_version=1)
        assert burning(legal_adviser.viewer, clock.today()) == []


def test_the_sheet_carries_nothing_of_the_case(hearing: Hearing, case: Case, legal_adviser: Player) -> None:
    for language, word in (("en", "Your appointment"), ("ar", "موعدك"), ("fr", "Votre rendez-vous")):
        page = legal_adviser.client.get(reverse("legal:hearing-sheet", args=[hearing.id]), {"language": language})
        text = page.content.decode()
        assert word in text
        assert "Room 204" in text
        assert all(each not in text for each in (case.written_number, "Ahmed", "Asylum interview", "Directorate"))


def test_the_case_page_and_its_list_show_it(hearing: Hearing, case: Case, legal_adviser: Player) -> None:
    for url in (reverse("cases:case", args=[case.id]), reverse("legal:hearings", args=[case.id])):
        page = legal_adviser.client.get(url).content.decode()
        assert reverse("legal:hearing", args=[hearing.id]) in page
        assert "nobody goes along yet" in page
