"""Taking what became sensitive out of the wider circle, in every version that was written before."""

from collections.abc import Sequence

from jiwar.casework.cases.models import Case
from jiwar.lines.legal.models import NarrowPassages, StatementVersion
from jiwar.lines.legal.statements.paragraphs import circles, joined, narrowed


def narrow_before(versions: Sequence[StatementVersion], roots: frozenset[str]) -> None:
    """What comes from these paragraphs, or from these events; inside the caller's transaction."""
    for version in versions:
        if not any(each["root"] in roots for each in version.body):
            continue
        passages = NarrowPassages.objects.get(of_version=version)
        version.body, passages.passages = circles(narrowed(joined(version.body, passages.passages), roots))
        version.save(update_fields=["body"])
        passages.save(update_fields=["passages"])


def narrow_in_case(case: Case, root: str) -> None:
    narrow_before(list(StatementVersion.objects.filter(statement__case=case)), frozenset({root}))
