"""A barrier between a member and a file: whatever is granted, there is nothing; and nobody is told why."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiwar.foundation.access import barriers, grants, policy, roles
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.actions import lending
from jiwar.foundation.access.compartments import GENERAL, IDENTITY
from jiwar.foundation.access.errors import Impossible
from jiwar.foundation.access.models import Barrier, Grant
from jiwar.foundation.access.policy import NotThere, decide, known, scope
from jiwar.foundation.access.queries import files, guardian, lendings
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.audit.record import COMPARTMENT
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault.models import SealedFile, Subject
from tests.cast import Cast, Player, join
from tests.foundation.access.test_policy import KINDS, PARTS, make, worlds


@pytest.fixture
def file(group: Group) -> Subject:
    return Subject.objects.create(kind=Subject.Kind.PERSON)


def raise_for(player: Player, file: Subject) -> UUID:
    origin = uuid4()
    barriers.keep(None, origin=origin, between=[(player.member.id, file.id)])
    return origin


def give(cast: Cast, player: Player, file: Subject) -> list[Grant]:
    return grants.give(
        cast.coordinator.viewer,
        member=player.member,
        subjects=[file],
        compartments=[GENERAL],
        source=Grant.Source.ASSIGNMENT,
        origin=uuid4(),
    )


def test_what_the_desk_shows_is_not_there(cast: Cast, file: Subject) -> None:
    raise_for(cast.caseworker, file)
    assert decide(cast.caseworker.viewer, can.FIND_PEOPLE, subject=file).code == "not-there"
    assert decide(cast.off_caseworker.viewer, can.FIND_PEOPLE, subject=file).code == "identity"


def test_what_was_open_ends_and_nothing_is_opened_any_more(cast: Cast, file: Subject) -> None:
    give(cast, cast.caseworker, file)
    raise_for(cast.caseworker, file)
    assert Grant.objects.filter(member=cast.caseworker.member, ended_at__isnull=True).count() == 0
    assert give(cast, cast.caseworker, file) == []


def test_of_several_files_the_others_are_opened(cast: Cast, file: Subject) -> None:
    given, fresh = (Subject.objects.create(kind=Subject.Kind.PERSON) for _ in range(2))
    raise_for(cast.caseworker, file)
    origin = uuid4()
    for subjects, opened in (([given], [given]), ([file, given, fresh], [fresh])):
        found = grants.give(
            cast.coordinator.viewer,
            member=cast.caseworker.member,
            subjects=subjects,
            compartments=[GENERAL],
            source=Grant.Source.ASSIGNMENT,
            origin=origin,
        )
        assert [grant.subject for grant in found] == opened


def test_even_a_grant_that_slipped_by_opens_nothing(cast: Cast, file: Subject) -> None:
    raise_for(cast.caseworker, file)
    Grant.objects.create(
        member=cast.caseworker.member, subject=file, compartment="general", source=Grant.Source.ASSIGNMENT
    )
    with pytest.raises(NotThere):
        policy.require(cast.caseworker.viewer, can.WORK_ON_FILES, subject=file, compartment=GENERAL)
    assert policy.opened_compartments(cast.caseworker.viewer, file) == frozenset()


def test_it_is_neither_lent_nor_opened_in_an_emergency(cast: Cast, file: Subject) -> None:
    raise_for(cast.caseworker, file)
    hours = timedelta(hours=1)
    with pytest.raises(Impossible) as refused:
        lending.lend(
            cast.coordinator.viewer,
            member=cast.caseworker.member,
            subject=file,
            parts=[IDENTITY],
            purpose="interprets once",
            lasts=hours,
        )
    assert str(refused.value) == "This file cannot be opened to this colleague. The data guardian knows why."
    with pytest.raises(NotThere):
        lending.open_in_emergency(
            cast.caseworker.viewer, subject=file, part=GENERAL, reason="called at night", lasts=hours / 2
        )


def test_several_origins_each_lower_their_own(cast: Cast, file: Subject) -> None:
    between = [(cast.caseworker.member.id, file.id)]
    one, other = uuid4(), uuid4()
    for origin in (one, other):
        assert barriers.keep(None, origin=origin, between=between)
    assert not barriers.keep(None, origin=one, between=between)
    barriers.keep(None, origin=one, between=())
    assert decide(cast.caseworker.viewer, can.FIND_PEOPLE, subject=file).code == "not-there"
    barriers.keep(None, origin=other, between=())
    assert decide(cast.caseworker.viewer, can.FIND_PEOPLE, subject=file).code == "identity"
    assert Barrier.objects.count() == 2


def test_the_data_guardian_alone_reads_of_it(cast: Cast, file: Subject) -> None:
    give(cast, cast.off_caseworker, file)
    raise_for(cast.caseworker, file)
    (entry,) = Entry.objects.filter(kind="barrier-raised")
    barrier = Barrier.objects.get()
    assert (entry.about, entry.subject_id) == ({"member": str(cast.caseworker.member.id)}, file.id)
    assert (entry.object_id, entry.compartment) == (barrier.id, COMPARTMENT)
    seen = [entry.kind for entry in files.entries_of(cast.off_caseworker.viewer, file)]
    assert "barrier-raised" not in seen
    assert "barrier-raised" in [entry.kind for entry in files.entries_of(cast.guardian.viewer, file)]


def test_a_guardian_who_is_meant_finds_nothing(cast: Cast, file: Subject) -> None:
    assert files.known_subject(cast.guardian.viewer, file.id) == file
    raise_for(cast.guardian, file)
    with pytest.raises(NotThere):
        files.known_subject(cast.guardian.viewer, file.id)


def test_nor_what_was_done_to_it_in_the_audit_of_all(cast: Cast, group: Group, file: Subject) -> None:
    other = join(group, "second guardian", roles.DATA_GUARDIAN)
    give(cast, cast.caseworker, file)
    about = [entry.id for entry in Entry.objects.filter(subject=file)]
    assert about
    assert set(about) <= {entry.id for entry in files.audit_entries(cast.guardian.viewer)}
    raise_for(cast.guardian, file)
    read = {entry.id for entry in files.audit_entries(cast.guardian.viewer)}
    assert read == set(Entry.objects.exclude(subject=file).values_list("id", flat=True))
    assert set(about) <= {entry.id for entry in files.audit_entries(other.viewer)}


def test_neither_in_the_lists_of_the_data_guardian(cast: Cast, file: Subject) -> None:
    lending.open_in_emergency(
        cast.off_caseworker.viewer, subject=file, part=GENERAL, reason="called at night", lasts=timedelta(minutes=60)
    )
    Grant.objects.create(
        member=cast.volunteer.member,
        subject=file,
        compartment="restricted",
        source=Grant.Source.COORDINATOR,
        waits_for_second=True,
    )
    Subject.objects.filter(id=file.id).update(hidden=True)
    viewer = cast.guardian.viewer

    def lists() -> tuple[int, int, int, int]:
        waiting, _reviewed = lendings.emergencies(viewer)
        return (
            len(guardian.hidden_files(viewer)), len(guardian.waiting_grants(viewer)), len(waiting),
            guardian.how_many_wait(viewer),
        )  # fmt: skip

    assert lists() == (1, 1, 1, 2)
    raise_for(cast.guardian, file)
    assert lists() == (0, 0, 0, 0)


def test_nor_does_a_guardian_who_knows_its_key_do_anything_to_it(cast: Cast, file: Subject) -> None:
    from jiwar.foundation.access.actions import hiding
    from jiwar.foundation.access.queries import lendings

    lent = lending.open_in_emergency(
        cast.off_caseworker.viewer, subject=file, part=GENERAL, reason="called at night", lasts=timedelta(minutes=60)
    )
    Subject.objects.filter(id=file.id).update(hidden=True)
    file.refresh_from_db()
    viewer = cast.guardian.viewer
    assert lendings.lending(viewer, lent.id) == lent
    raise_for(cast.guardian, file)
    for act in (
        lambda: hiding.unhide(viewer, subject=file),
        lambda: lendings.lending(viewer, lent.id),
        lambda: lending.end(viewer, lending=lent),
    ):
        with pytest.raises(NotThere):
            act()
    desk = cast.guardian.client
    page = reverse("access:guardian")
    answers = [desk.post(page, {"do": "unhide", "what": str(key)}) for key in (file.id, uuid4())]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert [answer.headers["Location"] for answer in answers] == [page, page]
    file.refresh_from_db()
    assert file.hidden


def test_who_was_kept_off_does_not_hear_that_it_was_erased(cast: Cast, file: Subject) -> None:
    origin = raise_for(cast.caseworker, file)
    barriers.keep(None, origin=origin, between=())
    Subject.objects.filter(id=file.id).update(erased_at=timezone.now())
    file.refresh_from_db()
    assert decide(cast.caseworker.viewer, can.SIGNED_IN, subject=file).code == "not-there"
    assert decide(cast.off_caseworker.viewer, can.SIGNED_IN, subject=file).code == "erased"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds, closed=st.frozensets(st.integers(0, 3), min_size=1))
def test_one_and_many_never_differ_behind_barriers(group: Group, world: object, closed: frozenset[int]) -> None:
    with transaction.atomic():
        me, _other = make(group, world)  # type: ignore[arg-type]
        subjects = list(Subject.objects.order_by("created_at"))
        barred = {subjects[number % len(subjects)].id for number in closed}
        for subject in barred:
            # Straight into the table: grants that run meanwhile are to open nothing.
            Barrier.objects.create(member=me.member, subject_id=subject, origin=uuid4())
        viewer = me.viewer
        opened = set(scope(viewer, SealedFile.objects.all()).values_list("id", flat=True))
        for kind in KINDS:
            rows = SealedFile.objects.filter(subject__kind=kind)
            knows = set(known(viewer, rows, kind).values_list("id", flat=True))
            for row in rows.select_related("subject"):
                part = next(part for part in PARTS if part.code == row.compartment)
                decision = decide(viewer, can.SIGNED_IN, subject=row.subject, compartment=part)
                assert (row.id in knows) == (decision.code != "not-there")
                assert (row.id in opened) == (decision.code == "grant")
                if row.subject_id in barred:
                    assert decision.code == "not-there"
        transaction.set_rollback(True)
