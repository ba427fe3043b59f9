"""Each act and each question asks the policy itself: a page that forgot to ask opens nothing.

Somebody without the capability calls every one of them directly, as no page would.
"""

# ruff: noqa: ARG005 - each call is given all three, whatever it needs of them

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jiwar.foundation.access import barriers, grants, reading, roles, words
from jiwar.foundation.access.actions import alarms, decoys, hiding, house, lending, member_roles, members, own, resets
from jiwar.foundation.access.compartments import GENERAL, RESTRICTED
from jiwar.foundation.access.errors import Impossible
from jiwar.foundation.access.models import Alarm, Decoy, Grant, Lending, MemberRole, ResetRequest, Word
from jiwar.foundation.access.policy import Refused
from jiwar.foundation.access.queries import files, guardian, lendings
from jiwar.foundation.access.queries import members as asked_members
from jiwar.foundation.access.queries import reading as asked_reading
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit import record as audit
from jiwar.foundation.groups.models import LocalDay, Office
from jiwar.foundation.vault.models import Subject
from tests.cast import Cast
from tests.foundation.access.telling import case_of, told

pytestmark = pytest.mark.once

Call = Callable[[Viewer, Cast, Subject], Any]
KINDS = ResetRequest.Kind


def role_of(cast: Cast) -> MemberRole:
    return MemberRole.objects.get(member=cast.reception.member)


def waiting_role(cast: Cast) -> MemberRole:
    return MemberRole.objects.create(member=cast.reception.member, role=roles.CASEWORKER.code)


def reset(cast: Cast) -> ResetRequest:
    return ResetRequest.objects.create(
        member=cast.reception.member,
        kind=KINDS.PASSWORD,
        asked_by=cast.administrator.member,
        carried_by=cast.administrator.member,
        reason="",
    )


def waiting_grant(cast: Cast, subject: Subject) -> Grant:
    return Grant.objects.create(
        member=cast.reception.member,
        subject=subject,
        compartment=RESTRICTED.code,
        source=Grant.Source.ASSIGNMENT,
        waits_for_second=True,
    )


def alarm(cast: Cast) -> Alarm:
    now = timezone.now()
    return Alarm.objects.create(
        member=cast.reception.member, kind=Alarm.Kind.MANY, hour=reading.hour_of(now), at=now, shown=9
    )


def emergency(cast: Cast, subject: Subject) -> Lending:
    lent = lending.open_in_emergency(
        cast.off_caseworker.viewer,
        subject=subject,
        part=GENERAL,
        reason="called at night",
        lasts=timedelta(minutes=5),
    )
    lending.end(cast.off_caseworker.viewer, lending=lent)
    return lent


