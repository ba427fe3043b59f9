"""A learner's words: who opens them, what is kept, what the page weighs, and the learner's own address."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import jiwar
from jiwar.casework.cases.errors import NotPossible
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.vault import keys
from jiwar.foundation.vault.models import Subject
from jiwar.knowledge.phrases import deck
from jiwar.knowledge.phrases.progress import NEW_A_DAY, Progress
from jiwar.knowledge.phrases.recall import Grade
from jiwar.lines.learning.models import Learner, WordLink, WordStudy
from jiwar.lines.learning.phrases import queries, studying
from jiwar.lines.learning.phrases.views.studying import WRONG_A_MINUTE
from tests.cast import Cast, OutsideClient, Player
from tests.lines.learning.conftest import AHMED

MOST = 45_000


def page(name: str, learner: Learner) -> str:
    return reverse(f"learning:{name}", args=[learner.id])


def address(secret: str) -> str:
    return reverse("learning:own-words", args=[secret])


def card_on(text: str) -> dict[str, str]:
    """What the page's form would send, without the grade."""
    return {name: str(re.search(f'name="{name}" value="([^"]*)"', text)[1]) for name in ("card", "seen")}  # type: ignore[index]


def told(study: WordStudy) -> Progress:
    keys.forget_versions()
    return Progress.of_plain(WordStudy.objects.get(id=study.id).progress)


def test_words_are_chosen_and_gone_through(teaches: Player, learner: Learner) -> None:
    browser = teaches.client
    assert browser.get(page("review", learner)).headers["Location"] == page("words", learner)
    sent = {"learned": "tr", "own": "ar", "decks": ["family", "numbers"]}
    assert browser.post(page("words", learner), sent).headers["Location"] == page("learner", learner)
    assert "Turkish" in browser.get(page("learner", learner)).content.decode()
    shown = browser.get(page("review", learner)).content.decode()
    assert 'lang="tr" dir="ltr">aile</h1>' in shown
    assert 'lang="ar" dir="rtl">عائلة</p>' in shown
    assert 'data-says="aile" lang="tr"' in shown
    assert "A machine wrote this" not in shown  # the page speaks Arabic, as the learner does
    assert "كتبت" in shown
    answer = browser.post(page("review", learner), {**card_on(shown), "grade": "3"})
    assert (answer.status_code, answer.headers["Location"]) == (302, page("review", learner))
    assert card_on(browser.get(page("review", learner)).content.decode())["card"] == "tr:father"
    study = WordStudy.objects.get(learner=learner)
    assert list(told(study).memories) == ["tr:family"]


def test_a_page_sent_twice_counts_once(teaches: Player, learner: Learner, study: WordStudy) -> None:
    browser = teaches.client
    sent = {**card_on(browser.get(page("review", learner)).content.decode()), "grade": "3"}
    for _time in range(2):
        assert browser.post(page("review", learner), sent).status_code == 302
    assert told(study).reviews == 1
    for wrong in (
        {**sent, "seen": "1", "grade": "9"},
        {**sent, "seen": "1", "card": "tr:prison-break"},
        {"grade": "1"},
    ):
        assert browser.post(page("review", learner), wrong).status_code == 302
    assert told(study).reviews == 1


def test_it_ends_for_the_day(teaches: Player, learner: Learner, study: WordStudy) -> None:
    for seen in range(NEW_A_DAY):
        card = queries.asked(WordStudy.objects.get(id=study.id)).card
        assert card is not None
        assert studying.answer(teaches.viewer, study=study, card=card.id, grade=Grade.EASY, seen=seen)
    shown = teaches.client.get(page("review", learner)).content.decode()
    assert "<form" not in shown
    assert "<time" in shown
    kinds = list(Entry.objects.filter(kind="words-reviewed").values_list("about", flat=True))
    assert kinds == [{"by": "member"}]


def test_only_to_whom_the_learner_stands_open(cast: Cast, teacher: Player, learner: Learner) -> None:
    for name in ("words", "review", "word-link"):
        for player in (teacher, cast.off_caseworker, cast.coordinator, cast.guardian, cast.stranger):
            assert player.client.get(page(name, learner)).status_code == 404
        assert cast.caseworker.client.get(page(name, learner)).status_code in {200, 302}
    with pytest.raises(NotThere):
        studying.choose_words(teacher.viewer, learner=learner, learned="tr", own="ar", decks=["family"])
    with pytest.raises(NotThere):
        studying.make_link(teacher.viewer, learner=learner, days=7)
    with pytest.raises(NotThere):
        studying.end_link(teacher.viewer, learner=learner)


def test_what_cannot_be_learned_is_said(teaches: Player, learner: Learner) -> None:
    with pytest.raises(NotPossible):
        studying.choose_words(teaches.viewer, learner=learner, learned="tr", own="tr", decks=["family"])
    with pytest.raises(NotPossible):
        studying.choose_words(teaches.viewer, learner=learner, learned="tr", own="ar", decks=[])
    with pytest.raises(NotPossible):
        studying.make_link(teaches.viewer, learner=learner, days=7)
    answer = teaches.client.post(page("words", learner), {"learned": "tr", "own": "tr", "decks": ["family"]})
    assert answer.status_code == 422


