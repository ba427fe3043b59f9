"""The first wall between groups: nothing is read or written without one chosen, and never another's rows."""

from contextvars import Context

import pytest
from django.apps import apps
from django.db import models

from jiwar.foundation.groups import doors
from jiwar.foundation.groups.context import NoGroupChosen, acting_for, current_group
from jiwar.foundation.groups.models import Counter, Group, GroupOwned, LocalDay, Office
from jiwar.foundation.groups.numbering import next_number, written


def outside(act: object) -> None:
    Context().run(act)  # type: ignore[arg-type]


def test_without_a_group_nothing_is_asked(group: Group) -> None:
    for ask in (
        lambda: Office.objects.all(),
        lambda: Office.objects.filter(name="x"),
        lambda: Office.objects.count(),
        lambda: Office.objects.create(name="x"),
        lambda: Office(name="x").save(),
        lambda: Office.objects.bulk_create([Office(name="x")]),
        lambda: Office.objects.get_or_create(name="x"),
        current_group,
    ):
        with pytest.raises(NoGroupChosen):
            outside(ask)
    assert not Office.across_groups.exists()


def test_every_row_of_a_group_fails_closed(group: Group) -> None:
    owned = [model for model in apps.get_models() if issubclass(model, GroupOwned)]
    assert len(owned) > 15
    for model in owned:
        with pytest.raises(NoGroupChosen):
            outside(model.objects.first)
        assert model._default_manager.__class__ is type(model.objects), model
        assert model._meta.base_manager_name == "across_groups", model


def test_each_sees_its_own(group: Group, other_group: Group) -> None:
    Office.objects.create(name="ours")
    with acting_for(other_group):
        Office.objects.create(name="theirs")
        assert [office.name for office in Office.objects.all()] == ["theirs"]
        assert not Office.objects.filter(name="ours").exists()
        assert Office.objects.filter(name="ours").update(name="taken") == 0
        assert Office.objects.filter(name="ours").delete()[0] == 0
    assert [office.name for office in Office.objects.all()] == ["ours"]
    with doors.WHOLE.opened(""):
        assert Office.across_groups.count() == 2


def test_a_row_is_not_carried_over(group: Group, other_group: Group) -> None:
    ours = Office.objects.create(name="ours")
    with acting_for(other_group):
        with pytest.raises(ValueError, match="another group"):
            ours.save()
        with pytest.raises(ValueError, match="another group"):
            Office.objects.bulk_create([Office(name="x", group=group)])
        with pytest.raises(ValueError, match="another group"):
            Office(name="x", group=group).save()


def test_the_choice_ends_with_its_block(group: Group, other_group: Group) -> None:
    with acting_for(other_group):
        assert current_group() == other_group
    assert current_group() == group
    with pytest.raises(RuntimeError, match="inside"), acting_for(other_group):
        raise RuntimeError("inside")
    assert current_group() == group


def test_numbers_run_by_series_and_group(group: Group, other_group: Group) -> None:
    assert [next_number("C") for _ in range(3)] == [1, 2, 3]
    assert next_number("P") == 1
    with acting_for(other_group):
        assert next_number("C") == 1
    assert next_number("C") == 4
    assert Counter.objects.count() == 2
    assert written("C", 142) == "C-0142"
    assert written("P", 12345) == "P-12345"


def test_a_day_is_announced_once_a_group(group: Group, other_group: Group) -> None:
    from datetime import date

    from django.db import IntegrityError, transaction

    LocalDay.objects.create(day=date(2026, 3, 20), name="Eid")
    with pytest.raises(IntegrityError), transaction.atomic():
        LocalDay.objects.create(day=date(2026, 3, 20), name="again")
    with acting_for(other_group):
        LocalDay.objects.create(day=date(2026, 3, 20), name="Eid")


def test_no_relation_of_a_group_has_a_way_back(group: Group) -> None:
    """`Group` must not become the door to every row: its relations are hidden."""
    ways = [
        relation
        for relation in Group._meta.get_fields(include_hidden=False)
        if isinstance(relation, models.ManyToOneRel)
    ]
    assert ways == []
