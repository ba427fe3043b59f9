"""What is typed into the forms of this room: what of it is taken, as what, and what is said where it is not."""

from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from django import forms
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jiwar.foundation.access import roles
from jiwar.foundation.access.actions.decoys import Invented
from jiwar.foundation.access.compartments import GENERAL, IDENTITY, RESTRICTED
from jiwar.foundation.access.forms.group import GroupForm, LocalDayForm, OfficeForm
from jiwar.foundation.access.forms.lending import EmergencyForm, LendForm, ReviewForm
from jiwar.foundation.access.forms.members import InviteForm, PlaceForm
from jiwar.foundation.access.forms.own import CannotSignInForm, PreferencesForm
from jiwar.foundation.access.forms.reading import DecoyForm, LimitsForm
from jiwar.foundation.access.models import Account, Membership
from jiwar.foundation.groups.models import Group, Office
from tests.cast import Cast

SETTINGS = (
    "name=House&languages=en&languages=ar&first_language=ar&time_zone=Africa/Cairo&months=egyptian&digits=latn&"
    "escalation_days=7&seen_version=3"
)
LIMITS = "slow_at=20&alarm_at=30&lock_at=40&times_usual=4&night_from=22&night_until=5"
LEND = "member=00000000-0000-0000-0000-000000000001&parts=general&of_people=identity&hours=4&purpose=interprets"
DECOY = "name=Nobody&registrar=00000000-0000-0000-0000-000000000001"
TODAY = timezone.localdate()
KEY = UUID(int=1)
HERE = Membership(id=KEY, account=Account(name="Lina"))
GONE = Membership(id=UUID(int=2), account=Account(name="Omar"), ended_at=timezone.now())

MAKES: dict[type[forms.Form], tuple[str, dict[str, Any]]] = {
    GroupForm: (SETTINGS, {}),
    OfficeForm: ("name=Centre", {"country": "TR"}),
    LocalDayForm: ("day=20/3/2026&closed=yes&name=Eid", {}),
    LimitsForm: (LIMITS, {}),
    LendForm: (LEND, {"members": [(HERE, "Lina")], "parts": [GENERAL, RESTRICTED], "of_people": [IDENTITY]}),
    EmergencyForm: ("part=general&minutes=30&reason=called+at+night", {"parts": [GENERAL, IDENTITY]}),
    ReviewForm: ("outcome=in-order", {}),
    DecoyForm: (DECOY, {"registrars": [HERE, GONE], "country": "TR"}),
    CannotSignInForm: ("who=lina&kind=password", {}),
    InviteForm: ("name=Nour&username=nour&held=reception&held=volunteer", {}),
}
"""What is typed where nothing else is said, and what the form is told of the house."""


def typed(kind: type[forms.Form], changed: str = "", **more: Any) -> Any:
    """The form with what is typed otherwise; a name with nothing after it was left empty."""
    given, told = MAKES[kind]
    sent = QueryDict(given, mutable=True)
    for name, values in QueryDict(changed).lists():
        sent.setlist(name, values)
    return kind(sent, **{**told, **more})


def said(form: forms.Form) -> dict[str, str]:
    return {name: " ".join(map(str, errors)) for name, errors in form.errors.items()}


BETWEEN: tuple[tuple[type[forms.Form], str, int, int], ...] = (
    (GroupForm, "escalation_days", 0, 60),
    (LimitsForm, "times_usual", 2, 50),
    (LimitsForm, "night_from", 0, 23),
    (LimitsForm, "night_until", 0, 23),
    (DecoyForm, "born", 1900, TODAY.year),
)


@pytest.mark.parametrize(("kind", "name", "least", "most"), BETWEEN)
def test_a_number_is_taken_up_to_its_edges(kind: type[forms.Form], name: str, least: int, most: int) -> None:
    for value in (least, most):
        form = typed(kind, f"{name}={value}")
        assert said(form) == {}
        assert form.cleaned_data[name] == value
    for value in (least - 1, most + 1):
        assert list(said(typed(kind, f"{name}={value}"))) == [name]


def test_limits_are_files_of_an_hour_and_in_order() -> None:
    order = "It slows first, then it is told, then it locks: write the numbers in this order."
    for name, value, wrong in (
        ("slow_at", "19", "Ensure this value is greater than or equal to 20."),
        ("lock_at", "2001", "Ensure this value is less than or equal to 2000."),
        ("slow_at", "31", order),
        ("alarm_at", "41", order),
        ("lock_at", "29", order),
        ("alarm_at", "20", ""),
        ("lock_at", "30", ""),
        ("lock_at", "2000", ""),
        ("alarm_at", "", "This field is required."),
    ):
        found = said(typed(LimitsForm, f"{name}={value}"))
        assert found == ({} if not wrong else {"slow_at" if wrong == order else name: wrong}), (name, value)


