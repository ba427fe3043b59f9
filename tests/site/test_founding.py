"""A group begins with two people, keys and offices; weak choices are refused with a reason."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytest_django import Settings

from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.models import Account, Membership
from jiwar.foundation.access.viewer import viewer_for
from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Office
from jiwar.foundation.vault import custody
from jiwar.site import founding, options

pytestmark = pytest.mark.django_db

AMAL = founding.Person("amal", "Amal Haddad", "correct horse staple battery")
HUDA = founding.Person("huda", "Huda Saleh", "purple monkey dish umbrella")
PLAN = founding.Plan(
    name="Dar al-Aman",
    country="TR",
    languages=("ar", "en"),
    offices=("Main", "Fatih"),
    time_zone="Europe/Istanbul",
    months="levantine",
    digits="latn",
    administrator=AMAL,
    guardian=HUDA,
)


@pytest.fixture
def given(tmp_path: Path, settings: Settings) -> options.Options:
    settings.JIWAR_KEYS = tmp_path / "keys"
    return options.read({"JIWAR_HOME": str(tmp_path)})


def test_a_plan_without_faults_makes_a_group_whose_two_people_confirmed_each_other(given: options.Options) -> None:
    assert founding.faults(PLAN) == []
    group = founding.found(given, PLAN)
    assert custody.load(given.keys).group(group.id)
    with acting_for(group):
        assert [office.name for office in Office.objects.order_by("name")] == ["Fatih", "Main"]
        administrator, guardian = (
            viewer_for(Membership.objects.get(account__username=name)) for name in ("amal", "huda")
        )
    assert administrator.can(can.MANAGE_MEMBERS)
    assert not administrator.can(can.GUARD_DATA)
    assert guardian.can(can.GUARD_DATA)
    assert not guardian.can(can.MANAGE_MEMBERS)
    assert Account.objects.get(username="amal").check_password(AMAL.password)


@pytest.mark.parametrize(
    ("plan", "reason"),
    [
        (replace(PLAN, country="XX"), "no country code"),
        (replace(PLAN, name="D"), "too short"),
        (replace(PLAN, languages=("tlh",)), "does not speak"),
        (replace(PLAN, languages=()), "At least one language"),
        (replace(PLAN, time_zone="Mars/Olympus"), "no time zone"),
        (replace(PLAN, months="french"), "no month names"),
        (replace(PLAN, digits="roman"), "no digits"),
        (replace(PLAN, offices=(" ",)), "At least one office"),
        (replace(PLAN, guardian=replace(HUDA, username="AMAL")), "must be two people"),
        (replace(PLAN, guardian=replace(HUDA, name="amal  haddad")), "must be two people"),
        (replace(PLAN, guardian=replace(HUDA, name=" ")), "needs a name"),
        (replace(PLAN, administrator=replace(AMAL, username="a b")), "Letters, digits"),
        (replace(PLAN, administrator=replace(AMAL, password="short")), "password of the administrator is refused"),
        (replace(PLAN, guardian=replace(HUDA, password="")), "password of the data guardian is refused"),
        (replace(PLAN, guardian=replace(HUDA, password=AMAL.password)), "must not share a password"),
    ],
)
def test_a_weak_choice_is_refused_with_its_reason(plan: founding.Plan, reason: str) -> None:
    found = founding.faults(plan)
    assert any(reason in fault for fault in found), found


def test_a_name_taken_is_refused(given: options.Options) -> None:
    founding.found(given, PLAN)
    found = founding.faults(replace(PLAN, name="DAR AL-AMAN"))
    assert any("exists already" in fault for fault in found)
    assert any("'amal' is taken" in fault for fault in found)
