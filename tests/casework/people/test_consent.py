"""Consent: asked, given, refused, withdrawn, run out; nothing is lost and refusing costs nothing."""

import re
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from jiwar.casework.people import actions, queries
from jiwar.casework.people.actions.consenting import NotPossible, Question
from jiwar.casework.people.models import Consent, Person
from jiwar.casework.stale import Stale
from jiwar.foundation.access.policy import NotThere, Refused
from jiwar.foundation.audit.models import Entry
from tests.casework.people.telling import register
from tests.cast import Cast

LEGAL = Question("legal", "the asylum office", "name and file number", "interpreter", "fur")


@pytest.fixture
def person(cast: Cast) -> Person:
    return register(cast.caseworker, "Ahmed Ibrahim Adam")


def badge(cast: Cast, person: Person, name: str = "caseworker") -> tuple[bool, tuple[str, ...]]:
    shown = queries.consent_badge(getattr(cast, name).viewer, person)
    return shown.stands, shown.purposes


def test_from_asked_to_given_to_withdrawn_with_every_step_kept(cast: Cast, person: Person) -> None:
    viewer = cast.caseworker.viewer
    assert badge(cast, person) == (False, ())
    consent = actions.ask_consent(viewer, person=person, question=LEGAL)
    assert badge(cast, person) == (False, ())
    actions.give(viewer, consent=consent, form="word", witness="Leyla, interpreter")
    assert badge(cast, person) == (True, ("legal",))
    actions.withdraw(viewer, consent=consent, words="my brother must not know")
    assert badge(cast, person) == (False, ())
    [kept] = queries.consents(viewer, person)
    assert [step.state for step in kept.steps.all()] == ["asked", "given", "withdrawn"]
    assert (kept.witness, kept.recipient, kept.explained_in) == ("Leyla, interpreter", "the asylum office", "fur")
    assert list(kept.steps.all())[-1].words == "my brother must not know"


def test_refused_costs_nothing_and_may_become_yes(cast: Cast, person: Person) -> None:
    viewer = cast.caseworker.viewer
    consent = actions.ask_and_answer(viewer, person=person, question=LEGAL, state="refused", form="")
    assert badge(cast, person) == (False, ())
    assert queries.needs_open(viewer, person)
    actions.give(viewer, consent=consent, form="signed")
    assert badge(cast, person)[0]


def test_what_cannot_follow_is_refused(cast: Cast, person: Person) -> None:
    viewer = cast.caseworker.viewer
    consent = actions.ask_consent(viewer, person=person, question=LEGAL)
    with pytest.raises(NotPossible):
        actions.withdraw(viewer, consent=consent)
    with pytest.raises(NotPossible):
        actions.give(viewer, consent=consent, form="word")
    assert Consent.objects.get().state == "asked"


def test_it_runs_out(cast: Cast, person: Person) -> None:
    today = timezone.localdate()
    question = Question("legal", explained_in="ar", expires_on=today)
    actions.ask_and_answer(cast.caseworker.viewer, person=person, question=question, state="given", form="signed")
    [consent] = queries.in_force(cast.caseworker.viewer, person, today)
    assert queries.in_force(cast.caseworker.viewer, person, today + timedelta(days=1)) == []
    Consent.objects.filter(id=consent.id).update(expires_on=date(2020, 1, 1))
    assert badge(cast, person) == (False, ())


