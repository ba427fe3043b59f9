"""Members come and go; one's own preferences; the group's settings; words as sentences."""

import re
from datetime import date, time

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from jiwar.foundation.access import events, grants, roles, told, words
from jiwar.foundation.access.actions import house, member_roles, members
from jiwar.foundation.access.compartments import GENERAL, RESTRICTED
from jiwar.foundation.access.errors import Impossible
from jiwar.foundation.access.models import Account, Grant, Membership, Word
from jiwar.foundation.access.policy import Refused
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.groups.models import Group, LocalDay, Office
from jiwar.foundation.vault.models import Subject
from tests.cast import Cast, join


def test_an_invitation_makes_account_member_and_waiting_roles(cast: Cast) -> None:
    held = [roles.RECEPTION, roles.CASEWORKER]
    invitation = members.invite(cast.administrator.viewer, username="new.one", name="New One", held=held)
    account = Account.objects.get(username="new.one")
    assert account.check_password(invitation.secret)
    assert invitation.secret not in repr(invitation)
    rows = {row.role: row.confirmed_at for row in invitation.member.roles.all()}
    assert set(rows) == {"reception", "caseworker"}
    assert list(Entry.objects.order_by("at").values_list("kind", flat=True)) == [
        "member-invited",
        "role-given",
        "role-given",
    ]


@pytest.mark.parametrize("name", ["reception", "caseworker", "coordinator", "volunteer", "guardian"])
def test_only_an_administrator_invites(cast: Cast, name: str) -> None:
    with pytest.raises(Refused):
        members.invite(cast.everyone()[name].viewer, username="x", name="X", held=[roles.RECEPTION])
    assert not Account.objects.filter(username="x").exists()


def test_a_user_name_is_taken_in_any_spelling(cast: Cast) -> None:
    with pytest.raises(Impossible):
        members.invite(cast.administrator.viewer, username="CASEWORKER", name="X", held=[])


def test_inviting_through_the_page_shows_the_secret_once(cast: Cast) -> None:
    browser = cast.administrator.client
    given = {"name": "ليلى حسن", "username": "layla", "held": ["reception"]}
    page = browser.post(reverse("access:invite"), given).content.decode()
    (secret,) = re.findall(r"[a-z2-9]{5}(?:-[a-z2-9]{5}){3}", page)
    assert Account.objects.get(username="layla").check_password(secret)
    member = Membership.objects.get(account__username="layla")
    assert secret not in browser.get(reverse("access:member", args=[member.id])).content.decode()


def test_what_was_typed_is_kept_beside_its_error(cast: Cast) -> None:
    given = {"name": "Layla", "username": "caseworker", "held": ["reception"], "email": "no address"}
    answer = cast.administrator.client.post(reverse("access:invite"), given)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "This user name is taken" in page
    assert 'value="no address"' in page
    assert 'value="Layla"' in page


def test_whoever_leaves_leaves_everything_open_to_nobody(cast: Cast) -> None:
    heard: list[events.MembershipEnded] = []
    events.subscribe(events.MembershipEnded, heard.append)
    case = Subject.objects.create(kind=Subject.Kind.CASE)
    grants.give(
        cast.coordinator.viewer,
        member=cast.caseworker.member,
        subjects=[case],
        compartments=[GENERAL, RESTRICTED],
        source=Grant.Source.ASSIGNMENT,
    )
    members.set_supervisor(cast.administrator.viewer, member=cast.volunteer.member, supervisor=cast.caseworker.member)
    members.end_membership(cast.administrator.viewer, member=cast.caseworker.member)
    events.unsubscribe(events.MembershipEnded, heard.append)
    assert not Grant.objects.filter(member=cast.caseworker.member, ended_at__isnull=True).exists()
    assert cast.caseworker.viewer.roles == ()
    assert not Account.objects.get(username="caseworker").is_active
    cast.volunteer.member.refresh_from_db()
    assert cast.volunteer.member.supervisor is None
    assert [event.member for event in heard] == [cast.caseworker.member]
    members.end_membership(cast.administrator.viewer, member=cast.caseworker.member)
    assert Entry.objects.filter(kind="membership-ended").count() == 1


