"""Plain questions and answers, as the command line asks them."""

import json
from datetime import date

import pytest

from jiwar.knowledge.procedures import (
    VOCABULARY,
    EventKind,
    QuestionError,
    UnknownEvent,
    UnknownProcedure,
    UnknownTrack,
    UnreadableEventDate,
    deadlines_for,
    listing,
    read_date,
)

TODAY = date(2026, 3, 3)
KEYS = ["id", "kind", "party", "action", "known", "no_limit", "due", "safe", "precaution", "compute", "confidence"]
KEYS += ["legal_basis", "sources", "why"]


def ask(procedure: str, track: str, events: dict[str, str], **more: str) -> dict[str, dict[str, object]]:
    answer = deadlines_for(procedure=procedure, track=track, events=events, today=TODAY, **more)
    assert list(answer) == ["deadlines", "warnings"]
    plain = json.loads(json.dumps(answer))
    return {deadline["id"]: deadline for deadline in plain["deadlines"]}


def test_the_drawn_example() -> None:
    answer = ask("tr", "removal", {"deportation-decision-notified": "2026-03-02"})
    suit = next(iter(answer.values()))
    assert list(suit) == KEYS
    assert (suit["id"], suit["due"], suit["safe"]) == ("tr-deportation-suit", "2026-03-09", "2026-03-06")
    assert (suit["known"], suit["no_limit"], suit["precaution"], suit["compute"]) == (True, False, None, "yes")
    assert suit["sources"] == ["aida_tp_appeal", "aida_tp_appeal23", "unal", "mcg", "skf53", "bayar_dep"]
    why = suit["why"]
    assert isinstance(why, list)
    assert "Act by Friday 6 March 2026." in why


def test_two_remedies_of_a_refusal() -> None:
    answer = ask("tr", "regular", {"refusal-notified": "2026-03-02"})
    found = {name: (answer[name]["due"], answer[name]["safe"]) for name in list(answer)[:2]}
    assert found == {
        "tr-commission-objection": ("2026-03-12", "2026-03-11"),
        "tr-court-regular": ("2026-04-01", "2026-03-31"),
    }


def test_a_host_country_gives_unhcr_its_weekend() -> None:
    event = {"refusal-notified": "2026-03-07"}
    assert ask("unhcr", "unhcr", event)["unhcr-appeal"]["safe"] == "2026-04-02"
    assert ask("unhcr", "unhcr", event, host_country="EG")["unhcr-appeal"]["safe"] == "2026-04-05"


def test_an_event_may_have_happened_twice() -> None:
    events = {"refusal-notified": ["2026-01-05", "2026-03-02"]}
    answer = deadlines_for(procedure="tr", track="regular", events=events, today=TODAY)
    deadlines = answer["deadlines"]
    assert isinstance(deadlines, list)
    dues = [deadline["due"] for deadline in deadlines if deadline["id"] == "tr-commission-objection"]
    assert dues == ["2026-01-15", "2026-03-12"]


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2026-03-02", "2026-03-02", "2026-03-02"),
        ("2026-03", "2026-03-01", "2026-03-31"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("hijri:1447-09-13", "2026-03-01", "2026-03-03"),
        ("hijri:١٤٤٧-٠٩-١٣", "2026-03-01", "2026-03-03"),
        ("solar-hijri:1404-12-11", "2026-03-02", "2026-03-02"),
    ],
)
def test_dates_are_read_in_any_calendar(text: str, earliest: str, latest: str) -> None:
    when = read_date(text).interval()
    assert (when.earliest.isoformat(), when.latest.isoformat()) == (earliest, latest)


REFUSED: list[tuple[dict[str, object], type[QuestionError], str]] = [
    ({"procedure": "xx"}, UnknownProcedure, 'There is no procedure "xx"; known procedures: ae, al, az,'),
    ({"track": "xx"}, UnknownTrack, 'The procedure "tr" has no track "xx"; its tracks: all, regular,'),
    ({"events": {"refused": "2026-03-02"}}, UnknownEvent, 'There is no event "refused"; known events: entry,'),
    ({"events": {"entry": "yesterday"}}, UnreadableEventDate, 'The date "yesterday" of entry cannot be read'),
    ({"events": {"entry": "2026-02-30"}}, UnreadableEventDate, 'The date "2026-02-30" of entry does not exist in'),
    ({"events": {"entry": "mayan:2026-02-03"}}, UnreadableEventDate, 'There is no calendar "mayan"'),
    ({"events": {"deportation-decision-notified": "9999-12-31"}}, UnreadableEventDate, "A date is so far from today"),
]


@pytest.mark.parametrize(("wrong", "error", "message"), REFUSED)
def test_a_bad_question_is_refused_in_one_sentence(
    wrong: dict[str, object], error: type[QuestionError], message: str
) -> None:
    question: dict[str, object] = {"procedure": "tr", "track": "removal", "events": {}, "today": TODAY}
    with pytest.raises(error) as refused:
        deadlines_for(**(question | wrong))  # type: ignore[arg-type]
    assert str(refused.value).startswith(message)
    assert "\n" not in str(refused.value)


def test_listing_names_procedures_tracks_and_events() -> None:
    found = json.loads(json.dumps(listing()))
    tracks = {entry["id"]: [track["id"] for track in entry["tracks"]] for entry in found["procedures"]}
    assert tracks["eg"] == ["state", "unhcr"]
    assert tracks["unhcr"] == ["unhcr"]
    assert set(tracks["tr"]) == {
        *("all", "regular", "accelerated", "inadmissible"),
        *("withdrawal", "removal", "detention", "temporary_protection"),
    }
    assert [event["id"] for event in found["events"]] == [kind.value for kind in EventKind]
    [turkiye] = [entry for entry in found["procedures"] if entry["id"] == "tr"]
    removal = next(track for track in turkiye["tracks"] if track["id"] == "removal")
    assert "deportation-decision-notified" in removal["events"]


def test_the_vocabulary_has_twenty_four_events() -> None:
    assert list(VOCABULARY) == list(EventKind)
    assert len(EventKind) == 24
    notified = {kind for kind, event in VOCABULARY.items() if event.notification}
    assert notified == {kind for kind in EventKind if kind.value.endswith("-notified")}