ACTS: dict[str, Call] = {
    "invite": lambda v, c, s: members.invite(v, username="x", name="X", held=[]),
    "place": lambda v, c, s: members.place(v, member=c.reception.member, office=Office.objects.create(name="x")),
    "set_supervisor": lambda v, c, s: members.set_supervisor(
        v, member=c.reception.member, supervisor=c.caseworker.member
    ),
    "end_membership": lambda v, c, s: members.end_membership(v, member=c.reception.member),
    "give_role": lambda v, c, s: member_roles.give_role(v, member=c.reception.member, role=roles.VOLUNTEER),
    "confirm_role": lambda v, c, s: member_roles.confirm_role(v, row=waiting_role(c)),
    "refuse_role": lambda v, c, s: member_roles.refuse_role(v, row=waiting_role(c)),
    "end_role": lambda v, c, s: member_roles.end_role(v, row=role_of(c)),
    "ask_reset": lambda v, c, s: resets.ask_reset(v, member=c.reception.member, kind=KINDS.PASSWORD, reason="x"),
    "decide_reset": lambda v, c, s: resets.decide_reset(v, request=reset(c), agreed=True),
    "hand_over_reset": lambda v, c, s: resets.hand_over_reset(v, request=reset(c)),
    "change_group": lambda v, c, s: house.change_group(v, seen_version=v.group.version, name="x"),
    "keep_office": lambda v, c, s: house.keep_office(v, office=None, name="x", area="", phone=""),
    "close_office": lambda v, c, s: house.close_office(
        v, office=Office.objects.create(name="x"), today=date(2026, 1, 1)
    ),
    "set_hours": lambda v, c, s: house.set_hours(v, office=Office.objects.create(name="x"), openings=[]),
    "announce_day": lambda v, c, s: house.announce_day(v, day=date(2026, 1, 1), closed=True, name="x"),
    "withdraw_day": lambda v, c, s: house.withdraw_day(
        v, local_day=LocalDay.objects.create(day=date(2026, 1, 1), closed=True, name="x")
    ),
    "settle": lambda v, c, s: alarms.settle(v, alarm=alarm(c)),
    "set_limits": lambda v, c, s: alarms.set_limits(
        v, slow_at=20, alarm_at=30, lock_at=40, times_usual=4, night_from=0, night_until=5
    ),
    "make_decoy": lambda v, c, s: decoys.make(
        v, invented=decoys.Invented(name="Nobody Atall", registrar=c.reception.member)
    ),
    "take_decoy_away": lambda v, c, s: decoys.take_away(
        v, decoy=Decoy.objects.create(subject=s, made_by=c.guardian.member)
    ),
    "hide": lambda v, c, s: hiding.hide(v, subject=Subject.objects.create(kind=Subject.Kind.PERSON)),
    "end_grant": lambda v, c, s: grants.end_grant(v, grant=waiting_grant(c, s)),
    "confirm_grant": lambda v, c, s: grants.confirm_grant(v, grant=waiting_grant(c, s)),
    "refuse_grant": lambda v, c, s: grants.refuse_grant(v, grant=waiting_grant(c, s)),
    "review": lambda v, c, s: lending.review(v, lending=emergency(c, s), outcome=Lending.Outcome.IN_ORDER, said=""),
    "lend": lambda v, c, s: lending.lend(
        v, member=c.caseworker.member, subject=s, parts=[GENERAL], purpose="x" * 20, lasts=timedelta(hours=1)
    ),
    "open_in_emergency": lambda v, c, s: lending.open_in_emergency(
        v, subject=s, part=GENERAL, reason="x" * 20, lasts=timedelta(minutes=5)
    ),
}
QUESTIONS: dict[str, Call] = {
    "waiting_roles": lambda v, c, s: guardian.waiting_roles(v),
    "waiting_grants": lambda v, c, s: guardian.waiting_grants(v),
    "waiting_resets": lambda v, c, s: guardian.waiting_resets(v),
    "silent_tasks": lambda v, c, s: guardian.silent_tasks(v),
    "hidden_files": lambda v, c, s: guardian.hidden_files(v),
    "file_numbered": lambda v, c, s: guardian.file_numbered(v, "P-0001"),
    "how_many_wait": lambda v, c, s: guardian.how_many_wait(v),
    "alarms": lambda v, c, s: asked_reading.alarms(v),
    "alarm": lambda v, c, s: asked_reading.alarm(v, alarm(c).id),
    "busiest": lambda v, c, s: asked_reading.busiest(v),
    "decoys": lambda v, c, s: asked_reading.decoys(v),
    "registrars": lambda v, c, s: asked_reading.registrars(v),
    "grant": lambda v, c, s: lendings.grant(v, s, waiting_grant(c, s).id),
    "emergencies": lambda v, c, s: lendings.emergencies(v),
    "emergency": lambda v, c, s: lendings.emergency(v, emergency(c, s).id),
    "looks_in": lambda v, c, s: lendings.looks_in(v, emergency(c, s)),
    "entries_of": lambda v, c, s: files.entries_of(v, s),
    "audit_entries": lambda v, c, s: files.audit_entries(v),
    "members": lambda v, c, s: asked_members.members(v),
    "member": lambda v, c, s: asked_members.member(v, c.reception.member.id),
}


WHY = {"hide": "not-owner", "entries_of": "not-owner"}
"""Where a role alone does not decide it."""


@pytest.mark.parametrize("name", [*ACTS, *QUESTIONS])
def test_whoever_may_not_is_refused(cast: Cast, name: str) -> None:
    """Reception knows of the case and may do none of these. An act is whole or not at all: its refusal undoes it."""
    subject = case_of(cast.caseworker)
    with CaptureQueriesContext(connection) as asked, pytest.raises(Refused) as refused:
        {**ACTS, **QUESTIONS}[name](cast.reception.viewer, cast, subject)
    assert undone(asked) == (name in ACTS)
    assert refused.value.decision.code == WHY.get(name, "no-capability"), "before anything else is looked at"


def undone(asked: CaptureQueriesContext) -> bool:
    return any(query["sql"].startswith("ROLLBACK TO SAVEPOINT") for query in asked.captured_queries)


class Unwritten(Exception):
    """As if the audit could not be written."""


