"""What a pack may not say although every field of it is well formed: the rules between its entries."""

from collections.abc import Iterable
from typing import Protocol

from jiwar.knowledge.calendars import Direction, Unit
from jiwar.knowledge.procedures.fields import Faults
from jiwar.knowledge.procedures.pack import (
    EVERY_TRACK,
    Compute,
    Confidence,
    DayType,
    Kind,
    Pack,
    Party,
    RecordStatus,
    Rollover,
    Rule,
    Stage,
)


class _Cited(Protocol):
    @property
    def sources(self) -> tuple[str, ...]: ...
    @property
    def confidence(self) -> Confidence: ...


def check_pack(pack: Pack, faults: Faults) -> None:
    """Add every contradiction in the pack to the faults."""
    _check_days(pack, faults)
    _check_tracks(pack, faults)
    _check_ids(pack, faults)
    _check_sources(pack, faults)
    for stage in pack.stages.values():
        _check_stage(stage, pack, faults)
    for right in pack.rights:
        _check_said(f'rights "{right.id}" · value', right.value, right.confidence, faults)
    for rule in pack.rules:
        _check_period(rule, faults)
        _check_certainty(rule, faults)
        _check_place(rule, pack, faults)
        _check_reading(rule, faults)
    _check_rollover(pack, faults)


def _check_days(pack: Pack, faults: Faults) -> None:
    since, until = pack.effective_from, pack.effective_until
    if since is not None and since > pack.reviewed_on:
        faults.add("effective_from", "lies after the day the facts were last checked.", "Correct one of the two.")
    if since is not None and until is not None and until < since:
        faults.add("effective_until", "lies before effective_from.", "Correct one of the two.")


def _rule_place(rule: Rule, key: str) -> str:
    return f'deadlines "{rule.id}" · {key}'


def _check_tracks(pack: Pack, faults: Faults) -> None:
    if not pack.tracks:
        faults.add("tracks", "are missing.", "Name at least one [[tracks]].")
    for track in pack.tracks:
        for stage in track.stages:
            if stage not in pack.stages:
                faults.add(f'tracks "{track.id}" · stages', f'name "{stage}", which does not exist.', "Add the stage.")
            elif not pack.stages[stage].entered_by:
                remedy = "Say in entered_by which events lead into it, or take it out of the journey."
                faults.add(f'stages "{stage}" · entered_by', "is empty, so that nobody could reach it.", remedy)


def _check_ids(pack: Pack, faults: Faults) -> None:
    ids = [rule.id for rule in pack.rules]
    for rule in pack.rules:
        if ids.count(rule.id) > 1:
            faults.add(_rule_place(rule, "id"), "is used twice.", "Give each deadline its own id.")
        if not rule.id.startswith(f"{pack.id}-"):
            faults.add(_rule_place(rule, "id"), "does not begin with the pack's id.", f'Begin it with "{pack.id}-".')


def _check_sources(pack: Pack, faults: Faults) -> None:
    for place, cited in _cited(pack):
        _check_known(place, cited.sources, pack, faults)
        if cited.confidence is not Confidence.UNKNOWN and not cited.sources:
            faults.add(f"{place} · sources", "are missing.", "Name where it was read, or set confidence to unknown.")
    _check_known("calendar", pack.calendar.sources, pack, faults)
    for rule in pack.rules:
        _check_known(_rule_place(rule, "conflicting_sources"), rule.conflicting_sources, pack, faults)


def _cited(pack: Pack) -> Iterable[tuple[str, _Cited]]:
    yield "country.authority", pack.country.authority
    yield from ((f'country.conventions "{one.id}"', one) for one in pack.country.conventions)
    yield "legal_aid", pack.legal_aid
    yield from ((f'laws "{law.id}"', law) for law in pack.laws)
    yield from ((f'stages "{stage.id}"', stage) for stage in pack.stages.values())
    yield from ((f'deadlines "{rule.id}"', rule) for rule in pack.rules)
    yield from ((f'withdrawal "{entry.id}"', entry) for entry in pack.withdrawal)
    yield from ((f'rights "{right.id}"', right) for right in pack.rights)
    yield from ((f'contacts "{contact.name}"', contact) for contact in pack.contacts)


def _check_known(place: str, sources: tuple[str, ...], pack: Pack, faults: Faults) -> None:
    for source in sources:
        if source not in pack.sources:
            remedy = "Add it under [[sources]] or correct the id."
            faults.add(f"{place} · sources", f'name "{source}", which does not exist.', remedy)


def _check_stage(stage: Stage, pack: Pack, faults: Faults) -> None:
    place = f'stages "{stage.id}"'
    _check_track_exists(place, stage.track, pack, faults)
    _check_said(f"{place} · summary", stage.summary, stage.confidence, faults)
    for event in sorted(stage.entered_by & stage.left_by):
        faults.add(f"{place} · left_by", f'"{event}" both enters and leaves it.', "Take it out of one of the two.")
    for event in sorted(stage.within & stage.left_by):
        faults.add(f"{place} · within", f'"{event}" leaves it and yet stays in it.', "Take it out of one of the two.")


