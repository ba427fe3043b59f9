"""When the law changed: each event falls under the rules of its day, and the sooner reading is the precaution."""

from dataclasses import replace
from datetime import date

import pytest

from jiwar.knowledge.calendars import Calendar, GivenDate
from jiwar.knowledge.procedures import (
    CautionCode,
    Event,
    EventKind,
    Outline,
    Pack,
    PackError,
    Status,
    StepCode,
    amendments,
    load,
    outlines,
    procedures,
    read_pack,
    replay,
    what_would_change,
)
from jiwar.knowledge.procedures.editions import joined
from jiwar.knowledge.procedures.standing import Deadline, Standing
from tests.knowledge.procedures.two_editions import BEFORE, SINCE, editions


@pytest.fixture
def pack() -> Pack:
    return joined(editions())


def refused(on: date, **more: object) -> Event:
    return replace(Event(EventKind.REFUSAL_NOTIFIED, GivenDate.of_civil(on), ref=on.isoformat()), **more)  # type: ignore[arg-type]


def standing(pack: Pack, *events: Event, today: date = date(2025, 2, 1)) -> Standing:
    return replay(pack, ("main",), events, today=today)


def suits(found: Standing) -> list[Deadline]:
    return [deadline for deadline in found.deadlines if deadline.id == "zz-suit"]


def test_the_newest_carries_the_earlier(pack: Pack) -> None:
    assert [edition.version for edition in pack.editions] == ["1", "2"]
    assert pack.version == "2"


@pytest.mark.parametrize(
    ("day", "version"),
    [(date(2019, 1, 1), "1"), (date(2024, 12, 31), "1"), (date(2025, 1, 1), "2"), (date(2030, 1, 1), "2")],
)
def test_an_event_falls_under_the_edition_of_its_day(pack: Pack, day: date, version: str) -> None:
    assert pack.in_force(day).version == version


def test_a_refusal_before_the_change_keeps_its_fourteen_days_and_says_so(pack: Pack) -> None:
    [suit] = suits(standing(pack, refused(date(2024, 12, 23)), today=date(2024, 12, 24)))
    assert (suit.due, suit.pack.version) == (date(2025, 1, 6), "1")
    [told] = [step for step in suit.why if step.code is StepCode.OLDER_RULES]
    assert (told.params["until"], told.params["day"]) == (date(2024, 12, 31), date(2025, 1, 1))


def test_the_seven_days_of_the_newer_rules_are_the_precaution(pack: Pack) -> None:
    [suit] = suits(standing(pack, refused(date(2024, 12, 23)), today=date(2024, 12, 24)))
    assert suit.precaution == date(2024, 12, 30)
    assert suit.act_by == suit.precaution_safe
    assert suit.precaution_safe == date(2024, 12, 27)
    assert StepCode.OTHER_RULES in {step.code for step in suit.why}


def test_a_refusal_after_the_change_has_the_newer_days_and_no_precaution(pack: Pack) -> None:
    [suit] = suits(standing(pack, refused(date(2025, 1, 20))))
    assert (suit.due, suit.precaution, suit.pack.version) == (date(2025, 1, 27), None, "2")


def test_each_of_two_refusals_falls_under_its_own_rules(pack: Pack) -> None:
    found = suits(standing(pack, refused(date(2024, 12, 23)), refused(date(2025, 1, 20))))
    assert {deadline.due for deadline in found} == {date(2025, 1, 6), date(2025, 1, 27)}


def test_what_waits_is_shown_once_and_by_the_newest(pack: Pack) -> None:
    [suit] = suits(standing(pack))
    assert (suit.status, suit.pack.version) == (Status.WAITING, "2")


def test_where_the_older_rules_are_shorter_they_are_the_precaution_of_a_case_that_lived_under_them() -> None:
    older = read_pack(BEFORE.replace("value = 14", "value = 3"), "zz-before.toml")
    pack = joined([("zz-before.toml", older), editions()[0]])
    registered = Event(EventKind.REGISTRATION, GivenDate.of_civil(date(2024, 6, 3)), ref="r")
    [lived] = suits(standing(pack, registered, refused(date(2025, 1, 20))))
    [new] = suits(standing(pack, refused(date(2025, 1, 20))))
    assert (lived.due, lived.precaution) == (date(2025, 1, 27), date(2025, 1, 23))
    assert new.precaution is None


def test_a_rule_that_is_the_same_in_both_needs_no_precaution(pack: Pack) -> None:
    found = standing(pack, refused(date(2024, 12, 23)), today=date(2024, 12, 24))
    [objection] = [deadline for deadline in found.deadlines if deadline.id == "zz-objection"]
    assert (objection.due, objection.precaution) == (date(2024, 12, 30), None)


def test_what_would_change_is_a_list_of_dates(pack: Pack) -> None:
    event = refused(date(2024, 12, 23))
    [change, *_rest] = what_would_change(standing(pack, event), standing(pack.alone(), event))
    assert change.before
    assert change.after
    assert (change.before.due, change.after.due) == (date(2025, 1, 6), date(2024, 12, 30))


def test_nothing_changes_for_an_event_of_the_newer_time(pack: Pack) -> None:
    event = refused(date(2025, 1, 20))
    assert what_would_change(standing(pack, event), standing(pack.alone(), event)) == ()


def test_amendments_name_the_rules_that_differ(pack: Pack) -> None:
    [amended] = amendments(pack.editions[0], pack)
    assert amended.before
    assert amended.after
    assert (amended.action, amended.before.value, amended.after.value) == ("Sue", 14, 7)


