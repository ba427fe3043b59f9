"""Proposing, confirming, ending: nobody changes a time limit for the whole group by their word alone."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override as speaking

from jiwar.casework.cases import receipts
from jiwar.casework.cases.errors import NotPossible
from jiwar.foundation.access import policy, words
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.kinds import Kind
from jiwar.foundation.audit.record import record
from jiwar.knowledge import procedures
from jiwar.knowledge.procedures import PackError
from jiwar.lines.legal import kinds, replays
from jiwar.lines.legal.models import RuleOverride
from jiwar.lines.legal.overriding import faults, packs
from jiwar.lines.legal.rights import CORRECT_RULES, LEGAL_ADVISER
from jiwar.lines.legal.words import period_of

OVERRIDE_WAITS = "rule-override-waits"
OVERRIDE_DECIDED = "rule-override-decided"
State = RuleOverride.State


@dataclass(frozen=True)
class Value:
    """What is proposed. `value` and `unit` are None where nobody can verify how long it is."""

    known: bool
    value: int | None
    unit: str
    day_type: str
    starts_from: tuple[str, ...]
    suspensive_effect: str
    since: date
    reason: str
    source_title: str
    source_publisher: str
    source_place: str
    source_date: date
    legal_basis: str = ""


class MayBeLater(NotPossible):
    """The value is less safe than the package's, and whoever proposes it has not said that they know."""


def unsaved(pack: str, rule: str, value: Value) -> RuleOverride:
    """The row it would be. Raises `NotPossible` with each field that does not fit."""
    row = RuleOverride(
        pack=pack,
        rule=rule,
        since=value.since,
        known=value.known,
        value=value.value if value.known else None,
        unit=value.unit if value.known else "",
        day_type=value.day_type,
        starts_from=sorted(value.starts_from),
        suspensive_effect=value.suspensive_effect,
        legal_basis=value.legal_basis,
        reason=value.reason,
        source_title=value.source_title,
        source_publisher=value.source_publisher,
        source_place=value.source_place,
        source_date=value.source_date,
    )
    package = procedures.load(pack)
    said = package.in_force(row.since).rule(rule)
    with speaking("en"):
        row.package_says = period_of(said) if said else ""
    _require_fit(row)
    row.may_be_later = procedures.may_be_later(package, row.override)
    return row


def _require_fit(row: RuleOverride) -> None:
    try:
        procedures.overlaid(packs.load(row.pack), [row.override])
    except PackError as error:
        said = {"problems": faults.told(error.problems)}
        raise NotPossible(_("The pack does not take this value. %(problems)s") % said) from None


def propose(
    viewer: Viewer, *, pack: str, rule: str, value: Value, knows_it_is_later: bool = False, token: UUID | None = None
) -> RuleOverride:
    """Nothing changes until another adviser confirms. Raises `MayBeLater` where the value could lose a right and
    nobody said that they know; even then the package's day stays the precaution."""
    policy.require(viewer, CORRECT_RULES)
    row = unsaved(pack, rule, value)
    if row.may_be_later and not knows_it_is_later:
        raise MayBeLater(
            _("By this value a date can come later than by Jiwar’s. Look again, and tick that you know it.")
        )
    row.proposed_by = viewer.member
    with transaction.atomic():
        return receipts.once(viewer, token, RuleOverride, lambda: _propose(viewer, row))


def _propose(viewer: Viewer, row: RuleOverride) -> RuleOverride:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise NotPossible(_("There is a value for this limit from that day already. End it first.")) from None
    _keep(viewer, kinds.OVERRIDE_PROPOSED, row)
    _call_others(viewer, row)
    return row


def _call_others(viewer: Viewer, row: RuleOverride) -> None:
    for member in words.members_in_role(LEGAL_ADVISER):
        if member != viewer.member:
            words.tell(member, OVERRIDE_WAITS, {"override": str(row.id)})


def decide(viewer: Viewer, *, override: RuleOverride, agreed: bool) -> RuleOverride:
    """The second word on a proposal. Whoever proposed may take it back, never confirm it."""
    with transaction.atomic():
        row = _locked(viewer, override, State.PROPOSED)
        if agreed:
            _require_another(viewer, row.proposed_by_id)
            _require_fit(row)
        row.state = State.IN_FORCE if agreed else State.REFUSED
        row.decided_by, row.decided_at = viewer.member, timezone.now()
        row.save(update_fields=["state", "decided_by", "decided_at"])
        _keep(viewer, kinds.OVERRIDE_CONFIRMED if agreed else kinds.OVERRIDE_REFUSED, row)
        _answer(viewer, row, row.proposed_by_id)
        if agreed:
            replays.of_pack(row.pack)
    return row


def ask_to_end(viewer: Viewer, *, override: RuleOverride, reason: str) -> RuleOverride:
    """It counts on until another adviser agrees."""
    with transaction.atomic():
        row = _locked(viewer, override, State.IN_FORCE)
        row.state, row.end_reason = State.ENDING, reason
        row.end_asked_by, row.end_asked_at = viewer.member, timezone.now()
        row.save(update_fields=["state", "end_reason", "end_asked_by", "end_asked_at"])
        _keep(viewer, kinds.OVERRIDE_END_ASKED, row)
        _call_others(viewer, row)
    return row


def decide_end(viewer: Viewer, *, override: RuleOverride, agreed: bool) -> RuleOverride:
    """The second word on ending it. Whoever asked may take that back, never agree to it."""
    with transaction.atomic():
        row = _locked(viewer, override, State.ENDING)
        if agreed:
            _require_another(viewer, row.end_asked_by_id)
            row.state, row.ended_by, row.ended_at = State.ENDED, viewer.member, timezone.now()
        else:
            row.state = State.IN_FORCE
        row.save(update_fields=["state", "ended_by", "ended_at"])
        _keep(viewer, kinds.OVERRIDE_ENDED if agreed else kinds.OVERRIDE_KEPT, row)
        _answer(viewer, row, row.end_asked_by_id)
        if agreed:
            replays.of_pack(row.pack)
    return row


def take_out(viewer: Viewer, *, override: RuleOverride) -> str:
    """As a fragment for the package's `packs/changes/`."""
    policy.require(viewer, CORRECT_RULES)
    _keep(viewer, kinds.OVERRIDE_TAKEN, override)
    return procedures.as_fragment(override.override)


def _locked(viewer: Viewer, override: RuleOverride, state: RuleOverride.State) -> RuleOverride:
    policy.require(viewer, CORRECT_RULES)
    row = RuleOverride.objects.select_for_update().get(id=override.id)
    if row.state != state:
        raise NotPossible(_("A colleague decided this meanwhile. Look at it as it is now."))
    return row


def _require_another(viewer: Viewer, first: UUID | None) -> None:
    if viewer.member.id == first:
        policy.refuse("second-person")


def _answer(viewer: Viewer, row: RuleOverride, asked: UUID | None) -> None:
    """Whoever asked reads what became of it; their own word they know."""
    if asked is not None and asked != viewer.member.id:
        member = row.proposed_by if asked == row.proposed_by_id else row.end_asked_by
        if member is not None and member.ended_at is None:
            words.tell(member, OVERRIDE_DECIDED, {"override": str(row.id), "state": row.state})


def _keep(viewer: Viewer, kind: Kind, row: RuleOverride) -> None:
    about = {"pack": row.pack, "rule": row.rule, "since": row.since.isoformat(), "value": row.value, "unit": row.unit}
    record(viewer, kind, row=row, about=about)
