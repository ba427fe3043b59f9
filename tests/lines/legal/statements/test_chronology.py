"""Sessions, and events as they were told: their days, their order, and who sees them."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from jiwar.casework.cases import actions as cases
from jiwar.casework.cases.errors import NotPossible, Stale
from jiwar.casework.cases.models import Case, Note
from jiwar.casework.people import actions as people
from jiwar.casework.people.parts import NameGiven, Who
from jiwar.foundation.access.policy import NotThere, Refused
from jiwar.lines.legal.models import ChronologyEntry, StatementSession
from jiwar.lines.legal.statements import actions, queries, wording
from jiwar.lines.legal.statements.actions import Event, Sitting
from tests.cast import Cast, Player
from tests.lines.legal.conftest import TODAY
from tests.lines.legal.statements.conftest import NARROW, WIDE, latest, told
from tests.routes.filled import forms_of


class TestSession:
    def test_its_minutes_are_counted_as_those_of_a_privileged_note(
        self, cast: Cast, case: Case, session: StatementSession
    ) -> None:
        note = Note.objects.get()
        assert (note.minutes, note.kind, note.compartment) == (90, "statement", "legal-privileged")
        load = cast.coordinator.client.get(reverse("cases:load")).content.decode()
        assert "90" in load or "1.5" in load

    def test_without_a_yes_to_notes_nothing_is_kept(self, legal_adviser: Player, case: Case) -> None:
        sitting = Sitting(language="ar", notes_agreed="no")
        with pytest.raises(NotPossible, match="yes"):
            actions.record_session(
                legal_adviser.viewer, case=case, held_on=TODAY, minutes=5, about="It.", sitting=sitting
            )
        assert not Note.objects.exists()

    def test_it_is_corrected_by_the_version_that_was_seen(
        self, legal_adviser: Player, session: StatementSession
    ) -> None:
        new = Sitting(language="ar", how="Calm.", notes_agreed="yes")
        actions.correct_session(
            legal_adviser.viewer, session=session, sitting=new, interpreter=legal_adviser.member, seen_version=1
        )
        [row] = queries.sessions(legal_adviser.viewer, session.case)
        assert (row.details["how"], row.interpreter) == ("Calm.", legal_adviser.member)
        with pytest.raises(Stale):
            actions.correct_session(legal_adviser.viewer, session=row, sitting=new, interpreter=None, seen_version=1)


class TestDays:
    def test_what_was_said_stays_and_its_days_stand_beside_it(
        self, legal_adviser: Player, case: Case, events: list[ChronologyEntry]
    ) -> None:
        found = queries.chronology(legal_adviser.viewer, case)
        assert [line.row.said for line in found.placed] == ["after Ramadan 1444", "two months after the market burnt"]
        assert [line.row.said for line in found.unplaced] == ["when the rains began"]
        first, second = found.placed
        assert first.span is not None
        assert first.span.days.earliest == date(2023, 4, 20)
        assert (first.estimated, second.follows, second.other) == (True, True, first.row)
        assert second.span is not None
        assert second.span.days.earliest == date(2023, 6, 5)

    def test_set_by_hand_stands_above_what_was_read(self, legal_adviser: Player, case: Case) -> None:
        row = told(legal_adviser, case, WIDE, "when the rains began", earliest=date(2023, 6, 1))
        told(legal_adviser, case, WIDE, "early 2017", earliest=date(2017, 1, 1), latest=date(2017, 1, 31))
        early, rains = queries.chronology(legal_adviser.viewer, case).placed
        assert (rains.row.id, rains.by_hand, rains.row.said) == (row.id, True, "when the rains began")
        assert rains.span is not None
        assert (rains.span.open_start, rains.span.open_end) == (False, True)
        assert early.span is not None
        assert wording.days(early.span) == "between 1 Jan 2017 and 31 Jan 2017"

    def test_where_the_order_is_not_known_it_says_so(self, legal_adviser: Player, case: Case) -> None:
        for said in ("2016", "March 2019", "early 2019", "2020"):
            told(legal_adviser, case, WIDE, said)
        placed = queries.chronology(legal_adviser.viewer, case).placed
        assert [(line.row.said, line.unsure) for line in placed] == [
            ("2016", False), ("early 2019", False), ("March 2019", True), ("2020", False),
        ]  # fmt: skip
        page = legal_adviser.client.get(reverse("legal:chronology", args=[case.id])).content.decode()
        assert page.count("not known</span>") == 1

    def test_a_circle_of_links_gives_no_days(
        self, legal_adviser: Player, case: Case, events: list[ChronologyEntry]
    ) -> None:
        market, _brother, left = events
        event = Event(WIDE, "a week before we left", other=left)
        actions.change_event(legal_adviser.viewer, entry=market, event=event, seen_version=1)
        assert queries.chronology(legal_adviser.viewer, case).placed == []

    def test_the_calendar_that_was_said_stays_through_a_change(self, legal_adviser: Player, case: Case) -> None:
        row = told(legal_adviser, case, WIDE, "1399", calendar="solar-hijri")
        page = legal_adviser.client.get(reverse("legal:chronology-change", args=[row.id])).content.decode()
        form, found = forms_of(page).forms, forms_of(page).free
        [sent] = [each for each in form if "what" in each]
        assert {"what", "said"} <= found
        answer = legal_adviser.client.post(reverse("legal:chronology-change", args=[row.id]), sent)
        assert answer.status_code == 302
        [line] = queries.chronology(legal_adviser.viewer, case).placed
        assert line.span is not None
        assert (line.span.days.earliest, line.row.version) == (date(2020, 3, 20), 2)

    def test_changed_meanwhile_both_stand_side_by_side(
        self, legal_adviser: Player, events: list[ChronologyEntry]
    ) -> None:
        actions.change_event(legal_adviser.viewer, entry=events[0], event=Event("Burnt down.", "2023"), seen_version=1)
        address = reverse("legal:chronology-change", args=[events[0].id])
        sent = {"what": "Burnt by night.", "said": "2022", "seen_version": 1}
        answer = legal_adviser.client.post(address, sent)
        text = answer.content.decode()
        assert answer.status_code == 422
        assert "Burnt down." in text
        assert "Burnt by night." in text

    def test_taken_out_it_is_shown_no_more(
        self, legal_adviser: Player, case: Case, events: list[ChronologyEntry]
    ) -> None:
        actions.take_out_event(legal_adviser.viewer, entry=events[0], seen_version=1)
        with pytest.raises(NotThere):
            queries.entry(legal_adviser.viewer, events[0].id)
        # What counted from it has no days of its own any more.
        assert queries.chronology(legal_adviser.viewer, case).placed == []


class TestCircle:
    def test_who_lacks_a_part_never_gets_what_is_narrow(
        self, legal_adviser: Player, visitor: Player, case: Case, events: list[ChronologyEntry]
    ) -> None:
        for name in ("statements", "chronology"):
            address = reverse(f"legal:{name}", args=[case.id])
            assert "narrower circle" in visitor.client.get(address).content.decode()
            assert NARROW not in visitor.client.get(address).content.decode()
        text = visitor.client.get(reverse("legal:chronology", args=[case.id])).content.decode()
        assert WIDE in text
        assert "rains" not in text
        assert NARROW in legal_adviser.client.get(reverse("legal:chronology", args=[case.id])).content.decode()

    def test_their_pages_are_the_same_whether_there_is_something_or_not(
        self, legal_adviser: Player, visitor: Player, case: Case
    ) -> None:
        address = reverse("legal:chronology", args=[case.id])

        def shown() -> str:
            return visitor.client.get(address).content.decode().partition("<main")[2].partition("</main>")[0]

        before = shown()
        told(legal_adviser, case, NARROW, "2019", narrow=True)
        assert shown() == before

    def test_the_restricted_part_alone_opens_nothing(
        self, cast: Cast, case: Case, events: list[ChronologyEntry]
    ) -> None:
        with pytest.raises(NotThere):
            queries.entry(cast.caseworker.viewer, events[1].id)
        with pytest.raises(Refused):
            queries.chronology(cast.caseworker.viewer, case)
        assert cast.caseworker.client.get(reverse("legal:chronology", args=[case.id])).status_code == 403
        assert (
            "Statement</h2>" not in cast.caseworker.client.get(reverse("cases:case", args=[case.id])).content.decode()
        )

    def test_from_one_they_do_not_see_no_days_follow(self, legal_adviser: Player, visitor: Player, case: Case) -> None:
        hidden = told(legal_adviser, case, NARROW, "5 May 2019", narrow=True)
        told(legal_adviser, case, WIDE, "a week after that night", other=hidden)
        assert queries.chronology(legal_adviser.viewer, case).unplaced == []
        [line] = queries.chronology(visitor.viewer, case).unplaced
        assert (line.span, line.other) == (None, None)

    def test_what_becomes_narrow_leaves_the_wider_circle_also_in_drafts(
        self, legal_adviser: Player, visitor: Player, case: Case, events: list[ChronologyEntry]
    ) -> None:
        filled = actions.from_chronology(legal_adviser.viewer, case, "en")
        row = actions.begin_statement(
            legal_adviser.viewer, case=case, title="Statement", language="en", paragraphs=filled
        )
        event = Event(WIDE, "after Ramadan 1444", narrow=True)
        moved = actions.change_event(legal_adviser.viewer, entry=events[0], event=event, seen_version=1)
        assert (moved.compartment, ChronologyEntry.objects.get(id=events[0].id).what) == ("restricted", "")
        assert ChronologyEntry.objects.get(id=events[2].id).other_id == moved.id
        version = latest(legal_adviser, row).latest
        assert WIDE not in " ".join(each.text for each in queries.paragraphs_of(visitor.viewer, case, version))
        assert WIDE in " ".join(each.text for each in queries.paragraphs_of(legal_adviser.viewer, case, version))

    def test_only_who_takes_statements_writes(self, cast: Cast, visitor: Player, case: Case) -> None:
        for player in (visitor, cast.caseworker, cast.coordinator):
            with pytest.raises(Refused):
                told(player, case, WIDE, "2019")

    def test_a_session_to_come_is_not_held(self, legal_adviser: Player, case: Case) -> None:
        with pytest.raises(NotPossible, match="come"):
            actions.record_session(
                legal_adviser.viewer,
                case=case,
                held_on=TODAY + timedelta(days=1),
                minutes=5,
                about="It.",
                sitting=Sitting(notes_agreed="yes"),
            )


class TestLinks:
    """What a form sends of another case is not there, whoever may see that one too."""

    def elsewhere(self, cast: Cast, adviser: Player) -> Case:
        person = people.register(cast.reception.viewer, who=Who((NameGiven("Hawa"),)), none_of_these=True)
        case = cases.open_case(cast.reception.viewer, person=person, asks="Another.")
        cases.assign(cast.coordinator.viewer, case=case, member=adviser.member, lead=True)
        return case

    def test_an_event_counts_from_events_and_sessions_of_its_own_case(
        self, cast: Cast, case: Case, legal_adviser: Player, session: StatementSession
    ) -> None:
        other = self.elsewhere(cast, legal_adviser)
        viewer = legal_adviser.viewer
        entry = actions.write_event(viewer, case=case, event=Event("It burned.", "2019", session=session))
        there = actions.write_event(viewer, case=other, event=Event("It burned.", "2019"))
        for wrong in (Event("Then.", "two days later", other=entry), Event("Then.", "2020", session=session)):
            with pytest.raises(NotThere):
                actions.write_event(viewer, case=other, event=wrong)
            with pytest.raises(NotThere):
                actions.change_event(viewer, entry=there, event=wrong, seen_version=1)
        with pytest.raises(NotThere):
            actions.ask_question(viewer, case=other, text="When?", entries=[entry])