WEEKS: dict[str, list[tuple[int, int, int]] | dict[str, str]] = {
    "": [],
    "opens_0_0=9&closes_0_0=12": [(0, 9, 12)],
    "opens_6_0=9&closes_6_0=12&opens_6_1=12&closes_6_1=17": [(6, 9, 12), (6, 12, 17)],
    "opens_3_1=13&closes_3_1=17&opens_1_0=8&closes_1_0=9": [(1, 8, 9), (3, 13, 17)],
    "opens_0_0=9&closes_0_0=12&opens_0_1=11&closes_0_1=17": {
        "opens_0_1": "This begins before the first opening of the day has ended."
    },
    "opens_0_0=9&closes_0_0=12&opens_1_1=11&closes_1_1=17": [(0, 9, 12), (1, 11, 17)],
    "opens_2_0=9&closes_2_0=9": {"closes_2_0": "It closes after it opens."},
    "opens_2_1=9&closes_2_1=8": {"closes_2_1": "It closes after it opens."},
    "opens_4_0=9": {"closes_4_0": "Write both: from and until."},
    "closes_4_0=9": {"opens_4_0": "Write both: from and until."},
    "opens_5_0=late&closes_5_0=9": {"opens_5_0": ""},
    "opens_5_0=9&closes_5_0=late": {"closes_5_0": ""},
    "opens_5_0=late&closes_5_0=later": {"opens_5_0": "", "closes_5_0": ""},
}
"""What is typed of a week: the openings, or where something is said and what (nothing: of the time itself)."""


@pytest.mark.parametrize("week", WEEKS)
def test_a_week_of_an_office(week: str) -> None:
    form, found = typed(OfficeForm, week), WEEKS[week]
    if isinstance(found, list):
        assert said(form) == {}
        assert form.openings() == [(day, time(opens), time(closes)) for day, opens, closes in found]
        return
    assert set(said(form)) == set(found)
    for name, words in found.items():
        assert said(form)[name] == words or (not words and "Write both" not in said(form)[name])


@pytest.mark.parametrize("kind", [OfficeForm, DecoyForm])
def test_a_telephone_is_one_of_the_country(kind: type[forms.Form]) -> None:
    for country, number in (("TR", "+902125550101"), ("EG", "+202125550101")):
        form = typed(kind, "phone=0212 555 01 01", country=country)
        assert said(form) == {}
        assert form.cleaned_data["phone"] == number


def test_the_settings_of_a_group() -> None:
    form = typed(GroupForm, "weekend=4&weekend=6&time_zone= Africa/Cairo ")
    assert said(form) == {}
    assert form.settings() == {
        "name": "House",
        "languages": ["ar", "en"],
        "time_zone": "Africa/Cairo",
        "months": "egyptian",
        "digits": "latn",
        "weekend": [4, 6],
        "default_procedure": "",
        "escalation_days": 7,
    }
    assert form.cleaned_data["seen_version"] == 3


def test_what_a_group_cannot_have() -> None:
    whole = "&".join(f"weekend={day}" for day in range(7))
    for changed, wrong in (
        ("first_language=fr", {"first_language": "Choose one of the languages of the desk."}),
        ("first_language=", {"first_language": "This field is required."}),
        ("languages=", {"languages": "This field is required."}),
        ("time_zone=Cairo", {"time_zone": "There is no such time zone. Write it like Africa/Cairo."}),
        (whole, {"weekend": "At least one day of the week is a working day."}),
        (whole.removesuffix("&weekend=6"), {}),
    ):
        if changed == "languages=":
            form = typed(GroupForm)
            form.data.setlist("languages", [])
        else:
            form = typed(GroupForm, changed)
        assert said(form) == wrong, changed


def test_a_day_is_closed_or_open_after_all() -> None:
    kept = [typed(LocalDayForm, f"closed={word}") for word in ("yes", "no")]
    assert [said(form) for form in kept] == [{}, {}]
    assert [form.cleaned_data["closed"] for form in kept] == [True, False]
    assert kept[0].cleaned_data["day"] == date(2026, 3, 20)
    assert LocalDayForm()["closed"].value() == "yes"


