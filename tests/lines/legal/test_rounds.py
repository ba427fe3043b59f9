"""Renewal rounds: whom they reach, who hears of them; nobody is forgotten until somebody says what happened."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from jiwar.casework.cases import actions as case_actions
from jiwar.casework.cases.errors import NotPossible, Stale
from jiwar.casework.cases.models import Assignment, Case, TimelineEntry
from jiwar.casework.people import actions as people_actions
from jiwar.casework.people.models import Person
from jiwar.casework.people.parts import IdentifierGiven, Identifiers, NameGiven, Who
from jiwar.foundation.access.models import Word
from jiwar.foundation.access.policy import NotThere, Refused
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault.models import Subject
from jiwar.knowledge import procedures
from jiwar.knowledge.calendars import GivenDate
from jiwar.lines.legal import actions as legal
from jiwar.lines.legal import escalation, keeping, told
from jiwar.lines.legal.models import Renewal, RenewalRound, RoundBefore, RunsOut
from jiwar.lines.legal.radar import actions as papers
from jiwar.lines.legal.radar import queries as radar
from jiwar.lines.legal.radar.papers import Paper
from jiwar.lines.legal.radar.queries import Source, Window
from jiwar.lines.legal.radar.rounds import actions, queries, reach
from jiwar.lines.legal.radar.rounds.actions import Says
from jiwar.lines.legal.radar.rounds.told import RENEWAL_CALLS, ROUND_SAID, renewal_calls, round_said
from tests.cast import Cast, Player
from tests.lines.legal.conftest import TODAY

NOON = datetime(2026, 3, 6, 9, 0, tzinfo=UTC)
FIRST, LAST = date(2026, 3, 2), date(2026, 3, 20)
SAYS = Says(FIRST, LAST, "Come with the old card.", "Notice 7", date(2026, 2, 20), "Children too.")


@pytest.fixture
def card(case: Case, legal_adviser: Player) -> RunsOut:
    return written(legal_adviser, case)


@pytest.fixture
def announced(card: RunsOut, legal_adviser: Player) -> RenewalRound:
    """Of residence cards where the group is; it has reached Ahmed's case."""
    row = announce(legal_adviser)
    reach.some(NOON)
    return row


@pytest.fixture
def renewal(announced: RenewalRound, legal_adviser: Player) -> Renewal:
    return queries.renewal(legal_adviser.viewer, Renewal.objects.get(round=announced).id)


def written(player: Player, case: Case, kind: Paper = Paper.RESIDENCE) -> RunsOut:
    given = GivenDate.of_civil(date(2026, 9, 1))
    return papers.write_down(player.viewer, case=case, kind=kind, given=given)


def announce(player: Player, kind: Paper = Paper.RESIDENCE, country: str = "TR", says: Says = SAYS) -> RenewalRound:
    return actions.announce(player.viewer, kind=kind, country=country, says=says)


def bearer(cast: Cast, paper: IdentifierGiven) -> Person:
    who = Who((NameGiven("Idris"),))
    given = Identifiers((paper,))
    return people_actions.register(cast.caseworker.viewer, who=who, identifiers=given, none_of_these=True)


def seen(player: Player, window: Window = Window.MONTH, *, today: date = TODAY, mine: bool = False) -> list[radar.Line]:
    return radar.radar(player.viewer, window, Source.ROUNDS, today, mine=mine).lines


def reached(case: Case) -> bool:
    return Renewal.objects.filter(case=case).exists()


def said_to(player: Player, kind: str = ROUND_SAID) -> list[Word]:
    return list(Word.objects.filter(member=player.member, kind=kind).order_by("id"))


def test_a_case_with_such_a_paper_is_shown_it_with_owner_and_what_to_do(
    announced: RenewalRound, legal_adviser: Player
) -> None:
    (line,) = seen(legal_adviser)
    assert (line.title, line.todo, line.owner) == (
        "Renewal round: Residence card", "Come with the old card.", "Legal Adviser",
    )  # fmt: skip
    assert (line.day, line.latest, line.missed) == (date(2026, 3, 19), LAST, False)
    assert len(seen(legal_adviser, mine=True)) == 1
    page = legal_adviser.client.get(f"{reverse('legal:radar')}?window=month&source=rounds").content.decode()
    assert "Come with the old card." in page
    assert line.end_href in page


