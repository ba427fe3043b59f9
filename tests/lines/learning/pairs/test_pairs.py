"""Mariam offers, Ahmed wishes, his teacher pairs them: the learner opens to the partner and closes with the pair."""

import re
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from jiwar.casework.cases import actions as case_actions
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.people import actions as people_actions
from jiwar.casework.people.parts import NameGiven, Who
from jiwar.foundation.access import grants
from jiwar.foundation.access.models import Barrier, Grant, Word
from jiwar.foundation.access.policy import NotThere, Refused
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.vault.models import Subject
from jiwar.knowledge.levels import Level
from jiwar.knowledge.pairing import Kind
from jiwar.lines.learning import actions as on_learners
from jiwar.lines.learning import opening
from jiwar.lines.learning.models import HelpOffer, Learner, Pair, PairTime, PartnerWish
from jiwar.lines.learning.pairs import actions, proposing, queries
from jiwar.lines.learning.pairs.given import Offered, Wished
from tests.cast import Cast, Player
from tests.lines.learning.conftest import AHMED, TODAY, read

FITS = {"times": ["0-morning", "2-evening"], "places": ["online"]}
OFFERED = Offered([Kind.CONVERSATION], ["tr", "ar"], [], **FITS, woman=True, room_for=1)
WISHED = Wished(Kind.CONVERSATION, "tr", Level.A1, ["2-evening"], ["online"], "")


@pytest.fixture
def offer(cast: Cast) -> HelpOffer:
    return actions.offer_help(cast.volunteer.viewer, offered=OFFERED)


@pytest.fixture
def wish(cast: Cast, learns: Learner) -> PartnerWish:
    return actions.wish_partner(cast.caseworker.viewer, learner=learns, wished=WISHED, today=TODAY)


@pytest.fixture
def pair(teacher: Player, wish: PartnerWish, offer: HelpOffer) -> Pair:
    return actions.pair(teacher.viewer, wish=wish, offer=offer, today=TODAY)


def another(cast: Cast, teacher: Player, name: str) -> Learner:
    """Somebody else on the caseworker's list, learns by the same teacher."""
    who = Who((NameGiven(name),))
    person = people_actions.register(cast.reception.viewer, who=who, none_of_these=True)
    case = case_actions.open_case(cast.reception.viewer, person=person, asks="To learn.")
    case_actions.assign(cast.coordinator.viewer, case=case, member=cast.caseworker.member)
    learner = on_learners.add_learner(cast.caseworker.viewer, person=person)
    opening.to_teachers(cast.caseworker.viewer, learner.subject, [teacher.member], learner.id)
    return learner


def test_from_offer_and_wish_to_hours(cast: Cast, teacher: Player, learns: Learner) -> None:
    helper, desk, place = cast.volunteer.client, teacher.client, reverse("learning:my-help")
    given = {"kinds": ["conversation"], "languages": ["tr"], "room_for": "1", "woman": "woman", **FITS}
    cast.volunteer.member.languages = ["tr"]
    cast.volunteer.member.save()
    sent = {"do": "offer", "token": str(uuid4()), **given}
    assert [helper.post(place, sent).status_code for _time in range(2)] == [302, 302]
    assert HelpOffer.objects.count() == 1
    wish = {"token": str(uuid4()), "kind": "conversation", "language": "tr", "level": "a1", "times": ["2-evening"]}
    asked = desk.post(reverse("learning:wish", args=[learns.id]), {**wish, "places": ["online"], "whom": ""})
    assert asked.status_code == 302
    listed = desk.get(reverse("learning:pairs")).content.decode()
    assert "Wednesday, evening" in listed
    assert cast.volunteer.account.name in listed
    here = reverse("learning:learner", args=[learns.id])
    assert helper.get(here).status_code == 404
    make = reverse("learning:pair-make", args=[PartnerWish.objects.get().id])
    assert desk.post(make, {"offer": str(HelpOffer.objects.get().id)}).status_code == 302
    pair = Pair.objects.get()
    assert helper.get(here).status_code == 200
    assert AHMED in helper.get(place).content.decode()
    assert learns.written_number in helper.get("/").content.decode()
    time = {"token": str(uuid4()), "day": "5/3/2026", "minutes": "٤٥"}
    log = reverse("learning:pair-time", args=[pair.id])
    assert [helper.post(log, time).status_code for _time in range(2)] == [302, 302]
    assert queries.minutes([pair]) == {pair.id: 45}
    assert "45 minutes together" in re.sub(r"<[^>]+>", "", desk.get(here).content.decode())
    assert helper.post(reverse("learning:pair-end", args=[pair.id]), {"said": "Moved."}).status_code == 302
    assert helper.get(here).status_code == 404
    assert "Moved." in desk.get(here).content.decode()
    kept = set(Entry.objects.values_list("kind", flat=True))
    assert {
        "learning-help-offered",
        "partner-wished",
        "learning-pair-made",
        "learning-pair-ended",
        "partners-waiting-seen",
    } <= kept


