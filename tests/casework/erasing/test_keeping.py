"""What has come due stands on a list, with its why; nothing is erased by coming due, and nothing without years set."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from jiwar.casework.cases import actions as cases
from jiwar.casework.cases.models import Case, TimelineEntry
from jiwar.casework.erasing import keeping, keeping_actions, queries, recurring
from jiwar.casework.erasing.models import Due, Hold
from jiwar.casework.people.models import Person
from jiwar.foundation.access.actions import hiding
from jiwar.foundation.access.errors import Impossible
from jiwar.foundation.access.models import Word
from jiwar.foundation.access.policy import Refused
from jiwar.foundation.jobs.schedules import registered
from jiwar.foundation.vault.models import SubjectKey
from tests.casework.people.telling import register
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def old(cast: Cast) -> Person:
    """Registered seven years ago, nothing since."""
    return aged(register(cast.reception, "Musa Yahya Haroun"), years=7)


def aged(person: Person, *, years: int) -> Person:
    Person.objects.filter(id=person.id).update(registered_at=timezone.now() - timedelta(days=366 * years))
    return Person.objects.select_related("subject").get(id=person.id)


def set_years(cast: Cast, **years: int | None) -> None:
    keeping_actions.set_years(cast.guardian.viewer, years=years)


def due() -> list[str]:
    return [row.person.written_number for row in Due.objects.select_related("person").order_by("since")]


def test_without_years_nothing_ever_comes_due(cast: Cast, old: Person) -> None:
    assert keeping.look_through() == 0
    assert due() == []


def test_old_files_come_due_with_their_why_and_nothing_is_erased(cast: Cast, old: Person) -> None:
    register(cast.reception, "Somebody New")
    set_years(cast, file=5)
    assert due() == [old.written_number]
    (shown,) = queries.shown(queries.due(cast.guardian.viewer))
    registered = timezone.localtime(old.registered_at).date()
    assert shown.row.since == registered.replace(year=registered.year + 5)
    assert shown.row.why == [["file", registered.isoformat(), 5]]
    assert "5 years" in shown.why[0]
    assert SubjectKey.objects.filter(subject=old.subject_id).exists()
    assert Person.objects.get(id=old.id).shown == "Musa Yahya Haroun"


def test_the_guardian_is_told_once(cast: Cast, old: Person) -> None:
    set_years(cast, file=5)
    recurring.look_what_is_due()
    told = Word.objects.filter(member=cast.guardian.member, kind="keeping-came-due")
    assert told.count() == 1


def test_contact_takes_a_file_off_the_list(cast: Cast, old: Person) -> None:
    set_years(cast, file=5)
    case = cases.open_case(cast.reception.viewer, person=old, asks="again")
    keeping.look_through()
    assert due() == []
    _closed(case, years=0)
    keeping.look_through()
    assert due() == []
    _closed(case, years=6)
    keeping.look_through()
    assert due() == [old.written_number]


def _closed(case: Case, *, years: int) -> None:
    at = timezone.now() - timedelta(days=366 * years)
    Case.objects.filter(id=case.id).update(state=Case.State.CLOSED, closed_at=at, opened_at=at)
    TimelineEntry.objects.filter(case=case).update(at=at)


def test_a_line_keeps_longer_and_without_its_years_for_ever(cast: Cast, old: Person) -> None:
    case = cases.open_case(cast.reception.viewer, person=old, asks="again")
    cases.assign(cast.coordinator.viewer, case=case, member=cast.caseworker.member)
    case.refresh_from_db()
    cases.request_service(cast.caseworker.viewer, case=case, line="legal", kind="advice", asked="x")
    _closed(case, years=6)
    set_years(cast, file=5)
    assert due() == []  # the legal line has no years
    set_years(cast, file=5, legal=10)
    assert due() == []
    set_years(cast, file=5, legal=6)
    assert due() == [old.written_number]
    assert len(Due.objects.get().why) == 2


def test_a_kept_file_is_off_the_list_until_its_day(cast: Cast, old: Person) -> None:
    set_years(cast, file=5)
    guardian = cast.guardian.viewer
    with pytest.raises(Impossible):
        keeping_actions.keep(guardian, person=old, until=timezone.localdate(), said="today is over")
    keeping_actions.keep(guardian, person=old, until=timezone.localdate() + timedelta(days=1), said="a court asked")
    keeping.look_through()
    assert due() == []
    assert [hold.words for hold in queries.kept(guardian)] == ["a court asked"]
    Hold.objects.update(until=timezone.localdate() - timedelta(days=1))
    keeping.look_through()
    assert due() == [old.written_number]
    assert queries.kept(guardian) == []


def test_a_hold_can_be_let_go_and_set_anew(cast: Cast, old: Person) -> None:
    guardian, far = cast.guardian.viewer, timezone.localdate() + timedelta(days=400)
    for words in ("first", "second"):
        keeping_actions.keep(guardian, person=old, until=far, said=words)
    assert [hold.words for hold in queries.kept(guardian)] == ["second"]
    keeping_actions.let_go(guardian, person=old)
    assert queries.kept(guardian) == []


def test_a_hidden_file_comes_due_and_only_the_guardian_sees_it(cast: Cast, old: Person) -> None:
    hiding.hide(cast.guardian.viewer, subject=old.subject)
    set_years(cast, file=5)
    page = cast.guardian.client.get(reverse("erasing:review")).getvalue().decode()
    assert old.written_number in page
    assert "hidden" in page
    for who in (cast.administrator, cast.coordinator, cast.reception):
        answer = who.client.get(reverse("erasing:review"))
        assert (answer.status_code, old.written_number in answer.getvalue().decode()) == (403, False)
        with pytest.raises(Refused):
            queries.due(who.viewer)


def test_the_pages_set_years_and_keep(cast: Cast, old: Person) -> None:
    client = cast.guardian.client
    assert "not set" in client.get(reverse("erasing:review")).getvalue().decode()
    assert client.post(reverse("erasing:years"), {"file": "٥", "legal": ""}).status_code == 302
    assert keeping.years() == {"file": 5}
    page = client.get(reverse("erasing:review")).getvalue().decode()
    assert "Musa" not in page
    keep = reverse("erasing:keep", args=[old.id])
    assert client.get(keep).status_code == 200
    assert "choose one that is to come" in client.post(keep, {"until": "1/1/2020", "words": "x"}).getvalue().decode()
    day = date(timezone.localdate().year + 3, 12, 31)
    assert client.post(keep, {"until": f"{day:%d/%m/%Y}", "words": "A court asked."}).status_code == 302
    assert Hold.objects.get().until == day
    assert client.post(keep, {"do": "let-go"}).status_code == 302
    assert client.post(reverse("erasing:years"), {"file": "", "legal": ""}).status_code == 302
    assert (keeping.years(), due()) == ({}, [])


def test_the_job_rests_when_the_clock_leaps() -> None:
    (job,) = [each for each in registered() if each.name.endswith("look_what_is_due")]
    assert job.lets_go


def test_a_day_that_is_missing_in_the_later_year() -> None:
    assert keeping._later(date(2024, 2, 29), 5) == date(2029, 3, 1)
    assert keeping._later(date(2024, 2, 28), 5) == date(2029, 2, 28)


def test_the_list_grows_without_more_queries(cast: Cast, django_assert_max_num_queries: object) -> None:
    for number in range(4):
        aged(register(cast.reception, f"Person {number} Haroun"), years=7)
    set_years(cast, file=5)
    client = cast.guardian.client
    client.get(reverse("erasing:review"))
    with django_assert_max_num_queries(30):  # type: ignore[operator]  # of pytest-django
        client.get(reverse("erasing:review"))