def test_a_file_is_lent_to_somebody_in_parts_for_some_hours() -> None:
    token = UUID(int=9)
    form = typed(LendForm, f"parts=general&parts=restricted&token={token}")
    assert said(form) == {}
    assert form.lent() == {
        "member": HERE,
        "parts": [GENERAL, RESTRICTED],
        "of_people": [IDENTITY],
        "purpose": "interprets",
        "lasts": timedelta(hours=4),
        "token": token,
    }
    without = typed(LendForm, of_people=[])
    assert without.is_valid()
    assert (without.lent()["of_people"], without.lent()["token"]) == ([], None)
    assert [hours for hours in range(13) if typed(LendForm, f"hours={hours}").is_valid()] == [1, 2, 3, 4, 6, 8, 10]
    choices = dict(form.fields["parts"].choices)
    assert {code: str(name) for code, name in choices.items()} == {
        "general": "general file",
        "restricted": "protection-restricted (waits for the data guardian)",
    }
    assert [str(label) for _hours, label in form.fields["hours"].choices][:2] == ["1 hour", "2 hours"]


def test_a_part_of_the_file_or_of_its_people_is_lent() -> None:
    def sent(*left_out: str) -> dict[str, str]:
        form = typed(LendForm)
        for name in left_out:
            del form.data[name]
        return said(form)

    assert sent("parts") == sent("of_people") == {}
    assert sent("parts", "of_people") == {"parts": "Choose at least one part."}
    assert sent("parts", "of_people", "purpose") == {
        "parts": "Choose at least one part.",
        "purpose": "This field is required.",
    }
    wrong = typed(LendForm, "parts=nothing", of_people=[])
    assert list(said(wrong)) == ["parts"]
    assert "Choose at least one" not in said(wrong)["parts"]


@pytest.mark.parametrize(("kind", "name"), [(LendForm, "purpose"), (EmergencyForm, "reason")])
def test_what_for_is_said_in_ten_letters(kind: type[forms.Form], name: str) -> None:
    assert said(typed(kind, f"{name}=+123456789+")) == {name: "Say in a few words what it is for."}
    assert said(typed(kind, f"{name}=1234567890")) == {}


def test_a_review_may_be_short() -> None:
    assert said(typed(ReviewForm, "said=ok")) == {}


def test_an_emergency_opens_one_part_for_some_minutes() -> None:
    form = typed(EmergencyForm)
    assert said(form) == {}
    assert form.opened() == {"part": GENERAL, "reason": "called at night", "lasts": timedelta(minutes=30)}
    assert [minutes for minutes in range(91) if typed(EmergencyForm, f"minutes={minutes}").is_valid()] == [15, 30, 60]
    assert EmergencyForm(parts=[IDENTITY, GENERAL])["part"].value() == "identity"
    assert EmergencyForm(parts=[])["part"].value() == ""


def test_what_was_not_in_order_is_written() -> None:
    for sent, wrong in (
        ("", {}),
        ("outcome=not-in-order", {"said": "Write what was not in order."}),
        ("outcome=not-in-order&said= ", {"said": "Write what was not in order."}),
        ("outcome=not-in-order&said=no danger", {}),
        (f"outcome=not-in-order&said={'x' * 500}", {}),
        (
            f"outcome=not-in-order&said={'x' * 501}",
            {"said": "Ensure this value has at most 500 characters (it has 501)."},
        ),
        ("outcome=", {"outcome": "This field is required."}),
    ):
        assert said(typed(ReviewForm, sent)) == wrong, sent


def test_who_a_decoy_is_said_to_be() -> None:
    form = typed(DecoyForm, "other_name=لا أحد&nationality=SY&born=1980&phone=0212 555 01 01")
    assert said(form) == {}
    assert form.invented() == Invented(
        name="Nobody", other_name="لا أحد", nationality="SY", born=1980, phone="+902125550101", registrar=HERE
    )
    bare = typed(DecoyForm)
    assert bare.is_valid()
    assert bare.invented() == Invented(name="Nobody", registrar=HERE)
    assert said(typed(DecoyForm, f"born={TODAY.year + 2}")) == {"born": "This year has not come yet."}
    choices = form.fields["registrar"].choices
    assert [str(name) for _key, name in choices] == ["Lina", "Omar (has left)"]
    other = typed(DecoyForm, f"registrar={GONE.id}")
    assert other.is_valid()
    assert other.invented().registrar == GONE