def test_the_memorandum_of_jordan_was_amended() -> None:
    jordan = load("jo")
    assert [edition.version for edition in jordan.editions] == ["1", "2"]
    assert [
        (each.action, each.before.value, each.after.value)
        for each in amendments(jordan.editions[0], jordan)
        if each.before and each.after
    ] == [
        ("UNHCR examines the application", 30, 90),
        ("Renew the asylum-seeker certificate", 6, 1),
    ]


def test_a_rule_that_ended_without_a_successor_is_said() -> None:
    ended = read_pack(BEFORE, "zz-before.toml")
    found = standing(ended, refused(date(2025, 1, 20)))
    assert CautionCode.AFTER_EFFECTIVE in {caution.code for caution in found.cautions}


REFUSALS = 'starts_from = ["refusal-notified"]'
CESSATIONS = 'starts_from = ["cessation-notified"]'
MAIN_LIMITS = 'procedure = "main"\nparty = "applicant"'
OTHER_LIMITS = 'procedure = "other"\nparty = "applicant"'


def told(pack: Pack, *events: Event) -> set[CautionCode]:
    return {caution.code for caution in standing(pack, *events).cautions}


@pytest.mark.parametrize(("lacks", "before", "since"), [(BEFORE, True, False), (SINCE, False, True)])
def test_that_nothing_is_recorded_is_said_by_the_rules_of_the_day(lacks: str, before: bool, since: bool) -> None:
    texts = [text.replace(REFUSALS, CESSATIONS) if text is lacks else text for text in (BEFORE, SINCE)]
    pack = joined([(name, read_pack(text, name)) for name, text in zip(("zz-a.toml", "zz-b.toml"), texts, strict=True)])
    assert (CautionCode.NOTHING_RECORDED in told(pack, refused(date(2024, 12, 23)))) is before
    assert (CautionCode.NOTHING_RECORDED in told(pack, refused(date(2025, 1, 20)))) is since


def test_of_a_track_nobody_opened_the_remedy_of_the_day_is_named() -> None:
    track = '[[tracks]]\nid = "other"\nlabel = "Other"\nstages = ["court"]\n\n[country]'
    moved = [
        (name, read_pack(text.replace("[country]\n", f"{track}\n").replace(MAIN_LIMITS, OTHER_LIMITS), name))
        for name, text in (("zz-a.toml", BEFORE.replace("value = 5", "value = 20")), ("zz-b.toml", SINCE))
    ]
    found = standing(joined(moved), refused(date(2024, 12, 23))).cautions
    [caution] = [caution for caution in found if caution.code is CautionCode.OTHER_TRACK]
    assert caution.params["day"] == date(2025, 1, 6)


def test_an_answer_to_what_older_rules_started_has_an_effect_and_a_known_deadline() -> None:
    since = (
        SINCE.replace("zz-suit", "zz-claim")
        .replace('met_by = ["suit-filed"]', "")
        .replace('within = ["suit-filed"]', "")
    )
    pack = joined([("zz-a.toml", read_pack(BEFORE, "a")), ("zz-b.toml", read_pack(since, "b"))])
    sued = Event(EventKind.SUIT_FILED, GivenDate.of_civil(date(2025, 1, 3)), ref="s", about=("zz-suit",))
    said = told(pack, refused(date(2024, 12, 23)), sued)
    assert not said & {CautionCode.EVENT_WITHOUT_EFFECT, CautionCode.UNKNOWN_DEADLINE}


def test_a_month_in_which_the_law_changed_keeps_the_shorter_limit_of_before() -> None:
    older = read_pack(BEFORE.replace("value = 14", "value = 3").replace("2024-12-31", "2025-01-09"), "zz-before.toml")
    newer = read_pack(SINCE.replace("2025-01-01", "2025-01-10"), "zz-since.toml")
    pack = joined([("zz-before.toml", older), ("zz-since.toml", newer)])
    sometime = refused(date(2025, 1, 20), given=GivenDate(Calendar.GREGORIAN, 2025, 1))
    [suit] = suits(standing(pack, sometime, today=date(2025, 1, 2)))
    assert (suit.pack.version, suit.due, suit.precaution) == ("2", date(2025, 1, 8), date(2025, 1, 4))
    [known] = suits(standing(pack, refused(date(2025, 1, 20))))
    assert known.precaution is None


@pytest.mark.parametrize(
    ("before", "since", "problem"),
    [
        (BEFORE.replace('version = "1"', 'version = "2"'), SINCE, "is the same as that of zz-before.toml."),
        (BEFORE.replace("2024-12-31", "2025-01-01"), SINCE, "reaches into the time of the next edition."),
        (BEFORE.replace("effective_until = 2024-12-31\n", ""), SINCE, "is missing."),
    ],
)
def test_editions_that_do_not_fit_are_refused(before: str, since: str, problem: str) -> None:
    pair = [("zz-before.toml", read_pack(before, "a")), ("zz-since.toml", read_pack(since, "b"))]
    with pytest.raises(PackError, match=problem):
        joined(pair)


def test_a_file_is_named_after_its_procedure() -> None:
    with pytest.raises(PackError, match=r"Name the file zz-….toml."):
        joined([("tr-before.toml", read_pack(BEFORE, "a"))])


def test_an_outline_says_what_the_pack_says() -> None:
    assert outlines() == tuple(Outline.of(load(name)) for name in procedures())


def test_every_procedure_has_its_own_id() -> None:
    assert [load(name).id for name in procedures()] == list(procedures())
