"""Guided interviews as they are held: begun, one question a screen, gone on with by a colleague, finished, printed."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from jiwar.casework.cases import actions as case_actions
from jiwar.casework.cases.errors import NotPossible, Stale
from jiwar.casework.cases.models import Case, Document, TimelineEntry
from jiwar.casework.cases.queries.page import people_on
from jiwar.foundation.access.policy import Refused
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.groups.models import Group
from jiwar.foundation.papers import drawing
from jiwar.knowledge.calendars import Calendar, GivenDate
from jiwar.knowledge.instruments import interview, next_open, path
from jiwar.knowledge.procedures import EventKind, HowNotified
from jiwar.lines.legal import kinds
from jiwar.lines.legal.interviews import actions
from jiwar.lines.legal.interviews.filling import known_of
from jiwar.lines.legal.models import CaseAnswers, GuidedInterview, Procedure
from jiwar.lines.legal.rights import LEGAL_ADVISER, LEGAL_PRIVILEGED
from tests.cast import Cast, Player, join
from tests.lines.legal.telling import happened

SECRET = "He was followed home."


def begin(player: Player, case: Case, kind: str = "what-now", language: str = "en") -> GuidedInterview:
    of = interview(kind)
    assert of is not None
    return actions.start_interview(player.viewer, case=case, kind=of, person=None, language=language)


def answered(player: Player, row: GuidedInterview, **answers: Any) -> GuidedInterview:
    """To its end, with these answers and everything else left empty."""
    of = interview(row.kind)
    assert of is not None
    while (question := next_open(of, row.answers)) is not None:
        value = answers.get(question.id)
        row = actions.answer(player.viewer, held=row, question=question.id, value=value, seen_version=row.version)
    return row


def said(player: Player, row: GuidedInterview, at: str, **sent: Any) -> Any:
    here = f"{reverse('legal:interview', args=[row.id])}?at={at}"
    row.refresh_from_db()
    return player.client.post(here, {"seen_version": row.version, "do": "next", **sent})


def shown(player: Player, name: str, row: GuidedInterview) -> str:
    answer = player.client.get(reverse(name, args=[row.id]))
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.django_db
def test_one_question_a_screen_there_and_back_saved_at_each(legal_adviser: Player, case: Case) -> None:
    client = legal_adviser.client
    people = client.get(reverse("legal:interviews", args=[case.id])).content.decode()
    start = reverse("legal:interview_start", args=[case.id, "what-now"])
    assert start in people
    person = people_on(legal_adviser.viewer, case)[0].person
    token = uuid4()
    for _twice in range(2):
        answer = client.post(start, {"person": str(person.id), "language": "ar", "token": str(token)})
        assert answer.status_code == 302
    row = GuidedInterview.objects.get()
    page = client.get(answer.headers["Location"]).content.decode()
    assert '<div lang="ar" dir="rtl">' in page
    assert said(legal_adviser, row, "welcome").headers["Location"].endswith("?at=letter")
    refused = said(legal_adviser, row, "letter")
    assert refused.status_code == 422
    assert said(legal_adviser, row, "letter", answer="yes").headers["Location"].endswith("?at=letter_says")
    assert said(legal_adviser, row, "letter_says", do="back").headers["Location"].endswith("?at=letter")
    assert said(legal_adviser, row, "letter", answer="no").headers["Location"].endswith("?at=appointment")
    assert client.get(f"{reverse('legal:interview', args=[row.id])}?at=letter_says").status_code == 404
    row.refresh_from_db()
    assert row.answers == {"welcome": None, "letter": "no"}
    worries = said(legal_adviser, row, "worries", answer=["time", "other"])
    assert worries.headers["Location"].endswith("?at=worries_other")


@pytest.mark.django_db
def test_a_date_is_kept_in_the_calendar_it_was_said_in(legal_adviser: Player, case: Case) -> None:
    row = begin(legal_adviser, case)
    said(legal_adviser, row, "letter", answer="yes")
    said(legal_adviser, row, "letter_day", answer_0="hijri", answer_1="9/1447")
    row.refresh_from_db()
    assert row.answers["letter_day"] == GivenDate(Calendar.HIJRI, 1447, 9).as_plain()
    assert "Ramadan 1447" in shown(legal_adviser, "legal:interview_end", row)


@pytest.mark.django_db
def test_what_is_no_more_asked_is_kept_and_not_shown(legal_adviser: Player, case: Case) -> None:
    row = begin(legal_adviser, case, "interview-preparation")
    row = answered(legal_adviser, row, language="Fur", company="yes", company_who=SECRET)
    assert SECRET in shown(legal_adviser, "legal:interview_end", row)
    row = actions.answer(legal_adviser.viewer, held=row, question="company", value="no", seen_version=row.version)
    assert row.answers["company_who"] == SECRET
    assert SECRET not in shown(legal_adviser, "legal:interview_end", row)
    assert SECRET not in shown(legal_adviser, "legal:interview_paper", row)


@pytest.mark.django_db
def test_a_colleague_goes_on_and_nobody_overwrites_in_silence(
    group: Group, cast: Cast, legal_adviser: Player, case: Case
) -> None:
    other = join(group, "second adviser", LEGAL_ADVISER)
    case_actions.assign(cast.coordinator.viewer, case=case, member=other.member, lead=False)
    row = begin(legal_adviser, case)
    seen = row.version
    assert said(other, row, "letter", answer="yes").status_code == 302
    with pytest.raises(Stale):
        actions.answer(legal_adviser.viewer, held=row, question="letter", value="no", seen_version=seen)
    here = f"{reverse('legal:interview', args=[row.id])}?at=letter"
    answer = legal_adviser.client.post(here, {"seen_version": seen, "answer": "no", "do": "next"})
    assert answer.status_code == 422
    assert "A colleague changed this meanwhile" in answer.content.decode()


@pytest.mark.django_db
def test_only_the_privileged_part_opens_it(cast: Cast, legal_adviser: Player, case: Case) -> None:
    row = answered(legal_adviser, begin(legal_adviser, case), letter="no", asks=SECRET)
    caseworker = cast.caseworker
    for name in ("legal:interview", "legal:interview_end", "legal:interview_paper"):
        assert caseworker.client.get(reverse(name, args=[row.id])).status_code == 404
    assert caseworker.client.get(reverse("legal:interviews", args=[case.id])).status_code == 403
    page = caseworker.client.get(reverse("cases:case", args=[case.id])).content.decode()
    assert "Guided interviews" not in page
    with pytest.raises(Refused):
        begin(cast.caseworker, case)
    own = legal_adviser.client.get(reverse("cases:case", args=[case.id])).content.decode()
    assert "Guided interviews" in own
    assert row.compartment == LEGAL_PRIVILEGED.code


@pytest.mark.django_db
def test_what_happens_now_ends_with_the_dates_and_next_steps_of_the_case(
    legal_adviser: Player, case: Case, procedure: Procedure
) -> None:
    happened(legal_adviser, procedure, EventKind.REFUSAL_NOTIFIED, GivenDate(Calendar.GREGORIAN, 2026, 3, 4))
    row = answered(legal_adviser, begin(legal_adviser, case), letter="yes", letter_says="refusal")
    for name in ("legal:interview_end", "legal:interview_paper"):
        text = shown(legal_adviser, name, row)
        assert "Object to the International Protection Evaluation Commission" in text
        assert "Act by" in text
        assert "Appeal or objection filed" in text


@pytest.mark.django_db
def test_the_fact_sheet_begins_with_what_the_file_knows(
    legal_adviser: Player, case: Case, procedure: Procedure
) -> None:
    given = GivenDate(Calendar.HIJRI, 1447, 9, 13)
    happened(legal_adviser, procedure, EventKind.INTERVIEW_HELD, GivenDate(Calendar.GREGORIAN, 2026, 2, 1))
    happened(legal_adviser, procedure, EventKind.REFUSAL_NOTIFIED, given, how_notified=HowNotified.BY_POST)
    of = interview("appeal-facts")
    assert of is not None
    person = people_on(legal_adviser.viewer, case)[0].person
    known = {
        question.id: found
        for question in of.questions
        if (found := known_of(legal_adviser.viewer, case, person, "en", question)) is not None
    }
    assert known == {
        "name": "Ahmed Ibrahim Adam",
        "decision": "refusal",
        "notified_on": given.as_plain(),
        "how": "post",
        "heard": "yes",
        "heard_on": GivenDate(Calendar.GREGORIAN, 2026, 2, 1).as_plain(),
    }
    row = begin(legal_adviser, case, "appeal-facts")
    page = legal_adviser.client.get(f"{reverse('legal:interview', args=[row.id])}?at=notified_on").content.decode()
    assert "This stands in the file" in page
    assert "13/9/1447" in page
    assert row.answers == {}


@pytest.mark.django_db
@pytest.mark.parametrize("agreed", [True, False])
def test_what_letters_ask_too_is_kept_for_them_where_the_adviser_says_so(
    legal_adviser: Player, case: Case, agreed: bool
) -> None:
    row = begin(legal_adviser, case, "appeal-facts")
    row = answered(
        legal_adviser,
        row,
        name="Ahmed",
        authority="Göç İdaresi",
        decision_number="12/7",
        decision="refusal",
        notified_on=GivenDate(Calendar.GREGORIAN, 2026, 3, 4).as_plain(),
        wish="yes",
    )
    end = reverse("legal:interview_end", args=[row.id])
    sent = {"seen_version": row.version, **({"for_case": "on"} if agreed else {})}
    assert legal_adviser.client.post(end, sent).status_code == 302
    kept = CaseAnswers.objects.filter(case=case).first()
    assert (kept.answers if kept else None) == (
        {"authority_name": "Göç İdaresi", "decision_number": "12/7"} if agreed else None
    )
    told = TimelineEntry.objects.get(case=case, kind="legal-interview-finished")
    assert told.compartment == LEGAL_PRIVILEGED.code
    assert "Fact sheet for an appeal" in shown(legal_adviser, "legal:interview_end", row)
    assert Entry.objects.filter(kind=kinds.INTERVIEW_FINISHED).count() == 1
    with pytest.raises(NotPossible):
        actions.answer(legal_adviser.viewer, held=row, question="wish", value="no", seen_version=row.version)


@pytest.mark.django_db
def test_the_sheet_is_kept_sealed_among_the_documents(
    legal_adviser: Player, case: Case, procedure: Procedure, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = []

    def draw(letter: Any) -> bytes:
        drawn.append(drawing.html(letter))
        return b"%PDF-1.4\n%%EOF\n"

    monkeypatch.setattr(drawing, "pdf", draw)
    row = answered(legal_adviser, begin(legal_adviser, case, language="ar"), letter="no", asks=SECRET)
    end = reverse("legal:interview_end", args=[row.id])
    assert legal_adviser.client.post(end, {"seen_version": row.version, "sheet": "on"}).status_code == 302
    row = GuidedInterview.objects.get(id=row.id)
    assert row.document is not None
    paper = Document.objects.get(id=row.document.id)
    assert (paper.compartment, paper.language, paper.title) == (LEGAL_PRIVILEGED.code, "ar", "ماذا يحدث الآن؟")
    assert SECRET in drawn[0]
    assert 'dir="rtl"' in drawn[0]
    assert "Ahmed" not in drawn[0]


@pytest.mark.django_db
def test_it_is_not_finished_while_a_question_is_open(legal_adviser: Player, case: Case) -> None:
    row = begin(legal_adviser, case)
    with pytest.raises(NotPossible):
        actions.finish_interview(legal_adviser.viewer, held=row, seen_version=row.version, for_case=False, sheet=None)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["what-now", "appeal-facts", "interview-preparation"])
def test_every_question_of_every_interview_has_its_page(legal_adviser: Player, case: Case, kind: str) -> None:
    row = begin(legal_adviser, case, kind, language="fr")
    of = interview(kind)
    assert of is not None
    for question in path(of, {}):
        answer = legal_adviser.client.get(f"{reverse('legal:interview', args=[row.id])}?at={question.id}")
        assert answer.status_code == 200