def test_it_stands_on_the_page_of_the_case(announced: RenewalRound, case: Case, legal_adviser: Player) -> None:
    page = legal_adviser.client.get(reverse("cases:case", kwargs={"case": case.id})).content.decode()
    assert "Children too." in page


def test_each_owner_hears_of_it_once(announced: RenewalRound, cast: Cast, legal_adviser: Player) -> None:
    reach.some(NOON + timedelta(hours=2))
    (word,) = said_to(legal_adviser)
    (said,) = round_said(legal_adviser.viewer, [word]).values()
    assert "Residence card" in said.text
    assert said.url == f"{reverse('legal:radar')}?window=month&source=rounds"
    assert said_to(cast.caseworker) == said_to(cast.coordinator) == []
    assert Renewal.objects.count() == 1


def test_another_paper_or_one_that_was_ended_is_not_reached(case: Case, legal_adviser: Player) -> None:
    papers.end(legal_adviser.viewer, row=written(legal_adviser, case), how="Renewed.")
    written(legal_adviser, case, Paper.PERMIT)
    announce(legal_adviser)
    assert reach.some(NOON) == 0
    assert not reached(case)


def test_a_paper_written_down_counts_where_the_group_is_or_a_procedure_is_open(
    card: RunsOut, case: Case, legal_adviser: Player
) -> None:
    announce(legal_adviser, country="EG")
    reach.some(NOON)
    assert not reached(case)
    legal.open_procedure(legal_adviser.viewer, case=case, pack="eg", tracks=[procedures.load("eg").tracks[0].id])
    reach.some(NOON + timedelta(hours=1))
    assert reached(case)


@pytest.mark.parametrize(
    ("kind", "country", "paper", "is_reached"),
    [
        (Paper.PASSPORT, "SD", IdentifierGiven("P 1", "passport", "SD"), True),
        (Paper.PASSPORT, "SD", IdentifierGiven("P 1", "passport", "ER"), False),
        (Paper.PASSPORT, "SD", IdentifierGiven("P 1", "passport", ""), True),
        (Paper.RESIDENCE, "TR", IdentifierGiven("A 1", "asylum-card", "TR"), True),
        (Paper.PERMIT, "TR", IdentifierGiven("A 1", "asylum-card", "TR"), False),
    ],
)
def test_papers_on_records_count_by_kind_and_country(
    kind: Paper,
    country: str,
    paper: IdentifierGiven,
    case: Case,
    cast: Cast,
    legal_adviser: Player,
    *,
    is_reached: bool,
) -> None:
    child = bearer(cast, paper)
    case_actions.add_member(cast.caseworker.viewer, case=case, person=child, role="child")
    announce(legal_adviser, kind, country)
    reach.some(NOON)
    assert reached(case) is is_reached


def test_who_joins_or_gets_a_paper_while_it_runs_is_reached_at_once(
    case: Case, cast: Cast, legal_adviser: Player, today: Callable[[date], None]
) -> None:
    announce(legal_adviser)
    announce(legal_adviser, Paper.PASSPORT, "SD")
    child = bearer(cast, IdentifierGiven("P 1", "passport", "SD"))
    case_actions.add_member(cast.caseworker.viewer, case=case, person=child, role="child")
    assert [row.round.kind for row in Renewal.objects.select_related("round")] == ["passport"]
    card = written(legal_adviser, case)
    assert Renewal.objects.count() == 2
    papers.end(legal_adviser.viewer, row=card, how="lost")
    assert Renewal.objects.filter(ended_on__isnull=True).count() == 2
    today(LAST + timedelta(days=1))
    assert reach.some(NOON + timedelta(days=30)) == 0


def test_a_stranger_a_coordinator_and_a_hidden_file(announced: RenewalRound, cast: Cast, legal_adviser: Player) -> None:
    (line,) = seen(cast.coordinator)
    assert (line.title, line.todo, line.row, line.missed) == ("", "", None, False)
    assert seen(cast.off_caseworker) == []
    row = Renewal.objects.get()
    with pytest.raises(NotThere):
        queries.renewal(cast.off_caseworker.viewer, row.id)
    Subject.objects.filter(id=row.subject_id).update(hidden=True)
    assert seen(cast.coordinator) == []
    assert len(seen(legal_adviser)) == 1


