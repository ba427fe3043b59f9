"""The house with company: beside each row an act is about stand others like it, another's or one that is over."""

from datetime import timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.utils import timezone

from jiwar.foundation.access import reading, roles
from jiwar.foundation.access.actions import lending, members, resets
from jiwar.foundation.access.compartments import GENERAL, RESTRICTED, Compartment
from jiwar.foundation.access.models import (
    Account,
    Alarm,
    Barrier,
    Decoy,
    FileShown,
    Grant,
    Lending,
    MemberRole,
    Membership,
    ResetRequest,
)
from jiwar.foundation.groups.models import Office
from jiwar.foundation.vault.models import Subject
from tests.cast import Player, give_in_force
from tests.foundation.access import house
from tests.foundation.access.house import House
from tests.foundation.access.telling import case_of

HOUR = timedelta(hours=1)
LONG_AGO = timedelta(days=2)
PURPOSE = "interprets at the clinic"
KINDS = ResetRequest.Kind


def tell(group: Any) -> House:
    told = house.tell(group)
    _open_beside(told)
    _waiting_beside(told)
    _read_beside(told)
    told.rows |= {f"{name}'s account": player.account for name, player in told.cast.everyone().items()}
    told.rows["gone's account"] = told.gone.account
    told.rows["the house"] = told.group
    return told


def grant(of: Player, subject: Subject, part: Compartment = RESTRICTED, **more: Any) -> Grant:
    given = {"source": Grant.Source.COORDINATOR, "given_by": None, **more}
    return Grant.objects.create(member=of.member, subject=subject, compartment=part.code, **given)


def _open_beside(told: House) -> None:
    cast, now = told.cast, timezone.now()
    other, third = case_of(cast.caseworker), case_of(cast.reception)
    person = Subject.objects.create(kind=Subject.Kind.PERSON)
    for player in (cast.caseworker, cast.reception):
        grant(player, person, GENERAL, source=Grant.Source.ASSIGNMENT)
    giver = cast.coordinator.viewer
    lent: dict[str, Any] = {"subject": other, "parts": [GENERAL], "purpose": PURPOSE, "lasts": 2 * HOUR}
    told.rows |= {"other case": other, "third case": third, "person": person}
    told.rows |= {
        "lent beside": lending.lend(giver, member=cast.off_caseworker.member, **lent),
        "over": lending.lend(giver, member=cast.volunteer.member, **lent),
        "ended before": lending.lend(giver, member=cast.caseworker.member, **lent),
        "emergency beside": lending.open_in_emergency(
            cast.caseworker.viewer, subject=third, part=GENERAL, reason="called at night", lasts=HOUR
        ),
    }
    past = {"until": now - HOUR}
    Lending.objects.filter(id=told.key("over")).update(**past)
    Lending.objects.filter(id=told.key("ended before")).update(**past, ended_at=now - 2 * HOUR)
    case = told.rows["case"]
    told.rows |= {
        "because of the role": grant(cast.caseworker, case),
        "confirmed": grant(cast.caseworker, other, confirmed_by=cast.guardian.member),
        "ended grant": grant(cast.caseworker, case, ended_at=now - HOUR),
        "another's": grant(cast.off_caseworker, case),
        "waits beside": grant(cast.volunteer, other, waits_for_second=True, given_by=cast.coordinator.member),
        "waited": grant(cast.volunteer, third, waits_for_second=True, ended_at=now - HOUR),
        "waits already": grant(cast.caseworker, third, waits_for_second=True, given_by=cast.coordinator.member),
        "barrier": Barrier.objects.create(member=cast.volunteer.member, subject=third, origin=third.id),
    }


def _waiting_beside(told: House) -> None:
    cast, now = told.cast, timezone.now()
    decided = {"asked_by": cast.administrator.member, "carried_by": cast.administrator.member, "decided_at": now}
    told.rows |= {
        "role beside": MemberRole.objects.create(
            member=cast.volunteer.member, role="coordinator", given_by=cast.administrator.member
        ),
        "second role": give_in_force(cast.off_caseworker.member, roles.VOLUNTEER),
        "caseworker's role": MemberRole.objects.get(member=cast.caseworker.member),
        "volunteer's role": MemberRole.objects.get(member=cast.volunteer.member, role="volunteer"),
        "ended role": MemberRole.objects.get(member=told.gone.member),
        "agreed factor": ResetRequest.objects.create(
            member=cast.off_caseworker.member, kind=KINDS.SECOND_FACTOR, agreed=True, **decided
        ),
        "agreed beside": ResetRequest.objects.create(
            member=cast.volunteer.member, kind=KINDS.PASSWORD, agreed=True, **decided
        ),
        "refused reset": ResetRequest.objects.create(
            member=cast.off_caseworker.member, kind=KINDS.PASSWORD, agreed=False, **decided
        ),
        "asked factor": resets.ask_reset(
            cast.administrator.viewer, member=cast.caseworker.member, kind=KINDS.SECOND_FACTOR, reason="lost it"
        ),
        "market": Office.objects.create(name="Market"),
    }
    for number, player in enumerate((cast.volunteer, cast.caseworker), 2):
        told.rows[f"session {number}"] = UserSession.objects.create(
            user=player.account, session_key=f"{number}" * 32, ip="10.0.0.1", user_agent="", last_seen_at=now
        )
    for player, by in ((cast.reception, cast.caseworker), (cast.off_caseworker, cast.coordinator)):
        members.set_supervisor(cast.administrator.viewer, member=player.member, supervisor=by.member)
    Membership.objects.filter(id=told.gone.member.id).update(supervisor=cast.caseworker.member)
    Account.objects.filter(id=cast.reception.account.id).update(email="r@x.example")
    read = cast.volunteer.member.words.order_by("at", "id").first()
    assert read is not None
    read.read_at = now - HOUR
    read.save(update_fields=["read_at"])
    told.rows |= {
        "read word": read,
        "new word": words_of(cast.volunteer)[0],
        "other's word": words_of(cast.reception)[0],
    }


def words_of(player: Player) -> list[Any]:
    return list(player.member.words.filter(read_at__isnull=True).order_by("at", "id"))


def _read_beside(told: House) -> None:
    cast, now = told.cast, timezone.now()
    hour = reading.hour_of(now)
    shown = {"hour": reading.hour_of(told.rows["locked"].at), "at": now, "shown": 9}
    locked, many = Alarm.Kind.LOCKED, Alarm.Kind.MANY
    told.rows |= {
        "gone's lock": Alarm.objects.create(member=told.gone.member, kind=locked, **shown),
        "caseworker's lock": Alarm.objects.create(member=cast.caseworker.member, kind=locked, **shown),
        "settled lock": Alarm.objects.create(
            member=cast.volunteer.member, kind=locked, **{**shown, "hour": hour - LONG_AGO}, settled_at=now - HOUR
        ),
        "many beside": Alarm.objects.create(member=cast.volunteer.member, kind=many, **shown),
        "decoy beside": Decoy.objects.create(subject=case_of(), made_by=cast.guardian.member),
    }
    for name, player, at in (
        ("shown now", cast.volunteer, now),
        ("shown before", cast.volunteer, now - LONG_AGO),
        ("shown another", cast.caseworker, now),
    ):
        told.rows[name] = FileShown.objects.create(
            member=player.member, hour=reading.hour_of(at), subject=told.rows["case"], at=at
        )
