"""Rounds, for everybody in the group; the cases in them, for who works on those."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from jiwar.casework.cases.models import Case, CaseMember
from jiwar.foundation.access import policy
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.languages.countries import alphabetical, country_codes, country_name
from jiwar.foundation.languages.reader import current_reader
from jiwar.lines.legal.models import Renewal, RenewalRound, RoundBefore, RunsOut
from jiwar.lines.legal.radar.papers import Paper
from jiwar.lines.legal.radar.queries import known_people, own_files
from jiwar.lines.legal.radar.rounds import reach

MOST_SHOWN: Final = 60
NOT_IN_ROUNDS: Final = (Paper.DETENTION, Paper.OTHER)
"""A review of one person's detention is no paper, and 'something else' would reach whatever was written down so."""


@dataclass(frozen=True)
class Reached:
    """The viewer's own files that a round would reach, and of how many."""

    cases: list[Case]
    looked_at: int


def recorded() -> list[tuple[RenewalRound, list[RoundBefore]]]:
    """The latest days first, those taken back too; each with what stood there before, the latest correction first."""
    rows = RenewalRound.objects.select_related("announced_by__account", "withdrawn_by__account")
    with_befores = rows.prefetch_related("befores__corrected_by__account")
    found = with_befores.order_by("-last", "-announced_at")[:MOST_SHOWN]
    return [(row, sorted(row.befores.all(), key=lambda each: each.corrected_at, reverse=True)) for row in found]


def one(row: UUID) -> RenewalRound:
    found = RenewalRound.objects.filter(id=row).first()
    if found is None:
        raise NotThere
    return found


def countries(own: str) -> list[tuple[str, str]]:
    """All by name, because a passport may be of any; the group's own first."""
    language = current_reader().language
    named = [(code, country_name(code, language)) for code in country_codes()]
    return sorted(named, key=lambda each: (each[0] != own, alphabetical(each[1])))


def would_reach(viewer: Viewer, kind: Paper, country: str) -> Reached:
    """Writes nothing, and counts no file that is not the viewer's."""
    files = own_files(viewer)
    papers = policy.scope(viewer, RunsOut.objects.filter(case__in=files))
    members = CaseMember.objects.filter(case__in=files, person__in=known_people(viewer))
    found = reach.having(kind, country, papers, members)
    return Reached(list(Case.objects.filter(id__in=found).order_by("number")), files.count())


def renewal(viewer: Viewer, row: UUID) -> Renewal:
    """`NotThere` unless the general part of its file stands open to the viewer."""
    rows = policy.scope(viewer, Renewal.objects.filter(id=row))
    found = rows.select_related("case__subject", "round").first()
    if found is None:
        raise NotThere
    return found


def of_case(viewer: Viewer, case: Case, today: date) -> list[tuple[Renewal, bool]]:
    """Those nobody has ended, the nearest first; and whether it was missed."""
    rows = policy.scope(viewer, Renewal.objects.filter(case=case, ended_on__isnull=True))
    found = rows.select_related("round", "owner__account").order_by("safe", "id")
    return [(row, row.due < today) for row in found]
