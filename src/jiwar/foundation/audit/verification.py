"""Walks a group's chain and names the first place where it does not hold."""

from collections.abc import Iterator
from dataclasses import dataclass

from jiwar.foundation.audit import checkpoints
from jiwar.foundation.audit.chain import BATCH, START, link_hash, seal_group, sealed_reasons
from jiwar.foundation.audit.models import Check, Entry, Link
from jiwar.foundation.groups.context import acting_for, current_group
from jiwar.foundation.groups.models import Group


@dataclass(frozen=True)
class Verdict:
    """`problem` is empty when the chain holds; else one sentence that names the first broken link."""

    group: str
    checked: int
    waiting: int
    problem: str = ""

    @property
    def holds(self) -> bool:
        return not self.problem


def verify(group: Group) -> Verdict:
    with acting_for(group):
        expected = {point.sequence: point.hash for point in checkpoints.read()}
        checked, previous = 0, START
        problem = ""
        for link, entry, reason in _links():
            problem = _check(link, entry, reason, checked + 1, previous, expected)
            if problem:
                break
            checked, previous = link.sequence, link.hash
        waiting = Entry.objects.count() - Link.objects.count()
        if not problem and expected and max(expected) > checked:
            problem = f"link {checked + 1} is missing: the chain once reached link {max(expected)} and was cut short"
        return Verdict(group.name, checked, max(waiting, 0), problem)


def check() -> Check:
    """Walks the current group's chain and keeps what was found; of earlier walks the last hundred are kept."""
    while seal_group(everything=True):
        pass
    verdict = verify(current_group())
    found = Check.objects.create(checked=verdict.checked, problem=verdict.problem[:300])
    old = list(Check.objects.order_by("-at").values_list("id", flat=True)[100:])
    Check.objects.filter(id__in=old).delete()
    return found


def last_check() -> Check | None:
    return Check.objects.order_by("-at").first()


def last_sealed() -> int:
    """The number of the last link, 0 where nothing has been chained yet."""
    return Link.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 0


def _check(
    link: Link, entry: Entry | None, reason: bytes, sequence: int, previous: str, expected: dict[int, str]
) -> str:
    if link.sequence != sequence:
        return f"link {sequence} is missing"
    if entry is None:
        return f"link {sequence}: its entry {link.entry_id} has been taken away"
    if link_hash(previous, sequence, entry, reason) != link.hash:
        return f"link {sequence}: entry {entry.id} of {entry.at.isoformat()} or its link has been changed"
    if expected.get(sequence, link.hash) != link.hash:
        return f"link {sequence}: the chain differs from the checkpoint written outside the database"
    return ""


def _links() -> Iterator[tuple[Link, Entry | None, bytes]]:
    after = 0
    while batch := list(Link.objects.filter(sequence__gt=after).order_by("sequence")[:BATCH]):
        ids = [link.entry_id for link in batch]
        entries = {entry.id: entry for entry in Entry.objects.filter(id__in=ids)}
        reasons = sealed_reasons(ids)
        for link in batch:
            yield link, entries.get(link.entry_id), reasons.get(link.entry_id, b"")
        after = batch[-1].sequence
