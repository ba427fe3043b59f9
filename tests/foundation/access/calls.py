"""What can be done in this room, called as other rooms call it, on the house with company."""

# ruff: noqa: ARG005 - each call is given the house, whether it needs it or not

from collections.abc import Callable
from datetime import date, time
from typing import Any
from uuid import UUID

from django.utils import timezone

from jiwar.foundation.access import barriers, grants, roles
from jiwar.foundation.access.actions import alarms, decoys, hiding, lending, member_roles, members, own, resets
from jiwar.foundation.access.actions import house as acting
from jiwar.foundation.access.compartments import GENERAL, IDENTITY, RESTRICTED
from jiwar.foundation.access.models import (
    Account,
    Grant,
    Lending,
    MemberRole,
    ResetRequest,
)
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.groups.models import Office, OfficeHours
from jiwar.foundation.jobs import queue
from jiwar.foundation.vault.models import Subject
from tests.cast import Player, give_in_force
from tests.foundation.access.crowded import HOUR, KINDS, PURPOSE, grant
from tests.foundation.access.house import House


def lend(h: House, **more: Any) -> Lending:
    given = {
        "member": h.cast.off_caseworker.member,
        "subject": h.rows["case"],
        "parts": [GENERAL],
        "purpose": PURPOSE,
        "lasts": HOUR,
    }
    return lending.lend(h.cast.coordinator.viewer, **{**given, **more})


def emergency(h: House, who: str = "off_caseworker", **more: Any) -> Lending:
    given = {"subject": h.rows["case"], "part": GENERAL, "reason": "called at night", "lasts": HOUR / 2}
    return lending.open_in_emergency(h.cast.everyone()[who].viewer, **{**given, **more})


def give(h: House, who: str = "volunteer", **more: Any) -> list[Grant]:
    given: dict[str, Any] = {
        "subjects": [h.rows["case"], h.rows["third case"]],
        "compartments": [GENERAL, RESTRICTED],
        "source": Grant.Source.COORDINATOR,
        "origin": h.rows["other case"].id,
    }
    return grants.give(h.cast.coordinator.viewer, member=h.cast.everyone()[who].member, **{**given, **more})


def review(h: House, which: str, said: str = "there was danger", who: str = "guardian") -> None:
    lending.review(
        h.cast.everyone()[who].viewer, lending=h.rows[which], outcome=Lending.Outcome.NOT_IN_ORDER, said=said
    )


def preferences(**more: Any) -> own.Preferences:
    said = {"language": "fr", "calendar": "hijri", "digits": "arab", "languages": ["ar", "ti"]}
    return own.Preferences(**{**said, "wants_reminders": True, "email": "v@x.example", **more})


def limits(h: House, **more: int) -> None:
    numbers = {"slow_at": 20, "alarm_at": 40, "lock_at": 2000, "times_usual": 4, "night_from": 0, "night_until": 23}
    alarms.set_limits(h.cast.administrator.viewer, **{**numbers, **more})


def keep_office(h: House, which: str | None, **more: Any) -> Office:
    office = h.rows[which] if which else None
    given = {"name": "Quay", "area": "Fatih", "phone": "1", "openings": [acting.Opening(4, time(9), time(12))]}
    return acting.keep_office(h.cast.administrator.viewer, office=office, **{**given, **more})


def invite(h: House, **more: Any) -> members.Invitation:
    given = {"username": "nour", "name": "Nour", "held": [roles.RECEPTION, roles.CASEWORKER]}
    return members.invite(h.cast.administrator.viewer, **{**given, **more})


def keep_as_seen(h: House, meanwhile: Callable[[], object]) -> Office:
    """Somebody else keeps the office in between."""
    seen = acting.as_kept(h.rows["old town"])
    meanwhile()
    return keep_office(h, "old town", seen=seen)


def old_town(h: House, **changed: str) -> int:
    return Office.objects.filter(id=h.key("old town")).update(**changed)


def wish(h: House, said: str) -> None:
    """Said signed out, where no group is chosen, and taken up by the worker."""
    resets.wish_reset(said=said, kind=KINDS.PASSWORD)
    while queue.run_next("test"):
        pass


def carried(h: House, which: str, by: Player) -> ResetRequest:
    ResetRequest.objects.filter(id=h.key(which)).update(carried_by=by.member)
    return ResetRequest.objects.get(id=h.key(which))