def test_an_account_is_a_member_once(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(account=cast.caseworker.account)


def test_roles_of_somebody_who_left_are_not_given(cast: Cast) -> None:
    members.end_membership(cast.administrator.viewer, member=cast.volunteer.member)
    cast.volunteer.member.refresh_from_db()
    with pytest.raises(Impossible):
        member_roles.give_role(cast.administrator.viewer, member=cast.volunteer.member, role=roles.RECEPTION)


def test_one_keeps_ones_own_preferences(cast: Cast) -> None:
    browser = cast.caseworker.client
    given = {
        "language": "ar",
        "calendar": "hijri",
        "digits": "arab",
        "languages": ["ar", "ti"],
        "email": "c@example.org",
        "wants_reminders": "on",
    }
    assert browser.post(reverse("access:me"), given).status_code == 302
    account = Account.objects.get(id=cast.caseworker.account.id)
    assert (account.language, account.calendar, account.digits) == ("ar", "hijri", "arab")
    assert account.wants_reminders
    cast.caseworker.member.refresh_from_db()
    assert cast.caseworker.member.languages == ["ar", "ti"]
    page = browser.get(reverse("access:me")).content.decode()
    assert '<html lang="ar" dir="rtl">' in page


def test_an_address_belongs_to_one_account(cast: Cast) -> None:
    Account.objects.filter(id=cast.volunteer.account.id).update(email="v@example.org")
    answer = cast.caseworker.client.post(reverse("access:me"), {"email": "V@example.org"})
    assert b"Another account uses this address" in answer.content
    assert Account.objects.get(id=cast.caseworker.account.id).email == ""


def test_words_are_sentences_with_names_of_today(cast: Cast) -> None:
    member_roles.give_role(cast.administrator.viewer, member=cast.reception.member, role=roles.CASEWORKER)
    (said,) = told.in_words(list(Word.objects.filter(member=cast.guardian.member)))
    assert said.text == "The role Caseworker for Reception waits for your word."
    browser = cast.guardian.client
    assert said.text in browser.get(reverse("access:words")).content.decode()
    browser.post(reverse("access:words"))
    assert not Word.objects.filter(member=cast.guardian.member, read_at__isnull=True).exists()
    assert Word.objects.filter(member=cast.reception.member, read_at__isnull=True).exists()


def test_every_kind_of_word_has_a_sentence(cast: Cast) -> None:
    kinds = {value for name, value in vars(words).items() if name.isupper() and isinstance(value, str)}
    rows = [Word(kind=kind, about={}, member=cast.guardian.member) for kind in sorted(kinds)]
    said = told.in_words(rows)
    assert "Something of yours was changed." not in {each.text for each in said}
    assert not any("%(" in each.text for each in said)
    unknown = told.in_words([Word(kind="of a room that is gone", about={}, member=cast.guardian.member)])
    assert unknown[0].text == "Something of yours was changed."


class TestHouse:
    def form(self, group: Group, **changed: object) -> dict[str, object]:
        return {
            "name": group.name,
            "languages": ["en", "ar"],
            "first_language": "ar",
            "time_zone": "Africa/Cairo",
            "months": "levantine",
            "digits": "arab",
            "weekend": ["4", "5"],
            "default_procedure": "",
            "escalation_days": "٣",
            "seen_version": str(group.version),
            **changed,
        }

    def test_settings_are_kept(self, cast: Cast, group: Group) -> None:
        answer = cast.administrator.client.post(reverse("access:group"), self.form(group))
        assert answer.status_code == 302
        group.refresh_from_db()
        assert (group.languages, group.weekend, group.escalation_days) == (["ar", "en"], [4, 5], 3)
        assert group.version == 2
        assert Entry.objects.get(kind="group-changed").about == {
            "settings": sorted(
                [
                    "name",
                    "languages",
                    "time_zone",
                    "months",
                    "digits",
                    "weekend",
                    "default_procedure",
                    "escalation_days",
                ]
            )
        }

    def test_two_who_edit_see_both_versions(self, cast: Cast, group: Group) -> None:
        browser = cast.administrator.client
        late = self.form(group, name="The later name")
        browser.post(reverse("access:group"), self.form(group, name="The earlier name"))
        answer = browser.post(reverse("access:group"), late)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "The earlier name" in page
        assert "The later name" in page
        group.refresh_from_db()
        assert group.name == "The earlier name"
        (version,) = re.findall(r'name="seen_version" value="(\d+)"', page)
        assert browser.post(reverse("access:group"), {**late, "seen_version": version}).status_code == 302
        group.refresh_from_db()
        assert group.name == "The later name"

    @pytest.mark.parametrize(
        ("field", "value", "says"),
        [
            ("time_zone", "Middle/Earth", "There is no such time zone"),
            ("weekend", list("0123456"), "At least one day of the week"),
            ("first_language", "fr", "Choose one of the languages of the desk"),
        ],
    )
    def test_what_cannot_be_is_said_beside_the_field(
        self, cast: Cast, group: Group, field: str, value: object, says: str
    ) -> None:
        answer = cast.administrator.client.post(reverse("access:group"), self.form(group, **{field: value}))
        assert says in answer.content.decode()
        group.refresh_from_db()
        assert group.version == 1

    def test_an_office_and_its_week(self, cast: Cast) -> None:
        browser = cast.administrator.client
        given = {
            "name": "Centre", "phone": "+90 212 555 0101", "opens_0_0": "٩:٠٠", "closes_0_0": "12:30",
            "opens_0_1": "13.30", "closes_0_1": "17", "opens_6_0": "10", "closes_6_0": "14",
        }  # fmt: skip
        assert browser.post(reverse("access:new-office"), given).status_code == 302
        office = Office.objects.get()
        assert office.phone == "+902125550101"
        hours = list(office.hours.values_list("weekday", "opens", "closes"))
        assert hours == [(0, time(9), time(12, 30)), (0, time(13, 30), time(17)), (6, time(10), time(14))]
        address = reverse("access:office", args=[office.id])
        assert 'value="13:30"' in browser.get(address).content.decode()
        browser.post(address, {"name": "Centre", "seen_version": house.as_kept(office)})
        assert list(office.hours.all()) == []

    def test_two_who_edit_an_office_see_both_versions(self, cast: Cast) -> None:
        browser, office = cast.administrator.client, Office.objects.create(name="Centre")
        address, seen = reverse("access:office", args=[office.id]), house.as_kept(office)
        earlier = {"name": "Centre", "opens_0_0": "9:00", "closes_0_0": "12:30", "seen_version": seen}
        assert browser.post(address, earlier).status_code == 302
        late = {"name": "Old town", "opens_0_0": "10:00", "closes_0_0": "12:30", "seen_version": seen}
        answer = browser.post(address, late)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert all(words in page for words in ("Centre", "Old town", "09:00", "10:00", "Somebody else saved"))
        assert list(office.hours.values_list("opens", flat=True)) == [time(9)]
        (version,) = re.findall(r'name="seen_version" value="([0-9a-f]+)"', page)
        assert browser.post(address, {**late, "seen_version": version}).status_code == 302
        assert list(office.hours.values_list("opens", flat=True)) == [time(10)]

    def test_an_office_sent_twice_is_one(self, cast: Cast) -> None:
        browser = cast.administrator.client
        for _sending in range(2):
            assert browser.post(reverse("access:new-office"), {"name": "Centre"}).status_code == 302
        assert Office.objects.count() == 1

    @pytest.mark.parametrize(
        ("given", "says"),
        [
            ({"opens_0_0": "9"}, "Write both"),
            ({"opens_0_0": "9", "closes_0_0": "8"}, "It closes after it opens"),
            (
                {"opens_0_0": "9", "closes_0_0": "12", "opens_0_1": "11", "closes_0_1": "13"},
                "before the first opening of the day has ended",
            ),
        ],
    )
    def test_impossible_hours_are_said(self, cast: Cast, given: dict[str, str], says: str) -> None:
        answer = cast.administrator.client.post(reverse("access:new-office"), {"name": "Centre", **given})
        assert says in answer.content.decode()
        assert not Office.objects.exists()

    def test_the_only_office_stays_open(self, cast: Cast) -> None:
        first, second = Office.objects.create(name="A"), Office.objects.create(name="B")
        house.close_office(cast.administrator.viewer, office=first, today=date(2026, 3, 2))
        with pytest.raises(Impossible):
            house.close_office(cast.administrator.viewer, office=second, today=date(2026, 3, 2))

    def test_a_day_is_announced_changed_and_withdrawn(self, cast: Cast) -> None:
        browser = cast.administrator.client
        browser.post(reverse("access:days"), {"day": "20/3/2026", "closed": "yes", "name": "Eid"})
        browser.post(reverse("access:days"), {"day": "20/3/2026", "closed": "no", "name": "worked after all"})
        row = LocalDay.objects.get()
        assert (row.day, row.closed, row.name) == (date(2026, 3, 20), False, "worked after all")
        browser.post(reverse("access:days"), {"do": "withdraw", "day_id": str(row.id)})
        assert not LocalDay.objects.exists()

    def test_nobody_else_changes_the_house(self, cast: Cast, group: Group) -> None:
        for name, player in cast.everyone().items():
            if name in ("administrator", "stranger"):
                continue
            with pytest.raises(Refused):
                house.change_group(player.viewer, seen_version=1, name="taken")
            with pytest.raises(Refused):
                house.announce_day(player.viewer, day=date(2026, 3, 20), closed=True, name="x")

    def test_an_office_of_another_group_is_not_there(self, cast: Cast, other_group: Group) -> None:
        from jiwar.foundation.groups.context import acting_for

        with acting_for(other_group):
            office = Office.objects.create(name="Theirs")
        address = reverse("access:office", args=[office.id])
        assert cast.administrator.client.get(address).status_code == 404


def test_lists_cost_the_same_with_more_members(cast: Cast, group: Group, django_assert_num_queries: object) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = cast.administrator.client
    browser.get(reverse("access:members"))
    with CaptureQueriesContext(connection) as few:
        browser.get(reverse("access:members"))
    for number in range(3):
        join(group, f"one more {number}", roles.RECEPTION, roles.VOLUNTEER)
    with CaptureQueriesContext(connection) as many:
        browser.get(reverse("access:members"))
    assert len(few) == len(many)
