"""A statement answers as its queryset does, for whoever asks, and is refused when it could not tell groups apart."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from jiwar.foundation.groups import doors
from jiwar.foundation.groups.context import NoGroupChosen, acting_for
from jiwar.foundation.groups.models import Counter, Group, LocalDay, Office
from jiwar.foundation.groups.statements import Unbound, _with_constants, moment, statement
from jiwar.foundation.vault.models import Subject

pytestmark = pytest.mark.django_db


@statement
def _days(first: date, ids: tuple[UUID, ...], closed: bool) -> QuerySet[LocalDay]:
    return LocalDay.objects.filter(day__gte=first, id__in=ids, closed=closed)


@statement
def _names(last: int) -> QuerySet[Counter, tuple[str, int]]:
    return Counter.objects.filter(last__gt=last).order_by("series").values_list("series", "last")


@statement
def _made_by_now() -> QuerySet[Subject]:
    return Subject.objects.filter(created_at__lte=moment())


@statement
def _closed_by_now() -> QuerySet[Office]:
    return Office.objects.filter(closed_on__lte=moment())


@statement
def _everyones(id_: UUID) -> QuerySet[Office]:
    return Office.across_groups.filter(id=id_)


@statement
def _forgets(_first: date) -> QuerySet[Office]:
    return Office.objects.all()


def _group(name: str) -> Group:
    return Group.objects.create(name=name, country="TR", languages=["en"], time_zone="Europe/Istanbul")


def test_it_answers_as_its_queryset_for_every_group_and_length() -> None:
    first = date(2026, 3, 1)
    groups = [_group("one"), _group("two")]
    for group in groups:
        with acting_for(group):
            rows = [LocalDay.objects.create(day=first + timedelta(days=at), closed=at % 2 == 0) for at in range(6)]
            for count in range(7):
                for closed in (True, False):
                    for since in (first, first + timedelta(days=3)):
                        ids = tuple(row.id for row in rows[:count])
                        assert _days(since, ids, closed) == list(_days.queryset(since, ids, closed))
    with acting_for(groups[0]):
        with doors.WHOLE.opened(""):
            foreign = tuple(LocalDay.across_groups.filter(group=groups[1]).values_list("id", flat=True))
        assert len(foreign) == 6
        assert _days(first, foreign, True) == []


def test_values_come_as_the_queryset_gives_them() -> None:
    with acting_for(_group("one")):
        Counter.objects.create(series="P", last=7)
        Counter.objects.create(series="C", last=3)
        assert _names(0) == [("C", 3), ("P", 7)]
        assert _names(3) == [("P", 7)]


def test_it_is_built_once_for_each_shape(monkeypatch: pytest.MonkeyPatch) -> None:
    with acting_for(_group("one")):
        _names(1)
        monkeypatch.setattr(_names, "queryset", None)
        assert _names(2) == []


def test_now_is_the_time_of_asking() -> None:
    with acting_for(_group("one")):
        assert _made_by_now() == []
        made = Subject.objects.create(kind=Subject.Kind.PERSON)
        assert _made_by_now() == [made]
        Subject.objects.update(created_at=timezone.now() + timedelta(hours=1))
        assert _made_by_now() == []


def test_one_that_forgets_the_group_or_a_parameter_is_refused() -> None:
    with acting_for(_group("one")):
        with pytest.raises(Unbound):
            _everyones(uuid4())
        with pytest.raises(Unbound):
            _forgets(date(2026, 1, 1))
        with pytest.raises(Unbound):
            _closed_by_now()


def test_without_a_group_nothing_is_asked() -> None:
    with pytest.raises(NoGroupChosen):
        _names(0)


@statement
def _in_series(series: str) -> QuerySet[Counter]:
    return Counter.objects.filter(series=series).exclude(series="x'y")


def test_the_programs_codes_are_written_and_nobodys_values() -> None:
    """So that a database may use an index kept for that code alone."""
    with acting_for(_group("one")):
        assert _in_series("open'; DROP TABLE groups_counter; --") == []
    (compiled,) = _in_series._compiled.values()
    assert "DROP" not in compiled.sql
    assert "x'y" not in compiled.sql, "what is not a plain code stays bound"
    assert compiled.sql.count("%s") == len(compiled.slots) == 3
    assert _with_constants("a = %s AND b = %s AND c = %s", ("open", 7, "O'Brien")) == (
        "a = 'open' AND b = 7 AND c = %s",
        ("O'Brien",),
    )
    assert _with_constants("a LIKE 'x%%s' AND b = %s", ("open",)) == ("a LIKE 'x%%s' AND b = 'open'", ())
