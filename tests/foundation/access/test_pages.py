"""Every page of this room, asked by every member of the cast: who gets in, and what is drawn."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from jiwar.foundation.access import capabilities, grants
from jiwar.foundation.access.actions import house
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.errors import Impossible
from jiwar.foundation.access.models import Grant
from jiwar.foundation.access.page import open_to_all, page
from jiwar.foundation.access.urls import urlpatterns
from jiwar.foundation.groups.models import Group, Office
from jiwar.foundation.vault.models import Subject
from tests.cast import Cast

MANAGERS = {"administrator"}
GUARDIANS = {"guardian"}
SEES_MEMBERS = {"administrator", "guardian", "coordinator"}
EVERYONE = {"reception", "caseworker", "off_caseworker", "coordinator", "volunteer", "guardian", "administrator"}

PAGES = {
    "access:me": EVERYONE,
    "access:words": EVERYONE,
    "usersessions_list": EVERYONE,
    "account_change_password": EVERYONE,
    "mfa_index": EVERYONE,
    "mfa_activate_totp": set(),
    "mfa_add_webauthn": EVERYONE,
    "mfa_list_webauthn": EVERYONE,
    "mfa_generate_recovery_codes": EVERYONE,
    "mfa_deactivate_totp": EVERYONE,
    "mfa_reauthenticate": EVERYONE,
    "account_reauthenticate": EVERYONE,
    "account_logout": EVERYONE,
    "access:members": SEES_MEMBERS,
    "access:invite": MANAGERS,
    "access:guardian": GUARDIANS,
    "access:audit": GUARDIANS,
    "access:group": MANAGERS,
    "access:new-office": MANAGERS,
    "access:days": MANAGERS,
}


ASKS = {
    "signed-in": "me words why looked hide opened end-lending",
    "see-members": "members member",
    "manage-members": "invite reset",
    "guard-data": "guardian emergencies review reading decoys audit",
    "manage-group": "group new-office office days limits",
    "assign": "lend",
    "open-in-emergency": "emergency",
    "None": "cannot-sign-in",
}
"""Which capability each page of this room asks before anything else."""


def test_each_page_asks_first() -> None:
    asked: dict[str, set[str]] = {}
    for route in urlpatterns:
        capability = getattr(route.callback, "capability", "nothing")
        asked.setdefault(str(capability), set()).add(str(route.name))
    assert asked == {capability: set(names.split()) for capability, names in ASKS.items()}


def test_a_page_says_what_it_asks_for_the_table_of_routes() -> None:
    def shown(_request: HttpRequest) -> HttpResponse:
        """What it is for."""
        return HttpResponse()

    asking = page(capabilities.SIGNED_IN)(shown)
    assert getattr(asking, "capability", "nothing") is capabilities.SIGNED_IN
    assert (asking.__name__, asking.__doc__) == ("shown", "What it is for.")
    assert open_to_all(shown).capability is None  # type: ignore[attr-defined]  # set there


@pytest.mark.once
@pytest.mark.parametrize("name", sorted(PAGES))
@pytest.mark.parametrize("language", ["en", "ar"])
def test_who_gets_in(cast: Cast, name: str, language: str) -> None:
    found = {}
    for player, who in cast.everyone().items():
        if player == "stranger":
            continue
        found[player] = who.client.get(reverse(name), headers={"accept-language": language}).status_code
    if name == "mfa_activate_totp":
        assert set(found.values()) == {302}
        return
    assert found == {player: 200 if player in PAGES[name] else 403 for player in EVERYONE}


@pytest.mark.once
@pytest.mark.parametrize("name", [name for name in PAGES if name != "account_logout"])
def test_signed_out_is_sent_to_the_door(cast: Cast, client: object, name: str) -> None:
    from tests.cast import OutsideClient

    answer = OutsideClient().get(reverse(name))
    assert answer.status_code == 302
    assert answer["location"].startswith(reverse("account_login"))


@pytest.mark.once
@pytest.mark.parametrize("name", ["account_login", "access:cannot-sign-in", "account_inactive"])
def test_the_door_is_open_to_all(group: Group, name: str) -> None:
    from tests.cast import OutsideClient

    answer = OutsideClient().get(reverse(name))
    assert answer.status_code == 200
    assert "<h1>" in answer.content.decode()


def test_pages_about_one_member_and_one_office(cast: Cast) -> None:
    office = Office.objects.create(name="Centre")
    pages = {
        reverse("access:member", args=[cast.volunteer.member.id]): SEES_MEMBERS,
        reverse("access:reset", args=[cast.volunteer.member.id]): MANAGERS,
        reverse("access:office", args=[office.id]): MANAGERS,
    }
    for address, allowed in pages.items():
        for player in EVERYONE:
            status = cast.everyone()[player].client.get(address).status_code
            assert status == (200 if player in allowed else 403), (address, player)


def test_pages_about_a_file(cast: Cast) -> None:
    case = Subject.objects.create(kind=Subject.Kind.CASE)
    grants.give(
        cast.coordinator.viewer,
        member=cast.caseworker.member,
        subjects=[case],
        compartments=[GENERAL],
        source=Grant.Source.ASSIGNMENT,
    )
    expected = {
        "access:why": {"reception", "caseworker", "off_caseworker", "coordinator", "guardian"},
        "access:looked": {"caseworker", "guardian"},
        "access:hide": {"caseworker", "guardian"},
    }
    knows = expected["access:why"]
    for name, allowed in expected.items():
        for player, who in cast.everyone().items():
            status = who.client.get(reverse(name, args=[case.id])).status_code
            assert status == (200 if player in allowed else 403 if player in knows else 404), (name, player)


def test_a_member_of_another_group_is_not_there(cast: Cast) -> None:
    address = reverse("access:member", args=[cast.stranger.member.id])
    assert cast.administrator.client.get(address).status_code == 404


def test_an_office_takes_no_other_s_name_and_overwrites_none(cast: Cast) -> None:
    old = Office.objects.create(name="Centre", area="Old town", phone="+905551234567")
    other = Office.objects.create(name="Harbour")
    desk = cast.administrator.client
    sent = {"name": "Centre", "area": "New town", "phone": "", "seen_version": ""}
    assert "Another office of this name is open." in desk.post(reverse("access:new-office"), sent).content.decode()
    with pytest.raises(Impossible):
        house.keep_office(cast.administrator.viewer, office=other, name="Centre", area="", phone="")
    old.refresh_from_db()
    assert (old.area, old.phone) == ("Old town", "+905551234567")
    same = house.keep_office(cast.administrator.viewer, office=None, name="Centre", area=old.area, phone=old.phone)
    assert same == old, "the same one sent twice is one"
    assert Office.objects.count() == 2