OWN: dict[str, Call] = {
    "keep_preferences": lambda v, c, s: own.keep_preferences(
        v,
        preferences=own.Preferences(
            language="ar", calendar="", digits="", languages=["ar"], wants_reminders=False, email=""
        ),
    ),
    "end_session": lambda v, c, s: own.end_session(v, session_id=session(c).pk),
    "end_other_sessions": lambda v, c, s: own.end_other_sessions(v, keep=str(session(c).pk)),
    "keep": lambda v, c, s: barriers.keep(None, origin=s.id, between=[(v.member.id, s.id)]),
    "take_away": lambda v, c, s: decoys.take_away(
        c.guardian.viewer, decoy=Decoy.objects.create(subject=s, made_by=c.guardian.member)
    ),
    "end": lambda v, c, s: lending.end(v, lending=running(v, s)),
    "end_all_of": lambda v, c, s: lending.end_all_of(v, member=running(v, s).member),
    "lock": lambda v, c, s: reading.lock(v, 400),
}


def session(cast: Cast) -> UserSession:
    key = str(cast.caseworker.client.session.session_key)
    row = {"user": cast.caseworker.account, "session_key": key, "ip": "10.0.0.1", "user_agent": "test"}
    return UserSession.objects.create(last_seen_at=timezone.now(), **row)


def running(viewer: Viewer, subject: Subject) -> Lending:
    now = timezone.now()
    return Lending.objects.create(
        subject=subject,
        compartment="audit",
        kind=Lending.Kind.GIVEN,
        member=viewer.member,
        given_by=viewer.member,
        parts=["general"],
        purpose="x",
        review="",
        begun_at=now,
        until=now + timedelta(hours=1),
    )


@pytest.mark.parametrize("name", OWN)
def test_what_cannot_be_kept_in_the_audit_is_not_done(cast: Cast, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    def unwritten(*_what: object, **_more: object) -> None:
        raise Unwritten

    for room in (own, decoys, hiding, lending, audit, barriers):
        monkeypatch.setattr(room, "record", unwritten)
    with CaptureQueriesContext(connection) as asked, pytest.raises(Unwritten):
        OWN[name](cast.caseworker.viewer, cast, case_of(cast.coordinator))
    assert undone(asked)


def test_who_held_a_role_is_told_nothing_for_it(cast: Cast) -> None:
    MemberRole.objects.filter(member=cast.guardian.member).update(ended_at=timezone.now())
    MemberRole.objects.create(member=cast.volunteer.member, role=roles.DATA_GUARDIAN.code)
    assert words.members_in_role(roles.DATA_GUARDIAN) == []
    words.tell_guardians(words.ROLE_WAITS, {})
    assert not Word.objects.exists()
    assert words.members_in_role(roles.ADMINISTRATOR) == [cast.administrator.member]


def test_a_role_is_refused_once(cast: Cast) -> None:
    row = waiting_role(cast)
    member_roles.refuse_role(cast.guardian.viewer, row=row)
    for decide in (member_roles.refuse_role, member_roles.confirm_role):
        with pytest.raises(Impossible, match="in the meantime"):
            decide(cast.guardian.viewer, row=row)
    row.refresh_from_db()
    assert row.confirmed_at is None


def test_a_refused_reset_is_over(cast: Cast) -> None:
    request = resets.ask_reset(
        cast.administrator.viewer, member=cast.reception.member, kind=KINDS.PASSWORD, reason="met her"
    )
    resets.decide_reset(cast.guardian.viewer, request=request, agreed=False)
    assert list(asked_members.resets_of(cast.reception.member)) == []


def test_of_what_a_guardian_reads_too_much_administrators_are_told(cast: Cast) -> None:
    reading.lock(cast.guardian.viewer, 400)
    row = Alarm.objects.get()
    assert told(cast.administrator) == [("reading-alarm", {"alarm": str(row.id), "of_guardian": True})]
    reading.lock(cast.caseworker.viewer, 400)
    assert len(told(cast.administrator)) == 1


def test_decided_is_told_to_both(cast: Cast) -> None:
    row = waiting_grant(cast, case_of())
    Grant.objects.filter(id=row.id).update(given_by=cast.coordinator.member)
    row.refresh_from_db()
    grants.refuse_grant(cast.guardian.viewer, grant=row)
    about = {"grant": str(row.id)}
    assert told(cast.reception) == told(cast.coordinator) == [("grant-refused", about)]
