"""A second look before something is filed, and what is filed without one."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case, TimelineEntry
from jiwar.foundation.access.models import Grant, Word
from jiwar.foundation.access.policy import NotThere, Refused
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.groups.models import Group
from jiwar.foundation.vault.models import Subject
from jiwar.knowledge.calendars import GivenDate
from jiwar.knowledge.procedures import EventKind
from jiwar.lines.legal import actions, calls, told
from jiwar.lines.legal.helping.actions import SECOND_LOOK
from jiwar.lines.legal.models import FiledUnseen, FilingLook, Procedure, ProcedureEvent
from jiwar.lines.legal.quality import calls as quality_calls
from jiwar.lines.legal.quality import looking, looks, unseen
from jiwar.lines.legal.recorded import Recorded
from jiwar.lines.legal.rights import LEGAL_ADVISER
from tests.cast import Cast, Player, join
from tests.lines.legal.conftest import TODAY

UNTIL = TODAY + timedelta(days=2)


@pytest.fixture
def supervisor(group: Group, case: Case, legal_adviser: Player) -> Player:
    """Another adviser, who supervises the one on the case."""
    player = join(group, "supervisor", LEGAL_ADVISER)
    for part in ("general", "legal-privileged"):
        Grant.objects.create(
            member=player.member, subject=case.subject, compartment=part, source=Grant.Source.SUPERVISION
        )
    legal_adviser.member.supervisor = player.member
    legal_adviser.member.save(update_fields=["supervisor"])
    return player


@pytest.fixture
def look(procedure: Procedure, supervisor: Player, legal_adviser: Player) -> FilingLook:
    row = ask(procedure, supervisor, legal_adviser)
    return looks.look(legal_adviser.viewer, row.id)


def ask(procedure: Procedure, of: Player, by: Player) -> FilingLook:
    return looking.ask(
        by.viewer, procedure=procedure, of=of.member, papers=[], until=UNTIL, question="Is the date right?"
    )


def file(by: Player, procedure: Procedure, why: str = "", days: int = 0) -> ProcedureEvent:
    given = GivenDate.of_civil(TODAY - timedelta(days=days))
    return actions.record_event(
        by.viewer, procedure=procedure, recorded=Recorded(EventKind.APPEAL_FILED, given), why_unseen=why
    )


def said(player: Player, kind: str) -> list[str]:
    words = list(Word.objects.filter(member=player.member, kind=kind))
    say = calls.second_looks if kind == SECOND_LOOK else quality_calls.filed_unseen
    return [each.text for each in say(player.viewer, words).values()]


def test_who_can_be_asked(case: Case, cast: Cast, legal_adviser: Player, supervisor: Player) -> None:
    assert looking.colleagues(legal_adviser.viewer, case) == [supervisor.member]


def test_it_is_asked_mended_asked_again_and_goes(
    look: FilingLook, procedure: Procedure, case: Case, supervisor: Player, legal_adviser: Player
) -> None:
    assert f"{case.written_number}: look before it is filed, until " in said(supervisor, SECOND_LOOK)[0]
    with pytest.raises(NotPossible):
        looking.answer(supervisor.viewer, look=look, go=False, word=" ")
    looking.answer(supervisor.viewer, look=look, go=False, word="The day is wrong.")
    assert said(supervisor, SECOND_LOOK) == []
    assert "mend first" in said(legal_adviser, SECOND_LOOK)[0]
    assert unseen.asks_why(procedure, EventKind.APPEAL_FILED)
    again = looks.look(supervisor.viewer, ask(procedure, supervisor, legal_adviser).id)
    assert said(legal_adviser, SECOND_LOOK) == []
    looking.answer(supervisor.viewer, look=again, go=True)
    assert not unseen.asks_why(procedure, EventKind.APPEAL_FILED)
    row = file(legal_adviser, procedure)
    assert FilingLook.objects.get(id=again.id).filed == row.thread
    assert not FiledUnseen.objects.exists()
    assert said(legal_adviser, SECOND_LOOK) == []
    assert unseen.asks_why(procedure, EventKind.SUIT_FILED)  # one look is for one filing
    actions.withdraw_event(legal_adviser.viewer, row=row, reason="by mistake")
    assert not unseen.asks_why(procedure, EventKind.APPEAL_FILED)
    entries = TimelineEntry.objects.filter(kind__startswith="legal-look").order_by("at", "id")
    assert [told.TELLERS[entry.kind](entry) for entry in entries] == [
        "Supervisor was asked to look before it is filed",
        "A second look before filing: mend first",
        "Supervisor was asked to look before it is filed",
        "A second look before filing: go",
    ]
    assert Entry.objects.filter(kind="filing-look-answered").count() == 2


def test_who_may_not_ask_or_answer(
    look: FilingLook, procedure: Procedure, cast: Cast, legal_adviser: Player, supervisor: Player
) -> None:
    with pytest.raises(Refused):
        looking.answer(legal_adviser.viewer, look=look, go=True)
    for player in (cast.caseworker, cast.off_caseworker):
        with pytest.raises((Refused, NotThere)):
            looking.answer(player.viewer, look=look, go=True)
        with pytest.raises((Refused, NotThere)):
            ask(procedure, supervisor, player)
        with pytest.raises(NotThere):
            looks.look(player.viewer, look.id)
        with pytest.raises(NotPossible):
            ask(procedure, player, legal_adviser)


def test_it_is_not_asked_for_nothing_or_for_yesterday(
    procedure: Procedure, legal_adviser: Player, supervisor: Player
) -> None:
    given: dict[str, Any] = {"procedure": procedure, "of": supervisor.member, "papers": []}
    with pytest.raises(NotPossible):
        looking.ask(legal_adviser.viewer, **given, until=UNTIL)
    with pytest.raises(NotPossible):
        looking.ask(legal_adviser.viewer, **given, until=TODAY - timedelta(days=1), question="x")
    token = uuid4()
    rows = {looking.ask(legal_adviser.viewer, **given, until=UNTIL, question="x", token=token).id for _n in range(2)}
    assert len(rows) == 1


def test_filed_without_it_is_recorded_and_who_supervises_is_told(
    look: FilingLook, procedure: Procedure, case: Case, cast: Cast, legal_adviser: Player, supervisor: Player
) -> None:
    row = file(legal_adviser, procedure, "The registry closed at noon.")
    kept = FiledUnseen.objects.get()
    assert (kept.event, kept.reason, kept.compartment) == (
        row.thread,
        "The registry closed at noon.",
        "legal-privileged",
    )
    assert said(supervisor, unseen.FILED_UNSEEN) == [
        f"{case.written_number}: something was filed without a second look."
    ]
    assert not Word.objects.filter(member=cast.coordinator.member, kind=unseen.FILED_UNSEEN).exists()
    assert said(supervisor, SECOND_LOOK) == []
    with pytest.raises(NotPossible):
        looking.answer(supervisor.viewer, look=look, go=True)
    assert Entry.objects.filter(kind="filed-unseen").count() == 1


def test_without_a_supervisor_the_coordinators_are_told_and_of_nothing_hidden(
    procedure: Procedure, case: Case, cast: Cast, legal_adviser: Player
) -> None:
    file(cast.caseworker, procedure)
    assert FiledUnseen.objects.get().compartment == "general"
    assert len(said(cast.coordinator, unseen.FILED_UNSEEN)) == 1
    Subject.objects.filter(id=case.subject_id).update(hidden=True)
    assert said(cast.coordinator, unseen.FILED_UNSEEN) == []
    case.subject.refresh_from_db()
    procedure.case.subject.refresh_from_db()
    file(legal_adviser, procedure, "again")
    assert Word.objects.filter(member=cast.coordinator.member, kind=unseen.FILED_UNSEEN).count() == 1


def test_what_was_filed_before_we_had_it_asks_for_nothing(procedure: Procedure, legal_adviser: Player) -> None:
    file(legal_adviser, procedure, days=40)
    assert not FiledUnseen.objects.exists()


def test_the_pages(procedure: Procedure, case: Case, cast: Cast, legal_adviser: Player, supervisor: Player) -> None:
    client = legal_adviser.client
    record = reverse("legal:record", args=[procedure.id, "appeal-filed"])
    page = client.get(record).text
    assert "Why without a second look?" in page
    assert "Ask for a second look first" in page
    assert "Ask for a second look first" not in cast.caseworker.client.get(record).text
    asking = reverse("legal:look-ask", args=[procedure.id])
    assert client.post(asking, {"whom": str(supervisor.member.id), "until": UNTIL.isoformat()}).status_code == 422
    sent = {"whom": str(supervisor.member.id), "until": UNTIL.isoformat(), "question": "Read it all."}
    assert client.post(asking, sent).status_code == 302
    address = reverse("legal:look", args=[FilingLook.objects.get().id])
    assert "Can it be filed as it is?" not in client.get(address).text
    assert "Read it all." in supervisor.client.get(address).text
    assert supervisor.client.post(address, {"go": "mend", "word": ""}).status_code == 422
    assert supervisor.client.post(address, {"go": "go", "word": "Good."}).status_code == 302
    page = client.get(record).text
    assert "A colleague looked before filing and said: go" in page
    assert "Why without a second look?" not in page
    assert "Second look before filing" in client.get(reverse("cases:case", args=[case.id])).text
    assert "Second look before filing" not in cast.caseworker.client.get(reverse("cases:case", args=[case.id])).text
