"""What each page of this room says and offers, to whom: `pages.txt` is what it must be, for a person to read.

`python -m pytest tests/foundation/access/write_pages.py` writes it anew, as a draft to be read line by line.
"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from jiwar.foundation.access import compartments, roles
from jiwar.foundation.access.models import Account
from tests.cast import OutsideClient
from tests.foundation.access import house
from tests.foundation.access.house import House
from tests.foundation.access.outline import outline
from tests.foundation.access.signing_in import code_now
from tests.kept import kept

FILE = Path(__file__).with_name("pages.txt")

PAGES = (
    "- account_login",
    "- access:cannot-sign-in",
    "caseworker access:me",
    "volunteer access:words",
    "guardian access:words",
    "caseworker access:words",
    "off_caseworker usersessions_list",
    "off_caseworker account_change_password",
    "off_caseworker mfa_reauthenticate",
    "administrator access:members",
    "coordinator access:members ?left=yes",
    "administrator access:invite",
    "administrator access:member caseworker",
    "administrator access:member reception",
    "administrator access:member coordinator",
    "administrator access:member administrator",
    "administrator access:member gone",
    "guardian access:member volunteer",
    "administrator access:reset volunteer",
    "administrator access:reset volunteer ?kind=second-factor",
    "guardian access:guardian",
    "guardian access:emergencies",
    "guardian access:review to-review",
    "guardian access:review reviewed",
    "guardian access:reading",
    "guardian access:decoys",
    "guardian access:audit ?kind=role-given",
    "guardian access:audit ?kind=grant-given",
    "administrator access:group",
    "administrator access:new-office",
    "administrator access:office old-town",
    "administrator access:days",
    "administrator access:limits",
    "caseworker access:why case",
    "reception access:why case",
    "guardian access:why hidden",
    "caseworker access:looked case",
    "caseworker access:hide case",
    "guardian access:hide hidden",
    "guardian access:opened case",
    "coordinator access:opened case",
    "caseworker access:opened case",
    "coordinator access:lend case",
    "off_caseworker access:emergency case",
    "off_caseworker access:looked case",
    "reception access:looked case",
    "administrator access:why case",
)
"""Who, which page, about which row of the house, and what stands after the address."""


@pytest.fixture(scope="module", autouse=True)
def _only_the_house_s_own() -> Iterator[None]:
    """Roles and parts of lines may be deleted, and show what these show."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(roles, "_known", {code: role for code, role in roles._known.items() if role in OWN_ROLES})
        for code in set(compartments._known) - {"identity", "general", "restricted"}:
            patched.delitem(compartments._known, code)
        yield


OWN_ROLES = {each for each in vars(roles).values() if isinstance(each, roles.Role)}


@pytest.fixture(scope="module")
def told(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    with kept(django_db_blocker, tmp_path_factory.mktemp("house"), house.tell) as told:
        yield told


@pytest.fixture
def here(told: House, db: None) -> Iterator[House]:
    with house.found_again(told) as here:
        yield here


def asked(here: House, page: str) -> Any:
    who, name, *further = page.split()
    about = [here.key(each.replace("-", " ")) for each in further if not each.startswith("?")]
    query = "".join(each for each in further if each.startswith("?"))
    return browser_of(here, who).get(reverse(name, args=about) + query)


def browser_of(here: House, who: str) -> Client:
    """Nobody's (-), or a member's; with ~ one that has not said again for a while who it is."""
    if who == "-":
        return OutsideClient()
    browser = here.cast.everyone()[who.strip("~")].client
    if who.startswith("~"):
        session = browser.session
        session["account_authentication_methods"] = []
        session.save()
    return browser


def shown(here: House, page: str) -> str:
    """A page that is refused or not there says so first."""
    answer = asked(here, page)
    first = "" if answer.status_code == 200 else f"{answer.status_code}\n"
    return first + outline(answer.content, here.names())


def written() -> dict[str, str]:
    sections = FILE.read_text().split("== ")[1:]
    return {name.strip(): text.strip() for name, _, text in (section.partition("\n") for section in sections)}


@pytest.mark.parametrize("page", PAGES)
def test_it_shows_this(here: House, page: str) -> None:
    assert shown(here, page).splitlines() == written()[page].splitlines()


def test_whoever_came_with_a_one_time_secret_is_asked_for_it(here: House) -> None:
    account = here.cast.off_caseworker.account
    Account.objects.filter(id=account.id).update(one_time_until=timezone.now() + timedelta(hours=1))
    page = asked(here, "off_caseworker account_change_password")
    lines = outline(page.content, here.names()).splitlines()
    at = lines.index("oldpassword= (password required autocomplete=current-password)")
    assert lines[at - 1 : at + 2] == ["The one-time secret you were given", lines[at], "New Password"]


def test_an_app_is_set_up_with_a_code_of_numbers(here: House) -> None:
    browser = here.cast.volunteer.client
    Authenticator.objects.filter(user=here.cast.volunteer.account).delete()
    address = reverse("mfa_activate_totp")
    lines = outline(browser.get(address).content, {}).splitlines()
    at = lines.index("Code shown by the app")
    assert lines[at + 1] == "code= (required dir=ltr autocomplete=one-time-code inputmode=numeric)"
    assert outline(browser.get(address).content, {}).splitlines() != lines, "a new seed each time it is opened"
    seed = get_adapter().decrypt(browser.session["second_factor_seed"])
    browser.post(address, {"code": "000000"})
    assert get_adapter().decrypt(browser.session["second_factor_seed"]) == seed, "and the same while it is typed"
    assert browser.post(address, {"code": code_now(seed)}).status_code == 302
    assert Authenticator.objects.filter(user=here.cast.volunteer.account, type="totp").count() == 1


AGAIN = {
    "administrator access:invite": True,
    "administrator access:member volunteer": False,
    "administrator access:reset volunteer": True,
    "guardian access:guardian": False,
    "guardian access:review to-review": False,
    "guardian access:reading": False,
    "guardian access:decoys": True,
    "administrator access:limits": True,
    "coordinator access:lend case": True,
    "off_caseworker access:emergency case": True,
    "administrator access:group": False,
    "caseworker access:hide case": False,
}
"""Which page asks already when it is opened that one says again who one is: where much would be typed in vain."""


@pytest.mark.parametrize("page", AGAIN)
def test_some_ask_first_who_it_is(here: House, page: str) -> None:
    answer = asked(here, f"~{page}")
    assert (answer.status_code, answer.headers.get("Location", "").partition("?")[0]) == (
        (302, reverse("account_reauthenticate")) if AGAIN[page] else (200, "")
    )


def test_each_is_written_down_once() -> None:
    assert list(written()) == list(PAGES)
