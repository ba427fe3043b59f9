"""The nine rules for software, one by one, each by its number; then what the packs hold no example of."""

from datetime import date

import pytest

from jiwar.knowledge.calendars import GivenDate, LocalDay, OpenDays
from jiwar.knowledge.procedures import (
    CautionCode,
    Deadline,
    Event,
    EventKind,
    PrintedDate,
    Standing,
    Status,
    StepCode,
    UnknownTrack,
    country_days,
    load,
    read_date,
    read_pack,
    replay,
)
from tests.knowledge.procedures.small_pack import SMALL

ZZ = read_pack(SMALL, "zz-test.toml")
TR, EG = load("tr"), load("eg")
TODAY = date(2026, 3, 3)


def happened(kind: str, on: str = "2026-03-02", **more: object) -> Event:
    return Event(EventKind(kind), read_date(on), **more)  # type: ignore[arg-type]


def tr(track: str, *events: Event, today: date = TODAY) -> Standing:
    return replay(TR, (track,), events, today=today)


def zz(*events: Event, today: date = TODAY) -> Standing:
    return replay(ZZ, ("main",), events, today=today)


def find(standing: Standing, rule_id: str) -> Deadline:
    return next(deadline for deadline in standing.deadlines if deadline.id == rule_id)


def codes(deadline: Deadline) -> set[StepCode]:
    return {step.code for step in deadline.why}


def given(standing: Standing) -> set[CautionCode]:
    return {caution.code for caution in standing.cautions}


def test_rule_1_yes_computes_warn_is_headed_no_gives_no_date() -> None:
    sure = find(tr("removal", happened("deportation-decision-notified")), "tr-deportation-suit")
    assert (sure.due, sure.confirm_on_letter) == (date(2026, 3, 9), False)
    doubtful = find(tr("accelerated", happened("refusal-notified")), "tr-court-accelerated")
    assert doubtful.why[0].text() == "Confirm on the decision letter."
    assert doubtful.due == date(2026, 3, 17)
    none = find(replay(EG, ("state",), [happened("registration")], today=TODAY), "eg-regularise")
    assert (none.due, none.safe, none.precaution, none.ask_lawyer) == (None, None, None, True)


def test_rule_2_unknown_day_type_counts_calendar_days() -> None:
    deadline = find(tr("regular", happened("refusal-notified")), "tr-commission-objection")
    assert deadline.due == date(2026, 3, 12)
    assert StepCode.DAY_TYPE_UNKNOWN in codes(deadline)


def test_rule_3_a_last_day_rolls_only_within_scope() -> None:
    events = [happened("refusal-notified", "2026-02-19")]  # 10 days: Sunday 1 March; 30 days: Saturday 21 March
    standing = replay(TR, ("regular",), events, today=date(2026, 2, 20))
    assert find(standing, "tr-commission-objection").due == date(2026, 3, 1)
    assert find(standing, "tr-court-regular").due == date(2026, 3, 23)


def test_rule_3_an_estimated_feast_moves_no_last_day() -> None:
    text = SMALL.replace('iso2 = "TR"', 'iso2 = "EG"')
    pack = read_pack(text, "zz-test.toml")  # 12 May and 14 days: Tuesday 26 May 2026, in Egypt an estimated feast
    standing = replay(pack, ("main",), [happened("refusal-notified", "2026-05-12")], today=date(2026, 5, 13))
    suit = find(standing, "zz-suit")
    assert suit.due == date(2026, 5, 26)
    assert StepCode.ROLLED_OVER not in codes(suit)


def test_rule_3_no_extension_for_the_recess() -> None:
    suit = find(zz(happened("refusal-notified", "2026-07-20"), today=date(2026, 7, 21)), "zz-suit")
    assert suit.due == date(2026, 8, 3)
    assert StepCode.RECESS_NOT_APPLIED in codes(suit)


def test_rule_4_both_group_and_addressee_must_be_open() -> None:
    cairo = OpenDays("EG")  # rests on Friday and Saturday, the Turkish court on Saturday and Sunday
    events = [happened("deportation-decision-notified")]
    suit = find(replay(TR, ("removal",), events, today=TODAY, open_days=cairo), "tr-deportation-suit")
    assert suit.safe == date(2026, 3, 5)
    reasons = [(step.params["day"], step.params["whose"]) for step in suit.why if step.code is StepCode.CLOSED_DAY]
    assert reasons == [
        (date(2026, 3, 8), "addressee"),
        (date(2026, 3, 7), "addressee"),
        (date(2026, 3, 6), "group"),
    ]


