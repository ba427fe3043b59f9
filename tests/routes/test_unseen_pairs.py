"""Generated pairs of worlds that differ only in what the viewer may not see: every route answers byte for byte alike.

What differs is drawn: a hidden person with any of what people have, something said in a part of a file closed to
the viewer, or whatever another group keeps. Asked are all routes by get and by post, the searches as typed and as one
types, lists taken out, the week and the calendar others subscribe to, numbers and errors.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from jiwar.casework.appointments import actions as appointments
from jiwar.casework.cases import actions as cases
from jiwar.casework.cases.models import Case
from jiwar.casework.people import actions as people
from jiwar.casework.people.models import Person
from jiwar.casework.people.parts import Contact, IdentifierGiven, Identifiers, NameGiven, PhoneGiven, Who
from jiwar.foundation.access.actions import hiding
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group
from jiwar.lines.legal.rights import LEGAL_ADVISER, LEGAL_PRIVILEGED
from tests.cast import Player, join
from tests.routes.canaries import NAME
from tests.routes.routes import every_route
from tests.routes.test_hidden import _asked, _pages
from tests.routes.world import World

PAPER, SHARED = "185-77C00041", "+905321234567"
HIDES = ("reception", "off_caseworker", "coordinator")
"""Of those who must not tell that somebody hidden is there: one of each kind of rights."""
CLOSED = {GENERAL: ("reception",), LEGAL_PRIVILEGED: ("caseworker",)}
"""Not the coordinator: of work they see who, when and how many minutes, by design."""
NEVER_ALIKE = {"account_logout", "usersessions_list", "appointments:feed-address", "learning:word-link"}
"""Posting these ends the session, or shows a secret made that moment."""
EXAMPLES = int(os.environ.get("JIWAR_TEST_PAIRS", "2"))
"""Of each kind and viewer; each walks through the whole program. `JIWAR_TEST_PAIRS=20` draws more."""


def once_but(who: str, widest: str) -> tuple[pytest.MarkDecorator, ...]:
    """Searches and walls are of each database: the one who sees most asks both; the others' rights are the same."""
    return () if who == widest else (pytest.mark.once,)


@dataclass(frozen=True)
class Somebody:
    """A hidden person, and what there is of them."""

    names: tuple[str, ...]
    phone: str
    kin: bool
    lives_with: bool
    case: bool
    danger: bool
    books: bool
    words: str


@dataclass(frozen=True)
class Said:
    """Something in a part of a file."""

    what: str
    words: str
    minutes: int


texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60).map(str.strip).filter(bool)
somebodies = st.builds(
    Somebody,
    names=st.lists(
        st.sampled_from([NAME, "Zubaida Kanariya", "Idris Qanarija", "Marjan", "زبيدة قناريجة", "Halima Idris"]),
        min_size=1,
        max_size=3,
        unique=True,
    ).map(tuple),
    phone=st.sampled_from([SHARED, "+905329876543", ""]),
    kin=st.booleans(),
    lives_with=st.booleans(),
    case=st.booleans(),
    danger=st.booleans(),
    books=st.booleans(),
    words=texts,
)
saids = st.builds(Said, what=st.sampled_from(["note", "paper"]), words=texts, minutes=st.integers(1, 300))


@pytest.fixture
def owner(world: World, group: Group) -> Player:
    """Who holds what is hidden: a member in both worlds."""
    return join(group, "owner", LEGAL_ADVISER)


