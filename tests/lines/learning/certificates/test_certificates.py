"""A certificate in Arabic and English, whose code verifies without naming the person to strangers."""

from collections.abc import Iterator
from contextvars import Context
from datetime import UTC, datetime
from uuid import uuid4

import pypdfium2
import pytest
from django.core.cache import cache
from django.db import connection
from django.urls import reverse

from jiwar.casework.cases.errors import NotPossible
from jiwar.foundation.access import grants
from jiwar.foundation.access.policy import NotThere, Refused
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.papers.signatures import asking, certificates, for_group
from jiwar.knowledge.levels import Level
from jiwar.lines.learning.certificates import actions, codes, papers
from jiwar.lines.learning.certificates.papers import Given
from jiwar.lines.learning.models import Certificate, CertificatePaper, Learner
from tests.cast import Cast, OutsideClient, Player
from tests.lines.learning.conftest import AHMED, TODAY

ARABIC = "أحمد إبراهيم آدم"
GIVEN = Given("tr", Level.A2, AHMED, ARABIC, "Turkish, evenings", "84 of 96")


@pytest.fixture(autouse=True)
def nobody_asked(db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def paper(teacher: Player, learns: Learner) -> CertificatePaper:
    return actions.give_certificate(teacher.viewer, learner=learns, given=GIVEN, today=TODAY)


def checked(code: str) -> tuple[int, str]:
    response = OutsideClient().get(reverse("learning:certificate-check", args=[code]))
    return response.status_code, response.content.decode()


def saved(teacher: Player, paper: CertificatePaper) -> bytes:
    response = teacher.client.get(reverse("learning:certificate-file", args=[paper.id]))
    assert AHMED not in response["Content-Disposition"]
    # As a server sends it: after the request, where no group is chosen.
    return Context().run(b"".join, response.streaming_content)  # type: ignore[attr-defined]  # streams


def test_given_once_it_says_both_languages_and_its_code_verifies(teacher: Player, learns: Learner) -> None:
    sent = {
        "token": str(uuid4()),
        "language": "tr",
        "level": "a2",
        "name": AHMED,
        "arabic_name": ARABIC,
        "course": "Turkish, evenings",
        "hours": "84 of 96",
        "shown": "on",
    }
    form = reverse("learning:certificate-new", args=[learns.id])
    assert AHMED in teacher.client.get(form).content.decode()
    assert [teacher.client.post(form, sent).status_code for _time in range(2)] == [302, 302]
    paper = CertificatePaper.objects.select_related("certificate").get()
    [page] = pypdfium2.PdfDocument(saved(teacher, paper))
    text = " ".join(page.get_textpage().get_text_bounded().split())
    code = paper.code
    wanted = (AHMED, "has reached level", "84 of 96", codes.compared(code), papers.address_of(code), "no official")
    assert [each for each in wanted if each not in text] == []
    status, shown = checked(codes.shown(code))
    assert status == 200
    assert "This certificate is valid" in shown
    assert all(each in shown for each in (codes.compared(code), "Turkish", "A2", "6 Mar 2026"))
    kept = {entry.kind: str(entry.about) for entry in Entry.objects.all()}
    assert "learning-certificate-given" in kept
    assert AHMED not in "".join(kept.values())


def test_a_stranger_reads_no_name_and_the_groups_only_where_it_lets_it_be_said(
    cast: Cast, teacher: Player, paper: CertificatePaper
) -> None:
    _status, shown = checked(paper.code)
    group, number = teacher.viewer.group.name, paper.learner.written_number
    hidden = (AHMED, ARABIC, "Ahmed", number, "evenings", "84 of 96", teacher.account.name)
    assert [each for each in (*hidden, group) if each in shown] == []
    setting = reverse("learning:certificate-name")
    assert teacher.client.get(setting).status_code == 403
    assert cast.administrator.client.post(setting, {"shown": "on"}).status_code == 302
    _status, shown = checked(paper.code)
    assert group in shown
    assert [each for each in hidden if each in shown] == []
    cast.administrator.client.post(setting, {})
    assert group not in checked(paper.code)[1]


def test_a_withdrawn_one_says_so_and_not_why(teacher: Player, paper: CertificatePaper) -> None:
    form = reverse("learning:withdraw", args=[paper.id])
    why = "Given to the wrong learner."
    assert teacher.client.post(form, {"token": str(uuid4()), "why": why}).status_code == 302
    status, shown = checked(paper.code)
    assert (status, "This certificate was withdrawn" in shown, why in shown) == (200, True, False)
    paper.refresh_from_db()
    assert paper.why_withdrawn == why
    with pytest.raises(NotPossible):
        actions.withdraw(teacher.viewer, paper=paper, why="again", today=TODAY)
    assert Entry.objects.filter(kind="learning-certificate-withdrawn").count() == 1


def test_another_code_tells_nothing_and_asking_much_is_slowed(paper: CertificatePaper) -> None:
    status, shown = checked(codes.new())
    assert (status, "No such certificate" in shown) == (404, True)
    assert checked("x" * 400)[0] == 404
    for _time in range(40):
        status, _shown = checked(codes.new())
    assert status == 429
    assert checked(paper.code)[0] == 429


def test_a_typed_code_leads_there(paper: CertificatePaper) -> None:
    browser = OutsideClient()
    form = reverse("learning:check-code")
    assert browser.get(form).status_code == 200
    typed = codes.shown(paper.code).lower()
    response = browser.post(form, {"code": typed}, follow=True)
    assert "This certificate is valid" in response.content.decode()
    assert "noindex" in response["X-Robots-Tag"]
    assert "no-store" in response["Cache-Control"]


def test_it_is_signed_where_the_group_has_a_key(
    teacher: Player, learns: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair = certificates.self_made(name="The group", country="TR", now=datetime.now(UTC))
    monkeypatch.setattr(for_group, "_keepers", [lambda: pair])
    paper = actions.give_certificate(teacher.viewer, learner=learns, given=GIVEN, today=TODAY)
    assert paper.signed
    [found] = asking.checked(saved(teacher, paper), [pair.certificates])
    assert (found.unchanged, found.name) == (True, teacher.account.name)
    assert AHMED not in found.reason


def test_the_ledger_names_nobody_to_whom_they_do_not_stand_open(
    cast: Cast, teacher: Player, paper: CertificatePaper
) -> None:
    here = reverse("learning:certificates")
    assert cast.reception.client.get(here).status_code == 403
    own = teacher.client.get(here).content.decode()
    assert ("Z-0001" in own, paper.learner.written_number in own) == (True, True)
    grants.end(None, origin=paper.learner_id)
    other = teacher.client.get(here).content.decode()
    assert ("Z-0001" in other, paper.learner.written_number in other) == (True, False)
    assert teacher.client.get(reverse("learning:certificate-file", args=[paper.id])).status_code == 404


def test_only_a_teacher_to_whom_they_stand_open_gives_one(cast: Cast, teacher: Player, learner: Learner) -> None:
    for who in (teacher, cast.off_caseworker, cast.administrator, cast.stranger):
        with pytest.raises((NotThere, Refused)):
            actions.give_certificate(who.viewer, learner=learner, given=GIVEN, today=TODAY)
    with pytest.raises(Refused):
        actions.give_certificate(cast.caseworker.viewer, learner=learner, given=GIVEN, today=TODAY)
    assert Certificate.objects.count() == 0


def test_the_database_holds_neither_code_nor_name(paper: CertificatePaper) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM learning_certificate")
        plain = repr(cursor.fetchall())
        cursor.execute("SELECT code, name, arabic_name, course FROM learning_certificatepaper")
        sealed = b"".join(bytes(value) for value in cursor.fetchone())
    assert paper.code not in plain
    assert [each for each in (paper.code, AHMED, ARABIC, "evenings") if each.encode() in sealed] == []


def test_letters_our_paper_does_not_have_are_refused(teacher: Player, learns: Learner) -> None:
    sent = {"token": str(uuid4()), "language": "tr", "level": "a2", "name": "ተክሌ", "arabic_name": ARABIC, "shown": "on"}
    refused = teacher.client.post(reverse("learning:certificate-new", args=[learns.id]), sent)
    assert refused.status_code == 422
    assert "Our paper has no letters for this" in refused.content.decode()