Call = Callable[[House], object]
CALLS: dict[str, Call] = {
    "settle: many": lambda h: alarms.settle(h.cast.guardian.viewer, alarm=h.rows["many"]),
    "settle: locked": lambda h: alarms.settle(h.cast.guardian.viewer, alarm=h.rows["locked"]),
    "settle: of one who has left": lambda h: alarms.settle(h.cast.guardian.viewer, alarm=h.rows["gone's lock"]),
    "settle: one's own": lambda h: alarms.settle(h.cast.guardian.viewer, alarm=h.rows["own"]),
    "settle: settled": lambda h: alarms.settle(h.cast.guardian.viewer, alarm=h.rows["settled"]),
    "set limits": limits,
    "make a decoy": lambda h: decoys.make(
        h.cast.guardian.viewer, invented=decoys.Invented(name="Nobody", registrar=h.cast.reception.member)
    ),
    "make a decoy: nobody keeps people": lambda h: decoys.make(
        h.cast.guardian.viewer, invented=decoys.Invented(name="Nobody", registrar=h.cast.reception.member)
    ),
    "take a decoy away": lambda h: decoys.take_away(h.cast.guardian.viewer, decoy=h.rows["decoy"]),
    "hide: a holder": lambda h: hiding.hide(h.cast.caseworker.viewer, subject=h.rows["case"]),
    "hide: the guardian": lambda h: hiding.hide(h.cast.guardian.viewer, subject=h.rows["person"], reason="he asks"),
    "hide: who knows of it": lambda h: hiding.hide(h.cast.reception.viewer, subject=h.rows["case"]),
    "hide: who knows nothing": lambda h: hiding.hide(h.cast.volunteer.viewer, subject=h.rows["person"]),
    "hide: erased": lambda h: hiding.hide(h.cast.guardian.viewer, subject=Subject.objects.get(id=h.key("person"))),
    "hide: hidden": lambda h: hiding.hide(h.cast.guardian.viewer, subject=h.rows["hidden"]),
    "show again": lambda h: hiding.unhide(h.cast.guardian.viewer, subject=h.rows["hidden"]),
    "change the group": lambda h: acting.change_group(
        h.cast.administrator.viewer, seen_version=1, name="Another House", escalation_days=3
    ),
    "change the group: changed meanwhile": lambda h: acting.change_group(
        h.cast.administrator.viewer, seen_version=7, name="Another House"
    ),
    "keep an office": lambda h: keep_office(h, None),
    "keep an office: a new one has no mark": lambda h: keep_office(h, None, seen="", openings=None),
    "keep an office: without a week": lambda h: keep_office(h, None, openings=None),
    "keep an office: another of a closed one's name": lambda h: keep_office(h, None, name="Harbour", openings=None),
    "keep an office: sent twice": lambda h: keep_office(h, None),
    "keep an office: changed": lambda h: keep_office(h, "old town", seen=acting.as_kept(h.rows["old town"])),
    "keep an office: its own name": lambda h: keep_office(h, "old town", name="Old town", openings=None),
    "keep an office: another's name": lambda h: keep_office(h, "old town", name="Market", openings=None),
    "keep an office: renamed meanwhile": lambda h: keep_as_seen(h, lambda: old_town(h, name="Old")),
    "keep an office: elsewhere meanwhile": lambda h: keep_as_seen(h, lambda: old_town(h, area="Port")),
    "keep an office: called otherwise meanwhile": lambda h: keep_as_seen(h, lambda: old_town(h, phone="2")),
    "keep an office: other hours meanwhile": lambda h: keep_as_seen(h, OfficeHours.objects.all().delete),
    "close an office": lambda h: acting.close_office(
        h.cast.administrator.viewer, office=h.rows["old town"], today=date(2026, 4, 1)
    ),
    "close an office: who may not": lambda h: acting.close_office(
        h.cast.reception.viewer, office=h.rows["old town"], today=date(2026, 4, 1)
    ),
    "close an office: closed": lambda h: acting.close_office(
        h.cast.administrator.viewer, office=h.rows["harbour"], today=date(2026, 4, 1)
    ),
    "set hours": lambda h: acting.set_hours(
        h.cast.administrator.viewer, office=h.rows["old town"], openings=[acting.Opening(3, time(8), time(9))]
    ),
    "announce a day": lambda h: acting.announce_day(
        h.cast.administrator.viewer, day=date(2026, 3, 22), closed=False, name="worked"
    ),
    "announce a day: again": lambda h: acting.announce_day(
        h.cast.administrator.viewer, day=date(2026, 3, 20), closed=False, name="worked"
    ),
    "withdraw a day": lambda h: acting.withdraw_day(h.cast.administrator.viewer, local_day=h.rows["day"]),
    "lend": lend,
    "lend: of the people too": lambda h: lend(h, of_people=[IDENTITY]),
    "lend: sent twice": lambda h: lend(h, token=h.key("case")),
    "lend: another once more": lambda h: lend(h, token=h.key("person")),
    "lend: to oneself": lambda h: lend(h, member=h.cast.coordinator.member),
    "lend: to a holder": lambda h: lend(h, member=h.cast.caseworker.member),
    "lend: by a holder": lend,
    "lend: of people the giver does not know": lambda h: lend(h, parts=[], of_people=[IDENTITY]),
    "lend: to one who has left": lambda h: lend(h, member=h.gone.member),
    "lend: to one who works on no files": lambda h: lend(h, member=h.cast.reception.member),
    "lend: nothing": lambda h: lend(h, parts=[], of_people=[]),
    "lend: of people where nobody is": lambda h: lend(h, subject=h.rows["other case"], parts=[], of_people=[IDENTITY]),
    "lend: a part of people they have not": lambda h: lend(h, of_people=[RESTRICTED]),
    "lend: to one kept off a person on it": lend,
    "emergency": emergency,
    "emergency: guarded": lambda h: emergency(h, subject=h.rows["other case"], part=RESTRICTED),
    "emergency: a holder": lambda h: emergency(h, subject=h.rows["other case"], part=RESTRICTED),
    "emergency: a second": lambda h: emergency(h, "caseworker", part=RESTRICTED),
    "emergency: a part it has not": lambda h: emergency(h, subject=h.rows["person"], part=RESTRICTED),
    "emergency: open already": lambda h: emergency(h, part=RESTRICTED),
    "end what is lent": lambda h: lending.end(h.cast.coordinator.viewer, lending=h.rows["lent"]),
    "end what is lent: over": lambda h: lending.end(h.cast.coordinator.viewer, lending=h.rows["over"]),
    "end what is lent: another coordinator's": lambda h: lending.end(
        h.cast.reception.viewer, lending=h.rows["lent beside"]
    ),
    "end all that is lent": lambda h: lending.end_all_of(
        h.cast.administrator.viewer, member=h.cast.off_caseworker.member
    ),
    "note what is over": lambda h: lending.note_those_over(),
    "review": lambda h: review(h, "to review"),
    "review: what runs": lambda h: review(h, "emergency beside"),
    "review: what was lent": lambda h: review(h, "ended before"),
    "review: reviewed": lambda h: review(h, "reviewed"),
    "review: a guardian who holds it": lambda h: review(h, "to review"),
    "review: who opened it holds it now": lambda h: review(h, "to review"),
    "give a role": lambda h: member_roles.give_role(
        h.cast.administrator.viewer, member=h.cast.caseworker.member, role=roles.RECEPTION
    ),
    "give a role: that waits": lambda h: member_roles.give_role(
        h.cast.administrator.viewer, member=h.cast.volunteer.member, role=roles.CASEWORKER
    ),
    "give a role: held": lambda h: member_roles.give_role(
        h.cast.administrator.viewer, member=h.cast.caseworker.member, role=roles.CASEWORKER
    ),
    "give a role: to one who has left": lambda h: member_roles.give_role(
        h.cast.administrator.viewer, member=h.gone.member, role=roles.RECEPTION
    ),
    "confirm a role": lambda h: member_roles.confirm_role(h.cast.guardian.viewer, row=h.rows["waiting role"]),
    "confirm a role: in force": lambda h: member_roles.confirm_role(
        h.cast.guardian.viewer, row=h.rows["caseworker's role"]
    ),
    "confirm a role: ended": lambda h: member_roles.confirm_role(h.cast.guardian.viewer, row=h.rows["ended role"]),
    "refuse a role": lambda h: member_roles.refuse_role(h.cast.guardian.viewer, row=h.rows["waiting role"]),
    "refuse a role: in force": lambda h: member_roles.refuse_role(
        h.cast.guardian.viewer, row=h.rows["caseworker's role"]
    ),
    "end a role: caseworker": lambda h: member_roles.end_role(
        h.cast.administrator.viewer, row=h.rows["caseworker's role"]
    ),
    "end a role: one of two": lambda h: member_roles.end_role(h.cast.administrator.viewer, row=h.rows["second role"]),
    "end a role: volunteer": lambda h: member_roles.end_role(
        h.cast.administrator.viewer, row=h.rows["volunteer's role"]
    ),
    "end a role: ended meanwhile": lambda h: member_roles.end_role(
        h.cast.administrator.viewer, row=h.rows["second role"]
    ),
    "end a role: ended": lambda h: member_roles.end_role(h.cast.administrator.viewer, row=h.rows["ended role"]),
    "invite": invite,
    "invite: with everything": lambda h: invite(
        h, held=[], email="n@x.example", office=h.rows["market"], languages=["ar"]
    ),
    "place": lambda h: members.place(
        h.cast.administrator.viewer, member=h.cast.volunteer.member, office=h.rows["market"]
    ),
    "place: nowhere": lambda h: members.place(
        h.cast.administrator.viewer, member=h.cast.caseworker.member, office=None
    ),
    "supervise": lambda h: members.set_supervisor(
        h.cast.administrator.viewer, member=h.cast.volunteer.member, supervisor=h.cast.caseworker.member
    ),
    "supervise: as before": lambda h: members.set_supervisor(
        h.cast.administrator.viewer, member=h.cast.reception.member, supervisor=h.cast.caseworker.member
    ),
    "supervise: nobody": lambda h: members.set_supervisor(
        h.cast.administrator.viewer, member=h.cast.reception.member, supervisor=None
    ),
    "supervise: by one who has left": lambda h: members.set_supervisor(
        h.cast.administrator.viewer, member=h.cast.volunteer.member, supervisor=h.gone.member
    ),
    "supervise: by oneself": lambda h: members.set_supervisor(
        h.cast.administrator.viewer, member=h.cast.volunteer.member, supervisor=h.cast.administrator.member
    ),
    "end a membership": lambda h: members.end_membership(h.cast.administrator.viewer, member=h.cast.caseworker.member),
    "end a membership: of one without a role, by one who may not": lambda h: members.end_membership(
        h.cast.coordinator.viewer, member=h.cast.reception.member
    ),
    "end a membership: of one whose role no room knows any more": lambda h: members.end_membership(
        h.cast.administrator.viewer, member=h.cast.off_caseworker.member
    ),
    "end a membership: ended": lambda h: members.end_membership(h.cast.administrator.viewer, member=h.gone.member),
    "keep preferences": lambda h: own.keep_preferences(h.cast.volunteer.viewer, preferences=preferences()),
    "words were read": lambda h: own.words_were_read(h.cast.volunteer.viewer),
    "a word was dealt with": lambda h: own.word_was_dealt_with(h.cast.volunteer.viewer, word=h.rows["new word"]),
    "a word was dealt with: read": lambda h: own.word_was_dealt_with(h.cast.volunteer.viewer, word=h.rows["read word"]),
    "a word was dealt with: another's": lambda h: own.word_was_dealt_with(
        h.cast.volunteer.viewer, word=h.rows["other's word"]
    ),
    "end a session": lambda h: own.end_session(h.cast.off_caseworker.viewer, session_id=h.key("session 0")),
    "end a session: another's": lambda h: own.end_session(h.cast.off_caseworker.viewer, session_id=h.key("session 2")),
    "end other sessions": lambda h: own.end_other_sessions(
        h.cast.off_caseworker.viewer, keep=h.rows["session 1"].session_key
    ),
    "ask for a reset": lambda h: resets.ask_reset(
        h.cast.administrator.viewer, member=h.cast.volunteer.member, kind=KINDS.SECOND_FACTOR, reason="met him"
    ),
    "ask for a reset: wished for": lambda h: resets.ask_reset(
        h.cast.administrator.viewer, member=h.cast.coordinator.member, kind=KINDS.PASSWORD, reason="met her"
    ),
    "ask for a reset: asked for": lambda h: resets.ask_reset(
        h.cast.administrator.viewer, member=h.cast.volunteer.member, kind=KINDS.PASSWORD, reason="met him"
    ),
    "ask for a reset: decided before": lambda h: resets.ask_reset(
        h.cast.administrator.viewer, member=h.cast.off_caseworker.member, kind=KINDS.PASSWORD, reason="met him"
    ),
    "ask for a reset: of one who has left": lambda h: resets.ask_reset(
        h.cast.administrator.viewer, member=h.gone.member, kind=KINDS.PASSWORD, reason="met him"
    ),
    "wish for a reset": lambda h: resets.keep_wish.call(str(h.cast.off_caseworker.account.id), "password"),
    "wish for a reset: wished for": lambda h: resets.keep_wish.call(str(h.cast.coordinator.account.id), "password"),
    "wish for a reset: by user name": lambda h: wish(h, "Off.Caseworker"),
    "wish for a reset: by e-mail": lambda h: wish(h, "R@X.example"),
    "wish for a reset: by nothing": lambda h: wish(h, ""),
    "wish for a reset: of one who has left": lambda h: wish(h, "gone"),
    "decide a reset: who carries it": lambda h: resets.decide_reset(
        h.cast.administrator.viewer, request=carried(h, "wish", h.cast.administrator), agreed=True
    ),
    "decide a reset: who asked for it": lambda h: resets.decide_reset(
        h.cast.administrator.viewer, request=carried(h, "waiting reset", h.cast.coordinator), agreed=True
    ),
    "decide a reset": lambda h: resets.decide_reset(
        h.cast.guardian.viewer, request=h.rows["waiting reset"], agreed=True
    ),
    "decide a reset: of a factor": lambda h: resets.decide_reset(
        h.cast.guardian.viewer, request=h.rows["asked factor"], agreed=True
    ),
    "decide a reset: no": lambda h: resets.decide_reset(
        h.cast.guardian.viewer, request=h.rows["waiting reset"], agreed=False
    ),
    "decide a reset: only wished for": lambda h: resets.decide_reset(
        h.cast.guardian.viewer, request=h.rows["wish"], agreed=True
    ),
    "decide a reset: decided": lambda h: resets.decide_reset(
        h.cast.guardian.viewer, request=h.rows["refused reset"], agreed=True
    ),
    "hand over": lambda h: resets.hand_over_reset(h.cast.administrator.viewer, request=h.rows["agreed reset"]),
    "hand over: of a factor": lambda h: resets.hand_over_reset(
        h.cast.administrator.viewer, request=h.rows["agreed factor"]
    ),
    "hand over: refused": lambda h: resets.hand_over_reset(
        h.cast.administrator.viewer, request=h.rows["refused reset"]
    ),
    "hand over: to one who has left": lambda h: resets.hand_over_reset(
        h.cast.administrator.viewer, request=h.rows["agreed reset"]
    ),
    "give": give,
    "give: twice": give,
    "give: more than before": give,
    "give: of the first one is kept off": lambda h: give(h, subjects=[h.rows["third case"], h.rows["case"]]),
    "give: for other reasons": lambda h: [
        give(h, compartments=[GENERAL], source=Grant.Source.ASSIGNMENT),
        give(h, compartments=[GENERAL], until=timezone.now() + HOUR),
        grants.end(None, origin=h.key("other case"), subjects=[h.rows["case"]]),
        give(h, compartments=[GENERAL]),
    ],
    "give: to who carries it": lambda h: give(h, "off_caseworker", until=timezone.now() + HOUR, reason="C-0001"),
    "give: to oneself": lambda h: give(h, "coordinator"),
    "give: what the guardian closed": lambda h: [
        give(h, subjects=[h.rows["case"], h.rows["other case"]]),
        give(h, "reception", subjects=[h.rows["case"]]),
        give(h, subjects=[h.rows["case"]], origin=h.rows["third case"].id),
    ],
    "give: by itself": lambda h: grants.give(
        None,
        member=h.cast.volunteer.member,
        subjects=[h.rows["case"]],
        compartments=[RESTRICTED],
        source=Grant.Source.REGISTERED,
    ),
    "end what followed": lambda h: grants.end(h.cast.coordinator.viewer, origin=h.key("lent")),
    "end what opens a file": lambda h: grants.end_on(None, member=h.cast.caseworker.member, subject=h.rows["case"]),
    "end all that is open to one": lambda h: grants.end_all_of(None, member=h.cast.caseworker.member),
    "close one part": lambda h: grants.end_grant(h.cast.guardian.viewer, grant=h.rows["waits beside"]),
    "close one part: given by nobody": lambda h: grants.end_grant(
        h.cast.guardian.viewer, grant=h.rows["because of the role"]
    ),
    "close one part: ended": lambda h: grants.end_grant(h.cast.guardian.viewer, grant=h.rows["ended grant"]),
    "confirm a grant": lambda h: grants.confirm_grant(h.cast.guardian.viewer, grant=h.rows["waiting grant"]),
    "confirm a grant: open": lambda h: grants.confirm_grant(
        h.cast.guardian.viewer, grant=h.rows["because of the role"]
    ),
    "refuse a grant": lambda h: grants.refuse_grant(h.cast.guardian.viewer, grant=h.rows["waiting grant"]),
    "refuse a grant: open": lambda h: grants.refuse_grant(h.cast.guardian.viewer, grant=h.rows["because of the role"]),
    "refuse a grant: ended": lambda h: grants.refuse_grant(h.cast.guardian.viewer, grant=h.rows["waited"]),
    "keep off": lambda h: barriers.keep(
        None, origin=h.rows["case"].id, between=[(h.cast.caseworker.member.id, h.rows["case"].id)]
    ),
    "keep off no more": lambda h: barriers.keep(h.cast.guardian.viewer, origin=h.rows["third case"].id, between=[]),
}