def test_said_to_be_done_it_is_gone_and_in_the_story(
    renewal: Renewal, case: Case, cast: Cast, legal_adviser: Player
) -> None:
    actions.take_over(cast.caseworker.viewer, row=renewal)
    assert [line.owner for line in seen(cast.caseworker, mine=True)] == ["Caseworker"]
    page = reverse("legal:renewal-end", kwargs={"row": renewal.id})
    assert cast.caseworker.client.post(page, {"outcome": "missed", "how": ""}).status_code == 422
    assert cast.caseworker.client.post(page, {"outcome": "done", "how": "Holds until 2027."}).status_code == 302
    row = Renewal.objects.get(id=renewal.id)
    assert (row.outcome, row.ended_on, row.ended_by_id, row.how) == (
        "done", TODAY, cast.caseworker.member.id, "Holds until 2027.",
    )  # fmt: skip
    assert seen(legal_adviser) == []
    entry = TimelineEntry.objects.get(case=case, kind="legal-renewal-ended")
    assert "it was renewed" in told.renewal_ended(entry)
    assert Entry.objects.filter(kind="renewal-ended", about__outcome="done").count() == 1
    with pytest.raises(NotPossible):
        actions.end(legal_adviser.viewer, row=renewal, outcome=Renewal.Outcome.DONE)
    reach.some(NOON + timedelta(hours=2))
    assert Renewal.objects.count() == 1


def test_missed_stays_until_somebody_says_what_happened(
    renewal: Renewal, case: Case, legal_adviser: Player, today: Callable[[date], None]
) -> None:
    later = LAST + timedelta(days=40)
    (line,) = seen(legal_adviser, Window.OVERDUE, today=later)
    assert line.missed
    today(later)
    page = legal_adviser.client.get(reverse("cases:case", kwargs={"case": case.id})).content.decode()
    assert "missed: ask what happened" in page
    actions.end(legal_adviser.viewer, row=renewal, outcome=Renewal.Outcome.MISSED, how="He was ill; the office agreed.")
    assert seen(legal_adviser, Window.OVERDUE, today=later) == []


def test_calls_climb_as_for_a_paper(renewal: Renewal, cast: Cast, legal_adviser: Player) -> None:
    def called(player: Player) -> int:
        return len(said_to(player, RENEWAL_CALLS))

    numbers = {}
    for day in (4, 5, 6, 19, 21, 22):
        escalation.escalate_what_runs_out(date(2026, 3, day), NOON)
        numbers[day] = (called(legal_adviser), called(cast.coordinator))
    assert numbers == {4: (0, 0), 5: (1, 0), 6: (2, 1), 19: (3, 2), 21: (4, 3), 22: (4, 3)}
    (said, *_rest) = renewal_calls(cast.coordinator.viewer, said_to(cast.coordinator, RENEWAL_CALLS)).values()
    assert renewal.case.written_number in said.text
    actions.end(legal_adviser.viewer, row=renewal, outcome=Renewal.Outcome.DONE)
    assert renewal_calls(cast.coordinator.viewer, said_to(cast.coordinator, RENEWAL_CALLS)) == {}


def test_corrected_it_moves_and_what_stood_there_is_kept(
    announced: RenewalRound, renewal: Renewal, legal_adviser: Player
) -> None:
    escalation.escalate_what_runs_out(LAST, NOON)
    longer = Says(FIRST, LAST + timedelta(days=30), SAYS.todo, "Notice 8", SAYS.source_date, SAYS.note)
    actions.correct(legal_adviser.viewer, row=announced, says=longer, why="Prolonged.", seen_version=1)
    row = Renewal.objects.get(id=renewal.id)
    assert (row.due, row.safe, row.escalated_level) == (longer.last, longer.last - timedelta(days=1), 0)
    before = RoundBefore.objects.get(round=announced)
    assert (before.last, before.source, before.why) == (LAST, "Notice 7", "Prolonged.")
    assert {word.about["what"] for word in said_to(legal_adviser)} == {"announced", "corrected"}
    assert Entry.objects.filter(kind="renewal-round-corrected").count() == 1
    with pytest.raises(Stale):
        actions.correct(legal_adviser.viewer, row=announced, says=SAYS, why="x", seen_version=1)
    with pytest.raises(NotPossible):
        actions.correct(legal_adviser.viewer, row=announced, says=longer, why="x", seen_version=2)


