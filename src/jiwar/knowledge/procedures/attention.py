"""What must be said beside a standing, before anyone relies on it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from jiwar.knowledge.procedures.cautions import Caution, CautionCode, caution
from jiwar.knowledge.procedures.events import Event, HowNotified, Proof
from jiwar.knowledge.procedures.pack import EVERY_TRACK, Kind, Pack, RecordStatus, Track
from jiwar.knowledge.procedures.reckoning import Offices, precaution_days, shortest_remedy
from jiwar.knowledge.procedures.standing import RUNNING, Deadline, Status
from jiwar.knowledge.procedures.steps import StepCode
from jiwar.knowledge.procedures.vocabulary import VOCABULARY, EventKind

_NO_PROOF = frozenset({Proof.OWN_WORD, Proof.NONE})
_AGAINST = frozenset(kind for kind, known in VOCABULARY.items() if known.notification and not known.ends) | {
    EventKind.DETENTION_ORDERED
}
_NOT_WRITTEN = frozenset({HowNotified.ORALLY, HowNotified.LEARNED_OTHERWISE})


def cautions(
    pack: Pack,
    tracks: tuple[Track, ...],
    live: tuple[Event, ...],
    deadlines: tuple[Deadline, ...],
    offices: Offices,
    today: date,
) -> tuple[Caution, ...]:
    """What burns first, then doubts about dates, about events, about the pack; what the country says comes last.
    `pack`: the newest edition; an event is looked at under the one of its day."""
    running = [deadline for deadline in deadlines if deadline.status in RUNNING]
    found = [
        *(one for deadline in running for one in _urgent(deadline, today)),
        *_several_remedies(running),
        *(one for deadline in running for one in _doubts(deadline)),
        *(one for event in live for one in _about_event(event, pack, tracks, today)),
        *(one for event in live for one in _other_track(event, pack, tracks, offices)),
        *_outside_effective(running),
    ]
    office = offices.addressee
    if not office.country and office.weekend_override is None:
        found.append(caution(CautionCode.WEEKEND_UNKNOWN))
    return (*found, *(caution(CautionCode.COUNTRY, text=text) for text in pack.country.warnings))


def _urgent(deadline: Deadline, today: date) -> Iterable[Caution]:
    rule, key = deadline.rule, deadline.key
    if rule.kind is not Kind.LIMIT:
        return
    if deadline.due is not None and deadline.status is Status.MISSED:
        yield caution(CautionCode.MISSED, key, action=rule.action, day=deadline.due)
    elif deadline.due is not None and deadline.safe is not None and deadline.safe <= today:
        yield caution(CautionCode.ACT_TODAY, key, action=rule.action, day=deadline.due)
    elif deadline.precaution and deadline.precaution_safe and deadline.precaution_safe <= today:
        yield caution(CautionCode.ACT_TODAY, key, action=rule.action, day=deadline.precaution)
    if deadline.ask_lawyer:
        yield caution(CautionCode.NO_DATE if rule.known else CautionCode.NOT_VERIFIED, key, action=rule.action)


def _several_remedies(running: list[Deadline]) -> Iterable[Caution]:
    """Of remedies one decision opens, the nearest is named; `running` comes nearest first."""
    by_start: dict[object, list[Deadline]] = defaultdict(list)
    for deadline in running:
        if deadline.rule.kind is Kind.LIMIT and deadline.status is Status.OPEN and deadline.due is not None:
            by_start[(deadline.started_by, deadline.started)].append(deadline)
    for remedies in by_start.values():
        nearest = remedies[0]
        if len(remedies) > 1 and nearest.due is not None:
            day, action = nearest.due, nearest.rule.action
            yield caution(CautionCode.SEVERAL_REMEDIES, nearest.key, action=action, day=day)


def _doubts(deadline: Deadline) -> Iterable[Caution]:
    rule, key = deadline.rule, deadline.key
    if deadline.confirm_on_letter and deadline.due is not None:
        yield caution(CautionCode.CONFIRM_ON_LETTER, key, action=rule.action)
    printed, computed = deadline.printed, deadline.computed
    if printed is not None and computed is not None and not printed.confirmed and printed.day != computed:
        params = {"printed": printed.day, "computed": computed}
        yield caution(CautionCode.PRINTED_DIFFERS, key, action=rule.action, **params)
    unsaid = next((step for step in deadline.why if step.code is StepCode.SAY_WHICH), None)
    if unsaid is not None:
        yield caution(CautionCode.SAY_WHICH, key, event=unsaid.params["event"], action=rule.action)
    if any(step.code is StepCode.FALLBACK_EVENT for step in deadline.why):
        events = tuple(sorted(kind.value for kind in rule.reading.starts_from))
        yield caution(CautionCode.FALLBACK_EVENT, key, action=rule.action, events=events)
    if rule.status not in {RecordStatus.IN_FORCE, RecordStatus.UNKNOWN}:
        yield caution(CautionCode.RECORD_STATUS, key, action=rule.action, status=rule.status.value)


def _about_event(event: Event, pack: Pack, tracks: tuple[Track, ...], today: date) -> Iterable[Caution]:
    own = pack.in_force(event.given.best())
    kind, when, known = event.kind.value, event.when, VOCABULARY[event.kind]
    if when.latest > pack.checked_on and not known.may_lie_ahead:
        yield caution(CautionCode.FRESH_CHECK, event=kind, day=pack.checked_on)
    if when.earliest > today and not known.may_lie_ahead:
        yield caution(CautionCode.EVENT_AHEAD, event=kind, day=when.earliest)
    if known.notification and event.proof in _NO_PROOF:
        yield caution(CautionCode.NO_PROOF, event=kind)
    if known.notification and event.how_notified in _NOT_WRITTEN:
        yield caution(CautionCode.NOT_IN_WRITING, event=kind)
    if not event.type_certain:
        yield caution(CautionCode.TYPE_UNCERTAIN, event=kind)
    if event.kind not in _AGAINST and event.kind not in _with_effect(own, pack, tracks):
        yield caution(CautionCode.EVENT_WITHOUT_EFFECT, event=kind)
    # It may answer what an older edition started; a date printed on it counts only for what it starts itself.
    about = {*event.about} - {rule.id for edition in pack.editions for rule in edition.rules}
    for named in sorted(about | ({*event.printed} - {rule.id for rule in own.rules})):
        yield caution(CautionCode.UNKNOWN_DEADLINE, event=kind, text=named)


def _other_track(event: Event, pack: Pack, tracks: tuple[Track, ...], offices: Offices) -> Iterable[Caution]:
    """A notice that starts one of our limits only on tracks nobody opened, or on none, must not pass in silence."""
    if event.kind not in _AGAINST:
        return
    own = pack.in_force(event.given.best())
    limits = [rule for rule in own.rules if rule.kind is Kind.LIMIT and event.kind in rule.reading.starts_from]
    elsewhere = sorted({rule.track for rule in limits})
    here = {track.id for track in tracks} | {EVERY_TRACK}
    if here.intersection(elsewhere):
        return
    remedy = shortest_remedy(own, event.when.earliest)
    if not elsewhere or remedy is None or not VOCABULARY[event.kind].notification:
        yield caution(CautionCode.NOTHING_RECORDED, event=event.kind.value)
        return
    day, safe = precaution_days(remedy, event.when.earliest, offices)
    labels = tuple(track.label for track in own.tracks if track.id in elsewhere)
    yield caution(CautionCode.OTHER_TRACK, event=event.kind.value, tracks=labels, day=day, safe=safe)


@lru_cache(maxsize=1024)
def _with_effect(own: Pack, pack: Pack, tracks: tuple[Track, ...]) -> frozenset[EventKind]:
    """What starts something under the edition of its day, ends what any edition started, or leads on along the way,
    which is the newest's."""
    here = frozenset(track.id for track in tracks)
    kinds = set(own.anytime)
    for rule in own.rules_on(here):
        kinds |= rule.reading.starts_from | rule.reading.fallback_from
    for rule in (rule for edition in pack.editions for rule in edition.rules_on(here)):
        kinds |= rule.reading.met_by | rule.reading.closed_by
    for stage in (pack.stages[stage] for track in tracks for stage in track.stages):
        kinds |= stage.entered_by | stage.within | stage.left_by
    return frozenset(kinds)


def _outside_effective(running: list[Deadline]) -> Iterable[Caution]:
    """Rules that took effect after the event, or ended before it, do not govern it."""
    for deadline in running:
        pack, started = deadline.pack, deadline.started
        if started is None:
            continue
        event = next(str(step.params["event"]) for step in deadline.why if step.code is StepCode.STARTED)
        params = {"event": event, "text": pack.effective_note}
        if pack.effective_from is not None and started.earliest < pack.effective_from:
            yield caution(CautionCode.BEFORE_EFFECTIVE, deadline.key, day=pack.effective_from, **params)
        if pack.effective_until is not None and started.latest > pack.effective_until:
            yield caution(CautionCode.AFTER_EFFECTIVE, deadline.key, day=pack.effective_until, **params)