def test_what_is_lost_is_a_password_or_a_second_factor() -> None:
    kinds = ("password", "second-factor", "", "phone")
    assert [typed(CannotSignInForm, f"kind={kind}").is_valid() for kind in kinds] == [True, True, False, False]


def test_who_is_invited(cast: Cast) -> None:
    Account.objects.filter(id=cast.volunteer.account.id).update(email="v@example.org")
    open_office, closed = Office.objects.create(name="Centre"), Office.objects.create(name="Harbour", closed_on=TODAY)
    for sent, wrong in (
        ("", ""),
        (f"office={open_office.id}&email=nour@example.org", ""),
        ("username=Volunteer", "This user name is taken: choose another."),
        ("email=V@example.org", "Another account uses this address."),
        (f"office={closed.id}", "Select a valid choice. That choice is not one of the available choices."),
        ("held=owner", "Select a valid choice. owner is not one of the available choices."),
    ):
        form = typed(InviteForm, sent)
        assert said(form) == ({sent.partition("=")[0]: wrong} if wrong else {}), sent
        if not wrong:
            assert form.chosen_roles() == [roles.RECEPTION, roles.VOLUNTEER]
            assert form.cleaned_data["username"] == "nour"
            assert form.cleaned_data["email"] == ("nour@example.org" if sent else "")
            assert form.cleaned_data["office"] == (open_office if sent else None)


def test_whose_supervision_one_may_give(cast: Cast) -> None:
    """To colleagues; to oneself only where one supervises them already: the form must not take that away unasked."""

    def offered(member: Membership) -> set[str]:
        form = PlaceForm(viewer=cast.administrator.viewer, member=member)
        return {row.account.username for row in form.fields["supervisor"].queryset}  # type: ignore[attr-defined]

    member = cast.volunteer.member
    others = {player.account.username for name, player in cast.everyone().items() if name != "stranger"}
    assert offered(member) == others - {"administrator", "volunteer"}
    Membership.objects.filter(id=member.id).update(supervisor=cast.administrator.member)
    assert offered(Membership.objects.get(id=member.id)) == others - {"volunteer"}
    assert PlaceForm(QueryDict(""), viewer=cast.administrator.viewer, member=member).is_valid(), "neither is needed"
    with CaptureQueriesContext(connection) as asked:
        offered(Membership.objects.get(id=member.id))
    assert len(asked) <= 3, "the names come with the rows"


def test_one_s_own_preferences(cast: Cast) -> None:
    account = cast.volunteer.account
    for player, address in ((cast.volunteer, "v@example.org"), (cast.caseworker, "c@example.org")):
        Account.objects.filter(id=player.account.id).update(email=address)
    remind = "Write the address the e-mail shall go to."
    for sent, wrong in (
        ("", {}),
        ("email=V@example.org&wants_reminders=on", {}),
        ("email=C@example.org", {"email": "Another account uses this address."}),
        ("email=C@example.org&wants_reminders=on", {"email": "Another account uses this address."}),
        ("email=@&wants_reminders=on", {"email": "Enter a valid email address."}),
        ("wants_reminders=on", {"email": remind}),
        ("language=fr&calendar=ethiopian&digits=arabext&languages=ti&languages=ar", {}),
    ):
        form = PreferencesForm(QueryDict(sent), account=account)
        assert said(form) == wrong, sent


def test_what_is_kept_stands_in_the_form_to_be_changed(group: Group) -> None:
    office = Office.objects.create(name="Centre", area="Fatih", phone="+902125550101")
    for day, opens, closes in ((0, 9, 12), (0, 13, 17), (3, 8, 9)):
        office.hours.create(weekday=day, opens=time(opens), closes=time(closes))
    assert OfficeForm.shown(office) == {
        "name": "Centre",
        "area": "Fatih",
        "phone": "+902125550101",
        "opens_0_0": time(9),
        "closes_0_0": time(12),
        "opens_0_1": time(13),
        "closes_0_1": time(17),
        "opens_3_0": time(8),
        "closes_3_0": time(9),
    }
    group.weekend, group.languages = [4, 6], ["ar", "en"]
    assert GroupForm.shown(group) == {
        "name": "House of the Neighbour",
        "languages": ["ar", "en"],
        "first_language": "ar",
        "time_zone": "Europe/Istanbul",
        "months": group.months,
        "digits": group.digits,
        "weekend": ["4", "6"],
        "default_procedure": "",
        "escalation_days": group.escalation_days,
        "seen_version": group.version,
    }