def test_taken_back_nobody_is_in_it_any_more(announced: RenewalRound, renewal: Renewal, legal_adviser: Player) -> None:
    actions.withdraw(legal_adviser.viewer, row=announced, why="Called off.")
    assert seen(legal_adviser) == []
    assert Renewal.objects.get(id=renewal.id).outcome == "withdrawn"
    said = round_said(legal_adviser.viewer, said_to(legal_adviser))
    assert ["taken back" in each.text for each in said.values()] == [True]
    with pytest.raises(NotPossible):
        actions.withdraw(legal_adviser.viewer, row=announced, why="again")
    with pytest.raises(NotPossible):
        actions.correct(legal_adviser.viewer, row=announced, says=SAYS, why="x", seen_version=1)
    again = announce(legal_adviser)
    reach.some(NOON)
    assert Renewal.objects.filter(round=again, ended_on__isnull=True).count() == 1


def test_impossible_days_and_the_same_twice_are_said(announced: RenewalRound, legal_adviser: Player) -> None:
    impossible = ((LAST, FIRST), (FIRST, FIRST + timedelta(days=400)), (date(2026, 1, 1), TODAY - timedelta(days=1)))
    for first, last in (*impossible, (FIRST, LAST)):
        with pytest.raises(NotPossible):
            announce(legal_adviser, says=Says(first, last, "x", "x", TODAY))


def test_only_who_corrects_rules_announces(announced: RenewalRound, cast: Cast, legal_adviser: Player) -> None:
    with pytest.raises(Refused):
        announce(cast.caseworker)
    with pytest.raises(Refused):
        actions.correct(cast.caseworker.viewer, row=announced, says=SAYS, why="x", seen_version=1)
    with pytest.raises(Refused):
        actions.withdraw(cast.caseworker.viewer, row=announced, why="x")
    assert cast.coordinator.client.get(reverse("legal:rounds")).status_code == 403


def test_the_page_shows_whom_it_reaches_before_it_does(card: RunsOut, case: Case, legal_adviser: Player) -> None:
    page = reverse("legal:rounds")
    typed = {
        "kind": "residence-card", "country": "TR", "first": "2/3/2026", "last": "20/3/2026", "todo": "Come.",
        "source": "Notice 7", "source_date": "20/2/2026", "note": "",
    }  # fmt: skip
    look = legal_adviser.client.post(page, {**typed, "step": "look"}).content.decode()
    assert case.written_number in look
    assert not RenewalRound.objects.exists()
    assert legal_adviser.client.post(page, {**typed, "step": "keep"}).status_code == 302
    assert legal_adviser.client.post(page, {**typed, "step": "keep"}).status_code == 422
    row = RenewalRound.objects.get()
    change = reverse("legal:round-correct", kwargs={"announced": row.id})
    said = {**typed, "last": "27/3/2026", "why": "A week more.", "seen_version": "1"}
    assert legal_adviser.client.post(change, said).status_code == 302
    back = reverse("legal:round-withdraw", kwargs={"announced": row.id})
    assert legal_adviser.client.post(back, {"why": "Called off."}).status_code == 302
    listed = legal_adviser.client.get(page).content.decode()
    assert "A week more." in listed
    assert "Called off." in listed


def test_only_one_s_own_files_are_counted_before(card: RunsOut, case: Case, cast: Cast, legal_adviser: Player) -> None:
    own = queries.would_reach(legal_adviser.viewer, Paper.RESIDENCE, "TR")
    assert ([each.id for each in own.cases], own.looked_at) == ([case.id], 1)
    others = queries.would_reach(cast.off_caseworker.viewer, Paper.RESIDENCE, "TR")
    assert (others.cases, others.looked_at) == ([], 0)


def test_it_follows_who_works_on_the_case(renewal: Renewal, cast: Cast, legal_adviser: Player) -> None:
    assignment = Assignment.objects.get(member=legal_adviser.member, ended_at__isnull=True)
    case_actions.end_assignment(cast.coordinator.viewer, assignment=assignment)
    renewal.refresh_from_db()
    assert renewal.owner_id == cast.caseworker.member.id


def test_it_holds_the_file(renewal: Renewal, case: Case, legal_adviser: Player) -> None:
    assert "legal-renewal" in {each.code for each in keeping.holds([case.id])}
    actions.end(legal_adviser.viewer, row=renewal, outcome=Renewal.Outcome.DONE)
    assert "legal-renewal" not in {each.code for each in keeping.holds([case.id])}


def test_another_group_s_round_reaches_nobody_here(announced: RenewalRound, group: Group, other_group: Group) -> None:
    with acting_for(other_group):
        assert not RenewalRound.objects.exists()
        assert reach.some(NOON) == 0
    with acting_for(group):
        assert RenewalRound.objects.count() == 1
