"""What acts on files leave behind: grants, lendings, reading, hiding, decoys. As `test_what_is_kept` of members."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from jiwar.foundation.access import grants, reading, roles
from jiwar.foundation.access.actions import alarms, decoys, hiding, lending
from jiwar.foundation.access.compartments import GENERAL, IDENTITY, RESTRICTED
from jiwar.foundation.access.errors import Impossible
from jiwar.foundation.access.models import Account, Alarm, FileShown, Grant, Lending, ResetRequest
from jiwar.foundation.access.queries import lendings
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault.models import Subject
from tests.cast import Cast, join
from tests.foundation.access.telling import case_of, id_of, in_any_order, kept, told

Kind = ResetRequest.Kind


class TestGrants:
    def test_given_closed_and_not_opened_again(self, cast: Cast) -> None:
        subject, origin = case_of(), Lending().id
        coordinator = cast.coordinator.viewer

        def give() -> list[Grant]:
            return grants.give(
                coordinator,
                member=cast.volunteer.member,
                subjects=[subject],
                compartments=[GENERAL, RESTRICTED],
                source=Grant.Source.ASSIGNMENT,
                origin=origin,
                reason="C-0001",
            )

        open_, waits = give()
        assert give() == []
        about = {"member": id_of(cast.volunteer), "source": "assignment"}
        assert kept() == [("grant-given", {**about, "waits": False}), ("grant-given", {**about, "waits": True})]
        assert [(row.subject_id, row.compartment, row.object_id) for row in Entry.objects.order_by("at", "id")] == [
            (subject.id, "general", open_.id),
            (subject.id, "restricted", waits.id),
        ]
        assert told(cast.volunteer) == [("grant-asked", {"grant": str(waits.id)})]
        assert told(cast.guardian) == [("grant-waits", {"grant": str(waits.id)})]
        grants.end_grant(cast.guardian.viewer, grant=open_)
        assert kept(2) == [("grant-ended", about)]
        assert told(cast.volunteer)[-1] == told(cast.coordinator)[-1] == ("grant-closed", {"grant": str(open_.id)})
        with pytest.raises(Impossible, match="in the meantime"):
            grants.end_grant(cast.guardian.viewer, grant=open_)
        assert give() == []
        grants.confirm_grant(cast.guardian.viewer, grant=waits)
        assert kept(3) == [("grant-confirmed", about)]
        with pytest.raises(Impossible, match="in the meantime"):
            grants.refuse_grant(cast.guardian.viewer, grant=waits)
        with pytest.raises(Impossible, match="in the meantime"):
            grants.confirm_grant(cast.guardian.viewer, grant=waits)

    def test_ended_by_origin_on_some_files_or_of_one_member(self, cast: Cast) -> None:
        one, other, origin = case_of(), case_of(), Lending().id
        for player in (cast.volunteer, cast.caseworker):
            grants.give(
                cast.coordinator.viewer,
                member=player.member,
                subjects=[one, other],
                compartments=[GENERAL],
                source=Grant.Source.ASSIGNMENT,
                origin=origin,
            )
        since = len(kept())
        assert grants.end(None, origin=origin, subjects=[one], member=cast.volunteer.member) == 1
        assert kept(since) == [("grant-ended", {"member": id_of(cast.volunteer), "source": "assignment"})]
        assert grants.end(None, origin=origin, subjects=[one]) == 1
        assert grants.end(None, origin=origin, member=cast.volunteer.member) == 1
        assert grants.end(None, origin=Lending().id) == 0
        assert grants.end_all_of(None, member=cast.caseworker.member) == 1
        assert not Grant.objects.filter(ended_at__isnull=True).exists()


class TestLending:
    def test_lent_ended_and_over(self, cast: Cast) -> None:
        subject = case_of(cast.caseworker)
        lent = lending.lend(
            cast.coordinator.viewer,
            member=cast.volunteer.member,
            subject=subject,
            parts=[GENERAL],
            purpose="interprets today",
            lasts=timedelta(hours=2),
        )
        about = {"member": id_of(cast.volunteer), "kind": "given", "until": lent.until.isoformat()}
        assert kept()[-1] == ("file-lent", about)
        assert (lent.until - lent.begun_at, lent.parts, lent.purpose) == (
            timedelta(hours=2),
            ["general"],
            "interprets today",
        )
        assert told(cast.volunteer) == [("lent", {"lending": str(lent.id)})]
        assert told(cast.caseworker) == [("lent-of-yours", {"lending": str(lent.id), "file": str(subject.id)})]
        since = len(kept())
        lending.end(cast.coordinator.viewer, lending=lent)
        assert in_any_order(kept(since)) == in_any_order(
            [("grant-ended", {"member": id_of(cast.volunteer), "source": "coordinator"}), ("lending-ended", about)]
        )
        assert told(cast.volunteer)[-1] == ("lending-ended", {"lending": str(lent.id)})

    def test_a_part_the_file_has_not_is_not_lent(self, cast: Cast) -> None:
        lasts = timedelta(hours=2)
        with pytest.raises(Impossible, match="no such part"):
            lending.lend(
                cast.coordinator.viewer,
                member=cast.volunteer.member,
                subject=case_of(),
                parts=[GENERAL, IDENTITY],
                purpose="interprets today",
                lasts=lasts,
            )
        assert not Grant.objects.exists()

    def test_an_emergency_is_told_and_reviewed(self, cast: Cast) -> None:
        subject = case_of(cast.caseworker)
        opened = lending.open_in_emergency(
            cast.off_caseworker.viewer,
            subject=subject,
            part=GENERAL,
            reason="called at night",
            lasts=timedelta(minutes=30),
        )
        about = {"member": id_of(cast.off_caseworker), "kind": "emergency", "until": opened.until.isoformat()}
        assert ("emergency-opened", about) in kept()
        assert told(cast.guardian) == [("emergency", {"lending": str(opened.id)})]
        assert told(cast.caseworker) == [("emergency-of-yours", {"lending": str(opened.id), "file": str(subject.id)})]
        guardian = cast.guardian.viewer
        with pytest.raises(Impossible, match="still stands open"):
            lending.review(guardian, lending=opened, outcome=Lending.Outcome.IN_ORDER, said="")
        lending.end(cast.off_caseworker.viewer, lending=opened)
        with pytest.raises(Impossible, match="not in order"):
            lending.review(guardian, lending=opened, outcome=Lending.Outcome.NOT_IN_ORDER, said="  ")
        waiting, reviewed = lendings.emergencies(guardian)
        assert ([each.row.id for each in waiting], reviewed) == ([opened.id], [])
        lending.review(guardian, lending=opened, outcome=Lending.Outcome.NOT_IN_ORDER, said="nobody called")
        assert kept()[-1] == ("emergency-reviewed", {**about, "outcome": "not-in-order"})
        row = Lending.objects.get(id=opened.id)
        assert (row.outcome, row.review, row.reviewed_by) == ("not-in-order", "nobody called", cast.guardian.member)
        waiting, reviewed = lendings.emergencies(guardian)
        assert (waiting, [each.row.id for each in reviewed]) == ([], [opened.id])
        assert reviewed[0].file.number != ""
        assert told(cast.off_caseworker)[-1] == ("emergency-reviewed", {"lending": str(opened.id)})
        assert told(cast.caseworker)[-1] == (
            "emergency-reviewed",
            {"lending": str(opened.id), "file": str(subject.id)},
        )
        with pytest.raises(Impossible, match="in the meantime"):
            lending.review(guardian, lending=opened, outcome=Lending.Outcome.IN_ORDER, said="")

    def test_one_review_is_of_one_emergency(self, cast: Cast, group: Group) -> None:
        night = join(group, "night", roles.CASEWORKER)
        first, second = (
            lending.open_in_emergency(
                player.viewer, subject=case_of(), part=GENERAL, reason="called at night", lasts=timedelta(minutes=30)
            )
            for player in (cast.off_caseworker, night)
        )
        for player, opened in ((cast.off_caseworker, first), (night, second)):
            lending.end(player.viewer, lending=opened)
        lending.review(cast.guardian.viewer, lending=second, outcome=Lending.Outcome.IN_ORDER, said="")
        assert list(Lending.objects.filter(reviewed_at__isnull=False)) == [second]
        assert lendings.how_many_to_review(cast.guardian.viewer) == 1

    def test_what_is_over_is_written_down_once(self, cast: Cast) -> None:
        lent = lending.lend(
            cast.coordinator.viewer,
            member=cast.volunteer.member,
            subject=case_of(),
            parts=[GENERAL],
            purpose="interprets today",
            lasts=timedelta(hours=2),
        )
        assert lending.note_those_over() == 0
        past = timezone.now() - timedelta(seconds=1)
        Lending.objects.filter(id=lent.id).update(until=past)
        since = len(kept())
        assert [lending.note_those_over(), lending.note_those_over()] == [1, 0]
        about = {"member": id_of(cast.volunteer), "kind": "given", "until": past.isoformat()}
        assert ("lending-over", about) in kept(since)
        assert len(kept(since)) == 2
        assert Lending.objects.get(id=lent.id).ended_at == past


class TestReading:
    def test_an_alarm_is_settled_by_another(self, cast: Cast) -> None:
        now = timezone.now()
        alarm = Alarm.objects.create(
            member=cast.caseworker.member, kind=Alarm.Kind.MANY, hour=reading.hour_of(now), at=now, shown=95
        )
        alarms.settle(cast.guardian.viewer, alarm=alarm)
        assert kept() == [("reading-alarm-settled", {"member": id_of(cast.caseworker), "kind": Alarm.Kind.MANY.value})]
        alarm.refresh_from_db()
        assert alarm.settled_by == cast.guardian.member
        with pytest.raises(Impossible, match="in the meantime"):
            alarms.settle(cast.guardian.viewer, alarm=alarm)

    def test_a_lock_and_its_end(self, cast: Cast) -> None:
        viewer, subject = cast.caseworker.viewer, case_of()
        hour = reading.hour_of(timezone.now())
        FileShown.objects.create(member=viewer.member, hour=hour, subject=subject, at=timezone.now())
        earlier = FileShown.objects.create(
            member=viewer.member, hour=hour - timedelta(hours=3), subject=subject, at=timezone.now()
        )
        reading.lock(viewer, 400)
        reading.lock(viewer, 401)
        about = {"member": id_of(cast.caseworker), "kind": Alarm.Kind.LOCKED.value, "shown": 400}
        assert kept() == [("account-locked", about)]
        alarm = Alarm.objects.get()
        assert told(cast.guardian) == [("reading-alarm", {"alarm": str(alarm.id)})]
        assert not Account.objects.get(id=viewer.account.id).is_active
        alarms.settle(cast.guardian.viewer, alarm=alarm)
        assert [kind for kind, _about in kept(1)] == ["reading-alarm-settled", "account-unlocked"]
        assert Account.objects.get(id=viewer.account.id).is_active
        assert list(FileShown.objects.all()) == [earlier]
        assert told(cast.caseworker) == [("account-unlocked", {})]

    def test_limits_are_in_order_and_told(self, cast: Cast) -> None:
        viewer = cast.administrator.viewer
        numbers = {
            "slow_at": 20,
            "alarm_at": 20,
            "lock_at": 2000,
            "times_usual": 4,
            "night_from": 22,
            "night_until": 6,
        }
        alarms.set_limits(viewer, **numbers)
        assert kept() == [("reading-limits-changed", numbers)]
        assert told(cast.guardian) == [("reading-limits", {"member": id_of(cast.administrator)})]
        found = reading.limits()
        assert {name: getattr(found, name) for name in numbers} == numbers
        for wrong in ({"slow_at": 19}, {"slow_at": 21}, {"alarm_at": 2001}, {"lock_at": 2001}):
            with pytest.raises(Impossible, match="in this order"):
                alarms.set_limits(viewer, **{**numbers, **wrong})

    def test_a_list_taken_out_is_counted_for_the_one_who_takes_it(self, cast: Cast, rf: Any) -> None:
        alarms.set_limits(
            cast.administrator.viewer, slow_at=20, alarm_at=20, lock_at=40, times_usual=4, night_from=0, night_until=0
        )
        hour, subjects = reading.hour_of(timezone.now()), [case_of() for _ in range(19)]
        for subject in subjects:
            FileShown.objects.create(member=cast.volunteer.member, hour=hour, subject=subject, at=timezone.now())
        further = {case_of().id for _ in range(19)}
        with reading.watched(rf.post("/")):
            reading.taken_out(cast.coordinator.viewer, further)
            assert not Alarm.objects.exists()
            FileShown.objects.create(member=cast.coordinator.member, hour=hour, subject=subjects[0], at=timezone.now())
            reading.taken_out(cast.coordinator.viewer, further)
        alarm = Alarm.objects.get()
        assert (alarm.member, alarm.kind, alarm.shown) == (cast.coordinator.member, Alarm.Kind.MANY, 20)
        assert kept()[-1] == (
            "reading-alarm",
            {"member": id_of(cast.coordinator), "kind": Alarm.Kind.MANY.value, "shown": 20},
        )


def test_hidden_and_shown_again(cast: Cast) -> None:
    subject = case_of(cast.caseworker)
    hiding.hide(cast.guardian.viewer, subject=subject, reason="her brother asks")
    hiding.hide(cast.guardian.viewer, subject=subject)
    assert Subject.objects.get(id=subject.id).hidden
    hiding.unhide(cast.caseworker.viewer, subject=subject)
    assert kept() == [("file-hidden", {}), ("file-shown", {})]
    assert [row.subject_id for row in Entry.objects.all()] == [subject.id, subject.id]
    assert not Subject.objects.get(id=subject.id).hidden


def test_a_decoy_is_made_and_taken_away(cast: Cast) -> None:
    guardian = cast.guardian.viewer
    decoy = decoys.make(
        guardian, invented=decoys.Invented(name="Nobody Atall", nationality="SD", registrar=cast.reception.member)
    )
    decoys.take_away(guardian, decoy=decoy)
    with pytest.raises(Impossible, match="in the meantime"):
        decoys.take_away(guardian, decoy=decoy)
    kinds = [kind for kind, _about in kept()]
    assert kinds[0] in ("decoy-made", "person-registered")
    assert kinds[-2:] == ["file-hidden", "decoy-ended"]
    assert decoy.made_by == guardian.member