def _check_said(place: str, said: str, confidence: Confidence, faults: Faults) -> None:
    """Only what nobody verified may say nothing."""
    if not said and confidence is not Confidence.UNKNOWN:
        faults.add(place, "is missing.", "Say it, or set confidence to unknown.")


def _check_track_exists(place: str, track: str, pack: Pack, faults: Faults) -> None:
    if track != EVERY_TRACK and pack.track(track) is None:
        known = ", ".join(track.id for track in pack.tracks)
        faults.add(
            f"{place} · procedure", f'is "{track}", which is no track.', f"Use {EVERY_TRACK} or one of: {known}."
        )


def _check_period(rule: Rule, faults: Faults) -> None:
    place = _rule_place(rule, "value")
    if rule.known and rule.no_limit:
        remedy = "With no_limit there is no period: set known to false."
        faults.add(_rule_place(rule, "no_limit"), "stands beside known = true.", remedy)
    if rule.known and (rule.value is None or rule.unit is None):
        faults.add(place, "or its unit is missing although known = true.", "Add both, or set known to false.")
    if not rule.known and (rule.value is not None or rule.unit is not None):
        faults.add(place, "or a unit is given although known = false.", "Take them out, or set known to true.")
    if rule.known and not rule.start_event:
        faults.add(_rule_place(rule, "start_event"), "is missing.", "Say from when it runs, or set known to false.")
    if rule.known and rule.status is RecordStatus.UNKNOWN:
        remedy = "Say whether it is in force, or set known to false."
        faults.add(_rule_place(rule, "status"), 'is "unknown" although known = true.', remedy)
    if rule.day_type is DayType.WORKING and rule.unit not in {Unit.DAY, None}:
        remedy = "Only days can be working days."
        faults.add(_rule_place(rule, "day_type"), f'is "working" for a period in {rule.unit}s.', remedy)
    if rule.repeats and (rule.unit is Unit.HOUR or rule.direction is Direction.BEFORE or rule.kind is Kind.LIMIT):
        remedy = "Only periods of a day or longer that run on from their event, and are no limits, can repeat."
        faults.add(_rule_place(rule, "repeats"), "does not fit this period.", remedy)


def _check_certainty(rule: Rule, faults: Faults) -> None:
    place = _rule_place(rule, "compute")
    if rule.compute is Compute.NO:
        return
    if not rule.known:
        faults.add(place, f'is "{rule.compute}" although known = false.', 'Set it to "no": no date is ever guessed.')
    if rule.confidence is Confidence.UNKNOWN:
        faults.add(place, f'is "{rule.compute}" although nothing was read.', 'Set it to "no".')
    if rule.compute is Compute.YES and rule.confidence is Confidence.LOW:
        faults.add(place, 'is "yes" although confidence is low.', 'Set it to "warn", or find a better source.')


def _check_place(rule: Rule, pack: Pack, faults: Faults) -> None:
    _check_track_exists(f'deadlines "{rule.id}"', rule.track, pack, faults)
    if rule.stage not in pack.stages:
        faults.add(_rule_place(rule, "stage"), f'is "{rule.stage}", which does not exist.', "Name one of the stages.")
    if (rule.kind is Kind.AUTHORITY) == (rule.party is Party.APPLICANT):
        remedy = "kind = authority belongs to the other side, every other kind to the applicant."
        faults.add(_rule_place(rule, "party"), f'is "{rule.party}" for a period of kind "{rule.kind}".', remedy)


def _check_reading(rule: Rule, faults: Faults) -> None:
    reading, place = rule.reading, _rule_place(rule, "reading")
    starts = reading.starts_from | reading.fallback_from
    for event in sorted(reading.starts_from & reading.fallback_from):
        faults.add(place, f'"{event}" is both start and fallback.', "Take it out of fallback_from.")
    for event in sorted(starts & (reading.met_by | reading.closed_by)):
        faults.add(place, f'"{event}" starts the deadline and ends it at once.', "Take it out of met_by or closed_by.")
    for event in sorted(reading.met_by & reading.closed_by):
        faults.add(place, f'"{event}" both meets and closes the deadline.', "Take it out of one of the two.")


def _check_rollover(pack: Pack, faults: Faults) -> None:
    calendar, place = pack.calendar, "calendar · rolls_over"
    if calendar.rollover is Rollover.NONE and calendar.rolls_over:
        faults.add(place, 'names deadlines although rollover is "none".', "Empty it, or say how they roll over.")
    rules = {rule.id: rule for rule in pack.rules}
    for rule_id in sorted(calendar.rolls_over):
        if rule_id not in rules:
            faults.add(place, f'names "{rule_id}", which does not exist.', "Name ids of [[deadlines]].")
        elif rules[rule_id].kind is not Kind.LIMIT or not rules[rule_id].gives_date:
            faults.add(place, f'names "{rule_id}", which is no computed limit.', "Take it out.")