BEFORE: dict[str, Call] = {
    "wish for a reset: by e-mail": lambda h: Account.objects.create(
        id=UUID(int=1), username="before", email="r@x.example", is_active=False
    ),
    "make a decoy: nobody keeps people": lambda h: setattr(decoys, "_makers", []),
    "hide: erased": lambda h: Subject.objects.filter(id=h.key("person")).update(erased_at=timezone.now()),
    "keep an office: sent twice": lambda h: keep_office(h, None),
    "lend: sent twice": lambda h: lend(h, token=h.key("case")),
    "lend: another once more": lambda h: lend(h, token=h.key("case")),
    "lend: to oneself": lambda h: give_in_force(h.cast.coordinator.member, roles.VOLUNTEER),
    "lend: by a holder": lambda h: holds(h, "coordinator"),
    "lend: of people the giver does not know": lambda h: hiding.hide(h.cast.guardian.viewer, subject=h.rows["person"]),
    "lend: to one kept off a person on it": lambda h: barriers.keep(
        None, origin=h.rows["case"].id, between=[(h.cast.off_caseworker.member.id, h.rows["person"].id)]
    ),
    "emergency: a holder": lambda h: holds(h, "off_caseworker", "other case"),
    "emergency: a second": lambda h: Grant.objects.filter(id=h.key("because of the role")).delete(),
    "review: a guardian who holds it": lambda h: holds(h, "guardian"),
    "review: who opened it holds it now": lambda h: holds(h, "off_caseworker"),
    "end a role: ended meanwhile": lambda h: MemberRole.objects.filter(id=h.key("second role")).update(
        ended_at=timezone.now()
    ),
    "end a membership: of one without a role, by one who may not": lambda h: MemberRole.objects.filter(
        member=h.cast.reception.member
    ).delete(),
    "end a membership: of one whose role no room knows any more": lambda h: MemberRole.objects.filter(
        member=h.cast.off_caseworker.member
    ).delete(),
    "decide a reset: who carries it": lambda h: give_in_force(h.cast.administrator.member, roles.DATA_GUARDIAN),
    "decide a reset: who asked for it": lambda h: give_in_force(h.cast.administrator.member, roles.DATA_GUARDIAN),
    "hand over: to one who has left": lambda h: members.end_membership(
        h.cast.administrator.viewer, member=h.cast.reception.member
    ),
    "give: twice": give,
    "give: more than before": lambda h: give(h, compartments=[GENERAL]),
    "give: what the guardian closed": lambda h: [
        grants.end_grant(h.cast.guardian.viewer, grant=each) for each in give(h, compartments=[GENERAL])
    ],
    "give: for other reasons": lambda h: give(h, compartments=[GENERAL]),
}
"""What went before, of which nothing is said."""


def holds(h: House, who: str, what: str = "case") -> Grant:
    return grant(h.cast.everyone()[who], h.rows[what], GENERAL, source=Grant.Source.ASSIGNMENT)


OWN: dict[str, Callable[[House, Viewer], object]] = {
    "preferences": lambda h, v: own.keep_preferences(v, preferences=preferences()),
    "words": lambda h, v: own.words_were_read(v),
    "a word": lambda h, v: own.word_was_dealt_with(v, word=h.rows["new word"]),
    "a session": lambda h, v: own.end_session(v, session_id=h.key("session 0")),
    "other sessions": lambda h, v: own.end_other_sessions(v, keep=""),
}
