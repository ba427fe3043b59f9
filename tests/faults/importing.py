"""Killed while lists are brought in and undone: every row has its one fate, and the next worker goes on from there."""

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from tests.faults.killing import Confirmed, Ledger, Scenario

ROWS = 6
COORDINATOR = "coordinator"


@contextmanager
def bringing() -> Iterator[Any]:
    """Whoever may bring lists, for the length of one request."""
    from jiwar.foundation.access.models import Membership
    from jiwar.foundation.access.viewer import viewer_for
    from jiwar.foundation.vault import keys
    from tests.faults.place import working

    with working(), keys.session():
        yield viewer_for(Membership.objects.select_related("account").get(account__username=COORDINATOR))


def bring(ledger: Ledger) -> None:
    """What a killed one left is finished first; then list after list, each third one taken back."""
    from jiwar.casework.people.imports import actions

    with bringing() as viewer:
        _finish(viewer)
    for number in count(1):
        with bringing() as viewer:
            brought = actions.begin(viewer, chunks=[_list(number)], name="list.csv")
            ledger.confirmed("sent", brought.id)
            actions.start_and_wait(viewer, brought=brought, only_try=False)
            ledger.confirmed("brought", brought.id)
            if number % 3 == 0:
                actions.undo(viewer, brought=brought)
                ledger.confirmed("undoing", brought.id)
                _undo(brought)
                ledger.confirmed("undone", brought.id)


def _list(number: int) -> bytes:
    rows = [f"Listed {os.getpid()} {number} {row},1994,M" for row in range(ROWS)]
    return "\n".join(["Name,DOB,Sex", *rows]).encode()


def _undo(brought: Any) -> None:
    from jiwar.casework.people.imports import undoing
    from jiwar.casework.people.imports.models import PeopleImport

    undoing.undo_all(str(brought.id), str(PeopleImport.objects.get(id=brought.id).run))


def _finish(viewer: Any) -> None:
    """As the worker does, or the one who presses *Go on* after a minute."""
    from django.utils import timezone

    from jiwar.casework.people.imports import actions, running
    from jiwar.casework.people.imports.models import STANDS_STILL_AFTER, PeopleImport

    works = [PeopleImport.State.RUNNING, PeopleImport.State.UNDOING]
    for brought in PeopleImport.objects.filter(state__in=works):
        before = timezone.now() - 2 * STANDS_STILL_AFTER
        PeopleImport.objects.filter(id=brought.id).update(changed_at=before)
        actions.go_on(viewer, brought=brought)
        stored = PeopleImport.objects.get(id=brought.id)
        if stored.state == PeopleImport.State.UNDOING:
            _undo(stored)
        else:
            running.work_off(str(stored.id), str(stored.run))


def look(confirmed: Confirmed, thorough: bool) -> list[str]:
    from jiwar.casework.people.imports.models import PeopleImport
    from tests.faults.casework import everything

    with bringing() as viewer:
        if thorough:
            _finish(viewer)
        lists = {str(row.id): row for row in PeopleImport.objects.select_related("file")}
        faults = [fault for words in confirmed if (fault := _kept(words[0], lists.get(words[1])))]
        for brought in lists.values():
            faults += _whole(brought)
        if thorough:
            faults += [f"list {row.id} was never finished" for row in lists.values() if row.works]
        return [*faults, *_people(), *(everything(viewer) if thorough else [])]


def _kept(said: str, brought: Any) -> str:
    from jiwar.foundation.vault import files

    if brought is None or not b"".join(files.read(brought.file)).startswith(b"Name,DOB,Sex"):
        return f"a list that was {said} is lost"
    reached = {"brought": {"done", "undoing", "undone"}, "undoing": {"undoing", "undone"}, "undone": {"undone"}}
    after = reached.get(said)
    return f"list {brought.id} was {said} and is {brought.state}" if after and brought.state not in after else ""


def _whole(brought: Any) -> list[str]:
    """What the list counts is what its rows say, and each row that stands for somebody has somebody."""
    from jiwar.casework.people.imports.models import ImportedRow

    rows = list(ImportedRow.objects.filter(of=brought).values_list("fate", "person_id"))
    faults = []
    if brought.total is not None:
        met = Counter(fate for fate, _person in rows if fate != "waiting")
        if met != Counter({fate: number for fate, number in brought.counts.items() if number}):
            faults.append(f"list {brought.id} counts {brought.counts}, its rows say {dict(met)}")
        if len(rows) != ROWS or brought.total != ROWS:
            faults.append(f"list {brought.id} has {len(rows)} rows of {ROWS}")
    if any((fate == "created") != (person is not None) for fate, person in rows):
        faults.append(f"list {brought.id}: a row without its person, or a person without its row")
    return faults


def _people() -> list[str]:
    """Nobody twice, nobody without a row: as many people of lists as rows that made somebody, and as many marks."""
    from jiwar.casework.people.imports.models import ImportedRow, ImportMark
    from jiwar.casework.people.models import Person

    made = list(ImportedRow.objects.filter(fate="created").values_list("person_id", flat=True))
    listed = {person.id for person in Person.objects.all() if person.shown.startswith("Listed")}
    faults = [] if set(made) == listed and len(made) == len(listed) else ["people of lists and rows differ"]
    marked = sorted(ImportMark.objects.values_list("person_id", flat=True))
    return [*faults, *([] if marked == sorted(made) else ["marks and rows differ"])]


IMPORTS = Scenario("imports", bring, look, longest=3.0, share=2.0)
