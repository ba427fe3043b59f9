"""What the pages of this room do beside what they say: what stands in a form, whose row it is, what is left alone."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from jiwar.foundation.access import roles
from jiwar.foundation.access.actions import lending, own
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.models import Account
from jiwar.foundation.access.urls import urlpatterns
from jiwar.foundation.groups.models import Group, LocalDay
from tests.cast import OutsideClient, give_in_force
from tests.foundation.access.house import House
from tests.foundation.access.outline import outline
from tests.foundation.access.test_what_pages_do import NOBODY, done
from tests.foundation.access.test_what_pages_show import _only_the_house_s_own, here, told

__all__ = ["_only_the_house_s_own", "here", "told"]

NINETEEN = "9" * 19
"""As many digits as the greatest number a table holds, and more than it."""


def test_a_page_is_known_by_its_own_name_behind_its_guards() -> None:
    """In errors and in the log."""
    names = {route.callback.__name__ for route in urlpatterns}
    assert not names & {"guarded", "guard", "view", "wrapper"}
    assert len(names) >= len(urlpatterns) - 2, "'reset', 'hide' and the like stand in one room each"


def test_what_one_prefers_stands_in_the_form(here: House) -> None:
    said = own.Preferences(
        language="en",
        calendar="hijri",
        digits="arab",
        languages=["ar", "ti"],
        wants_reminders=True,
        email="r@x.example",
    )
    own.keep_preferences(here.cast.reception.viewer, preferences=said)
    page = here.cast.reception.client.get(reverse("access:me")).content
    assert re.findall(r'<option value="([^"]*)" selected', page.decode()) == ["en", "hijri", "arab", "ar", "ti"]
    lines = outline(page, {}).splitlines()
    assert "email=r@x.example (email maxlength=320)" in lines
    assert "wants_reminders=on* (checkbox)" in lines or "wants_reminders=* (checkbox)" in lines


class TestOwnSessions:
    @pytest.fixture
    def browser(self, here: House) -> Any:
        browser = here.cast.off_caseworker.client
        UserSession.objects.create(
            user=here.cast.off_caseworker.account,
            session_key=browser.session.session_key,
            ip="10.0.0.1",
            user_agent="",
            last_seen_at=timezone.now(),
        )
        return browser

    def test_the_one_here_is_said_and_not_offered_to_be_ended(self, here: House, browser: Any) -> None:
        lines = outline(browser.get(reverse("usersessions_list")).content, here.names()).splitlines()
        assert [line for line in lines if "here" in line.split()] == ["another browser here"]
        assert lines.count("End it") == 2

    def test_it_outlasts_the_others(self, here: House, browser: Any) -> None:
        answer = browser.post(reverse("usersessions_list"), {"session": "others"})
        assert answer.status_code == 302
        left = UserSession.objects.filter(user=here.cast.off_caseworker.account)
        assert [row.session_key for row in left] == [browser.session.session_key]
        assert browser.get(reverse("access:me")).status_code == 200

    @pytest.mark.parametrize("number", [NINETEEN, "1" * 18, "-1", "x", ""])
    def test_what_is_no_session_of_one_s_own_ends_nothing(self, here: House, browser: Any, number: str) -> None:
        before = UserSession.objects.count()
        assert browser.post(reverse("usersessions_list"), {"session": number}).status_code == 302
        assert UserSession.objects.count() == before


class TestGuardian:
    def test_only_the_task_that_was_dealt_with_is_over(self, here: House) -> None:
        desk, task = here.cast.guardian.client, here.rows["task"]
        unread = set(here.cast.guardian.member.words.filter(read_at=None).values_list("id", flat=True))
        for what in (NOBODY, here.key("case"), task.id):
            assert set(here.cast.guardian.member.words.filter(read_at=None).values_list("id", flat=True)) == unread
            desk.post(reverse("access:guardian"), {"do": "task", "what": what})
        left = set(here.cast.guardian.member.words.filter(read_at=None).values_list("id", flat=True))
        assert left == unread - {task.id}

    def test_a_guardian_who_also_gives_work_lends_nothing_they_know_only_as_guardian(self, here: House) -> None:
        give_in_force(here.cast.guardian.member, roles.COORDINATOR)
        browser = here.cast.guardian.client
        assert browser.get(reverse("access:why", args=[here.key("hidden")])).status_code == 200
        assert browser.get(reverse("access:lend", args=[here.key("hidden")])).status_code == 404
        opened = browser.get(reverse("access:opened", args=[here.key("hidden")])).content.decode()
        assert reverse("access:lend", args=[here.key("hidden")]) not in opened

    def test_who_ends_what_was_lent_to_them_is_led_where_they_may_be(self, here: House) -> None:
        """They know of the file, and may not read who else may open it."""
        lent = lending.lend(
            here.cast.coordinator.viewer,
            member=here.cast.off_caseworker.member,
            subject=here.rows["case"],
            parts=[GENERAL],
            purpose="interprets at the clinic",
            lasts=timedelta(hours=1),
        )
        answer = here.cast.off_caseworker.client.post(reverse("access:end-lending", args=[lent.id]))
        assert answer["location"] == "/"

    def test_what_is_looked_at_ends_nothing(self, here: House) -> None:
        address = reverse("access:end-lending", args=[here.key("lent")])
        assert here.cast.coordinator.client.get(address).status_code == 405


def lines(here: House, act: str) -> list[str]:
    return done(here, act).splitlines()


class TestMeanwhile:
    """Of what somebody else kept in between: what it is about, what stands there now, what was typed."""

    def differing(self, here: House, address: str, typed: dict[str, Any]) -> list[str]:
        answer = here.cast.administrator.client.post(address, typed)
        assert answer.status_code == 409
        said = outline(answer.content, here.names()).splitlines()
        between = said[said.index("You typed") + 1 : said.index("Name needed")]
        return [line for line in between if not line.startswith("seen_version=")]

    def test_of_the_group(self, here: House) -> None:
        Group.objects.filter(id=here.group.id).update(default_procedure="of-old", escalation_days=0)
        typed: dict[str, Any] = {
            "name": "House of the Neighbour", "languages": ["en", "ar"], "first_language": "ar", "digits": "latn",
            "time_zone": "Europe/Istanbul", "months": "egyptian", "weekend": ["4", "5"], "escalation_days": "2",
            "default_procedure": "", "seen_version": "7",
        }  # fmt: skip
        assert self.differing(here, reverse("access:group"), typed) == [
            "Languages of the desk differs", "en, ar, fr", "ar, en",
            "Weekend differs", "–", "4, 5",
            "Procedure offered first differs", "of-old", "–",
            "Days before a deadline at which others are told differs", "0", "2",
        ]  # fmt: skip

    def test_of_an_office_and_its_hours(self, here: House) -> None:
        typed = {
            "name": "Old town", "area": "", "phone": "0212 555 01 01", "opens_0_0": "9", "closes_0_0": "12:30",
            "opens_0_1": "13:30", "closes_0_1": "17", "opens_6_0": "10", "closes_6_0": "14", "seen_version": "1",
        }  # fmt: skip
        office = reverse("access:office", args=[here.key("old town")])
        assert self.differing(here, office, typed) == [
            "Area differs", "Fatih", "–",
            "Telephone differs", "–", "+902125550101",
            "Sunday from differs", "–", "10:00",
            "Sunday until differs", "–", "14:00",
        ]  # fmt: skip


def test_of_two_announced_days_the_one_that_is_meant_is_withdrawn(here: House) -> None:
    here.cast.administrator.client.post(reverse("access:days"), {"do": "withdraw", "day_id": here.key("work")})
    assert list(LocalDay.objects.all()) == [here.rows["day"]]


def test_too_long_a_reason_is_said_and_hides_nothing(here: House) -> None:
    said = lines(here, f"caseworker access:hide case reason={'x' * 301}")
    assert said[:3:2] == ["200", "shows [Why](): Ensure this value has at most 300 characters (it has 301)."]


def test_words_that_were_read_are_not_to_be_read_again(here: House) -> None:
    browser, address = here.cast.volunteer.client, reverse("access:words")
    assert b"2 new words" in browser.get(reverse("access:me")).content
    assert b"I have read them" in browser.get(address).content
    browser.post(address)
    page = browser.get(address).content
    assert b"I have read them" not in page
    assert b"new words" not in browser.get(reverse("access:me")).content
    assert b"opened parts of a file to you" in page


def test_a_name_taken_in_the_same_moment_is_said(here: House) -> None:
    """Between looking whether it is free and keeping it."""

    def meanwhile(execute: Callable[..., Any], sql: str, params: Any, *further: Any) -> Any:
        found = execute(sql, params, *further)
        if "nour" in str(params).lower() and not came:
            came.append("nour")
            Account.objects.create_user("nour", name="Another Nour")
        return found

    came: list[str] = []
    with connection.execute_wrapper(meanwhile):
        said = lines(here, "administrator access:invite name=Nour username=nour held=reception")
    assert said[0] == "200"
    assert said.count("shows This user name is taken: choose another.") == 1
    assert Account.objects.get(username="nour").name == "Another Nour"


def test_whoever_asks_too_often_gets_the_same_answer_and_wakes_nobody(here: House) -> None:
    cache.clear()
    address = reverse("access:cannot-sign-in")

    def ask(who: str) -> int:
        before = DBTaskResult.objects.count()
        page = OutsideClient().post(address, {"who": who, "kind": "password"}).content
        assert b"its administrators have been told" in page
        return DBTaskResult.objects.count() - before

    assert [ask(who) for who in ("coordinator", "Coordinator", "COORDINATOR") * 2] == [1, 1, 1, 1, 1, 0]
    assert ask("volunteer") == 1
