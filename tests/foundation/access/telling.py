"""What acts of access left behind: the entries of the audit, and the words told."""

from typing import Any

from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.models import Grant, Membership, Word
from jiwar.foundation.audit.models import Entry
from jiwar.foundation.vault.models import Subject
from tests.cast import Player


def case_of(*owners: Player) -> Subject:
    """A case file on which these work."""
    subject = Subject.objects.create(kind=Subject.Kind.CASE)
    for owner in owners:
        Grant.objects.create(
            member=owner.member, subject=subject, compartment=GENERAL.code, source=Grant.Source.ASSIGNMENT
        )
    return subject


def kept(since: int = 0) -> list[tuple[str, dict[str, Any]]]:
    """Kind and details of the entries, in order."""
    return [(row.kind, row.about) for row in Entry.objects.order_by("at", "id")[since:]]


def in_any_order(entries: list[tuple[str, dict[str, Any]]]) -> list[tuple[str, str]]:
    return sorted((kind, str(sorted(about.items()))) for kind, about in entries)


def told(player: Player | Membership) -> list[tuple[str, dict[str, Any]]]:
    member = player.member if isinstance(player, Player) else player
    return list(Word.objects.filter(member=member).order_by("at", "id").values_list("kind", "about"))


def id_of(player: Player) -> str:
    return str(player.member.id)
