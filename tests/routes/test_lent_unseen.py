"""Two worlds that differ only in what was opened to somebody else, or in a decoy or an alarm, look the same.

What differs is generated: what was opened, of which file, which parts, to whom, and how it went on. The viewer is one
who may not know of it. Every page and search of the program is asked in both worlds, byte for byte.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from jiwar.casework.cases.models import Case
from jiwar.casework.people.models import Person
from jiwar.foundation.access import grants, reading, roles
from jiwar.foundation.access.actions import alarms, lending
from jiwar.foundation.access.compartments import GENERAL, IDENTITY, RESTRICTED, Compartment
from jiwar.foundation.access.models import Alarm, Decoy, FileShown, Grant, Lending
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault.models import Subject
from jiwar.lines.legal.rights import LEGAL_PRIVILEGED
from tests.cast import Player, join
from tests.routes.routes import every_route
from tests.routes.test_hidden import _asked, _seen, _unnamed
from tests.routes.test_unseen_pairs import EXAMPLES, examples
from tests.routes.world import World

pytestmark = pytest.mark.once

MAY_NOT_KNOW = ("reception", "off_caseworker", "volunteer", "administrator", "stranger", "signed_out")
AFTERWARDS = ("runs", "over", "ended early", "reviewed")
OF_A_CASE = (GENERAL, RESTRICTED, LEGAL_PRIVILEGED)
OF_A_PERSON = (IDENTITY, GENERAL, RESTRICTED)


@dataclass(frozen=True)
class Difference:
    """What one of the two worlds has more than the other."""

    what: str
    file: str
    parts: tuple[Compartment, ...]
    of_people: tuple[Compartment, ...]
    afterwards: str


def _some(parts: tuple[Compartment, ...]) -> st.SearchStrategy[tuple[Compartment, ...]]:
    return st.sets(st.sampled_from(parts), min_size=1).map(lambda chosen: tuple(sorted(chosen, key=str)))


differences = st.builds(
    Difference,
    what=st.sampled_from(["lent", "emergency", "closed", "decoy", "alarm"]),
    file=st.sampled_from(["case", "person"]),
    parts=_some(OF_A_CASE),
    of_people=_some(OF_A_PERSON),
    afterwards=st.sampled_from(AFTERWARDS),
)


@pytest.fixture
def guest(world: World, group: Group) -> Player:
    """A volunteer to whom something is opened: a member in both worlds."""
    return join(group, "guest", roles.VOLUNTEER)


@pytest.fixture
def night(world: World, group: Group) -> Player:
    """A caseworker who opens something in an emergency: a member in both worlds."""
    return join(group, "night", roles.CASEWORKER)


def _subject(world: World, file: str) -> Subject:
    row: Any = Case if file == "case" else Person
    found: Subject = row.objects.select_related("subject").get(id=world.rows[file]).subject
    return found


def _come_true(world: World, guest: Player, night: Player, more: Difference) -> Lending | None:
    guardian, subject = world.cast["guardian"].viewer, _subject(world, more.file)
    if more.what == "closed":
        row = Grant.objects.filter(subject=subject, member=world.cast["legal_adviser"].member)[0]
        grants.end_grant(guardian, grant=row)
    elif more.what == "decoy":
        Decoy.objects.create(subject=subject, made_by=guardian.member)
    elif more.what == "alarm":
        now, member = timezone.now(), night.member
        alarm = Alarm.objects.create(
            member=member, kind=Alarm.Kind.MANY, hour=reading.hour_of(now), at=now, shown=95, subject=subject
        )
        FileShown.objects.create(member=member, hour=alarm.hour, subject=subject, at=now)
        if more.afterwards == "reviewed":
            alarms.settle(guardian, alarm=alarm)
    else:
        lent = _opened(world, guest, night, more, subject)
        _go_on(world, lent, more.afterwards)
        return lent
    return None


def _opened(world: World, guest: Player, night: Player, more: Difference, subject: Subject) -> Lending:
    if more.what == "emergency":
        part = next((part for part in more.parts if part in (GENERAL, RESTRICTED)), GENERAL)
        return lending.open_in_emergency(
            night.viewer, subject=subject, part=part, reason="called at night", lasts=timedelta(minutes=60)
        )
    return lending.lend(
        world.cast["coordinator"].viewer,
        member=guest.member,
        subject=subject,
        parts=more.parts if more.file == "case" else more.of_people,
        of_people=more.of_people if more.file == "case" else (),
        purpose="interprets at the clinic",
        lasts=timedelta(hours=8),
    )


def _go_on(world: World, lent: Lending, afterwards: str) -> None:
    guardian = world.cast["guardian"].viewer
    if afterwards in ("over", "reviewed"):
        past = timezone.now() - timedelta(seconds=1)
        Grant.objects.filter(origin=lent.id).update(until=past)
        Lending.objects.filter(id=lent.id).update(until=past)
        lending.note_those_over()
    if afterwards == "ended early":
        lending.end(guardian, lending=lent)
    if afterwards == "reviewed" and lent.kind == Lending.Kind.EMERGENCY:
        lending.review(guardian, lending=lent, outcome=Lending.Outcome.NOT_IN_ORDER, said="no danger")


@pytest.mark.parametrize("who", MAY_NOT_KNOW)
def test_who_may_not_know_of_it_cannot_tell(world: World, still: None, guest: Player, night: Player, who: str) -> None:
    before = _seen(world, who)

    @examples(EXAMPLES)
    @given(more=differences)
    def alike(more: Difference) -> None:
        with transaction.atomic():
            _come_true(world, guest, night, more)
            after = _seen(world, who)
            transaction.set_rollback(True)
        assert [page for page in after if after[page] != before[page]] == []

    alike()


@pytest.mark.parametrize("what", ["lent", "emergency"])
def test_what_was_opened_to_another_answers_as_what_never_was(
    world: World, guest: Player, night: Player, what: str
) -> None:
    lent = _come_true(world, guest, night, Difference(what, "case", (GENERAL,), (GENERAL,), "runs"))
    assert lent is not None
    told = []
    for route in (route for route in every_route() if "lending_id" in route.places):
        for who in MAY_NOT_KNOW:
            for method in ("get", "post"):
                there, nowhere = {"lending_id": lent.id}, {"lending_id": uuid4()}
                found, never = (
                    _unnamed(_asked(world.client(who), method, reverse(route.name, kwargs=kwargs)), kwargs)
                    for kwargs in (there, nowhere)
                )
                if found != never:
                    told.append(f"{who}: {method} {route.name}: {found[0]}, {never[0]}")
    assert told == []


def test_who_holds_the_file_can_tell(world: World, guest: Player, night: Player) -> None:
    """So the comparison is not blind: the same pages tell those who may know."""
    pages = [reverse("desk:day"), reverse("access:opened", args=[_subject(world, "person").id])]
    client = world.client("caseworker")
    before = [_asked(client, "get", page) for page in pages]
    _come_true(world, guest, night, Difference("emergency", "person", (GENERAL,), (GENERAL,), "runs"))
    after = [_asked(client, "get", page) for page in pages]
    assert [was != now for was, now in zip(before, after, strict=True)] == [True, True]