def test_whoever_waits_longest_is_suggested_and_a_full_partner_no_more(
    cast: Cast, teacher: Player, wish: PartnerWish, offer: HelpOffer
) -> None:
    later = another(cast, teacher, "Halima Idris")
    tomorrow = TODAY + timedelta(days=1)
    second = actions.wish_partner(teacher.viewer, learner=later, wished=WISHED, today=tomorrow)
    found = {each.wish: each.suggested for each in queries.waiting(teacher.viewer)}
    assert found == {wish: offer, second: None}
    actions.pair(teacher.viewer, wish=wish, offer=offer, today=TODAY)
    [left] = queries.waiting(teacher.viewer)
    assert (left.wish, left.suggested, [each.value for each in left.match.lacks]) == (second, None, ["full"])
    with pytest.raises(NotPossible, match="fit no more"):
        actions.pair(teacher.viewer, wish=second, offer=offer, today=TODAY)


def test_the_order_counts_those_of_others_but_nobody_hidden(
    cast: Cast, teacher: Player, wish: PartnerWish, offer: HelpOffer
) -> None:
    """Ahmed, who waited longer, is not this teacher's any more; then he is hidden."""
    later = another(cast, teacher, "Halima Idris")
    second = actions.wish_partner(teacher.viewer, learner=later, wished=WISHED, today=TODAY + timedelta(days=1))
    grants.end(None, origin=wish.learner_id)
    assert [(each.wish, each.suggested) for each in queries.waiting(teacher.viewer)] == [(second, None)]
    Subject.objects.filter(id=wish.subject_id).update(hidden=True)
    assert [(each.wish, each.suggested) for each in queries.waiting(teacher.viewer)] == [(second, offer)]


def test_whoever_is_kept_off_the_file_is_out_of_the_question(
    cast: Cast, teacher: Player, wish: PartnerWish, offer: HelpOffer
) -> None:
    Barrier.objects.create(member=cast.volunteer.member, subject=wish.subject, origin=uuid4())
    [found] = queries.waiting(teacher.viewer)
    assert (found.suggested, found.fitting) == (None, [])
    with pytest.raises(NotPossible, match="fit no more"):
        actions.pair(teacher.viewer, wish=wish, offer=offer, today=TODAY)


def test_only_who_may(cast: Cast, teacher: Player, learns: Learner, wish: PartnerWish, offer: HelpOffer) -> None:
    for who in (cast.off_caseworker, cast.coordinator, cast.volunteer, cast.stranger):
        with pytest.raises((NotThere, Refused)):
            actions.wish_partner(who.viewer, learner=learns, wished=WISHED, today=TODAY)
        with pytest.raises((NotThere, Refused)):
            actions.pair(who.viewer, wish=wish, offer=offer, today=TODAY)
    with pytest.raises(Refused):
        actions.pair(cast.caseworker.viewer, wish=wish, offer=offer, today=TODAY)
    with pytest.raises(NotPossible, match="wait for somebody already"):
        actions.wish_partner(teacher.viewer, learner=learns, wished=WISHED, today=TODAY)


def test_time_is_the_partners_to_write_and_ends_with_the_pair(cast: Cast, teacher: Player, pair: Pair) -> None:
    with pytest.raises(NotPossible):
        actions.keep_time(teacher.viewer, pair=pair, day=TODAY, minutes=30)
    actions.keep_time(cast.volunteer.viewer, pair=pair, day=TODAY, minutes=30)
    actions.end_pair(teacher.viewer, pair=pair, said="", today=TODAY)
    with pytest.raises(NotThere):
        actions.keep_time(cast.volunteer.viewer, pair=pair, day=TODAY, minutes=30)
    with pytest.raises(NotPossible, match="has ended"):
        actions.end_pair(teacher.viewer, pair=pair, said="", today=TODAY)
    assert PairTime.objects.count() == 1


