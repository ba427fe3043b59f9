"""A value of the group's own: two advisers, every open deadline, each owner told; and nothing of it elsewhere."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.translation import override as speaking

from jiwar.casework.cases.errors import NotPossible
from jiwar.foundation.access.models import Word
from jiwar.foundation.access.policy import Refused
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Group
from jiwar.knowledge import procedures
from jiwar.knowledge.procedures import EventKind
from jiwar.lines.legal import replays
from jiwar.lines.legal.models import Deadline, Procedure, RuleOverride
from jiwar.lines.legal.moved import DEADLINE_MOVED
from jiwar.lines.legal.overriding import actions, packs
from jiwar.lines.legal.overriding.actions import OVERRIDE_DECIDED, OVERRIDE_WAITS, MayBeLater, Value
from jiwar.lines.legal.rights import LEGAL_ADVISER
from tests.cast import Cast, Player, join
from tests.lines.legal.conftest import TODAY
from tests.lines.legal.telling import happened, limits, on

RULE = "tr-commission-objection"
State = RuleOverride.State
VALUE = Value(
    known=True,
    value=7,
    unit="day",
    day_type="calendar",
    starts_from=("refusal-notified",),
    suspensive_effect="yes",
    since=date(2026, 1, 1),
    reason="The circular of January shortens it.",
    source_title="Circular 2026/1",
    source_publisher="Directorate of Migration",
    source_place="Gazette 77, p. 3",
    source_date=date(2026, 1, 5),
)
TYPED = {
    "known": "yes",
    "value": "7",
    "unit": "day",
    "day_type": "calendar",
    "starts_from": ["refusal-notified"],
    "suspensive_effect": "yes",
    "since": "1/1/2026",
    "reason": VALUE.reason,
    "source_title": VALUE.source_title,
    "source_publisher": VALUE.source_publisher,
    "source_place": VALUE.source_place,
    "source_date": "5/1/2026",
}


@pytest.fixture
def second(group: Group) -> Player:
    return join(group, "second adviser", LEGAL_ADVISER)


@pytest.fixture
def refused(legal_adviser: Player, procedure: Procedure) -> Procedure:
    happened(legal_adviser, procedure, EventKind.REFUSAL_NOTIFIED, on(TODAY - timedelta(days=2)))
    return procedure


def proposed(player: Player, **changed: object) -> RuleOverride:
    value = replace(VALUE, **changed)  # type: ignore[arg-type]
    return actions.propose(player.viewer, pack="tr", rule=RULE, value=value, knows_it_is_later=True)


def in_force(first: Player, second: Player, **changed: object) -> RuleOverride:
    row = actions.decide(second.viewer, override=proposed(first, **changed), agreed=True)
    while replays.some():
        pass
    return row


def address(name: str, **places: object) -> str:
    return reverse(f"legal:{name}", kwargs=places)


def test_two_advisers_change_a_deadline_and_the_audit_says_so(
    legal_adviser: Player, second: Player, refused: Procedure
) -> None:
    before = limits(refused)[RULE]
    row = proposed(second)
    assert limits(refused)[RULE].due == before.due
    assert Word.objects.filter(kind=OVERRIDE_WAITS, member=legal_adviser.member).count() == 1
    with pytest.raises(Refused):
        actions.decide(second.viewer, override=row, agreed=True)
    actions.decide(legal_adviser.viewer, override=row, agreed=True)
    while replays.some():
        pass
    after = limits(refused)[RULE]
    assert after.id == before.id
    assert after.due == TODAY - timedelta(days=2) + timedelta(days=7)
    assert after.safe is not None
    assert before.safe is not None
    assert after.safe < before.safe
    told = Word.objects.get(kind=DEADLINE_MOVED, member=after.owner)
    assert told.about == {"deadline": str(after.id), "was": before.safe.isoformat(), "now": after.safe.isoformat()}
    assert Word.objects.filter(kind=OVERRIDE_DECIDED, member=second.member).exists()
    kinds = set(Entry.objects.values_list("kind", flat=True))
    assert {"rule-override-proposed", "rule-override-confirmed", "deadline-moved"} <= kinds
    moved = Entry.objects.get(kind="deadline-moved", object_id=after.id)
    assert moved.about == {"was": before.safe.isoformat(), "now": after.safe.isoformat()}
    day = legal_adviser.client.get(reverse("desk:day")).content.decode()
    assert "a deadline moved from" in day


def test_the_pack_page_says_whose_value_it_is_and_what_the_package_says(legal_adviser: Player, second: Player) -> None:
    in_force(legal_adviser, second)
    page = legal_adviser.client.get(address("pack", pack="tr")).content.decode()
    own = page.partition('id="own"')[2].partition('id="steps"')[0]
    for part in ("Legal Adviser", "Second Adviser", "Circular 2026/1", "10 days", "7 days", "confirmed by"):
        assert part in own
    assert "our group’s value" in page.partition('id="periods"')[2]


def test_two_end_it_and_the_package_s_value_is_back(legal_adviser: Player, second: Player, refused: Procedure) -> None:
    before = limits(refused)[RULE].due
    row = in_force(second, legal_adviser)
    assert limits(refused)[RULE].due != before
    actions.ask_to_end(legal_adviser.viewer, override=row, reason="The circular was annulled.")
    with pytest.raises(Refused):
        actions.decide_end(legal_adviser.viewer, override=row, agreed=True)
    while replays.some():
        pass
    assert limits(refused)[RULE].due != before
    actions.decide_end(second.viewer, override=row, agreed=True)
    while replays.some():
        pass
    assert limits(refused)[RULE].due == before
    with pytest.raises(NotPossible):
        actions.decide_end(second.viewer, override=row, agreed=True)


def test_keeping_it_after_all_changes_nothing(legal_adviser: Player, second: Player) -> None:
    row = in_force(legal_adviser, second)
    actions.ask_to_end(legal_adviser.viewer, override=row, reason="Perhaps.")
    assert actions.decide_end(legal_adviser.viewer, override=row, agreed=False).state == State.IN_FORCE


def test_what_is_later_needs_the_tick_and_the_package_s_day_stays_to_act_by(
    legal_adviser: Player, second: Player, refused: Procedure
) -> None:
    before = limits(refused)[RULE]
    later = replace(VALUE, value=30)
    with pytest.raises(MayBeLater):
        actions.propose(legal_adviser.viewer, pack="tr", rule=RULE, value=later)
    row = in_force(legal_adviser, second, value=30)
    assert row.may_be_later
    after = limits(refused)[RULE]
    assert after.due == TODAY - timedelta(days=2) + timedelta(days=30)
    assert after.precaution
    assert after.safe is not None
    assert before.safe is not None
    assert after.safe <= before.safe
    page = second.client.get(address("override", override=row.id)).content.decode()
    assert "Less safe than what Jiwar says" in page
    answer = legal_adviser.client.get(address("procedure", procedure=refused.id)).content.decode()
    assert "Jiwar says 10 days" in answer


def test_a_value_that_does_not_fit_is_refused_by_its_field(legal_adviser: Player) -> None:
    wrong = replace(VALUE, unit="week", day_type="working")
    with pytest.raises(NotPossible, match="Only days can be working days"):
        actions.propose(legal_adviser.viewer, pack="tr", rule=RULE, value=wrong)
    assert not RuleOverride.objects.exists()
    with speaking("fr"), pytest.raises(NotPossible, match="Seuls des jours peuvent être ouvrables"):
        actions.unsaved("tr", RULE, wrong)


def test_one_value_a_limit_and_day(legal_adviser: Player, second: Player) -> None:
    proposed(legal_adviser)
    with pytest.raises(NotPossible):
        proposed(second)


def test_a_proposal_taken_back_never_counts(legal_adviser: Player, second: Player) -> None:
    row = proposed(legal_adviser)
    actions.decide(legal_adviser.viewer, override=row, agreed=False)
    with pytest.raises(NotPossible):
        actions.decide(second.viewer, override=row, agreed=True)
    assert packs.load("tr") is procedures.load("tr")


def test_two_groups_never_meet_each_other_s_value(
    legal_adviser: Player, second: Player, group: Group, other_group: Group
) -> None:
    ours_row = in_force(legal_adviser, second)
    with acting_for(other_group):
        assert packs.load("tr") is procedures.load("tr")
        elsewhere = join(other_group, "their adviser", LEGAL_ADVISER)
        another = join(other_group, "their second", LEGAL_ADVISER)
        in_force(elsewhere, another, value=3)
        theirs = packs.load("tr").rule(RULE)
    with acting_for(group):
        ours = packs.load("tr").rule(RULE)
    assert theirs is not None
    assert ours is not None
    assert (ours.value, theirs.value) == (7, 3)
    assert elsewhere.client.get(address("override", override=ours_row.id)).status_code == 404
    assert "Circular" in elsewhere.client.get(address("pack", pack="tr")).content.decode()
    assert "Legal Adviser" not in elsewhere.client.get(address("pack", pack="tr")).content.decode()


def test_the_fragment_is_the_value(legal_adviser: Player, second: Player) -> None:
    row = in_force(legal_adviser, second)
    answer = legal_adviser.client.get(address("override_fragment", override=row.id))
    assert answer.status_code == 200
    read = procedures.read_fragment(answer.content.decode(), "tr-own.toml")
    assert read == row.override
    assert procedures.overlaid(procedures.load("tr"), [read]).rule(RULE) == packs.load("tr").rule(RULE)
    assert "adviser" not in answer.content.decode().replace("by two legal advisers", "")


def test_the_pages_from_proposing_to_the_word(legal_adviser: Player, second: Player, refused: Procedure) -> None:
    form = address("override_propose", pack="tr", rule=RULE)
    assert legal_adviser.client.get(form).status_code == 200
    later = second.client.post(form, {**TYPED, "value": "40"})
    assert later.status_code == 422
    assert "Less safe than what Jiwar says" in later.content.decode()
    missing = second.client.post(form, {**TYPED, "value": ""})
    assert "Write how many." in missing.content.decode()
    sent = second.client.post(form, TYPED)
    row = RuleOverride.objects.get()
    assert sent["Location"] == address("override", override=row.id)
    mine = second.client.get(sent["Location"]).content.decode()
    assert "Another adviser must confirm it" in mine
    page = legal_adviser.client.get(sent["Location"]).content.decode()
    moves = page.partition('id="moves"')[2]
    assert refused.case.written_number in moves
    assert refused.case.written_number not in mine
    decide = address("override_decide", override=row.id)
    assert second.client.post(decide, {"agreed": "yes"}).status_code == 403
    assert legal_adviser.client.post(decide, {"agreed": "yes"}).status_code == 302
    row.refresh_from_db()
    assert row.state == State.IN_FORCE
    end = address("override_end", override=row.id)
    assert legal_adviser.client.post(end, {"reason": "Annulled."}).status_code == 302
    assert second.client.post(decide, {"agreed": "yes"}).status_code == 302
    row.refresh_from_db()
    assert row.state == State.ENDED
    assert legal_adviser.client.get(end).status_code == 302


def test_only_advisers_propose_and_all_read(legal_adviser: Player, cast: Cast) -> None:
    row = proposed(legal_adviser)
    form = address("override_propose", pack="tr", rule=RULE)
    assert cast.caseworker.client.get(form).status_code == 403
    assert cast.caseworker.client.get(address("override", override=row.id)).status_code == 200
    with pytest.raises(Refused):
        actions.propose(cast.coordinator.viewer, pack="tr", rule=RULE, value=VALUE)


def test_only_limits_that_exist_have_a_page(legal_adviser: Player) -> None:
    for pack, rule in (("tr", "tr-nothing"), ("xx", RULE), ("tr", "tr-detention-review")):
        assert legal_adviser.client.get(address("override_propose", pack=pack, rule=rule)).status_code == 404


def test_a_value_that_no_longer_fits_the_package_is_left_out_and_said(legal_adviser: Player, second: Player) -> None:
    row = in_force(legal_adviser, second)
    RuleOverride.objects.filter(id=row.id).update(rule="tr-gone")
    assert packs.load("tr").version == procedures.load("tr").version
    page = legal_adviser.client.get(address("pack", pack="tr")).content.decode()
    assert "This value does not count any more" in page


def test_the_same_day_twice_tells_nobody_twice(legal_adviser: Player, second: Player, refused: Procedure) -> None:
    in_force(second, legal_adviser)
    told = Word.objects.filter(kind=DEADLINE_MOVED).count()
    Procedure.objects.update(refreshed_on=None)
    assert replays.some() == 1
    assert Word.objects.filter(kind=DEADLINE_MOVED).count() == told
    assert Deadline.objects.filter(procedure=refused).exists()


def test_the_page_of_rights_says_what_counts_for_the_group(legal_adviser: Player, second: Player) -> None:
    here = address("rights", pack="tr")
    assert VALUE.source_title not in legal_adviser.client.get(here).content.decode()
    in_force(legal_adviser, second)
    said = legal_adviser.client.get(here).content.decode()
    assert "At the latest 7 days after" in said
    assert VALUE.source_title in said