def test_the_front_desk_asks_only_about_the_file_and_sees_no_other_purpose(cast: Cast, person: Person) -> None:
    caseworker, reception = cast.caseworker.viewer, cast.reception.viewer
    actions.ask_and_answer(caseworker, person=person, question=LEGAL, state="given", form="signed")
    with pytest.raises(Refused):
        actions.ask_consent(reception, person=person, question=LEGAL)
    assert badge(cast, person, "reception") == (True, ())
    assert queries.consents(reception, person) == []
    page = cast.reception.client.get(f"/people/{person.id}/consent/").content.decode()
    assert "the asylum office" not in page
    assert "Legal help" not in page
    offered = cast.reception.client.get(f"/people/{person.id}/consent/new/").content.decode()
    assert "Keeping a file about them" in offered
    assert "Legal help" not in offered
    file = actions.ask_consent(reception, person=person, question=Question("file", explained_in="ar"))
    assert queries.consents(reception, person) == [file]
    with pytest.raises(NotThere):
        queries.consent(reception, person, Consent.objects.exclude(id=file.id).get().id)


def test_asking_and_answering_by_the_pages(cast: Cast, person: Person) -> None:
    client = cast.caseworker.client
    sent: dict[str, Any] = {"purpose": "health", "explained": "spoken", "explained_in": "ar", "answer": "given"}
    assert " checked" not in client.get(f"/people/{person.id}/consent/new/").content.decode()
    answer = client.post(f"/people/{person.id}/consent/new/", sent)
    assert "Say whether it was signed" in answer.content.decode()
    answer = client.post(f"/people/{person.id}/consent/new/", {**sent, "form": "word"})
    assert "Write who heard it." in answer.content.decode()
    assert not Consent.objects.exists()
    client.post(f"/people/{person.id}/consent/new/", {**sent, "form": "word", "witness": "Leyla"})
    consent = Consent.objects.get()
    assert (consent.state, consent.witness) == ("given", "Leyla")
    address = f"/people/{person.id}/consent/{consent.id}/"
    assert client.post(address, {"answer": "given", "seen_version": "2"}).status_code == 200
    assert client.post(address, {"answer": "withdrawn", "seen_version": "2"}).status_code == 302
    assert Consent.objects.get().state == "withdrawn"
    assert "Withdrawn" in client.get(f"/people/{person.id}/consent/").content.decode()


def test_two_answers_at_once(cast: Cast, person: Person) -> None:
    viewer = cast.caseworker.viewer
    consent = actions.ask_consent(viewer, person=person, question=LEGAL)
    client, address = cast.caseworker.client, f"/people/{person.id}/consent/{consent.id}/"
    actions.refuse(viewer, consent=consent)
    with pytest.raises(Stale):
        actions.give(viewer, consent=consent, form="signed", seen_version=1)
    sent = {"answer": "given", "form": "signed", "words": "she said yes", "seen_version": "1"}
    answer = client.post(address, sent)
    assert answer.status_code == 409
    assert "she said yes" in answer.content.decode()
    assert Consent.objects.get().state == "refused"


def test_the_same_question_may_be_asked_and_answered_again(cast: Cast, person: Person) -> None:
    viewer = cast.caseworker.viewer
    said: dict[str, Any] = {"person": person, "question": LEGAL, "state": "given"}
    by_word = {**said, "form": "word", "witness": "Leyla", "token": uuid4()}
    january = actions.ask_and_answer(viewer, **by_word)
    assert actions.ask_and_answer(viewer, **by_word) == january
    june = actions.ask_and_answer(viewer, **said, form="signed", token=uuid4())
    assert {(each.id, each.form) for each in queries.consents(viewer, person)} == {
        (january.id, "word"),
        (june.id, "signed"),
    }
    assert Entry.objects.filter(kind="consent-changed", object_id=june.id).count() == 2


def test_the_page_sent_twice_says_it_once_and_opened_anew_it_says_it_again(cast: Cast, person: Person) -> None:
    client, address = cast.caseworker.client, f"/people/{person.id}/consent/new/"
    sent = {"purpose": "health", "explained": "spoken", "explained_in": "ar", "answer": "asked"}
    for _ in range(2):
        [token] = re.findall('name="token" value="([^"]+)"', client.get(address).content.decode())
        for _again in range(2):
            assert client.post(address, {**sent, "words": "not yet", "token": token}).status_code == 302
    assert Consent.objects.count() == 2
