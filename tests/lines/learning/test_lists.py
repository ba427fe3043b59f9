"""Lists do not ask more for more rows; who is hidden changes nothing for others; how long the line keeps."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case
from jiwar.foundation.vault.models import Subject
from jiwar.lines.learning import keeping
from jiwar.lines.learning.models import Course, TaughtClass, WaitingEntry
from jiwar.lines.learning.places import actions, enrolling, queries
from jiwar.lines.learning.places.wishes import Wishes
from tests.cast import Cast, Player
from tests.lines.learning.conftest import AHMED, offer_to

Asks = Callable[..., WaitingEntry]


def asked(player: Player, address: str) -> int:
    browser = player.client
    browser.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(address).status_code == 200
    return len(seen)


def enter(cast: Cast, teacher: Player, taught: TaughtClass, entry: WaitingEntry) -> None:
    actions.offer_free(teacher.viewer, taught=taught)
    actions.accept(cast.caseworker.viewer, offer=offer_to(entry))


@pytest.mark.parametrize("name", ["learners", "class", "places", "register", "case"])
def test_lists_do_not_grow_in_queries(
    cast: Cast, teacher: Player, taught: TaughtClass, case: Case, asks: Asks, name: str
) -> None:
    TaughtClass.objects.filter(id=taught.id).update(capacity=20)
    player, address = {
        "learners": (teacher, reverse("learning:learners")),
        "class": (teacher, reverse("learning:class", args=[taught.id])),
        "places": (teacher, reverse("learning:places", args=[taught.id])),
        "register": (teacher, reverse("learning:register", args=[taught.id, "2026-03-04", "09:00"])),
        "case": (cast.caseworker, reverse("cases:case", args=[case.id])),
    }[name]
    waits = name == "places"
    first = asks()
    if not waits:
        enter(cast, teacher, taught, first)
    one = asked(player, address)
    for who in ("Musa", "Yusuf", "Idris"):
        entry = asks(who)
        if not waits:
            enter(cast, teacher, taught, entry)
    more = asked(player, address)
    assert more == one


def test_who_is_hidden_is_put_on_no_list_and_rests_on_one(
    cast: Cast, teacher: Player, taught: TaughtClass, case: Case, asks: Asks
) -> None:
    entry = asks()
    address = reverse("learning:places", args=[taught.id])
    assert entry.learner.written_number in teacher.client.get(address).content.decode()
    Subject.objects.filter(id=entry.subject_id).update(hidden=True)
    assert entry.learner.written_number not in teacher.client.get(address).content.decode()
    assert actions.offer_free(teacher.viewer, taught=taught) == []
    other = Course.objects.create(title="Other", language="tr", level="a2", made_by=teacher.member)
    person = case.members.get().person
    with pytest.raises(NotPossible, match="hidden"):
        actions.ask_place(cast.caseworker.viewer, case=case, person=person, course=other, wishes=Wishes())


def test_a_hidden_learner_counts_for_nobody_who_does_not_teach_them(
    cast: Cast, teacher: Player, taught: TaughtClass, asks: Asks
) -> None:
    entry = asks()
    enter(cast, teacher, taught, entry)
    Subject.objects.filter(id=entry.subject_id).update(hidden=True)
    address = reverse("learning:class", args=[taught.id])
    assert "1 of 2 places taken" in teacher.client.get(address).content.decode()
    assert "0 of 2 places taken" in cast.reception.client.get(address).content.decode()
    assert AHMED in teacher.client.get(address).content.decode()


def test_years_count_from_the_last_day_and_not_while_somebody_learns_or_waits(
    cast: Cast, teacher: Player, taught: TaughtClass, asks: Asks, today: Callable[[date], None]
) -> None:
    (rule,) = keeping.RULES
    entry = asks()
    person = entry.learner.person_id
    assert rule.last([person]) == {person: None}
    enter(cast, teacher, taught, entry)
    assert rule.last([person]) == {person: None}
    today(date(2027, 1, 4))
    place = queries.place(teacher.viewer, entry.learner.enrolments.get().id)
    enrolling.end_place(teacher.viewer, place=place, how="finished")
    assert rule.last([person]) == {person: date(2027, 1, 4)}
