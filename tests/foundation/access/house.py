"""A house in the middle of its day: something of everything that the pages of this room show."""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.utils import timezone

from jiwar.foundation.access import grants, reading, roles, words
from jiwar.foundation.access.actions import house, lending, member_roles, members, resets
from jiwar.foundation.access.compartments import GENERAL, RESTRICTED
from jiwar.foundation.access.models import Alarm, Decoy, FileShown, Grant, Lending, Membership, ResetRequest
from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group, Office
from jiwar.foundation.vault import keys as vault_keys
from jiwar.foundation.vault.models import Subject
from tests.cast import Cast, Player, found, join, the_cast
from tests.foundation.access.telling import case_of

NOW_AND_THEN = timedelta(minutes=3)


@dataclass
class House:
    group: Group
    cast: Cast
    gone: Player
    rows: dict[str, Any] = field(default_factory=dict)
    """By the name under which the pages and acts of the tests speak of them."""

    def key(self, name: str) -> Any:
        return self.rows[name].pk

    def names(self) -> dict[str, str]:
        """By key, with its dashes and without, whole and as a file without a number is called."""
        found_: dict[str, str] = {}
        for name, row in self.rows.items():
            if isinstance(row.pk, UUID):
                found_ |= {str(row.pk): name, row.pk.hex: name, row.pk.hex[:8]: name}
        return found_


def tell(group: Group) -> House:
    cast = the_cast(group, found("Other House", country="EG"))
    told = House(group, cast, join(group, "gone", roles.VOLUNTEER))
    told.rows |= {name: player.member for name, player in cast.everyone().items()} | {"gone": told.gone.member}
    _the_house(told)
    _files(told)
    _what_waits(told)
    _what_was_read(told)
    _signed_in(told)
    return told


def _the_house(told: House) -> None:
    viewer = told.cast.administrator.viewer
    week = [house.Opening(0, time(9), time(12, 30)), house.Opening(0, time(13, 30), time(17))]
    old_town = house.keep_office(viewer, office=None, name="Old town", area="Fatih", phone="", openings=week)
    harbour = house.keep_office(viewer, office=None, name="Harbour", area="", phone="")
    house.close_office(viewer, office=harbour, today=date(2026, 3, 2))
    day = house.announce_day(viewer, day=date(2026, 3, 20), closed=True, name="Eid")
    work = house.announce_day(viewer, day=date(2026, 3, 21), closed=False, name="worked after all")
    members.place(viewer, member=told.cast.caseworker.member, office=old_town)
    members.set_supervisor(viewer, member=told.cast.caseworker.member, supervisor=told.cast.coordinator.member)
    members.end_membership(viewer, member=told.gone.member)
    told.rows |= {"old town": old_town, "harbour": Office.objects.get(id=harbour.id), "day": day, "work": work}


def _files(told: House) -> None:
    cast = told.cast
    case, hidden = case_of(cast.caseworker), Subject.objects.create(kind=Subject.Kind.PERSON, hidden=True)
    (waits,) = grants.give(
        cast.coordinator.viewer,
        member=cast.reception.member,
        subjects=[case],
        compartments=[RESTRICTED],
        source=Grant.Source.COORDINATOR,
        reason="translates the letter",
    )
    held = Grant.objects.get(member=cast.caseworker.member, subject=case)
    lent = lending.lend(
        cast.coordinator.viewer,
        member=cast.volunteer.member,
        subject=case,
        parts=[GENERAL],
        purpose="interprets at the clinic",
        lasts=timedelta(hours=4),
    )
    to_review, reviewed = (_emergency(told, case, said) for said in ("called at night", "wanted to know it"))
    lending.review(
        cast.guardian.viewer, lending=reviewed, outcome=Lending.Outcome.NOT_IN_ORDER, said="there was no danger"
    )
    decoy = Decoy.objects.create(subject=Subject.objects.create(kind=Subject.Kind.PERSON), made_by=cast.guardian.member)
    told.rows |= {"case": case, "hidden": hidden, "waiting grant": waits, "held": held, "lent": lent,
                  "to review": to_review, "reviewed": reviewed, "decoy": decoy}  # fmt: skip


def _emergency(told: House, case: Subject, said: str) -> Lending:
    viewer = told.cast.off_caseworker.viewer
    row = lending.open_in_emergency(viewer, subject=case, part=GENERAL, reason=said, lasts=timedelta(minutes=30))
    lending.end(viewer, lending=row)
    return row


def _what_waits(told: House) -> None:
    cast, kinds = told.cast, ResetRequest.Kind
    administrator = cast.administrator.viewer
    role = member_roles.give_role(administrator, member=cast.reception.member, role=roles.CASEWORKER)
    reset = resets.ask_reset(administrator, member=cast.volunteer.member, kind=kinds.PASSWORD, reason="met him")
    password = resets.ask_reset(administrator, member=cast.reception.member, kind=kinds.PASSWORD, reason="met her")
    resets.decide_reset(cast.guardian.viewer, request=password, agreed=True)
    resets.keep_wish.call(str(cast.coordinator.account.id), "password")
    words.tell(cast.guardian.member, words.DUPLICATE_OF_HIDDEN, {"person": "P-0003", "hidden": "P-0001"})
    (task,) = cast.guardian.member.words.filter(kind=words.DUPLICATE_OF_HIDDEN)
    told.rows |= {"waiting role": role, "waiting reset": reset, "agreed reset": password, "task": task,
                  "wish": ResetRequest.objects.get(member=cast.coordinator.member),
                  "held role": cast.coordinator.member.roles.get()}  # fmt: skip


def _what_was_read(told: House) -> None:
    now = timezone.now()
    alarms = {}
    for name, member, kind, settled in (
        ("many", told.cast.caseworker.member, Alarm.Kind.MANY, None),
        ("own", told.cast.guardian.member, Alarm.Kind.MANY, None),
        ("locked", told.cast.volunteer.member, Alarm.Kind.LOCKED, None),
        ("settled", told.cast.reception.member, Alarm.Kind.LOCKED, now),
    ):
        at = now - NOW_AND_THEN
        alarms[name] = Alarm.objects.create(
            member=member, kind=kind, hour=reading.hour_of(at), at=at, shown=60, usual=4, settled_at=settled
        )
    _shown(told.cast.caseworker.member, told.rows["case"])
    told.rows |= alarms


def _signed_in(told: House) -> None:
    for number, agent in enumerate(("Mozilla/5.0 (Android 14) Firefox/131.0", "curl/8")):
        told.rows[f"session {number}"] = UserSession.objects.create(
            user=told.cast.off_caseworker.account,
            session_key=told.cast.off_caseworker.client.session.session_key,
            ip="10.0.0.1",
            user_agent=agent,
            last_seen_at=timezone.now() - number * NOW_AND_THEN,
        )


def _shown(member: Membership, case: Subject) -> None:
    at = timezone.now() - timedelta(days=1)
    FileShown.objects.create(member=member, hour=reading.hour_of(at), subject=case, at=at)


@contextmanager
def found_again(told: House) -> Iterator[House]:
    """A copy for one test, with its group chosen."""
    again = copy.deepcopy(told)
    with acting_for(again.group), vault_keys.session():
        yield again
