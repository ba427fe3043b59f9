"""A value of a group's own over a pack: only its limit, only from its day on, and never later in silence."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from shutil import copytree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiwar.knowledge.calendars import GivenDate, Unit
from jiwar.knowledge.procedures import (
    Deadline,
    Event,
    EventKind,
    Kind,
    Override,
    Pack,
    PackError,
    Source,
    StepCode,
    as_fragment,
    check_all,
    editions,
    load,
    may_be_later,
    overlaid,
    procedures,
    read_fragment,
    replay,
)
from jiwar.knowledge.procedures.checking import check_pack
from jiwar.knowledge.procedures.fields import Faults
from jiwar.knowledge.procedures.loading import SUSPENSIVE
from jiwar.knowledge.procedures.pack import DayType

SOURCE = Source("own-1", "Circular 12", "Ministry", "Gazette 77, p. 3", "2026-01-05", "law", "ar", "whole", "")
SINCE = date(2026, 3, 1)
REFUSAL = frozenset({EventKind.REFUSAL_NOTIFIED})
SUIT = Override(
    "tr", "tr-suit-accelerated", SINCE, True, 7, Unit.DAY, DayType.CALENDAR, REFUSAL, "yes", "", "New circular.", SOURCE
)
LIMITS = [(name, rule.id) for name in procedures() for rule in load(name).rules if rule.kind is Kind.LIMIT]
OVERRIDES = st.builds(
    lambda limit, **rest: Override(pack=limit[0], rule=limit[1], source=SOURCE, **rest),
    st.sampled_from(LIMITS),
    since=st.dates(date(1950, 1, 1), date(2040, 1, 1)),
    known=st.booleans(),
    value=st.none() | st.integers(-2, 5000),
    unit=st.none() | st.sampled_from(Unit),
    day_type=st.sampled_from(DayType),
    starts_from=st.frozensets(st.sampled_from(EventKind), max_size=3),
    suspensive_effect=st.sampled_from(SUSPENSIVE),
    legal_basis=st.text(max_size=20),
    reason=st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip),
)


def own(**changed: object) -> Override:
    first = next(rule for rule in load("tr").rules if rule.kind is Kind.LIMIT and rule.gives_date)
    return replace(SUIT, rule=first.id, starts_from=first.reading.starts_from, **changed)  # type: ignore[arg-type]


def the_limit(pack: Pack, day: date) -> Deadline:
    rule = pack.rule(own().rule)
    assert rule is not None
    event = Event(min(rule.reading.starts_from), GivenDate.of_civil(day), ref="it")
    standing = replay(pack, [rule.track], [event], today=day)
    return next(found for found in standing.deadlines if found.rule.id == rule.id)


@given(st.lists(OVERRIDES, min_size=1, max_size=3))
@settings(max_examples=150, deadline=None)
def test_it_passes_the_checks_of_every_pack_or_is_refused_by_field(overrides: list[Override]) -> None:
    for name in {override.pack for override in overrides}:
        mine, package = [each for each in overrides if each.pack == name], load(name)
        try:
            pack = overlaid(package, mine)
        except PackError as error:
            unnamed = [each for each in error.problems if "deadlines" not in each.place or "·" not in each.place]
        else:
            unnamed = []
            assert_in_order(package, pack, mine)
        assert not unnamed


def assert_in_order(package: Pack, pack: Pack, mine: list[Override]) -> None:
    """Each edition passes, none overlaps, and nothing else is touched."""
    for edition in pack.editions:
        faults = Faults("it")
        check_pack(edition, faults)
        assert not faults.found
    for before, after in zip(pack.editions, pack.editions[1:], strict=False):
        assert before.effective_until is not None
        assert after.effective_from is not None
        assert before.effective_until < after.effective_from
        assert before.version != after.version
    touched = {each.rule for each in mine}
    for edition in pack.editions:
        said = package.in_force(edition.effective_from or date.min)
        assert [r for r in edition.rules if r.id not in touched] == [r for r in said.rules if r.id not in touched]
    first = min(each.since for each in mine)
    begins = package.editions[0].effective_from
    if begins is None or first > begins:
        day = first - timedelta(days=1)
        assert pack.in_force(day).rules == package.in_force(day).rules


@given(OVERRIDES)
@settings(max_examples=150, deadline=None)
def test_a_fragment_reads_back_as_it_was(override: Override) -> None:
    if override.value is not None and override.value < 1:
        with pytest.raises(PackError, match="value"):
            read_fragment(as_fragment(override), "x.toml")
    else:
        read = read_fragment(as_fragment(override), "x.toml")
        assert replace(read, legal_basis="") == replace(override, legal_basis="")


def test_an_event_before_its_day_keeps_the_package_s_value_and_one_after_has_the_new() -> None:
    package = load("tr")
    shorter = overlaid(package, [own(value=3)])
    before, after = the_limit(shorter, SINCE - timedelta(days=1)), the_limit(shorter, SINCE)
    assert before.due == the_limit(package, SINCE - timedelta(days=1)).due
    assert after.due == SINCE + timedelta(days=3)
    assert after.pack.instead_of is not None
    assert after.confirm_on_letter
    assert any(step.code is StepCode.NOTE and step.params["text"] == "New circular." for step in after.why)


def test_where_it_is_later_the_package_s_day_stays_the_precaution() -> None:
    package, longer = load("tr"), overlaid(load("tr"), [own(value=60)])
    found, said = the_limit(longer, SINCE), the_limit(package, SINCE)
    assert found.due == SINCE + timedelta(days=60)
    assert found.precaution is not None
    assert said.due is not None
    assert found.precaution <= said.due
    assert found.act_by is not None
    assert said.act_by is not None
    assert found.act_by <= said.act_by
    assert any(step.code is StepCode.PACKAGE_SAYS for step in found.why)


def test_not_verified_any_more_keeps_the_precaution_and_asks_for_a_lawyer() -> None:
    found = the_limit(overlaid(load("tr"), [own(known=False, value=None, unit=None)]), SINCE)
    assert found.due is None
    assert found.ask_lawyer
    assert found.precaution is not None


def test_the_day_the_facts_were_checked_stays_that_of_the_package() -> None:
    later = overlaid(load("tr"), [own(since=date(2030, 1, 1))])
    assert later.checked_on == load("tr").reviewed_on


@pytest.mark.parametrize(
    ("changed", "later"),
    [
        ({"value": 1}, False),
        ({"value": 90}, True),
        ({"value": 1, "unit": Unit.MONTH}, True),
        ({"value": 1, "day_type": DayType.WORKING}, True),
        ({"known": False, "value": None, "unit": None}, True),
    ],
)
def test_what_may_be_later_than_the_package_is_said(changed: dict[str, object], later: bool) -> None:
    assert may_be_later(load("tr"), own(**changed)) is later


def test_a_start_left_out_may_be_later_and_one_added_is_not() -> None:
    notices = next(rule for rule in load("eg").rules if rule.id == "eg-annulment-suit").reading.starts_from
    suit = replace(SUIT, pack="eg", rule="eg-annulment-suit", value=1, starts_from=notices)
    assert not may_be_later(load("eg"), suit)
    assert not may_be_later(load("eg"), replace(suit, starts_from=notices | {EventKind.DECISION_ISSUED}))
    assert may_be_later(load("eg"), replace(suit, starts_from=notices - {EventKind.REFUSAL_NOTIFIED}))


def test_another_start_may_be_later() -> None:
    assert may_be_later(load("tr"), replace(own(value=1), starts_from=frozenset({EventKind.INTERVIEW_HELD})))


def test_a_start_that_was_changed_still_counts_where_nothing_else_is_recorded() -> None:
    pack = overlaid(load("tr"), [replace(own(value=3), starts_from=frozenset({EventKind.DECISION_ISSUED}))])
    package = load("tr").rule(own().rule)
    changed = pack.rule(own().rule)
    assert package is not None
    assert changed is not None
    event = Event(min(package.reading.starts_from), GivenDate.of_civil(SINCE), ref="it")
    standing = replay(pack, [package.track], [event], today=SINCE)
    found = next(each for each in standing.deadlines if each.rule.id == package.id)
    assert found.due == SINCE + timedelta(days=3)
    assert any(step.code is StepCode.FALLBACK_EVENT for step in found.why)


def test_the_package_takes_a_fragment_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copytree(Path(str(editions.FOLDER)), tmp_path / "packs")
    (tmp_path / "packs" / "changes").mkdir(exist_ok=True)
    (tmp_path / "packs" / "changes" / "tr-circular.toml").write_text(as_fragment(own(value=3)), encoding="utf-8")
    monkeypatch.setattr(editions, "FOLDER", tmp_path / "packs")
    editions.load.cache_clear()
    try:
        assert the_limit(load("tr"), SINCE).due == SINCE + timedelta(days=3)
        (tmp_path / "packs" / "changes" / "tr-circular.toml").write_text(as_fragment(own(value=5000)), encoding="utf-8")
        editions.load.cache_clear()
        [problem] = check_all()
        assert "· value" in problem.place
    finally:
        editions.load.cache_clear()