def pages(world: World) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every route both ways, and with what people type."""
    yield from _pages(world)
    for route in every_route():
        if route.name not in NEVER_ALIKE and route.name != "access:looked":
            yield "post", reverse(route.name, kwargs=world.places(route)), {}
    yield "post", reverse("people:export"), {"as": "csv"}
    yield "post", reverse("people:list"), {"q": PAPER, "as_typed": "1"}
    for text in ("Zub", "Marj", SHARED[:9], "C-000"):
        yield "post", reverse("people:find"), {"q": text}


def seen(world: World, who: str) -> dict[str, tuple[int, str]]:
    return {
        f"{method} {address} {data}": _asked(world.client(who), method, address, data)
        for method, address, data in pages(world)
    }


def told(world: World, who: str, before: dict[str, tuple[int, str]]) -> list[str]:
    after = seen(world, who)
    return [page for page in after if after[page] != before[page]]


def comes(viewer: Viewer, guardian: Viewer, known: Person, more: Somebody) -> None:
    person = people.register(
        viewer,
        who=Who(names=tuple(NameGiven(name) for name in more.names), nationalities=("SD",)),
        contact=Contact(phones=(PhoneGiven(more.phone),) if more.phone else ()),
        identifiers=Identifiers((IdentifierGiven("unhcr", PAPER),)),
        none_of_these=True,
    )
    if more.kin:
        people.relate(viewer, person=person, other=known, kind="child")
    if more.lives_with:
        people.join_household(viewer, person=person, with_=known)
    if more.case:
        danger, words = ("in-danger", more.words) if more.danger else ("", "")
        case = cases.open_case(viewer, person=person, asks=more.words, danger=danger, danger_words=words)
        cases.assign(viewer, case=case, member=viewer.member)
        case.refresh_from_db()
        cases.add_task(viewer, title=more.words, case=case)
        cases.write_note(viewer, case=case, text=more.words, minutes=40)
    if more.books:
        starts = timezone.now().replace(hour=9, minute=0) + timedelta(days=3)
        ends = starts + timedelta(hours=1)
        appointments.book(viewer, person=person, staff=viewer.member, starts=starts, ends=ends, in_spite=True)
    hiding.hide(guardian, subject=person.subject)


def examples(number: int) -> settings:
    """Each is a whole walk through the program: few are drawn, and none is made smaller."""
    return settings(
        max_examples=number,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


@pytest.mark.parametrize("who", [pytest.param(who, marks=once_but(who, "coordinator")) for who in HIDES])
def test_who_may_not_know_of_somebody_cannot_tell(world: World, owner: Player, still: None, who: str) -> None:
    before = seen(world, who)

    @examples(EXAMPLES)
    @given(more=somebodies)
    def alike(more: Somebody) -> None:
        with transaction.atomic():
            comes(owner.viewer, world.cast["guardian"].viewer, Person.objects.get(id=world.rows["person"]), more)
            found = told(world, who, before)
            transaction.set_rollback(True)
        assert found == []

    alike()


@pytest.mark.once
@pytest.mark.parametrize(("part", "who"), [(part, who) for part, whom in CLOSED.items() for who in whom], ids=str)
def test_what_is_said_in_a_part_closed_to_the_viewer_changes_nothing(
    world: World, still: None, part: Any, who: str
) -> None:
    before = seen(world, who)
    writer = world.cast["legal_adviser" if part is LEGAL_PRIVILEGED else "caseworker"].viewer

    @examples(EXAMPLES)
    @given(said=saids)
    def alike(said: Said) -> None:
        with transaction.atomic():
            case = Case.objects.get(id=world.rows["case"])
            if said.what == "note":
                cases.write_note(writer, case=case, text=said.words, minutes=said.minutes, compartment=part)
            else:
                cases.add_document(
                    writer,
                    case=case,
                    chunks=[b"What the paper says."],
                    name="words.txt",
                    title=said.words,
                    kind="other",
                    compartment=part,
                )
            found = told(world, who, before)
            transaction.set_rollback(True)
        assert found == []

    alike()


@pytest.mark.parametrize(
    "who", [pytest.param(who, marks=once_but(who, "guardian")) for who in ("reception", "guardian")]
)
def test_what_another_group_keeps_changes_nothing(world: World, other_group: Group, still: None, who: str) -> None:
    before = seen(world, who)
    with acting_for(other_group):
        theirs = world.cast["stranger"].viewer

    @examples(EXAMPLES)
    @given(more=somebodies)
    def alike(more: Somebody) -> None:
        with transaction.atomic():
            with acting_for(other_group):
                person = people.register(
                    theirs,
                    who=Who(names=tuple(NameGiven(name) for name in more.names), nationalities=("SD",)),
                    contact=Contact(phones=(PhoneGiven(more.phone),) if more.phone else ()),
                    none_of_these=True,
                )
                if more.case:
                    cases.open_case(theirs, person=person, asks=more.words)
            found = told(world, who, before)
            transaction.set_rollback(True)
        assert found == []

    alike()


@pytest.mark.once
def test_who_may_see_it_can_tell(world: World, owner: Player) -> None:
    """So the comparison is not blind: the same pages tell those who may know."""
    before = seen(world, "caseworker")
    with transaction.atomic():
        case = Case.objects.get(id=world.rows["case"])
        cases.write_note(world.cast["caseworker"].viewer, case=case, text="a new word", minutes=5)
        found = told(world, "caseworker", before)
        transaction.set_rollback(True)
    assert any(reverse("cases:case", args=[world.rows["case"]]) in page for page in found)
