"""What signing in leaves behind, ends and asks for: each small thing alone, with no more of a house than it needs."""

import base64
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from allauth.account.signals import password_changed, user_logged_in
from allauth.core.context import request_context
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.contrib.auth.signals import user_logged_out
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from jiwar.foundation.access import policy, reading, roles, secrets_once, sessions, signing_door, words
from jiwar.foundation.access.middleware import ViewerMiddleware
from jiwar.foundation.access.models import Account, Membership, Word
from jiwar.foundation.access.sign_in import adapters, heard, second_factor
from jiwar.foundation.access.sign_in import forms as sign_in_forms
from jiwar.foundation.access.sign_in.backend import OneCheck
from jiwar.foundation.audit import kinds
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.groups import doors
from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault import keys, sealing
from jiwar.foundation.vault.models import Subject
from tests.cast import PASSWORD, OutsideClient, Player, join
from tests.foundation.access.signing_in import code_now

PLACE, HERE = "203.0.113.0/24", "127.0.0.0/24"


@pytest.fixture(autouse=True)
def _fresh_counters(db: None) -> None:
    cache.clear()


def asks(rf: RequestFactory, player: Player | None = None) -> Any:
    """A request with a session of its own, signed in or not."""
    request: Any = rf.get("/")
    request.session = SessionStore()
    request.session.create()
    if player:
        request.user, request.viewer = player.account, player.viewer
    return request


def _keeps_something(group: Group) -> bool:
    with acting_for(group):
        return Entry.objects.exists()


def kept() -> list[tuple[str, dict[str, Any]]]:
    return [(row.kind, row.about) for row in Entry.objects.order_by("at", "id")]