def test_an_offer_that_ended_is_suggested_to_nobody(
    cast: Cast, teacher: Player, wish: PartnerWish, offer: HelpOffer
) -> None:
    assert cast.volunteer.client.post(reverse("learning:my-help"), {"do": "end"}).status_code == 302
    [found] = queries.waiting(teacher.viewer)
    assert (found.suggested, [each.value for each in found.match.lacks]) == (None, ["language"])


def test_a_wish_is_ended_once(teacher: Player, wish: PartnerWish) -> None:
    ends = reverse("learning:wish-end", args=[wish.id])
    assert [teacher.client.post(ends).status_code for _time in range(2)] == [302, 302]
    assert Entry.objects.filter(kind="partner-wish-ended").count() == 1
    assert queries.waiting(teacher.viewer) == []


def test_nothing_of_a_learner_lies_open_in_the_database(wish: PartnerWish) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, language, level, times, places, whom FROM learning_partnerwish")
        found = b"".join(bytes(value) for value in cursor.fetchone())
    assert not any(word in found for word in (b"conversation", b"evening", b"online"))


def test_who_oversees_sees_who_waits_by_number_and_why(cast: Cast, teacher: Player, wish: PartnerWish) -> None:
    PartnerWish.objects.filter(id=wish.id).update(since=TODAY - timedelta(days=40))
    page = read(cast.coordinator, reverse("learning:partners-waiting"))
    assert (wish.learner.written_number in page, AHMED in page) == (True, False)
    for said in ("days waited: 40", "conversation partner", "Wednesday, evening", "Nobody offers this language."):
        assert said in page
    Subject.objects.filter(id=wish.subject_id).update(hidden=True)
    assert wish.learner.written_number not in read(cast.coordinator, reverse("learning:partners-waiting"))


def test_a_proposal_is_taken_by_whoever_knows_the_learner(
    cast: Cast, teacher: Player, wish: PartnerWish, offer: HelpOffer
) -> None:
    browser, address = cast.coordinator.client, reverse("learning:pair-propose", args=[wish.id])
    for _time in range(2):
        assert browser.post(address, {"offer": offer.id}).status_code == 302
    told = Word.objects.filter(kind=proposing.PROPOSED)
    assert {word.member for word in told} == {teacher.member, cast.caseworker.member}
    learner = reverse("learning:learner", args=[wish.learner_id])
    assert "Proposed: Volunteer" in read(cast.caseworker, learner)
    (said,) = proposing.proposed(teacher.viewer, list(told.filter(member=teacher.member))).values()
    assert wish.learner.written_number in said.text
    answer = reverse("learning:pair-answer", args=[wish.id])
    assert browser.post(answer, {"take": "yes"}).status_code == 404
    assert cast.caseworker.client.post(answer, {"take": "no"}).status_code == 302
    assert proposing.proposed(teacher.viewer, list(told)) == {}
    proposing.propose(cast.coordinator.viewer, wish=wish, offer=offer)
    assert cast.caseworker.client.post(answer, {"take": "yes"}).status_code == 302
    assert Pair.objects.get().member == cast.volunteer.member
    assert AHMED in read(cast.volunteer, learner)


def test_only_who_fits_is_proposed_and_only_to_who_could_answer(
    cast: Cast, teacher: Player, wish: PartnerWish, offer: HelpOffer
) -> None:
    other = actions.offer_help(cast.reception.viewer, offered=replace(OFFERED, times=["6-morning"]))
    with pytest.raises(NotPossible):
        proposing.propose(cast.coordinator.viewer, wish=wish, offer=other)
    with pytest.raises(Refused):
        proposing.propose(teacher.viewer, wish=wish, offer=offer)
    with pytest.raises(Refused):
        actions.pair(cast.caseworker.viewer, wish=wish, offer=offer, today=TODAY)
    Grant.objects.filter(subject=wish.subject_id, compartment="learning").update(ended_at=timezone.now())
    with pytest.raises(NotPossible, match="Nobody works with this learner now"):
        proposing.propose(cast.coordinator.viewer, wish=wish, offer=offer)
