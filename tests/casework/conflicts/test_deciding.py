"""Who decides: somebody on neither side, with a reason. What each of them is shown."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.conflicts import actions, queries
from jiwar.casework.conflicts.models import Match
from jiwar.foundation.access import roles
from jiwar.foundation.access.models import Barrier
from jiwar.foundation.access.policy import NotThere, Refused
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.vault.models import Subject
from tests.casework.conflicts.conftest import MAN_IN_ARABIC, MAN_IN_LATIN, Matter
from tests.casework.conflicts.telling import decide, opposes
from tests.cast import Cast, give_in_force


@pytest.fixture
def match(matter: Matter) -> Match:
    opposes(matter)
    return Match.objects.get()


def test_a_coordinator_sees_both_names_the_guardian_numbers(cast: Cast, match: Match) -> None:
    address = reverse("conflicts:match", args=[match.id])
    coordinator = cast.coordinator.client.get(address).content.decode()
    guardian = cast.guardian.client.get(address).content.decode()
    assert MAN_IN_LATIN in coordinator
    assert MAN_IN_ARABIC in coordinator
    for name in (MAN_IN_LATIN, MAN_IN_ARABIC):
        assert name not in guardian
    assert "C-0001" in guardian
    assert "P-0002" in guardian


def test_a_coordinator_reads_nothing_else_of_the_file(cast: Cast, matter: Matter) -> None:
    actions.mark(
        matter.her_worker.viewer,
        case=matter.hers,
        kind="former-partner",
        names=[MAN_IN_LATIN],
        note="He waits at the school.",
    )
    actions.check(matter.her_worker.viewer, case=matter.hers)
    text = cast.coordinator.client.get(reverse("conflicts:match", args=[Match.objects.get().id])).content.decode()
    assert "He waits at the school." not in text


def test_the_decision_has_its_reason_and_who(cast: Cast, match: Match) -> None:
    decide(cast.coordinator, match, "clear")
    row = Match.objects.get()
    assert (row.state, row.decided_by, row.reason) == ("clear", cast.coordinator.member, "Asked both sides.")
    assert Entry.objects.get(kind="conflict-decided").member_id == cast.coordinator.member.id


def test_without_a_reason_it_is_not_taken(cast: Cast, match: Match) -> None:
    with pytest.raises(NotPossible, match="why"):
        actions.decide(cast.coordinator.viewer, match=match, state="clear", reason=" ", seen="possible")


def test_two_at_once_do_not_overwrite_one_another(cast: Cast, match: Match) -> None:
    decide(cast.coordinator, match, "apart")
    with pytest.raises(NotPossible, match="in the meantime"):
        actions.decide(cast.guardian.viewer, match=match, state="clear", reason="Asked.", seen="possible")


def test_the_list_and_one_match_each_say_in_the_audit_what_was_shown(cast: Cast, match: Match) -> None:
    for player in (cast.coordinator, cast.guardian):
        player.client.get(reverse("conflicts:list"))
    entries = Entry.objects.filter(kind="conflicts-seen", subject__isnull=True).order_by("at")
    assert [(entry.member_id, entry.about) for entry in entries] == [
        (cast.coordinator.member.id, {"matches": 1, "named": [str(match.id)]}),
        (cast.guardian.member.id, {"matches": 1, "named": []}),
    ]
    cast.coordinator.client.get(reverse("conflicts:match", args=[match.id]))
    one = Entry.objects.get(kind="conflict-seen")
    assert (one.object_id, one.subject_id) == (match.id, match.opposed.case.subject_id)


def test_the_teams_decide_nothing(matter: Matter, match: Match) -> None:
    for player in (matter.her_worker, matter.his_worker, matter.adviser):
        with pytest.raises((Refused, NotThere)):
            actions.decide(player.viewer, match=match, state="clear", reason="Because.", seen="possible")


def test_nor_does_a_coordinator_who_works_for_a_side(cast: Cast, matter: Matter, match: Match) -> None:
    give_in_force(matter.her_worker.member, roles.COORDINATOR)
    with pytest.raises(Refused):
        actions.decide(matter.her_worker.viewer, match=match, state="clear", reason="Because.", seen="possible")
    assert queries.waiting(matter.her_worker.viewer) == []


def test_nor_the_one_who_is_meant(cast: Cast, matter: Matter) -> None:
    opposes(matter, "Coordinator")
    match = Match.objects.get()
    assert match.member == cast.coordinator.member
    assert queries.waiting(cast.coordinator.viewer) == []
    with pytest.raises(Refused):
        decide(cast.coordinator, match, "clear")
    assert decide(cast.guardian, match, "apart").state == "apart"
    # From now on the one meant may not even know of the file.
    with pytest.raises(NotThere):
        decide(cast.coordinator, Match.objects.get(), "clear")


def test_a_colleague_who_may_be_meant_is_in_the_coordinators_list(cast: Cast, matter: Matter) -> None:
    opposes(matter, "Reception")
    assert [row.member for row in queries.waiting(cast.coordinator.viewer)] == [cast.reception.member]


def test_what_one_side_said_by_number_waits_for_a_decision(cast: Cast, matter: Matter) -> None:
    opposes(matter, person=matter.man)
    assert [row.state for row in queries.waiting(cast.coordinator.viewer)] == ["conflict"]
    decide(cast.coordinator, Match.objects.get(), "apart")
    assert queries.waiting(cast.coordinator.viewer) == []


def test_the_page_decides(cast: Cast, match: Match) -> None:
    address = reverse("conflicts:match", args=[match.id])
    answer = cast.coordinator.client.post(address, {"state": "apart", "reason": "He said so.", "seen": "possible"})
    assert answer.status_code == 302
    assert Match.objects.get().state == "apart"


def test_marking_by_a_number_one_may_not_see_is_refused(cast: Cast, matter: Matter) -> None:
    address = reverse("conflicts:of-case", args=[matter.hers.id])
    answer = matter.her_worker.client.post(address, {"kind": "other", "number": "P-0999"})
    assert answer.status_code == 422
    assert "nobody with this number" in answer.content.decode()


def test_somebody_on_the_case_is_not_opposed_to_it(matter: Matter) -> None:
    own = matter.hers.members.get().person
    with pytest.raises(NotPossible, match="on the case itself"):
        actions.mark(matter.her_worker.viewer, case=matter.hers, kind="family", person=own)


def test_the_list_and_one_match_are_answered_by_the_same_rule(cast: Cast, matter: Matter) -> None:
    opposes(matter)
    opposes(matter, "Coordinator")
    opposes(matter, person=matter.man)
    for player in (cast.coordinator, cast.guardian):
        listed = {row.id for row in queries.waiting(player.viewer)}
        one_by_one = set()
        for row in Match.objects.all():
            try:
                one_by_one.add(queries.match(player.viewer, row.id).id)
            except (NotThere, Refused):
                continue
        assert listed == one_by_one
        assert queries.how_many_wait(player.viewer) == len(listed)


def test_a_file_they_may_not_know_takes_the_match_from_the_list(cast: Cast, matter: Matter, match: Match) -> None:
    def lists() -> list[list[Match]]:
        return [queries.waiting(player.viewer) for player in (cast.coordinator, cast.guardian)]

    assert lists() == [[match], [match]]
    Subject.objects.filter(id=matter.man.subject_id).update(hidden=True)
    assert lists() == [[], [match]]
    Barrier.objects.create(member=cast.guardian.member, subject=matter.man.subject, origin=match.id)
    assert lists() == [[], []]


def test_the_list_grows_without_asking_more(cast: Cast, matter: Matter) -> None:
    opposes(matter)
    queries.shown(cast.coordinator.viewer, queries.waiting(cast.coordinator.viewer))  # keys come in once
    with CaptureQueriesContext(connection) as one:
        queries.shown(cast.coordinator.viewer, queries.waiting(cast.coordinator.viewer))
    opposes(matter, f"{MAN_IN_LATIN} Junior")
    opposes(matter, f"{MAN_IN_LATIN} Senior")
    assert len(queries.waiting(cast.coordinator.viewer)) == 3
    with CaptureQueriesContext(connection) as three:
        queries.shown(cast.coordinator.viewer, queries.waiting(cast.coordinator.viewer))
    assert len(three) == len(one)
