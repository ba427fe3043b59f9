"""The door: passwords, second factors, sessions, and what a stranger can learn."""

import json
import re
from datetime import timedelta

import pytest
from allauth.account.signals import password_changed, user_logged_in
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_out
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from jiwar.foundation.access import roles, told, words
from jiwar.foundation.access.actions import members
from jiwar.foundation.access.models import Account, Word, new_mark
from jiwar.foundation.access.sign_in import heard, second_factor
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group
from tests.cast import PASSWORD, TOTP_SEED, Cast, OutsideClient
from tests.foundation.access.signing_in import code_now, give_code, give_password, is_in


@pytest.fixture(autouse=True)
def _fresh_counters(db: None) -> None:
    cache.clear()


def kinds_of(group: Group) -> list[str]:
    with acting_for(group):
        return list(Entry.objects.order_by("at").values_list("kind", flat=True))


def test_password_and_code_open_the_door_and_are_kept(cast: Cast, group: Group) -> None:
    browser = OutsideClient()
    answer = give_password(browser, "caseworker")
    assert answer["location"] == reverse("mfa_authenticate")
    assert not is_in(browser)
    assert browser.get(answer["location"]).status_code == 200
    give_code(browser)
    assert is_in(browser)
    entry = Entry.objects.get(kind="signed-in")
    assert entry.member_id == cast.caseworker.member.id
    assert entry.session
    assert entry.address == "127.0.0.0/24"


def test_a_sign_in_from_a_new_place_is_told_to_the_one_it_is(cast: Cast, group: Group) -> None:
    def sign_in(address: str) -> int:
        cache.clear()
        browser = OutsideClient(REMOTE_ADDR=address)
        give_password(browser, "caseworker")
        give_code(browser)
        assert is_in(browser)
        return Word.objects.filter(member=cast.caseworker.member, kind=words.NEW_PLACE).count()

    assert sign_in("203.0.113.5") == 0, "the first place is not new, it is the only one"
    assert sign_in("203.0.113.77") == 0, "the same network"
    assert sign_in("198.51.100.9") == 1
    assert sign_in("198.51.100.9") == 1
    about = list(Entry.objects.filter(kind="signed-in").order_by("at").values_list("about", flat=True))
    assert [each.get("new_place", False) for each in about] == [False, False, True, False]
    (said,) = told.in_words(list(Word.objects.filter(member=cast.caseworker.member, kind=words.NEW_PLACE)))
    assert said.text.startswith("Your account was opened from a place that is new.")


def test_the_address_signs_in_as_well(cast: Cast) -> None:
    Account.objects.filter(id=cast.caseworker.account.id).update(email="lina@example.org")
    browser = OutsideClient()
    assert give_password(browser, "Lina@Example.org")["location"] == reverse("mfa_authenticate")


def test_a_password_alone_opens_nothing(cast: Cast) -> None:
    browser = OutsideClient()
    give_password(browser, "caseworker")
    for name in ("access:me", "access:words", "mfa_index", "account_change_password"):
        assert browser.get(reverse(name))["location"].startswith(reverse("account_login"))


def test_a_code_works_once(cast: Cast) -> None:
    code = code_now()
    first, second = OutsideClient(), OutsideClient()
    for browser in (first, second):
        give_password(browser, "caseworker")
        give_code(browser, code)
    assert is_in(first)
    assert not is_in(second)


