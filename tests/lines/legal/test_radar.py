"""The radar: what runs out, for whom it is shown, who is called."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jiwar.casework.cases import actions as case_actions
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Assignment, Case, TimelineEntry
from jiwar.casework.people import actions as people_actions
from jiwar.casework.people.parts import Birth, IdentifierGiven, Identifiers, NameGiven, Who
from jiwar.casework.people.said_dates import SaidDate
from jiwar.foundation.access.models import Word
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.vault.models import Subject
from jiwar.knowledge.calendars import Calendar, GivenDate
from jiwar.lines.legal import escalation, keeping
from jiwar.lines.legal.models import RunsOut
from jiwar.lines.legal.radar import actions, calls, queries
from jiwar.lines.legal.radar.papers import Paper
from jiwar.lines.legal.radar.queries import Source, Window
from tests.cast import Cast, Player
from tests.lines.legal.conftest import TODAY

NOON = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)


@pytest.fixture
def card(case: Case, legal_adviser: Player) -> RunsOut:
    """Runs out on 10 March."""
    given = GivenDate.of_civil(date(2026, 3, 10))
    return actions.write_down(
        legal_adviser.viewer, case=case, kind=Paper.RESIDENCE, given=given, note="Book at the office."
    )


def seen(player: Player, window: Window, source: Source = Source.ALL, *, mine: bool = False) -> list[queries.Line]:
    return queries.radar(player.viewer, window, source, TODAY, mine=mine).lines


def test_a_card_stands_in_its_window_with_its_owner_and_what_to_do(card: RunsOut, legal_adviser: Player) -> None:
    (line,) = seen(legal_adviser, Window.WEEK)
    assert (str(line.title), line.todo, line.owner) == ("Residence card", "Book at the office.", "Legal Adviser")
    assert (line.day, line.days_left) == (date(2026, 3, 10), 4)
    assert seen(legal_adviser, Window.MONTH) == seen(legal_adviser, Window.OVERDUE) == []
    assert seen(legal_adviser, Window.WEEK, Source.DEADLINES) == []


def test_only_a_month_is_known_its_first_day_counts(case: Case, legal_adviser: Player) -> None:
    given = GivenDate(Calendar.GREGORIAN, 2026, 4)
    actions.write_down(legal_adviser.viewer, case=case, kind=Paper.PASSPORT, given=given)
    (line,) = seen(legal_adviser, Window.MONTH)
    assert (line.day, line.latest) == (date(2026, 4, 1), date(2026, 4, 30))


def test_who_oversees_sees_the_day_and_not_what_it_is(card: RunsOut, cast: Cast) -> None:
    (line,) = seen(cast.coordinator, Window.WEEK)
    assert (line.title, line.todo, line.row, line.owner) == ("", "", None, "Legal Adviser")


def test_a_stranger_and_a_hidden_file_count_nothing(card: RunsOut, cast: Cast, legal_adviser: Player) -> None:
    assert seen(cast.off_caseworker, Window.WEEK) == []
    Subject.objects.filter(id=card.subject_id).update(hidden=True)
    assert seen(cast.coordinator, Window.WEEK) == []
    assert len(seen(legal_adviser, Window.WEEK)) == 1


def test_taking_over_and_ending(card: RunsOut, case: Case, cast: Cast, legal_adviser: Player) -> None:
    actions.take_over(cast.caseworker.viewer, row=card)
    actions.take_over(cast.caseworker.viewer, row=card)
    assert [line.owner for line in seen(cast.caseworker, Window.WEEK, mine=True)] == ["Caseworker"]
    assert seen(legal_adviser, Window.WEEK, mine=True) == []
    assert Entry.objects.filter(kind="runs-out-taken-over").count() == 1
    card = queries.one(cast.caseworker.viewer, card.id)
    actions.end(cast.caseworker.viewer, row=card, how="Renewed until 2027.")
    assert seen(cast.caseworker, Window.WEEK) == []
    with pytest.raises(NotPossible):
        actions.end(legal_adviser.viewer, row=card, how="again")
    told = TimelineEntry.objects.filter(case=case, kind__startswith="legal-runs-out").values_list("kind", flat=True)
    assert sorted(told) == ["legal-runs-out", "legal-runs-out-ended"]


def test_it_goes_back_to_the_team_with_the_assignment(card: RunsOut, cast: Cast, legal_adviser: Player) -> None:
    assignment = Assignment.objects.get(member=legal_adviser.member, ended_at__isnull=True)
    case_actions.end_assignment(cast.coordinator.viewer, assignment=assignment)
    card.refresh_from_db()
    assert card.owner_id == cast.caseworker.member.id


def test_turning_eighteen_is_an_interval_where_the_birth_is_not_known_to_the_day(
    case: Case, cast: Cast, legal_adviser: Player
) -> None:
    born = SaidDate(GivenDate(Calendar.GREGORIAN, 2008, 3))
    who = Who((NameGiven("Idris"),))
    child = people_actions.register(cast.caseworker.viewer, who=who, birth=Birth(born), none_of_these=True)
    case_actions.add_member(cast.caseworker.viewer, case=case, person=child, role="child")
    (line,) = seen(legal_adviser, Window.OVERDUE, Source.OF_AGE)
    assert (line.title, line.day, line.latest) == ("Idris turns 18", date(2026, 3, 1), date(2026, 3, 31))
    assert seen(cast.off_caseworker, Window.OVERDUE, Source.OF_AGE) == []


@pytest.mark.parametrize(
    ("born", "of_age"), [(date(2008, 2, 29), date(2026, 3, 1)), (date(2008, 3, 1), date(2026, 3, 1))]
)
def test_nobody_is_grown_up_a_day_too_soon(born: date, of_age: date) -> None:
    assert queries.eighteen(born) == of_age


def test_calls_climb_from_the_owner_to_the_coordinators_once_a_level(
    card: RunsOut, cast: Cast, legal_adviser: Player
) -> None:
    def called(player: Player) -> list[Word]:
        return list(Word.objects.filter(member=player.member, kind=escalation.RUNS_OUT_CALLS))

    for day in (6, 6, 7, 6, 7):
        escalation.escalate_what_runs_out(date(2026, 3, day), NOON)
    assert (len(called(legal_adviser)), len(called(cast.coordinator))) == (2, 1)
    escalation.escalate_what_runs_out(date(2026, 3, 11), NOON)
    escalation.escalate_what_runs_out(date(2026, 3, 8), NOON)
    assert (len(called(legal_adviser)), len(called(cast.coordinator))) == (3, 2)
    (said, *_rest) = calls.calls(cast.coordinator.viewer, called(cast.coordinator)).values()
    assert said.url == reverse("legal:radar")
    actions.end(legal_adviser.viewer, row=card, how="renewed")
    assert not calls.calls(cast.coordinator.viewer, called(cast.coordinator))


def test_the_list_asks_no_more_for_three_rows_than_for_one(card: RunsOut, case: Case, legal_adviser: Player) -> None:

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            seen(legal_adviser, Window.WEEK)
        return len(found)

    seen(legal_adviser, Window.WEEK)
    one = asked()
    for day in (8, 9):
        actions.write_down(
            legal_adviser.viewer, case=case, kind=Paper.PERMIT, given=GivenDate.of_civil(date(2026, 3, day))
        )
    assert asked() == one


def test_whoever_supervises_the_owner_is_called_before_the_coordinators(
    card: RunsOut, cast: Cast, legal_adviser: Player
) -> None:
    def called(player: Player) -> int:
        return Word.objects.filter(member=player.member, kind=escalation.RUNS_OUT_CALLS).count()

    legal_adviser.member.supervisor = cast.caseworker.member
    legal_adviser.member.save(update_fields=["supervisor"])
    everybody = (legal_adviser, cast.caseworker, cast.coordinator)
    seen_on = {}
    for day in (6, 7, 10):
        escalation.escalate_what_runs_out(date(2026, 3, day), NOON)
        seen_on[day] = [called(player) for player in everybody]
    assert seen_on == {6: [1, 0, 0], 7: [2, 1, 0], 10: [3, 2, 1]}


def test_a_paper_on_the_record_of_a_person_runs_out(case: Case, cast: Cast, legal_adviser: Player) -> None:
    paper = IdentifierGiven("P 123", "passport", "SD", date(2026, 3, 9))
    who = Who((NameGiven("Idris"),))
    child = people_actions.register(
        cast.caseworker.viewer, who=who, identifiers=Identifiers((paper,)), none_of_these=True
    )
    case_actions.add_member(cast.caseworker.viewer, case=case, person=child, role="child")
    (line,) = seen(legal_adviser, Window.WEEK, Source.RECORDS)
    assert (line.title, line.day) == ("Passport of Idris", date(2026, 3, 9))
    assert seen(cast.off_caseworker, Window.WEEK, Source.RECORDS) == []


def test_nobody_is_overlooked_where_there_are_many(
    case: Case, cast: Cast, legal_adviser: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "AT_ONCE", 1)
    born = Birth(SaidDate(GivenDate.of_civil(date(2008, 3, 8))))
    for name in ("Idris", "Hawa"):
        child = people_actions.register(
            cast.caseworker.viewer, who=Who((NameGiven(name),)), birth=born, none_of_these=True
        )
        case_actions.add_member(cast.caseworker.viewer, case=case, person=child, role="child")
    assert len(seen(legal_adviser, Window.WEEK, Source.OF_AGE)) == 2


def test_an_open_paper_holds_the_file(card: RunsOut, case: Case, legal_adviser: Player) -> None:
    assert ("legal-runs-out", case.id) in {(each.code, each.case) for each in keeping.holds([case.id])}
    actions.end(legal_adviser.viewer, row=card, how="Renewed.")
    assert [each.code for each in keeping.holds([case.id]) if each.code == "legal-runs-out"] == []
