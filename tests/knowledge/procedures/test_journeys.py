"""Stages: where a case is, where it has been, and what may come next."""

from datetime import date

from jiwar.knowledge.procedures import Event, EventKind, Place, Standing, load, read_date, replay

TODAY = date(2026, 6, 1)
TR = load("tr")


def after(track: str, **events: str) -> Standing:
    happened = [Event(EventKind(kind.replace("_", "-")), read_date(on)) for kind, on in events.items()]
    return replay(TR, (track,), happened, today=TODAY)


def places(standing: Standing) -> list[tuple[str, str]]:
    return [(entry.stage.label, entry.place.value) for entry in standing.journeys[0].stages]


AHMED = {
    "entry": "2026-01-12",
    "application_lodged": "2026-01-20",
    "registration": "2026-02-02",
    "document_issued": "2026-02-04",
    "interview_held": "2026-02-18",
    "refusal_notified": "2026-03-02",
}


def test_a_journey_shows_past_here_and_ahead_with_dates() -> None:
    standing = after("regular", **AHMED)
    assert places(standing) == [
        ("Application", "past"),
        ("Registration", "past"),
        ("Identity card", "past"),
        ("Interview", "past"),
        ("Decision", "past"),
        ("Objection", "here"),
        ("Court", "ahead"),
    ]
    entered = [entry.entered.earliest.isoformat() for entry in standing.journeys[0].stages if entry.entered]
    assert entered == ["2026-01-12", "2026-01-20", "2026-02-02", "2026-02-04", "2026-02-18", "2026-03-02"]


def test_a_stage_nobody_recorded_is_past_without_a_date() -> None:
    standing = after("regular", refusal_notified="2026-03-02")
    first = standing.journeys[0].stages[0]
    assert (first.place, first.entered) == (Place.PAST, None)


def test_a_renewed_card_does_not_lead_back() -> None:
    assert after("regular", **AHMED, document_expires="2026-04-01").stage == TR.stages["admin_appeal"]
    again = after("regular", **{**AHMED, "document_issued": "2026-05-01"})
    assert again.stage == TR.stages["admin_appeal"]


def test_recognition_ends_the_journey_and_a_new_application_begins_another() -> None:
    ended = after("regular", **AHMED, recognition_notified="2026-04-01")
    assert (ended.stage, ended.outcome) == (None, EventKind.RECOGNITION_NOTIFIED)
    again = after("regular", entry="2025-01-01", file_closed="2025-06-01", application_lodged="2026-01-20")
    assert (again.stage, again.outcome) == (TR.stages["registration"], None)


def test_what_may_come_next_names_stage_and_deadlines() -> None:
    coming = {event.kind: event for event in after("regular", **AHMED).may_come}
    assert coming[EventKind.SUIT_FILED].leads_to == "Court"
    assert coming[EventKind.APPEAL_FILED].starts == ("tr-commission-decision",)
    assert EventKind.DEPORTATION_DECISION_NOTIFIED in coming
    assert EventKind.ENTRY not in coming


def test_before_anything_happened_the_first_stage_may_begin() -> None:
    standing = replay(TR, ("regular",), [], today=TODAY)
    assert standing.stage is None
    assert {EventKind.ENTRY, EventKind.IRREGULAR_ENTRY} <= {event.kind for event in standing.may_come}
    assert all(place == "ahead" for _, place in places(standing))


def test_each_track_has_its_own_journey() -> None:
    events = [
        Event(EventKind.REFUSAL_NOTIFIED, read_date("2026-03-02")),
        Event(EventKind.DETENTION_ORDERED, read_date("2026-03-04")),
    ]
    standing = replay(TR, ("regular", "detention"), events, today=TODAY)
    assert [journey.here.id for journey in standing.journeys if journey.here] == ["admin_appeal", "detention"]


def test_choices_for_a_document_are_the_cards_of_the_track() -> None:
    assert [rule.id for rule in TR.choices("regular", EventKind.DOCUMENT_ISSUED)] == [
        "tr-applicant-card",
        "tr-registration-document",
        "tr-status-card-refugee",
        "tr-status-card-other",
    ]


def test_a_suit_may_answer_the_suits_of_the_track() -> None:
    assert [rule.id for rule in TR.answered_by("removal", EventKind.SUIT_FILED)] == ["tr-deportation-suit"]