def test_a_code_stays_used_as_long_as_any_tolerated_clock_takes_it(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """allauth remembers it for half a minute, and takes it for a minute and a half."""
    code = code_now()
    browser = OutsideClient()
    give_password(browser, "caseworker")
    give_code(browser, code)
    remembered_by_allauth = f"allauth.mfa.totp.used?user={cast.caseworker.account.pk}&code={code}"
    cache.delete(remembered_by_allauth)
    again = OutsideClient()
    give_password(again, "caseworker")
    give_code(again, code)
    assert is_in(browser)
    assert not is_in(again)


def test_wrong_codes_are_kept_and_end_by_being_refused(cast: Cast, group: Group) -> None:
    browser = OutsideClient()
    give_password(browser, "caseworker")
    for guess in range(12):
        give_code(browser, f"{guess:06d}")
    assert kinds_of(group).count("sign-in-failed") >= 5
    give_code(browser)
    assert not is_in(browser)


def shown(page: str) -> str:
    """A page without what differs by chance: tokens, and what was typed."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)
    return re.sub(r'value="(caseworker|nobody\.here|gone|lina@example\.org|x@example\.org)"', "", page)


def test_wrong_passwords_and_unknown_names_look_the_same(cast: Cast) -> None:
    Account.objects.filter(id=cast.volunteer.account.id).update(is_active=False, username="gone")
    Account.objects.filter(id=cast.coordinator.account.id).update(email="lina@example.org")
    answers = {
        shown(give_password(OutsideClient(), name, "not the right password").content.decode())
        for name in ("caseworker", "nobody.here", "gone")
    }
    answers.add(shown(give_password(OutsideClient(), "gone").content.decode()))
    assert len(answers) == 1
    by_address = {
        shown(give_password(OutsideClient(), name, "not the right password").content.decode())
        for name in ("lina@example.org", "x@example.org")
    }
    assert len(by_address) == 1


@pytest.mark.parametrize("said", ["caseworker", "nobody.here", "lina@example.org", "x@example.org", "gone", ""])
def test_one_password_is_hashed_whatever_was_typed(cast: Cast, monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    from django.contrib.auth.hashers import MD5PasswordHasher

    from jiwar.foundation.access.sign_in.backend import OneCheck

    Account.objects.filter(id=cast.volunteer.account.id).update(is_active=False, username="gone")
    Account.objects.filter(id=cast.coordinator.account.id).update(email="lina@example.org")
    OneCheck().authenticate(None, username="warm", password="up")
    hashed: list[str] = []
    real = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return real(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    assert OneCheck().authenticate(None, username=said, email=said, password="not the right password") is None
    assert hashed == ["not the right password"]


def test_an_address_two_accounts_have_signs_nobody_in(cast: Cast) -> None:
    Account.objects.filter(username__in=["caseworker", "coordinator"]).update(email="desk@example.org")
    assert b"<h1>" in give_password(OutsideClient(), "desk@example.org").content


def test_a_failure_is_kept_without_what_was_typed(cast: Cast, group: Group, other_group: Group) -> None:
    give_password(OutsideClient(), "caseworker", "typed by mistake here")
    give_password(OutsideClient(), "my own password typed as a name", "typed by mistake here")
    for where in (group, other_group):
        with acting_for(where):
            failures = list(Entry.objects.filter(kind="sign-in-failed").order_by("at"))
            text = json.dumps([entry.about for entry in failures])
            assert "mistake" not in text
            assert "name" not in text
            assert len(failures) == (2 if where == group else 1)
            assert failures[-1].about == {"step": "password", "account": "", "from": "127.0.0.0/24"}


def test_a_failure_is_kept_for_whom_it_was_meant_and_for_nobody_else(cast: Cast) -> None:
    Account.objects.filter(id=cast.volunteer.account.id).update(email="v@example.org")
    request = OutsideClient().get(reverse("account_login")).wsgi_request
    for said, whose in (
        ("VOLUNTEER", cast.volunteer),
        ("V@example.org", cast.volunteer),
        ("caseworker", cast.caseworker),
        ("nobody", None),
        ("", None),
    ):
        Entry.objects.all().delete()
        heard.sign_in_failed(request, said=said)
        (about,) = (row.about for row in Entry.objects.all())
        whom = str(whose.member.id) if whose else ""
        assert about == {"step": "password", "account": whom, "from": "127.0.0.0/24"}, said


def test_each_signal_of_signing_in_is_heard_once(cast: Cast, group: Group) -> None:
    heard.connect()
    for signal, receiver in (
        (user_logged_in, "signed_in"),
        (user_logged_out, "signed_out"),
        (password_changed, "password_was_changed"),
        (mfa.authenticator_added, "factor_added"),
        (mfa.authenticator_removed, "factor_removed"),
        (mfa.authenticator_reset, "codes_renewed"),
        (mfa.authentication_failed, "factor_failed"),
    ):
        ours = [name for (name, _sender), *_more in signal.receivers if str(name).startswith("jiwar.access.")]
        assert ours == [f"jiwar.access.{receiver}"]


def test_what_happens_to_factors_is_kept_with_their_kind(cast: Cast, group: Group) -> None:
    request = cast.volunteer.client.get(reverse("access:me")).wsgi_request
    account = cast.volunteer.account
    factor = Authenticator.objects.get(user=account)
    Account.objects.filter(id=account.id).update(one_time_until=timezone.now())
    request.session[second_factor.SEEN] = True
    Entry.objects.all().delete()
    heard.factor_added(request=request, user=account, authenticator=factor)
    assert second_factor.SEEN in request.session
    heard.factor_removed(request=request, user=account, authenticator=factor)
    assert second_factor.SEEN not in request.session
    heard.factor_removed(request=request, user=account, authenticator=factor)
    heard.codes_renewed(request=request, user=account)
    heard.password_was_changed(request=request, user=account)
    heard.signed_out(request=request, user=None)
    heard.signed_out(request=request, user=account)
    rows = list(Entry.objects.order_by("at", "id"))
    assert [(row.kind, row.about) for row in rows] == [
        ("second-factor-added", {"type": "totp"}),
        ("second-factor-removed", {"type": "totp"}),
        ("second-factor-removed", {"type": "totp"}),
        ("recovery-codes-renewed", {}),
        ("password-changed", {}),
        ("signed-out", {}),
    ]
    assert {(row.member_id, row.address) for row in rows} == {(cast.volunteer.member.id, "127.0.0.0/24")}
    assert Account.objects.get(id=account.id).one_time_until is None


def test_too_many_failures_are_refused_but_from_elsewhere_the_colleague_gets_in(cast: Cast) -> None:
    stranger = OutsideClient(REMOTE_ADDR="203.0.113.5")
    for _attempt in range(8):
        give_password(stranger, "caseworker", "guess guess guess guess")
    assert "mfa" not in give_password(stranger, "caseworker").headers.get("location", "")
    assert give_password(OutsideClient(REMOTE_ADDR="198.51.100.7"), "caseworker").status_code == 302


def test_signing_out_is_kept_and_ends_the_session(cast: Cast, group: Group) -> None:
    browser = cast.caseworker.client
    assert is_in(browser)
    browser.get(reverse("account_logout"))
    assert is_in(browser), "a link alone signs nobody out"
    browser.post(reverse("account_logout"))
    assert not is_in(browser)
    assert "signed-out" in kinds_of(group)


def test_the_session_changes_its_name_at_the_door(cast: Cast) -> None:
    browser = OutsideClient()
    browser.get(reverse("account_login"))
    give_password(browser, "caseworker")
    before = browser.session.session_key
    give_code(browser)
    assert browser.session.session_key != before


def test_sessions_are_listed_and_each_can_be_ended(cast: Cast) -> None:
    here, there = OutsideClient(headers={"user-agent": "Firefox/128 (Android)"}), OutsideClient()
    give_password(here, "caseworker")
    give_code(here, code_now())
    cache.clear()
    give_password(there, "caseworker")
    give_code(there, code_now())
    assert is_in(here)
    assert is_in(there)
    page = here.get(reverse("usersessions_list")).content.decode()
    assert "Firefox, Android" in page
    (asked,) = re.findall(r'name="session" value="(\d+)"', page)
    stranger = cast.off_caseworker.client
    stranger.post(reverse("usersessions_list"), {"session": asked})
    assert is_in(there), "nobody ends the session of somebody else"
    here.post(reverse("usersessions_list"), {"session": asked})
    assert not is_in(there)
    assert is_in(here)


def test_the_session_ends_with_the_membership(cast: Cast) -> None:
    browser = cast.volunteer.client
    assert is_in(browser)
    members.end_membership(cast.administrator.viewer, member=cast.volunteer.member)
    assert browser.get(reverse("access:me"))["location"].startswith(reverse("account_login"))
    assert give_password(OutsideClient(), "volunteer").status_code == 200


def test_without_a_second_factor_one_may_only_enrol_one(cast: Cast) -> None:
    Authenticator.objects.filter(user=cast.caseworker.account).delete()
    browser = cast.caseworker.client
    for name in ("access:me", "access:words", "usersessions_list", "mfa_download_recovery_codes"):
        assert browser.get(reverse(name))["location"] == reverse("mfa_index")
    page = browser.get(reverse("mfa_index")).content.decode()
    assert "rail" not in page, "no way into the house is drawn"
    assert browser.get(reverse("mfa_add_webauthn")).status_code == 200


def test_enrolling_an_app_seals_its_seed_everywhere(cast: Cast) -> None:
    Authenticator.objects.filter(user=cast.caseworker.account).delete()
    browser = cast.caseworker.client
    page = browser.get(reverse("mfa_activate_totp")).content.decode()
    (seed,) = re.findall(r"<code>([A-Z2-7]{32})</code>", page)
    sessions = [session.get_decoded() for session in Session.objects.all()]
    assert seed not in json.dumps(sessions)
    answer = browser.post(reverse("mfa_activate_totp"), {"code": code_now(seed)})
    assert answer["location"] == reverse("mfa_view_recovery_codes")
    rows = list(Authenticator.objects.filter(user=cast.caseworker.account))
    assert {row.type for row in rows} == {"totp", "recovery_codes"}
    kept = json.dumps([row.data for row in rows])
    assert seed not in kept
    codes = re.findall(r"<code>([^<]+)</code>", browser.get(answer["location"]).content.decode())
    assert len(codes) == 10
    assert not any(code in kept for code in codes)
    assert is_in(browser)


def test_the_last_second_factor_stays(cast: Cast) -> None:
    browser = cast.caseworker.client
    assert b"only second factor" in browser.get(reverse("mfa_deactivate_totp")).content
    browser.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(user=cast.caseworker.account, type="totp").exists()


def test_a_recovery_code_opens_once(cast: Cast) -> None:
    browser = cast.caseworker.client
    browser.post(reverse("mfa_generate_recovery_codes"))
    page = browser.get(reverse("mfa_view_recovery_codes")).content.decode()
    code = re.findall(r"<code>([^<]+)</code>", page)[0]
    first, second = OutsideClient(), OutsideClient()
    for attempt in (first, second):
        give_password(attempt, "caseworker")
        give_code(attempt, code)
    assert is_in(first)
    assert not is_in(second)


def test_an_invented_group_is_tried_with_a_password_alone_and_says_so(cast: Cast, group: Group) -> None:
    Authenticator.objects.filter(user=cast.caseworker.account).delete()
    group.fictional = True
    group.save()
    browser = OutsideClient()
    give_password(browser, "caseworker")
    assert is_in(browser)
    assert b"In a real group nobody works without a second factor" in browser.get(reverse("mfa_index")).content


def test_pages_of_security_ask_again_who_it_is(cast: Cast) -> None:
    browser = OutsideClient()
    give_password(browser, "administrator")
    give_code(browser)
    for name in ("mfa_add_webauthn", "mfa_generate_recovery_codes", "access:invite"):
        assert browser.get(reverse(name))["location"].startswith(reverse("account_reauthenticate"))
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert browser.get(reverse("access:invite")).status_code == 200


def test_what_is_posted_without_confirming_is_not_done(cast: Cast, group: Group) -> None:
    browser = OutsideClient()
    give_password(browser, "administrator")
    give_code(browser)
    address = reverse("access:member", args=[cast.volunteer.member.id])
    answer = browser.post(address, {"do": "leave"})
    assert answer["location"].startswith(reverse("account_reauthenticate"))
    cast.volunteer.member.refresh_from_db()
    assert cast.volunteer.member.ended_at is None


def test_the_one_time_secret_opens_the_choice_of_a_password_and_nothing_else(cast: Cast) -> None:
    invitation = members.invite(cast.administrator.viewer, username="new.one", name="New One", held=[roles.RECEPTION])
    browser = OutsideClient()
    assert give_password(browser, "new.one", invitation.secret).status_code == 302
    for name in ("access:me", "mfa_index", "mfa_activate_totp"):
        assert browser.get(reverse(name))["location"] == reverse("account_change_password")
    own = "a lamp beside the old well"
    given = {"oldpassword": invitation.secret, "password1": own, "password2": own}
    browser.post(reverse("account_change_password"), given)
    assert browser.get(reverse("access:me"))["location"] == reverse("mfa_index")
    assert give_password(OutsideClient(), "new.one", invitation.secret).status_code == 200
    assert give_password(OutsideClient(), "new.one", own).status_code == 302


def test_a_one_time_secret_is_good_for_three_days(cast: Cast) -> None:
    invitation = members.invite(cast.administrator.viewer, username="new.one", name="New One", held=[roles.RECEPTION])
    until = Account.objects.get(username="new.one").one_time_until
    assert until is not None
    assert timedelta(hours=71) < until - timezone.now() <= timedelta(hours=72)
    Account.objects.filter(username="new.one").update(one_time_until=timezone.now() - timedelta(seconds=1))
    assert give_password(OutsideClient(), "new.one", invitation.secret).status_code == 200


def test_changing_the_password_ends_the_other_sessions_and_keeps_this_one(cast: Cast) -> None:
    here, there = cast.caseworker.client, cast.caseworker.client
    assert is_in(here)
    assert is_in(there)
    own = "a lamp beside the old well"
    given = {"oldpassword": PASSWORD, "password1": own, "password2": own}
    here.post(reverse("account_change_password"), given)
    assert is_in(here)
    assert not is_in(there)


def test_there_is_no_sign_up_no_mail_and_no_reset_by_mail() -> None:
    for name in ("account_signup", "account_email", "account_reset_password", "mfa_signup_webauthn"):
        with pytest.raises(NoReverseMatch):
            reverse(name)


def test_a_mark_fills_its_column_and_no_two_are_the_same() -> None:
    marks = {new_mark() for _ in range(20)}
    assert len(marks) == 20
    assert {len(mark) for mark in marks} == {Account._meta.get_field("sessions_mark").max_length}


def test_a_mark_that_was_renewed_ends_every_session_at_once(cast: Cast) -> None:
    from jiwar.foundation.access import sessions

    browser = cast.caseworker.client
    assert is_in(browser)
    sessions.end_all(Account.objects.get(id=cast.caseworker.account.id))
    assert not is_in(browser)


def test_the_seed_of_the_cast_is_not_in_the_table(cast: Cast) -> None:
    assert TOTP_SEED not in json.dumps(list(Authenticator.objects.values_list("data", flat=True)))


@pytest.mark.parametrize("said", ["caseworker", "nobody.here", "stranger"])
@pytest.mark.parametrize("kind", ["password", "second-factor"])
def test_saying_that_one_cannot_sign_in_is_answered_alike(cast: Cast, said: str, kind: str) -> None:
    answer = OutsideClient().post(reverse("access:cannot-sign-in"), {"who": said, "kind": kind})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "If there is such an account" in page
    assert said not in page


def test_a_shared_browser_is_told_to_forget(cast: Cast) -> None:
    browser = cast.caseworker.client
    answer = browser.post(reverse("account_logout"), secure=True)
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
