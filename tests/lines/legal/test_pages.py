"""The pages as people see them: what each shows, and to whom."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from jiwar.casework.cases import actions as case_actions
from jiwar.casework.cases.models import Case
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.models import Account
from jiwar.knowledge.calendars import Calendar, GivenDate
from jiwar.knowledge.procedures import EventKind
from jiwar.lines.legal import actions, urls
from jiwar.lines.legal.models import Deadline, PrintedDate, Procedure, ProcedureEvent, Remark
from jiwar.lines.legal.places import OF_A_CASE, OF_THE_SHELF
from jiwar.lines.legal.rights import LEGAL_PRIVILEGED
from tests.cast import Cast, Player
from tests.lines.legal.telling import happened, limits, on

pytestmark = pytest.mark.once

PRIVILEGED = "The first statement contradicts the second."


def page(player: Player, name: str, **places: object) -> str:
    answer = player.client.get(reverse(name, kwargs=places or None))
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.fixture
def refused(legal_adviser: Player, procedure: Procedure) -> ProcedureEvent:
    given = GivenDate(Calendar.HIJRI, 1447, 9, 13)
    said = {"note": "fetched it himself", "remark": PRIVILEGED}
    return happened(legal_adviser, procedure, EventKind.REFUSAL_NOTIFIED, given, **said)


def test_the_standing_shows_the_date_its_reason_and_its_doubt(
    legal_adviser: Player, procedure: Procedure, refused: ProcedureEvent
) -> None:
    text = page(legal_adviser, "legal:procedure", procedure=procedure.id)
    assert "Object to the International Protection Evaluation Commission" in text
    assert "Tue 10 Mar 2026" in text
    assert "Wed 11 Mar 2026" in text
    assert "13 Ramadan 1447" in text
    assert "we count from the earliest" in text
    assert "confirm on the decision letter" in text
    assert "The statutory text of Article 80 could not be read" in text


def test_the_team_sees_the_date_but_not_the_privileged_remark(
    cast: Cast, legal_adviser: Player, procedure: Procedure, refused: ProcedureEvent
) -> None:
    team = page(cast.caseworker, "legal:procedure", procedure=procedure.id)
    assert "Tue 10 Mar 2026" in team
    assert PRIVILEGED not in team
    assert PRIVILEGED in page(legal_adviser, "legal:procedure", procedure=procedure.id)
    assert Remark.objects.get().compartment == "legal-privileged"


def test_a_procedure_is_not_there_for_whoever_does_not_work_on_the_case(
    cast: Cast, procedure: Procedure, refused: ProcedureEvent
) -> None:
    row = next(iter(limits(procedure).values()))
    addresses = [
        reverse("legal:procedure", kwargs={"procedure": procedure.id}),
        reverse("legal:record", kwargs={"procedure": procedure.id, "kind": "suit-filed"}),
        reverse("legal:correct", kwargs={"event": refused.id}),
        reverse("legal:withdraw", kwargs={"event": refused.id}),
        reverse("legal:printed", kwargs={"deadline": row.id}),
    ]
    for address in addresses:
        assert cast.off_caseworker.client.get(address).status_code == 404
        assert cast.stranger.client.get(address).status_code == 404
        assert cast.caseworker.client.get(address).status_code == 200


def test_a_caseworker_records_but_does_not_open_close_or_confirm(
    cast: Cast, legal_adviser: Player, procedure: Procedure, refused: ProcedureEvent
) -> None:
    row = next(iter(limits(procedure).values()))
    printed = actions.record_printed_date(
        cast.caseworker.viewer,
        procedure=procedure,
        thread=refused.thread,
        rule=row.details["rule"],
        day=date(2026, 3, 20),
    )
    client = cast.caseworker.client
    for name, places in (
        ("legal:open", {"case": procedure.case_id}),
        ("legal:tracks", {"procedure": procedure.id}),
        ("legal:close", {"procedure": procedure.id}),
        ("legal:set_aside", {"deadline": row.id}),
        ("legal:confirm_printed", {"printed": printed.id}),
    ):
        assert client.post(reverse(name, kwargs=places)).status_code == 403
    assert PrintedDate.objects.get().confirmed_at is None


def test_a_date_is_shown_before_it_is_saved(legal_adviser: Player, procedure: Procedure) -> None:
    address = reverse("legal:record", kwargs={"procedure": procedure.id, "kind": "refusal-notified"})
    typed = {"when_0": "hijri", "when_1": "١٣/٩/١٤٤٧", "token": str(uuid4())}
    text = legal_adviser.client.post(address, {**typed, "preview": "1"}).content.decode()
    assert "Tue 10 Mar 2026" in text
    assert "١٣/٩/١٤٤٧" in text
    assert not ProcedureEvent.objects.exists()
    assert not Deadline.objects.exists()
    client = legal_adviser.client
    for _twice in range(2):
        assert client.post(address, {**typed, "save": "1"}).status_code == 302
    event = ProcedureEvent.objects.get()
    assert event.details["given"] == {"calendar": "hijri", "year": 1447, "month": 9, "day": 13, "about": False}


def test_an_impossible_date_keeps_what_was_typed(legal_adviser: Player, procedure: Procedure) -> None:
    address = reverse("legal:record", kwargs={"procedure": procedure.id, "kind": "refusal-notified"})
    typed = {"when_0": "gregorian", "when_1": "31/2/2026", "note": "with his brother", "save": "1"}
    text = legal_adviser.client.post(address, typed).content.decode()
    assert "31/2/2026" in text
    assert "with his brother" in text
    assert not ProcedureEvent.objects.exists()


def test_a_correction_keeps_what_the_form_did_not_show(cast: Cast, legal_adviser: Player, procedure: Procedure) -> None:
    rule = "tr-court-deportation"
    event = happened(
        legal_adviser, procedure, EventKind.REGISTRATION, on(date(2026, 2, 2)), about=(rule,), note="at the PDMM"
    )
    form = cast.caseworker.client.get(reverse("legal:correct", kwargs={"event": event.id})).content.decode()
    assert "at the PDMM" in form
    answer = cast.caseworker.client.post(
        reverse("legal:correct", kwargs={"event": event.id}),
        {"when_0": "gregorian", "when_1": "3/2/2026", "proof": "letter", "note": "at the PDMM", "save": "1"},
    )
    assert answer.status_code == 302
    now = ProcedureEvent.objects.get(superseded_by__isnull=True)
    assert (now.details["about"], now.details["earliest"], now.note) == ([rule], "2026-02-03", "at the PDMM")


def test_two_people_correcting_at_once_see_each_other(
    cast: Cast, legal_adviser: Player, procedure: Procedure, refused: ProcedureEvent
) -> None:
    address = reverse("legal:correct", kwargs={"event": refused.id})
    typed = {"when_0": "gregorian", "when_1": "3/3/2026", "save": "1"}
    assert legal_adviser.client.post(address, typed).status_code == 302
    text = cast.caseworker.client.post(address, {**typed, "when_1": "4/3/2026"}).content.decode()
    assert "A colleague corrected this meanwhile" in text
    assert "4/3/2026" in text
    assert ProcedureEvent.objects.count() == 2


def test_the_history_is_on_the_page(legal_adviser: Player, procedure: Procedure, refused: ProcedureEvent) -> None:
    client = legal_adviser.client
    typed = {"when_0": "gregorian", "when_1": "4/3/2026", "save": "1"}
    client.post(reverse("legal:correct", kwargs={"event": refused.id}), typed)
    text = page(legal_adviser, "legal:procedure", procedure=procedure.id)
    assert "Before it was corrected" in text
    assert "13 Ramadan 1447" in text
    assert PRIVILEGED in text
    event = ProcedureEvent.objects.get(superseded_by__isnull=True)
    client.post(reverse("legal:withdraw", kwargs={"event": event.id}), {"reason": "not his letter"})
    text = page(legal_adviser, "legal:procedure", procedure=procedure.id)
    assert "not his letter" in text
    assert "No deadline runs now." in text


def test_a_pack_page_names_its_sources_and_what_is_not_known(cast: Cast) -> None:
    text = page(cast.caseworker, "legal:pack", pack="tr")
    assert "asylumineurope.org" in text
    assert "not verified: ask a lawyer" in text
    assert 'lang="en" dir="ltr"' in text


def test_the_case_is_above_all_its_deadline(cast: Cast, procedure: Procedure, refused: ProcedureEvent) -> None:
    text = page(cast.caseworker, "cases:case", case=procedure.case_id)
    deadline, journey = text.index("Tue 10 Mar 2026"), text.index('class="journey"')
    assert deadline < journey
    assert "Refusal notified: 13 Ramadan 1447" in text
    assert GENERAL.code == procedure.compartment


def test_a_note_of_the_lawyer_is_written_and_kept_from_the_team(
    cast: Cast, legal_adviser: Player, procedure: Procedure
) -> None:
    case = procedure.case
    form = legal_adviser.client.get(reverse("cases:new-note", kwargs={"case": case.id})).content.decode()
    assert "legal-privileged" in form
    assert (
        "legal-privileged"
        not in cast.caseworker.client.get(reverse("cases:new-note", kwargs={"case": case.id})).content.decode()
    )
    note = case_actions.write_note(legal_adviser.viewer, case=case, text=PRIVILEGED, compartment=LEGAL_PRIVILEGED)
    address = reverse("cases:note", kwargs={"case": case.id, "note": note.id})
    assert PRIVILEGED in legal_adviser.client.get(address).content.decode()
    for other in (cast.caseworker, cast.off_caseworker, cast.coordinator, cast.stranger):
        assert other.client.get(address).status_code == 404
    assert PRIVILEGED not in page(cast.caseworker, "cases:case", case=case.id)


def test_a_procedure_is_opened_changed_and_closed_on_its_pages(legal_adviser: Player, case: Case) -> None:
    client = legal_adviser.client
    opened = client.post(
        reverse("legal:open", kwargs={"case": case.id}) + "?pack=tr", {"tracks": ["regular"], "token": str(uuid4())}
    )
    made = Procedure.objects.get()
    assert opened.headers["Location"] == reverse("legal:procedure", kwargs={"procedure": made.id})
    tracks = reverse("legal:tracks", kwargs={"procedure": made.id})
    assert client.post(tracks, {"tracks": ["removal"], "seen_version": 1}).status_code == 302
    late = client.post(tracks, {"tracks": ["detention"], "seen_version": 1}).content.decode()
    assert "A colleague changed this meanwhile" in late
    assert Procedure.objects.get().tracks == ["removal"]
    happened(legal_adviser, Procedure.objects.get(), EventKind.DEPORTATION_DECISION_NOTIFIED, on(date(2026, 3, 4)))
    close = reverse("legal:close", kwargs={"procedure": made.id})
    text = client.post(close, {"reason": "too soon", "seen_version": 2}).content.decode()
    assert "Bring a suit against a deportation decision" in text
    assert "too soon" in text
    assert Procedure.objects.get().is_open
    for row in limits(made).values():
        aside = reverse("legal:set_aside", kwargs={"deadline": row.id})
        assert client.post(aside, {"reason": "decision revoked"}).status_code == 302
    assert client.post(close, {"reason": "decision revoked", "seen_version": 2}).status_code == 302
    assert not Procedure.objects.get().is_open


def test_what_one_press_does_needs_a_press(cast: Cast, legal_adviser: Player, procedure: Procedure) -> None:
    happened(legal_adviser, procedure, EventKind.REFUSAL_NOTIFIED, on(date(2026, 3, 2)))
    row = next(iter(limits(procedure).values()))
    client = cast.caseworker.client
    over = reverse("legal:take_over", kwargs={"deadline": row.id})
    assert client.get(over).status_code == 405
    assert client.post(over).status_code == 302
    row.refresh_from_db()
    assert (row.owner, row.owner_chosen) == (cast.caseworker.member, True)
    not_theirs = legal_adviser.client.post(reverse("legal:acknowledge", kwargs={"deadline": row.id}), follow=True)
    assert "Take the deadline over first" in not_theirs.content.decode()


@pytest.mark.parametrize("language", ["en", "ar", "fr"])
def test_every_page_is_written_in_every_desk_language(
    legal_adviser: Player, procedure: Procedure, refused: ProcedureEvent, language: str
) -> None:
    Account.objects.filter(id=legal_adviser.account.id).update(language=language, calendar="hijri")
    row = next(iter(limits(procedure).values()))
    client = legal_adviser.client
    for name, places in (
        ("legal:procedure", {"procedure": procedure.id}),
        ("legal:open", {"case": procedure.case_id}),
        ("legal:tracks", {"procedure": procedure.id}),
        ("legal:close", {"procedure": procedure.id}),
        ("legal:correct", {"event": refused.id}),
        ("legal:withdraw", {"event": refused.id}),
        ("legal:printed", {"deadline": row.id}),
        ("legal:set_aside", {"deadline": row.id}),
        ("legal:pack", {"pack": "eg"}),
        ("legal:packs", None),
        ("legal:board", None),
        ("legal:wall", None),
        ("legal:procedures", None),
    ):
        answer = client.get(reverse(name, kwargs=places))
        assert answer.status_code == 200, name
        assert answer.headers["Content-Language"] == language


def test_each_page_marks_the_entry_it_stands_under(case: Case, legal_adviser: Player, procedure: Procedure) -> None:
    def marked(name: str, *args: object) -> list[str]:
        page = legal_adviser.client.get(reverse(name, args=args)).content.decode()
        return sorted(set(re.findall(r'href="([^"]+)" aria-current="page"[^>]*><svg', page)))

    cases = reverse("cases:list")
    assert marked("legal:board") == [reverse("legal:board")]
    assert marked("legal:letters", case.id) == marked("legal:exhibits", case.id) == [cases]
    assert marked("legal:procedure", procedure.id) == [reverse("legal:procedures")]
    assert marked("legal:arguments") == [reverse("legal:shelf")]


def test_every_page_that_stands_under_another_is_there() -> None:
    for name in (*OF_A_CASE, *OF_THE_SHELF):
        assert name.partition(":")[2] in {pattern.name for pattern in urls.urlpatterns}
