"""One person's case, from arrival to a deadline that is kept: in Arabic, in English, and once without JavaScript."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection
from playwright.sync_api import expect

from jiwar.casework.cases import clock
from jiwar.casework.cases.models import Note
from jiwar.foundation.audit import append_only, chain, verification
from jiwar.foundation.audit.models import Entry, Link
from jiwar.foundation.groups.context import current_group
from jiwar.foundation.groups.models import Group
from jiwar.lines.legal.rights import LEGAL_ADVISER, LEGAL_PRIVILEGED
from tests.cast import Cast, Player, join
from tests.journeys import ahmed, calculation
from tests.journeys.browsing import Visitor

OBJECTION = "Object to the International Protection Evaluation Commission"
Visits = Callable[..., Visitor]


@pytest.fixture
def adviser(group: Group) -> Player:
    return join(group, "legal adviser", LEGAL_ADVISER)


def dates_of(visitor: Visitor) -> tuple[date, date]:
    """Safe and due as the card of the objection shows them."""
    expect(ahmed.card_of(visitor, OBJECTION)).to_be_visible()
    safe, due = ahmed.days_shown(ahmed.card_of(visitor, OBJECTION).locator("> dl"))
    return safe, due


@pytest.mark.parametrize(
    ("language", "options"),
    [("ar", {}), ("en", {}), ("ar", {"java_script_enabled": False, "viewport": {"width": 390, "height": 844}})],
    ids=["ar", "en", "ar-phone-without-script"],
)
def test_from_the_front_desk_to_a_deadline(
    visit: Visits, cast: Cast, adviser: Player, guarded_audit: None, language: str, options: dict[str, Any]
) -> None:
    today = clock.today()

    front = visit(language, **options)
    ahmed.signs_in(front, cast.reception)
    person = ahmed.registers(front, born="15/7/1409".translate(calculation.DIGITS))
    front.reads("shared")
    case = ahmed.opens_case(front, person)
    assert front.goes_to("cases:plan", case=case) == 403, "the front desk does not read what is in the file"

    coordinator = visit(language, **options)
    ahmed.signs_in(coordinator, cast.coordinator)
    coordinator.reads("Detained now")
    ahmed.gives(coordinator, case, cast.caseworker, lead=True)
    ahmed.gives(coordinator, case, adviser, lead=False)

    worker = visit(language, **options)
    ahmed.signs_in(worker, cast.caseworker)
    worker.reads_plain(ahmed.called(language))
    ahmed.assesses_and_plans(worker, case)
    ahmed.writes_note(worker, case, ahmed.NOTE, "everyone who works on the case")

    lawyer = visit(language, **options)
    ahmed.signs_in(lawyer, adviser)
    procedure = ahmed.opens_procedure(lawyer, case)
    notified = today - timedelta(days=3)
    ahmed.records_refusal(lawyer, procedure, calculation.as_said(notified))
    due = calculation.due_after_hijri(notified, calculation.OBJECTION_DAYS)
    safe = calculation.safe_before(due, today)
    assert dates_of(lawyer) == (safe, due)
    why = ahmed.card_of(lawyer, OBJECTION).locator(".why li")
    reasons = [each.inner_text() for each in why.all()]
    assert len(reasons) >= 4
    assert len(set(reasons)) == len(reasons)

    civil = today - timedelta(days=4)
    ahmed.corrects_refusal(lawyer, procedure, civil)
    moved_due = calculation.due_after(civil, calculation.OBJECTION_DAYS)
    moved_safe = calculation.safe_before(moved_due, today)
    assert dates_of(lawyer) == (moved_safe, moved_due)
    lawyer.reads("Before it was corrected", "#happened")
    _everything_moved(lawyer, case, safe, moved_safe)

    ahmed.writes_note(lawyer, case, ahmed.PRIVILEGED, "legal-privileged")
    _the_caseworker_sees_the_deadline_and_not_the_note(worker, case, moved_safe)
    _others_get_404(visit, language, cast, case)
    _the_owner_sees_who_looked(worker, cast, adviser, case)
    _the_audit_holds_and_names_what_was_changed()


def _everything_moved(lawyer: Visitor, case: UUID, before: date, now: date) -> None:
    """The deadline, its task, the board, and the day of the one who must act."""
    lawyer.goes_to("cases:case", case=case)
    assert now in ahmed.days_shown(lawyer.page.locator("article.deadline").first)
    tasks = ahmed.days_shown(lawyer.page.locator("#tasks"))
    assert now in tasks
    lawyer.goes_to("legal:board")
    row = lawyer.page.locator("table.board tbody tr").filter(has_text=lawyer.word(OBJECTION))
    assert now in ahmed.days_shown(row)
    lawyer.goes_to("desk:day")
    assert now in ahmed.days_shown(ahmed.card_of(lawyer, OBJECTION))
    assert now in ahmed.days_shown(lawyer.page.locator("#tasks"))
    if before != now:
        assert before not in tasks
        assert before not in ahmed.days_shown(row)


def _the_caseworker_sees_the_deadline_and_not_the_note(worker: Visitor, case: UUID, safe: date) -> None:
    worker.goes_to("cases:case", case=case)
    expect(ahmed.card_of(worker, OBJECTION)).to_be_visible()
    assert safe in ahmed.days_shown(ahmed.card_of(worker, OBJECTION))
    worker.reads_plain(ahmed.NOTE)
    assert ahmed.PRIVILEGED not in worker.page.content()
    assert worker.goes_to("cases:note", case=case, note=_privileged_note().id) == 404


def _others_get_404(visit: Visits, language: str, cast: Cast, case: UUID) -> None:
    note = _privileged_note().id
    for player in (cast.off_caseworker, cast.stranger, cast.administrator, cast.reception):
        other = visit(language).signed_in_as(player.client)
        assert other.goes_to("cases:note", case=case, note=note) == 404
        assert ahmed.PRIVILEGED not in other.page.content()
    stranger = visit(language).signed_in_as(cast.stranger.client)
    assert stranger.goes_to("cases:case", case=case) == 404
    assert ahmed.NAME not in stranger.page.content()


def _the_owner_sees_who_looked(worker: Visitor, cast: Cast, adviser: Player, case: UUID) -> None:
    worker.goes_to("cases:case", case=case)
    worker.follows("Who looked")
    told = worker.text("main")
    for player in (cast.caseworker, adviser, cast.off_caseworker):
        assert player.account.name in told
    assert cast.stranger.account.name not in told


def _privileged_note() -> Note:
    return Note.objects.get(compartment=LEGAL_PRIVILEGED.code)


def _the_audit_holds_and_names_what_was_changed() -> None:
    """The sealer chains what happened; then somebody who holds the database changes a row behind its back."""
    chain.seal_group(everything=True)
    verdict = verification.verify(current_group())
    assert verdict.holds, verdict.problem
    assert verdict.checked > 30
    link = Link.objects.get(sequence=verdict.checked // 2)
    with pytest.raises(DatabaseError):
        _rewrite(link.entry_id)
    assert verification.verify(current_group()).holds
    with connection.schema_editor() as editor:
        append_only.unguard(editor)
    _rewrite(link.entry_id)
    broken = verification.verify(current_group())
    assert f"link {link.sequence}: entry {link.entry_id}" in broken.problem


def _rewrite(entry: UUID) -> None:
    """Makes it look as if the program itself had done it."""
    key = Entry._meta.get_field("id").get_db_prep_value(entry, connection)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_entry SET member_id = NULL WHERE id = %s", [key])