def test_rule_4_the_addressee_may_announce_closures() -> None:
    court = OpenDays("TR", local_days=[LocalDay(date(2026, 3, 6), closed=True, name="Move")])
    events = [happened("deportation-decision-notified")]
    suit = find(replay(TR, ("removal",), events, today=TODAY, addressee_days=court), "tr-deportation-suit")
    assert suit.safe == date(2026, 3, 5)
    assert "Friday 6 March 2026 is passed over: Move, closed as announced, the office addressed." in [
        step.text() for step in suit.why
    ]


def test_rule_4_a_wait_takes_the_later_reading() -> None:
    wait = find(tr("regular", happened("application-lodged", "hijri:1447-09-13")), "tr-work-applicant")
    assert (wait.due, wait.safe) == (date(2026, 9, 3), date(2026, 9, 3))  # sighted up to a day after 2 March


def test_rule_5_the_same_date_on_the_letter_changes_nothing() -> None:
    printed = {"tr-deportation-suit": PrintedDate(date(2026, 3, 9))}
    standing = tr("removal", happened("deportation-decision-notified", printed=printed))
    suit = find(standing, "tr-deportation-suit")
    assert (suit.due, suit.safe) == (date(2026, 3, 9), date(2026, 3, 6))
    assert StepCode.PRINTED_SAME in codes(suit)
    assert CautionCode.PRINTED_DIFFERS not in given(standing)


def test_rule_5_for_a_wait_the_later_is_kept() -> None:
    printed = {"tr-work-applicant": PrintedDate(date(2026, 8, 1))}
    wait = find(tr("regular", happened("application-lodged", printed=printed)), "tr-work-applicant")
    assert wait.due == date(2026, 9, 2)
    assert StepCode.PRINTED_LATER_KEPT in codes(wait)


def test_rule_5_a_confirmed_date_needs_no_heading() -> None:
    printed = {"tr-court-accelerated": PrintedDate(date(2026, 3, 20), confirmed=True)}
    court = find(tr("accelerated", happened("refusal-notified", printed=printed)), "tr-court-accelerated")
    assert (court.due, court.confirm_on_letter) == (date(2026, 3, 20), False)


def test_rule_6_the_precaution_comes_from_the_pack() -> None:
    event = happened("refusal-notified", type_certain=False)
    assert find(zz(event), "zz-suit").precaution == date(2026, 3, 7)  # 5 working days, counted as 5 calendar days
    assert find(zz(event), "zz-suit").precaution_safe == date(2026, 3, 6)
    assert find(zz(happened("refusal-notified")), "zz-suit").precaution is None


def test_rule_7_the_other_sides_time_is_a_reminder() -> None:
    ruling = find(tr("removal", happened("suit-filed")), "tr-deportation-ruling")
    assert (ruling.due, ruling.safe, ruling.follow_up) == (date(2026, 3, 17), None, date(2026, 3, 18))
    assert ruling.act_by == date(2026, 3, 18)


def test_rule_8_unverified_is_not_the_same_as_no_limit() -> None:
    unverified = find(tr("inadmissible", happened("inadmissibility-notified")), "tr-court-inadmissible")
    assert (unverified.due, unverified.ask_lawyer) == (None, True)
    assert StepCode.NOT_VERIFIED in codes(unverified)
    free = find(tr("detention", happened("detention-ordered")), "tr-detention-challenge")
    assert (free.due, free.precaution, free.ask_lawyer) == (None, None, False)
    assert StepCode.NO_LIMIT in codes(free)


def test_rule_9_a_record_older_than_the_event_needs_a_fresh_check() -> None:
    assert CautionCode.FRESH_CHECK not in given(zz(happened("refusal-notified", "2026-06-30"), today=date(2026, 7, 1)))
    assert CautionCode.FRESH_CHECK in given(zz(happened("refusal-notified", "2026-07-01"), today=date(2026, 7, 1)))


