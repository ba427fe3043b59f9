"""Calling for someone to act: once a level, louder as the day comes, quiet while the owner says 'I am on it'."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.core import mail
from django.urls import reverse
from pytest_django import Settings

from jiwar.foundation.access.models import Account, Word
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.jobs import outbox
from jiwar.foundation.jobs.models import Message
from jiwar.foundation.vault.models import Subject
from jiwar.knowledge.procedures import EventKind
from jiwar.lines.legal import actions, escalation
from jiwar.lines.legal.calls import deadline_calls
from jiwar.lines.legal.models import Deadline, Procedure
from jiwar.lines.legal.recorded import Recorded
from tests.cast import Cast, Player
from tests.lines.legal.telling import happened, limits, on

NOON = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)
SUNDAY = datetime(2026, 3, 8, 9, 0, tzinfo=UTC)


@pytest.fixture
def nearest(legal_adviser: Player, procedure: Procedure) -> Deadline:
    """Safe on Wednesday 11 March, last day on the 12th."""
    happened(legal_adviser, procedure, EventKind.REFUSAL_NOTIFIED, on(date(2026, 3, 2)))
    return min(limits(procedure).values(), key=lambda row: row.safe or date.max)


def calls_to(player: Player) -> list[Word]:
    return list(Word.objects.filter(member=player.member, kind=escalation.DEADLINE_CALLS))


def called(player: Player) -> int:
    return len(calls_to(player))


def test_the_owner_is_called_first_and_only_once(cast: Cast, legal_adviser: Player, nearest: Deadline) -> None:
    assert nearest.safe == date(2026, 3, 11)
    assert escalation.escalate(date(2026, 3, 8), NOON) == 0
    assert escalation.escalate(date(2026, 3, 9), NOON) == 1
    assert escalation.escalate(date(2026, 3, 9), NOON) == 0
    assert (called(legal_adviser), called(cast.coordinator)) == (1, 0)
    nearest.refresh_from_db()
    assert (nearest.escalated_level, nearest.escalated_on) == (escalation.Level.NEAR, date(2026, 3, 9))
    assert Entry.objects.filter(kind="deadline-escalated").count() == 1


def test_a_day_without_answer_calls_the_coordinators(cast: Cast, legal_adviser: Player, nearest: Deadline) -> None:
    for day in (9, 10, 10):
        escalation.escalate(date(2026, 3, day), NOON)
    assert (called(legal_adviser), called(cast.coordinator)) == (2, 1)


def test_each_level_calls_once_up_to_the_lost_day(cast: Cast, legal_adviser: Player, nearest: Deadline) -> None:
    levels = []
    for day in (9, 10, 11, 12, 13, 14):
        escalation.escalate(date(2026, 3, day), NOON)
        nearest.refresh_from_db()
        levels.append(nearest.escalated_level)
    assert levels == [1, 2, 3, 3, 4, 4]
    assert (called(legal_adviser), called(cast.coordinator)) == (4, 3)


def test_who_is_on_it_is_left_alone_today(
    legal_adviser: Player, nearest: Deadline, today: Callable[[date], None]
) -> None:
    today(date(2026, 3, 9))
    actions.acknowledge(legal_adviser.viewer, deadline=nearest)
    assert escalation.escalate(date(2026, 3, 9), NOON) == 0
    assert escalation.escalate(date(2026, 3, 10), NOON) == 1


def test_a_moved_date_calls_anew(legal_adviser: Player, procedure: Procedure, nearest: Deadline) -> None:
    escalation.escalate(date(2026, 3, 9), NOON)
    corrected = Recorded(EventKind.REFUSAL_NOTIFIED, on(date(2026, 3, 3)))
    actions.correct_event(legal_adviser.viewer, row=procedure.events.get(), recorded=corrected)
    nearest.refresh_from_db()
    assert nearest.escalated_level == 0


def test_a_hidden_file_is_not_called_out_to_coordinators(cast: Cast, legal_adviser: Player, nearest: Deadline) -> None:
    Subject.objects.filter(id=nearest.subject_id).update(hidden=True)
    for day in (9, 10, 11):
        escalation.escalate(date(2026, 3, day), NOON)
    assert (called(legal_adviser), called(cast.coordinator)) == (3, 0)


def test_the_mail_is_neutral_asked_for_and_only_when_the_office_is_closed(
    legal_adviser: Player, nearest: Deadline, settings: Settings
) -> None:
    settings.JIWAR_SENDS_EMAIL = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    Account.objects.filter(id=legal_adviser.account.id).update(email="adviser@example.org", wants_reminders=True)
    escalation.escalate(date(2026, 3, 9), NOON)
    assert not Message.objects.exists()
    escalation.escalate(date(2026, 3, 11), SUNDAY)
    assert outbox.deliver() == 1
    (sent,) = mail.outbox
    assert sent.to == ["adviser@example.org"]
    assert (sent.subject, sent.body) == ("You have a message", "A date needs you in Jiwar.")


def test_no_mail_to_who_did_not_ask_for_it(legal_adviser: Player, nearest: Deadline, settings: Settings) -> None:
    settings.JIWAR_SENDS_EMAIL = True
    Account.objects.filter(id=legal_adviser.account.id).update(email="adviser@example.org")
    escalation.escalate(date(2026, 3, 11), SUNDAY)
    assert not Message.objects.exists()


def test_the_call_leads_to_the_procedure_and_ends_with_the_deadline(
    cast: Cast, legal_adviser: Player, procedure: Procedure, nearest: Deadline
) -> None:
    for day in (9, 10):
        escalation.escalate(date(2026, 3, day), NOON)
    page = reverse("legal:procedure", kwargs={"procedure": procedure.id})
    own = deadline_calls(legal_adviser.viewer, calls_to(legal_adviser))
    theirs = deadline_calls(cast.coordinator.viewer, calls_to(cast.coordinator))
    assert {said.url for said in own.values()} == {page}
    assert {said.url for said in theirs.values()} == {reverse("legal:board")}
    actions.set_aside(legal_adviser.viewer, deadline=nearest, reason="suit instead")
    assert not deadline_calls(cast.coordinator.viewer, calls_to(cast.coordinator))
