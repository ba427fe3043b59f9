"""Objects made by a statement are those its queryset makes: same columns, same relations, and they can be saved."""

from collections.abc import Iterator
from datetime import time
from typing import Any

import pytest
from django.db.models import F, QuerySet
from django.db.models.signals import post_init

from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group, Office, OfficeHours
from jiwar.foundation.groups.rows import _is_made_plainly
from jiwar.foundation.groups.statements import statement

pytestmark = pytest.mark.django_db


@statement
def _hours() -> QuerySet[OfficeHours]:
    rows = OfficeHours.objects.select_related("office__group").annotate(where=F("office__name"))
    return rows.order_by("weekday")


@statement
def _some_columns() -> QuerySet[Office]:
    return Office.objects.only("name").order_by("name")


@statement
def _as_dictionaries() -> "QuerySet[Any, Any]":
    return Office.objects.values("name")


@pytest.fixture
def office(group: Group) -> Office:
    office = Office.objects.create(name="Harbour", area="Old town")
    for weekday in (0, 3):
        OfficeHours.objects.create(office=office, weekday=weekday, opens=time(9), closes=time(15))
    return office


@pytest.fixture
def group() -> Iterator[Group]:
    made = Group.objects.create(name="one", country="TR", languages=["en"], time_zone="Europe/Istanbul")
    with acting_for(made):
        yield made


def test_they_carry_what_the_queryset_gives(office: Office) -> None:
    made, usual = _hours(), list(_hours.queryset())
    assert made == usual
    for ours, theirs in zip(made, usual, strict=True):
        assert {k: v for k, v in vars(ours).items() if k != "_state"} == {
            k: v for k, v in vars(theirs).items() if k != "_state"
        }
        assert ours.office == theirs.office
        assert ours.office.group.name == "one"
        assert (ours._state.adding, ours._state.db) == (False, "default")


def test_they_can_be_changed_and_saved(office: Office) -> None:
    row = _hours()[0]
    row.closes = time(17)
    row.save()
    assert OfficeHours.objects.count() == 2
    assert OfficeHours.objects.get(id=row.id).closes == time(17)


def test_columns_left_out_are_read_when_asked_for(office: Office) -> None:
    row = _some_columns()[0]
    assert "area" not in vars(row)
    assert row.area == "Old town"


def test_a_model_that_somebody_listens_to_is_made_by_django() -> None:
    heard: list[object] = []

    def hear(instance: object, **_: object) -> None:
        heard.append(instance)

    assert _is_made_plainly(Office)
    post_init.connect(hear, sender=Office)
    try:
        assert not _is_made_plainly(Office)
    finally:
        post_init.disconnect(hear, sender=Office)


def test_other_shapes_of_answers_are_refused(office: Office) -> None:
    with pytest.raises(TypeError):
        _as_dictionaries()