def test_nothing_of_it_lies_readable_in_the_database(teaches: Player, study: WordStudy) -> None:
    studying.answer(teaches.viewer, study=study, card="tr:family", grade=Grade.GOOD, seen=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM learning_wordstudy")
        kept = " ".join(str(bytes(cell) if isinstance(cell, memoryview) else cell) for cell in cursor.fetchone())
    assert not any(word in kept for word in ("asylum", "family", "tr:", "stability"))


def test_another_language_keeps_what_was_remembered(teaches: Player, learner: Learner, study: WordStudy) -> None:
    studying.answer(teaches.viewer, study=study, card="tr:family", grade=Grade.GOOD, seen=0)
    for learned in ("en", "tr"):
        studying.choose_words(teaches.viewer, learner=learner, learned=learned, own="ar", decks=["family"])
    family = deck("family")
    assert family is not None
    asked = queries.asked(WordStudy.objects.get(id=study.id))
    assert (asked.tally.begun, asked.tally.new) == (1, len(family.phrases) - 1)


def test_the_page_is_light_and_fetches_nothing_but_its_own(teaches: Player, learner: Learner, study: WordStudy) -> None:
    """All it loads, without any packing: less on the wire."""
    for _language in ("ar", "en"):
        answer = teaches.client.get(page("review", learner))
        text = answer.content.decode()
        fetched = re.findall(r'(?:href|src)="([^"]*)"', text)
        files = [each.removeprefix("/static/") for each in fetched if each.startswith("/static/")]
        assert sorted(each for each in fetched if not each.startswith("/static/")) == sorted(
            [page("learner", learner), "data:,"]
        )
        folder = Path(jiwar.__file__).parent / "lines/learning/static"
        weight = len(answer.content) + sum((folder / name).stat().st_size for name in files)
        assert len(files) == 2
        assert weight < MOST / 2
        assert "@font-face" not in (folder / "learning/words.css").read_text()


def test_the_learners_own_address_shows_words_and_no_name(teaches: Player, learner: Learner, study: WordStudy) -> None:
    made = teaches.client.post(page("word-link", learner), {"days": "30"}).content.decode()
    [secret] = re.findall(r"/learning/w/([\w-]{43})/", made)
    assert 'src="data:image/svg+xml' in made
    assert secret not in teaches.client.get(page("word-link", learner)).content.decode()
    assert not WordLink.objects.filter(secret_hash=secret).exists()
    telephone = OutsideClient()
    answer = telephone.get(address(secret))
    shown = answer.content.decode()
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store, private")
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "aile" in shown
    assert not any(word in shown for word in (AHMED, "Ahmed", learner.written_number, "L-0001", "learner/", "Jiwar"))
    assert telephone.post(address(secret), {**card_on(shown), "grade": "4"}).headers["Location"] == address(secret)
    assert told(study).reviews == 1
    entry = Entry.objects.get(kind="words-reviewed")
    assert (entry.member_id, entry.about, entry.subject_id) == (None, {"by": "address"}, learner.subject_id)


@pytest.mark.parametrize("how", ["ended", "anew", "old", "left", "erased", "wrong"])
def test_an_address_that_holds_no_more_looks_like_none(
    how: str, teaches: Player, learner: Learner, study: WordStudy
) -> None:
    secret = studying.make_link(teaches.viewer, learner=learner, days=7)
    assert Client().get(address(secret)).status_code == 200
    match how:
        case "ended":
            studying.end_link(teaches.viewer, learner=learner)
        case "anew":
            assert Client().get(address(studying.make_link(teaches.viewer, learner=learner, days=7))).status_code == 200
        case "old":
            WordLink.objects.update(until=timezone.now() - timedelta(seconds=1))
        case "left":
            type(teaches.member).objects.filter(id=teaches.member.id).update(ended_at=timezone.now())
        case "erased":
            Subject.objects.filter(id=learner.subject_id).update(erased_at=timezone.now())
        case "wrong":
            secret = secret[:-1] + ("A" if secret[-1] != "A" else "B")
    assert OutsideClient().get(address(secret)).status_code == 404
    assert OutsideClient().post(address(secret), {"card": "tr:family", "seen": "0", "grade": "3"}).status_code == 404


def test_wrong_secrets_are_slowed_and_right_ones_are_not(teaches: Player, learner: Learner, study: WordStudy) -> None:
    cache.clear()
    secret = studying.make_link(teaches.viewer, learner=learner, days=7)
    telephone = OutsideClient()
    assert {telephone.get(address(secret)).status_code for _time in range(WRONG_A_MINUTE + 2)} == {200}
    assert [telephone.get(address("x" * 43)).status_code for _time in range(WRONG_A_MINUTE)] == [404] * WRONG_A_MINUTE
    assert telephone.get(address(secret)).status_code == 429
    cache.clear()
