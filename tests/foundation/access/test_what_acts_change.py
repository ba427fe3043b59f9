"""What each act changes, called as rooms call it: in the tables, in the audit, in words told and in events heard.

Beside every row an act is about stand others like it, which stay as they are. `changes.txt` is what it must be, for a
person to read; `write_changes.py` beside this drafts it.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from jiwar.foundation.access import events, file_parts
from jiwar.foundation.access.actions import decoys, lending
from jiwar.foundation.access.actions import house as acting
from jiwar.foundation.access.compartments import GENERAL, IDENTITY, RESTRICTED
from jiwar.foundation.access.errors import Impossible
from jiwar.foundation.access.models import Lending
from jiwar.foundation.access.policy import NotThere, Refused
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.vault.models import Subject
from tests.foundation.access import crowded, house, rows
from tests.foundation.access.calls import BEFORE, CALLS, OWN, Call, emergency, lend, limits, review
from tests.foundation.access.crowded import HOUR
from tests.foundation.access.house import House
from tests.foundation.access.test_what_pages_show import _only_the_house_s_own
from tests.kept import kept

__all__ = ["_only_the_house_s_own"]

pytestmark = pytest.mark.once
FILE = Path(__file__).with_name("changes.txt")
SECOND = timedelta(seconds=1)


@pytest.fixture(scope="module")
def crowd(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    with kept(django_db_blocker, tmp_path_factory.mktemp("house"), crowded.tell) as told:
        yield told


@pytest.fixture
def here(crowd: House, db: None) -> Iterator[House]:
    with house.found_again(crowd) as here:
        yield here


def changed(here: House, name: str) -> str:
    """As if the house alone stood here: other rooms neither hear of it nor add to it."""
    with pytest.MonkeyPatch.context() as patched:
        heard: list[str] = []
        names = {key: name for key, name in here.names().items() if len(key) > 8}
        _only_these_rooms(here, patched, lambda event: heard.append(_heard(event, names)))
        before = _as_told(here.group.id)
        if name in BEFORE:
            BEFORE[name](here)
            before = rows.standing()
        heard.clear()
        entries = Entry.objects.count()
        with rows.watched() as statements:
            left = [*_done(here, CALLS[name])]
        left += statements.said()
        left += sorted(rows.changed(before, statements.written, names))
        left += sorted(rows.kept(entries, names))
        left += sorted(rows.told(before, names))
        return "\n".join([*left, *heard])


@cache
def _as_told(_group: UUID) -> dict[rows.Key, rows.Fields]:
    """Before anything was done: the same for all, so it is read once."""
    return rows.standing()


def _only_these_rooms(here: House, patched: pytest.MonkeyPatch, hear: Callable[[Any], object]) -> None:
    kinds = (events.MemberJoined, events.SupervisorChanged, events.MembershipEnded, events.SignInChanged)
    patched.setattr(events, "_subscribers", {kind: [hear] for kind in (*kinds, events.HidingChanged)})
    patched.setattr(decoys, "_makers", [lambda invented: _made(invented, hear)])
    patched.setattr(file_parts, "_rooms", {})
    people = {here.rows["case"].id: [here.rows["person"]]}
    file_parts.register(
        Subject.Kind.CASE, lambda: [GENERAL, RESTRICTED], people=lambda subject: people.get(subject, [])
    )
    file_parts.register(Subject.Kind.PERSON, lambda: [IDENTITY, GENERAL])


def _made(invented: decoys.Invented, hear: Callable[[Any], object]) -> Subject:
    hear(invented)
    return Subject.objects.create(kind=Subject.Kind.PERSON)


def _done(here: House, act: Call) -> Iterator[str]:
    try:
        answer = act(here)
    except Impossible as rule:
        yield f"says: {rule.says}"
    except Refused as refused:
        yield f"refused: {refused.decision.code}"
    except NotThere:
        yield "not there"
    except acting.Moved as meanwhile:
        yield f"changed meanwhile: {meanwhile.now.name}, version {meanwhile.now.version}"
    except acting.OfficeMoved:
        yield "changed meanwhile"
    else:
        if isinstance(answer, bool | int):
            yield f"answers {answer}"


def _heard(event: Any, names: dict[str, str]) -> str:
    if isinstance(event, decoys.Invented):
        return f"invents {', '.join(f'{name}={value}' for name, value in vars(event).items())}"
    said = {
        name: rows.named(row.pk, names) if row else "nobody"
        for name, row in ((name, getattr(event, name, None)) for name in ("member", "before", "after", "subject"))
        if hasattr(event, name)
    }
    return " ".join(["hears", type(event).__name__, *(f"{name}={value}" for name, value in said.items())])


def written() -> dict[str, str]:
    sections = FILE.read_text().split("== ")[1:]
    return {name.strip(): text.strip() for name, _, text in (section.partition("\n") for section in sections)}


@pytest.mark.parametrize("name", CALLS)
def test_it_changes_this_and_nothing_else(here: House, name: str) -> None:
    assert changed(here, name).splitlines() == written()[name].splitlines()


def test_each_is_written_down_once() -> None:
    assert list(written()) == list(CALLS)


@pytest.mark.parametrize("name", OWN)
def test_nothing_of_one_s_own_is_done_unasked_either(here: House, name: str) -> None:
    """Whoever is signed in may; each of these asks all the same."""
    with pytest.raises(Refused, match="no-capability"):
        OWN[name](here, replace(here.cast.volunteer.viewer, capabilities=frozenset()))


TEN, SIXTY = "It ends after ten hours at the latest.", "It ends after sixty minutes at the latest."
WORDS = "Say in a few words what it is for."
ORDER = "It slows first, then it is told, then it locks: write the numbers in this order."
NIGHT = "Write the hours of the night as numbers from 0 to 23."
BOUNDS: dict[str, tuple[Call, str]] = {
    "ten hours": (lambda h: lend(h, lasts=10 * HOUR), ""),
    "more than ten hours": (lambda h: lend(h, lasts=10 * HOUR + SECOND), TEN),
    "no time": (lambda h: lend(h, lasts=timedelta()), TEN),
    "ten letters": (lambda h: lend(h, purpose=" interprets "), ""),
    "nine letters": (lambda h: lend(h, purpose=" interpret "), WORDS),
    "every part": (lambda h: lend(h, parts=[GENERAL, RESTRICTED]), ""),
    "sixty minutes": (lambda h: emergency(h, lasts=HOUR), ""),
    "more than sixty": (lambda h: emergency(h, lasts=HOUR + SECOND), SIXTY),
    "no minute": (lambda h: emergency(h, lasts=timedelta()), SIXTY),
    "nine letters of an emergency": (lambda h: emergency(h, reason="in danger"), WORDS),
    "nothing said of what was wrong": (lambda h: review(h, "to review", " "), "Write what was not in order."),
    "the last hour": (lambda h: limits(h, night_from=23, night_until=0), ""),
    "all the same": (lambda h: limits(h, slow_at=20, alarm_at=20, lock_at=20), ""),
    "all the most": (lambda h: limits(h, slow_at=2000, alarm_at=2000, lock_at=2000), ""),
    "no such hour to begin": (lambda h: limits(h, night_from=24), NIGHT),
    "no such hour to end": (lambda h: limits(h, night_until=24), NIGHT),
    "an hour before the first": (lambda h: limits(h, night_from=-1, night_until=-1), NIGHT),
    "too few": (lambda h: limits(h, slow_at=19), ORDER),
    "too many": (lambda h: limits(h, lock_at=2001), ORDER),
}


@pytest.mark.parametrize("name", BOUNDS)
def test_up_to_the_bound_and_not_beyond(here: House, name: str) -> None:
    act, says = BOUNDS[name]
    with pytest.MonkeyPatch.context() as patched:
        _only_these_rooms(here, patched, lambda _event: None)
        assert "".join(_done(here, act)) == (f"says: {says}" if says else "")


def test_what_somebody_ended_in_the_same_moment_is_not_noted_again(here: House) -> None:
    """Between asking what is over and writing it down."""
    since = Entry.objects.count()

    def meanwhile(execute: Callable[..., Any], sql: str, *further: Any) -> Any:
        if sql.startswith('UPDATE "access_lending"') and not ended:
            ended.append(Lending.objects.get(id=here.key("over")))
            Lending.objects.filter(id=here.key("over")).update(ended_at=ended[0].until)
        return execute(sql, *further)

    ended: list[Lending] = []
    with connection.execute_wrapper(meanwhile):
        assert lending.note_those_over() == 1
    assert (len(ended), Entry.objects.count()) == (1, since)
