"""The board: whose rows, in which order, at which cost; and the paper on the wall."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jiwar.casework.cases import actions as case_actions
from jiwar.casework.cases.models import Case
from jiwar.casework.people import actions as people_actions
from jiwar.casework.people.parts import NameGiven, Who
from jiwar.foundation.vault.models import Subject
from jiwar.knowledge.procedures import EventKind
from jiwar.lines.legal import actions, queries
from jiwar.lines.legal.models import Deadline, Procedure
from jiwar.lines.legal.queries import Show
from tests.cast import Cast, Player
from tests.lines.legal.conftest import TODAY
from tests.lines.legal.telling import happened, on


def refused_case(cast: Cast, player: Player, name: str, day: date) -> Case:
    """A case of its own, led by `player`, whose refusal was notified on a day."""
    person = people_actions.register(cast.reception.viewer, who=Who((NameGiven(name),)), none_of_these=True)
    case = case_actions.open_case(cast.reception.viewer, person=person, asks="Refused")
    case_actions.assign(cast.coordinator.viewer, case=case, member=player.member)
    procedure = actions.open_procedure(player.viewer, case=case, pack="tr", tracks=["regular"])
    happened(player, procedure, EventKind.REFUSAL_NOTIFIED, on(day))
    return case


@pytest.fixture
def refused(legal_adviser: Player, procedure: Procedure) -> Case:
    happened(legal_adviser, procedure, EventKind.REFUSAL_NOTIFIED, on(date(2026, 3, 2)))
    return procedure.case


def board(player: Player, show: str = "all") -> str:
    return str(player.client.get(reverse("legal:board"), {"show": show}).content.decode())


def test_who_works_on_the_case_reads_the_row_who_oversees_sees_owner_and_date_only(
    cast: Cast, legal_adviser: Player, refused: Case
) -> None:
    action = "Object to the International Protection Evaluation Commission"
    team, watching = board(cast.caseworker), board(cast.coordinator)
    assert action in team
    assert action not in watching
    assert "Wed 11 Mar 2026" in watching
    assert refused.written_number in watching
    assert "Legal Adviser" in watching
    for outside in (cast.off_caseworker, cast.volunteer, cast.reception, cast.guardian):
        assert refused.written_number not in board(outside)
    assert refused.written_number not in board(cast.stranger)


def test_a_hidden_file_is_not_on_the_coordinators_board_nor_on_the_wall(
    cast: Cast, legal_adviser: Player, refused: Case
) -> None:
    Subject.objects.filter(id=refused.subject_id).update(hidden=True)
    assert refused.written_number not in board(cast.coordinator)
    assert refused.written_number in board(legal_adviser)
    wall = legal_adviser.client.get(reverse("legal:wall")).content.decode()
    assert refused.written_number not in wall


def test_the_nearest_comes_first_and_mine_are_mine(cast: Cast, legal_adviser: Player, refused: Case) -> None:
    later = refused_case(cast, legal_adviser, "Selam Tesfaye", date(2026, 3, 5))
    rows = list(queries.board(legal_adviser.viewer, Show.ALL, TODAY).order_by("sort_by", "id"))
    assert [row.case for row in rows][:2] == [refused, later]
    assert not queries.board(cast.caseworker.viewer, Show.MINE, TODAY).exists()
    assert queries.board(legal_adviser.viewer, Show.MINE, TODAY).count() == len(rows)
    assert queries.board(legal_adviser.viewer, Show.OVERDUE, date(2026, 3, 12)).count() == 1


def test_the_wall_has_number_and_date_and_nothing_else(cast: Cast, legal_adviser: Player, refused: Case) -> None:
    text = cast.coordinator.client.get(reverse("legal:wall")).content.decode()
    assert refused.written_number in text
    assert "Wed 11 Mar 2026" in text
    for secret in ("Ahmed", "Object to", "Legal Adviser", "legal/procedure", "Commission"):
        assert secret not in text


@pytest.mark.parametrize("name", ["legal:board", "legal:procedures", "legal:wall"])
def test_lists_cost_the_same_for_three_rows_as_for_one(
    cast: Cast, legal_adviser: Player, refused: Case, name: str
) -> None:
    one = _queries(legal_adviser, name)
    for number in range(3):
        refused_case(cast, legal_adviser, f"Person {number}", date(2026, 3, 3))
    assert Deadline.objects.filter(kind=Deadline.Kind.LIMIT).count() >= 4
    assert _queries(legal_adviser, name) == one


def _queries(player: Player, name: str) -> int:
    client: Any = player.client
    address = reverse(name)
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    assert not any("OFFSET" in query["sql"] or "COUNT(" in query["sql"] for query in caught.captured_queries)
    return len(caught)


def test_the_badge_counts_what_wants_me_now(legal_adviser: Player, cast: Cast, refused: Case, today: Any) -> None:
    assert queries.urgent_of(legal_adviser.viewer) == 0
    today(date(2026, 3, 10))
    assert queries.urgent_of(legal_adviser.viewer) == 1
    assert queries.urgent_of(cast.caseworker.viewer) == 0