class TestHeard:
    SIGNALS = {
        user_logged_in: "signed_in",
        user_logged_out: "signed_out",
        password_changed: "password_was_changed",
        mfa.authenticator_added: "factor_added",
        mfa.authenticator_removed: "factor_removed",
        mfa.authenticator_reset: "codes_renewed",
        mfa.authentication_failed: "factor_failed",
    }

    def test_each_signal_is_heard_by_its_own(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for signal in self.SIGNALS:
            monkeypatch.setattr(signal, "receivers", [])
        heard.connect()
        for signal, name in self.SIGNALS.items():
            ((key, _sender), *_more), *others = signal.receivers
            assert (key, others) == (f"jiwar.access.{name}", [])

    @pytest.mark.parametrize(
        ("where", "days", "whose", "kind", "is_new"),
        [
            (PLACE, 89, "own", kinds.SIGNED_IN, True),
            (HERE, 89, "own", kinds.SIGNED_IN, False),
            (HERE, 91, "own", kinds.SIGNED_IN, True),
            (HERE, 1, "another's", kinds.SIGNED_IN, True),
            (HERE, 1, "own", kinds.SIGNED_OUT, True),
        ],
    )
    def test_a_place_is_known_for_ninety_days_to_who_signed_in_from_it(
        self, group: Group, rf: RequestFactory, where: str, days: int, whose: str, kind: kinds.Kind, is_new: bool
    ) -> None:
        one, other = join(group, "one"), join(group, "other")
        at = timezone.now() - timedelta(days=1)
        Entry.objects.create(kind="signed-in", at=at, member_id=one.member.id, address="198.51.100.0/24")
        member = one.member if whose == "own" else other.member
        at = timezone.now() - timedelta(days=days)
        Entry.objects.create(kind=kind.code, at=at, member_id=member.id, address=where)
        heard.signed_in(request=asks(rf), user=one.account)
        assert kept()[-1] == ("signed-in", {"new_place": True} if is_new else {})
        told = list(Word.objects.values_list("member", "kind", "about"))
        assert told == ([(one.member.id, words.NEW_PLACE, {})] if is_new else [])

    @pytest.mark.parametrize("said", [{"username": "one"}, {"email": "One@example.org"}, {}])
    def test_a_wrong_password_is_kept_for_whose_it_is(
        self, group: Group, rf: RequestFactory, said: dict[str, str]
    ) -> None:
        one = join(group, "one")
        Account.objects.filter(id=one.account.id).update(email="one@example.org")
        adapters.Accounts().authentication_failed(asks(rf), **said)
        whom = str(one.member.id) if said else ""
        assert kept() == [("sign-in-failed", {"step": "password", "account": whom, "from": HERE})]

    def test_of_somebody_who_left_nothing_is_kept(self, group: Group, rf: RequestFactory) -> None:
        gone = join(group, "gone")
        Membership.objects.update(ended_at=timezone.now())
        heard.signed_in(request=asks(rf), user=gone.account)
        heard.signed_out(request=asks(rf), user=gone.account)
        heard.codes_renewed(request=asks(rf), user=gone.account)
        assert kept() == []

    def test_a_wrong_code_is_kept_for_whose_it_is(self, group: Group, rf: RequestFactory) -> None:
        gone, one = join(group, "gone"), join(group, "one")
        Membership.objects.filter(id=gone.member.id).update(ended_at=timezone.now())
        for player, whom in ((one, str(one.member.id)), (gone, "")):
            heard.factor_failed(request=asks(rf), user=player.account)
            assert kept()[-1] == ("sign-in-failed", {"step": "code", "account": whom, "from": HERE})

    def test_an_unknown_name_is_kept_by_twenty_groups(self, group: Group, rf: RequestFactory) -> None:
        for number in range(1, 21):
            other = Group.objects.create(name=f"House {number:02}", country="TR", languages=["en"])
            Group.objects.filter(id=other.id).update(created_at=group.created_at + timedelta(minutes=number))
        heard.sign_in_failed(asks(rf), said="nobody")
        assert kept() == [("sign-in-failed", {"step": "password", "account": "", "from": HERE})]
        names = [each.name for each in Group.objects.order_by("name") if _keeps_something(each)]
        assert names == [f"House {number:02}" for number in range(1, 20)] + [group.name]

    def test_a_password_of_one_s_own_ends_one_s_own_secret_only(self, group: Group, rf: RequestFactory) -> None:
        one, other = join(group, "one"), join(group, "other")
        until = timezone.now()
        Account.objects.update(one_time_until=until)
        heard.password_was_changed(request=asks(rf), user=one.account)
        left = dict(Account.objects.values_list("id", "one_time_until"))
        assert left == {one.account.id: None, other.account.id: until}
        assert kept() == [("password-changed", {})]


class TestSecondFactor:
    def test_an_app_or_a_passkey_of_one_s_own_counts(self, group: Group) -> None:
        types = Authenticator.Type
        one, other = (Account.objects.create(username=name) for name in ("one", "other"))

        def add(account: Account, type_: Any) -> Authenticator:
            return Authenticator.objects.create(user=account, type=type_, data={})

        add(other, types.TOTP)
        add(one, types.RECOVERY_CODES)
        assert not second_factor.has_one(one)
        passkey = add(one, types.WEBAUTHN)
        assert second_factor.has_one(one)
        assert not second_factor.has_one(one, but=passkey)
        assert not adapters.SecondFactors().can_delete_authenticator(passkey)
        add(one, types.TOTP)
        assert second_factor.has_one(one, but=passkey)
        assert adapters.SecondFactors().can_delete_authenticator(passkey)

    def test_once_seen_it_is_not_asked_for_again(self, group: Group, rf: RequestFactory) -> None:
        one = join(group, "one")
        request = asks(rf, one)
        assert not second_factor.is_missing(request, one.viewer)
        assert request.session["second_factor_seen"] is True
        viewer = one.viewer
        with CaptureQueriesContext(connection) as asked:
            assert not second_factor.is_missing(request, viewer)
        assert len(asked) == 0
        Authenticator.objects.all().delete()
        fresh = asks(rf, one)
        assert second_factor.is_missing(fresh, viewer)
        assert "second_factor_seen" not in fresh.session
        viewer.group.fictional = True
        assert not second_factor.is_missing(fresh, viewer)
        assert "second_factor_seen" not in fresh.session

    def test_a_code_is_taken_once_for_a_minute_and_a_half(
        self, group: Group, rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        kept_for: list[float] = []
        add = cache.add

        def noted(key: str, value: Any, timeout: float = 0, **more: Any) -> bool:
            if key.startswith("second-factor-used"):
                kept_for.append(timeout)
            return add(key, value, timeout=timeout, **more)

        monkeypatch.setattr(sign_in_forms, "cache", SimpleNamespace(add=noted))
        one, code = join(group, "one"), code_now()
        with request_context(rf.post("/")):
            form = sign_in_forms.Code({"code": code}, user=one.account)
            assert form.is_valid()
            assert form.cleaned_data["code"] == code
            assert kept_for == [90]
            later = sign_in_forms.CodeAgain({"code": code_now(steps=1)}, user=one.account)
            assert later.is_valid(), "another code is another"
            cache.delete(f"allauth.mfa.totp.used?user={one.account.pk}&code={code}")
            again = sign_in_forms.CodeAgain({"code": f"{code[:3]} {code[3:]}"}, user=one.account)
            assert not again.is_valid(), "the same with a space is the same"

    @pytest.mark.parametrize("kind", [sign_in_forms.Code, sign_in_forms.CodeAgain])
    def test_what_is_asked_for_is_said_beside_it(self, kind: Any) -> None:
        field = kind(user=Account()).fields["code"]
        assert str(field.label) == "Code from your app, or a recovery code"
        assert "placeholder" not in field.widget.attrs

    def test_seeds_are_sealed_as_ever(self, group: Group) -> None:
        key = sealing.derive(keys.key_store().site, "second-factors/v1")
        kept_ = sealing.seal(AESGCM(key), b"SEED", b"mfa_authenticator|data")
        assert adapters.SecondFactors().decrypt(base64.b64encode(kept_).decode()) == "SEED"
        assert adapters.SecondFactors().decrypt(adapters.SecondFactors().encrypt("SEED")) == "SEED"

    def test_tries_are_counted_by_name_and_network(self, rf: RequestFactory) -> None:
        count = adapters.Accounts()._get_login_attempts_cache_key
        request = rf.get("/")
        assert count(request, username="Lina") == count(request, email="LINA") == f"{HERE}:lina"
        assert count(request, username="lina", email="x@example.org") == f"{HERE}:lina"
        assert count(request) == f"{HERE}:"
        assert count(rf.get("/", REMOTE_ADDR="203.0.113.7"), username="lina") == f"{PLACE}:lina"

    def test_nobody_signs_up(self, rf: RequestFactory) -> None:
        assert adapters.Accounts().is_open_for_signup(rf.get("/")) is False


class TestSessions:
    def begun(self, account: Account, number: int) -> list[str]:
        """The keys of so many sessions, the latest used first."""
        begun, now = [], timezone.now()
        for minutes in range(number):
            browser = OutsideClient()
            browser.force_login(account)
            begun.append(str(browser.session.session_key))
            seen = now - timedelta(minutes=minutes)
            UserSession.objects.create(user=account, session_key=begun[-1], ip="10.0.0.1", last_seen_at=seen)
        return begun

    def running(self) -> set[str]:
        left = set(Session.objects.values_list("session_key", flat=True))
        assert left == set(UserSession.objects.values_list("session_key", flat=True))
        return left

    def test_one_the_others_or_all_end_and_nobody_else_s(self, group: Group) -> None:
        one, other = join(group, "one").account, join(group, "other").account
        (a, b, c, d), (theirs,) = self.begun(one, 4), self.begun(other, 1)
        ids = dict(UserSession.objects.values_list("session_key", "id"))
        assert [each.session_key for each in sessions.of_account(one)] == [a, b, c, d]
        assert not sessions.end_one(one, ids[theirs])
        assert sessions.end_one(one, ids[b])
        assert not sessions.end_one(one, ids[b])
        assert self.running() == {a, c, d, theirs}
        assert sessions.end_others(one, keep=a) == 2
        assert self.running() == {a, theirs}
        mark, their_mark = one.sessions_mark, other.sessions_mark
        sessions.end_all(one)
        assert self.running() == {theirs}
        assert Account.objects.get(pk=one.pk).sessions_mark not in (mark, "")
        assert Account.objects.get(pk=other.pk).sessions_mark == their_mark

    def test_a_one_time_secret_is_a_new_password_and_ends_what_runs(self, db: None) -> None:
        account = Account.objects.create(username="one")
        mark = account.sessions_mark
        secret = secrets_once.give(account)
        left = Account.objects.get()
        assert left.check_password(secret)
        assert left.sessions_mark not in (mark, "")
        assert left.one_time_until is not None
        assert timedelta(hours=71, minutes=59) < left.one_time_until - timezone.now() <= timedelta(hours=72)
        assert [len(part) for part in secret.split("-")] == [5, 5, 5, 5]

    def test_a_secret_has_no_letters_that_look_alike(self, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
        drawn: list[str] = []

        def first(letters: str) -> str:
            drawn.append(letters)
            return letters[0]

        monkeypatch.setattr(secrets_once, "secrets", SimpleNamespace(choice=first))
        assert secrets_once.give(Account.objects.create(username="one")) == "aaaaa-aaaaa-aaaaa-aaaaa"
        assert set(drawn) == {"abcdefghjkmnpqrstuvwxyz23456789"}

    @pytest.mark.parametrize(("seconds", "opens"), [(-1, True), (0, True), (1, False)])
    def test_it_opens_until_its_time_is_over(
        self, db: None, monkeypatch: pytest.MonkeyPatch, seconds: int, opens: bool
    ) -> None:
        account = Account.objects.create(username="one")
        secret = secrets_once.give(account)
        until = account.one_time_until
        assert until is not None
        monkeypatch.setattr(timezone, "now", lambda: until + timedelta(seconds=seconds))
        assert OneCheck().authenticate(None, username="one", password=secret) == (account if opens else None)

    def test_postgresql_opens_the_door_to_one_s_own_place_alone(self, db: None) -> None:
        """Only there is a second wall; that it heeds this is shown on PostgreSQL itself."""
        assert signing_door.membership_of(Account()) is None
        own = "account_id::text = {value} AND ended_at IS NULL"
        assert (
            doors.Door(
                "account",
                {
                    "access_membership": own,
                    "access_memberrole": f"member_id IN (SELECT id FROM access_membership WHERE {own})",  # noqa: S608
                },
            )
            == signing_door.ACCOUNT
        )


class TestOneCheck:
    CHECKED: dict[str, tuple[dict[str, str], str]] = {
        "by name": ({"username": "one", "password": PASSWORD}, "one"),
        "in capitals": ({"username": "ONE", "password": PASSWORD}, "one"),
        "by address": ({"email": "One@example.org", "password": PASSWORD}, "one"),
        "name before address": ({"username": "other", "email": "one@example.org", "password": PASSWORD}, "other"),
        "an address for a name": ({"username": "one@example.org", "password": PASSWORD}, "one"),
        "a name like the address of another": ({"username": "a@example.org", "password": PASSWORD}, "a@example.org"),
        "an address two have": ({"email": "desk@example.org", "password": PASSWORD}, ""),
        "an address nobody has": ({"email": "none@example.org", "password": PASSWORD}, ""),
        "a name nobody has": ({"username": "nobody", "password": PASSWORD}, ""),
        "nothing": ({"password": PASSWORD}, ""),
        "a wrong password": ({"username": "one", "password": "wrong"}, ""),
        "no password": ({"username": "one", "password": ""}, ""),
        "none at all": ({"username": "one"}, ""),
        "who may not": ({"username": "gone", "password": PASSWORD}, ""),
        "who never had one": ({"username": "new", "password": ""}, ""),
    }

    @pytest.mark.parametrize("how", CHECKED)
    def test_who_is_let_in(self, db: None, how: str) -> None:
        sent, who = self.CHECKED[how]
        for name, email, active in (
            ("other", "desk@example.org", True),
            ("third", "desk@example.org", True),
            ("one", "one@example.org", True),
            ("a@example.org", "", True),
            ("fourth", "a@example.org", True),
            ("gone", "", False),
            ("new", "", True),
        ):
            Account.objects.create_user(name, None if name == "new" else PASSWORD, email=email, is_active=active)
        found = OneCheck().authenticate(None, **sent)
        assert (found.username if found else "") == who


class TestUnfinished:
    @pytest.mark.parametrize("signed_in", [True, False])
    @pytest.mark.parametrize(
        ("state", "leads_to"),
        [("secret", "account_change_password"), ("no factor", "mfa_index"), ("finished", ""), ("no page", "")],
    )
    def test_one_thing_after_another(
        self, group: Group, rf: RequestFactory, state: str, leads_to: str, signed_in: bool
    ) -> None:
        one = join(group, "one")
        if state != "finished":
            Authenticator.objects.all().delete()
        if state == "secret":
            Account.objects.update(one_time_until=timezone.now())
            one.account.refresh_from_db()
        request = asks(rf, one if signed_in else None)
        request.resolver_match = None if state == "no page" else SimpleNamespace(view_name="access:me")
        answer = ViewerMiddleware(lambda _request: HttpResponse()).process_view(request, None, (), {})
        if signed_in and leads_to:
            assert answer is not None
            assert answer["Location"] == reverse(leads_to)
            assert request.unfinished is True
        else:
            assert answer is None
            assert not hasattr(request, "unfinished")


class TestRefused:
    def answered(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return ViewerMiddleware(lambda _request: HttpResponse()).process_exception(request, exception)

    @pytest.fixture
    def one(self, group: Group) -> Player:
        join(group, "guardian", roles.DATA_GUARDIAN)
        return join(group, "one", roles.CASEWORKER)

    @pytest.mark.parametrize("page", ["cases:case", ""])
    def test_whoever_opened_too_many_is_out_at_once(self, one: Player, rf: RequestFactory, page: str) -> None:
        request = asks(rf, one)
        request.session["_auth_user_id"] = "somebody"
        request.resolver_match = SimpleNamespace(view_name=page) if page else None
        answer = self.answered(request, reading.TooMany(60))
        assert answer is not None
        assert answer.status_code == 403
        assert request.viewer is None
        assert not request.user.is_authenticated
        assert "_auth_user_id" not in request.session
        refused, locked = kept()
        assert refused == ("refused", {"why": "too-many", "page": page})
        assert (locked[0], locked[1]["shown"]) == ("account-locked", 60)
        assert not Account.objects.get(id=one.account.id).is_active

    def test_who_was_slowed_reads_when_to_come_again(self, one: Player, rf: RequestFactory) -> None:
        request = asks(rf, one)
        request.resolver_match = SimpleNamespace(view_name="cases:case")
        answer = self.answered(request, reading.Slowed(14))
        assert answer is not None
        assert (answer.status_code, answer["Retry-After"]) == (429, "14")
        assert kept() == [("refused", {"why": "too-many", "page": "cases:case"})]
        assert request.viewer is not None

    @pytest.mark.parametrize(("why", "status"), [("no-grant", 403), ("erased", 410)])
    @pytest.mark.parametrize("page", ["cases:case", ""])
    def test_a_refusal_is_kept_with_what_was_asked(
        self, one: Player, rf: RequestFactory, why: str, status: int, page: str
    ) -> None:
        request, subject = asks(rf, one), Subject.objects.create(kind=Subject.Kind.CASE)
        request.resolver_match = SimpleNamespace(view_name=page) if page else None
        with pytest.raises(policy.Refused) as refused:
            policy.refuse(why, subject=subject, compartment="general")
        answer = self.answered(request, refused.value)
        assert answer is not None
        assert answer.status_code == status
        entry = Entry.objects.get()
        assert (entry.kind, entry.about) == ("refused", {"why": why, "page": page})
        assert (entry.member_id, entry.subject_id, entry.compartment) == (one.member.id, subject.id, "general")

    def test_any_other_fault_is_not_ours(self, one: Player, rf: RequestFactory) -> None:
        assert self.answered(asks(rf, one), ValueError("a fault")) is None
        assert kept() == []