def test_rule_9_an_expired_rule_is_named() -> None:
    texts = [caution.text() for caution in zz(happened("refusal-notified")).cautions]
    assert "Object: a rule that is no longer in force. Check that it still holds." in texts


def test_working_days_pass_over_weekends_and_say_so() -> None:
    objection = find(zz(happened("refusal-notified", "2026-03-05")), "zz-objection")
    assert objection.due == date(2026, 3, 12)  # Friday 6, Monday 9, 10, 11, 12
    assert {StepCode.DAY_TYPE_WORKING, StepCode.CLOSED_DAY} <= codes(objection)


def test_hours_end_on_the_earliest_day() -> None:
    report = find(zz(happened("sent-to-province")), "zz-report")
    assert (report.due, report.safe) == (date(2026, 3, 3), date(2026, 3, 2))


def test_an_event_may_concern_one_deadline_only() -> None:
    standing = tr("regular", happened("document-issued", about=("tr-applicant-card",)))
    assert find(standing, "tr-applicant-card").status is Status.OPEN
    assert find(standing, "tr-status-card-other").status is Status.WAITING


def test_a_suit_about_one_decision_does_not_meet_the_other() -> None:
    events = [
        happened("refusal-notified"),
        happened("deportation-decision-notified"),
        happened("suit-filed", "2026-03-03", about=("tr-court-regular",)),
    ]
    standing = replay(TR, ("regular", "removal"), events, today=TODAY)
    assert find(standing, "tr-court-regular").status is Status.MET
    assert find(standing, "tr-deportation-suit").status is Status.OPEN


def test_a_second_refusal_starts_its_own_limit() -> None:
    events = [
        happened("refusal-notified", "2026-01-05", ref="first"),
        happened("appeal-filed", "2026-01-09"),
        happened("refusal-notified", ref="second"),
    ]
    found = {d.key: d.status for d in tr("regular", *events).deadlines if d.id == "tr-commission-objection"}
    assert found == {"tr-commission-objection:first": Status.MET, "tr-commission-objection:second": Status.OPEN}


def test_an_unknown_deadline_on_an_event_is_said() -> None:
    standing = tr("removal", happened("deportation-decision-notified", printed={"tr-gone": PrintedDate(TODAY)}))
    assert CautionCode.UNKNOWN_DEADLINE in given(standing)


def test_an_event_dated_ahead_is_said() -> None:
    assert CautionCode.EVENT_AHEAD in given(tr("removal", happened("deportation-decision-notified", "2026-03-04")))
    expiry = replay(EG, ("unhcr",), [happened("document-expires", "2027-03-04")], today=TODAY)
    assert not {CautionCode.EVENT_AHEAD, CautionCode.FRESH_CHECK} & given(expiry)


def test_every_track_includes_the_rules_of_all() -> None:
    shared = {rule.id for rule in TR.rules if rule.track == "all"}
    assert shared == {"tr-report-assigned-province", "tr-registration-document"}
    for track in TR.tracks:
        assert shared <= {deadline.id for deadline in tr(track.id).deadlines}


def test_an_unknown_track_names_the_known_ones() -> None:
    with pytest.raises(UnknownTrack, match='"tr" has no track "fast"; its tracks: all, regular'):
        tr("fast")
    with pytest.raises(UnknownTrack):
        replay(TR, (), [], today=TODAY)


def test_a_given_office_calendar_is_not_changed() -> None:
    ours = OpenDays("TR")
    replay(TR, ("removal",), [happened("deportation-decision-notified")], today=TODAY, open_days=ours)
    assert ours == OpenDays("TR")
    assert country_days("TR") is country_days("TR")


def test_an_uncertain_date_is_counted_from_its_earliest_day() -> None:
    about = Event(EventKind.DEPORTATION_DECISION_NOTIFIED, GivenDate.of_civil(date(2026, 3, 9)))
    vague = Event(about.kind, GivenDate(about.given.calendar, 2026, 3, 9, about=True))
    assert find(tr("removal", about), "tr-deportation-suit").due == date(2026, 3, 16)
    assert find(tr("removal", vague), "tr-deportation-suit").due == date(2026, 3, 9)
