"""The drafts of a case, their versions, and what of them the viewer sees."""

from dataclasses import dataclass
from uuid import UUID

from jiwar.casework.cases.models import Case
from jiwar.foundation import vault
from jiwar.foundation.access import policy
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.access.viewer import Viewer
from jiwar.lines.legal.models import NarrowPassages, ReadBack, Statement, StatementVersion
from jiwar.lines.legal.statements import rights
from jiwar.lines.legal.statements.paragraphs import Paragraph, joined


@dataclass(frozen=True)
class Text:
    """One draft with its versions, newest first, and of each how it was read back, newest first."""

    row: Statement
    versions: list[StatementVersion]
    read_backs: dict[UUID, list[ReadBack]]

    @property
    def latest(self) -> StatementVersion:
        return self.versions[0]

    @property
    def confirmed(self) -> bool:
        return self.is_confirmed(self.latest)

    def is_confirmed(self, version: StatementVersion) -> bool:
        return any(each.answer == "yes" for each in self.read_backs.get(version.id, []))

    def last_read(self, version: StatementVersion) -> ReadBack | None:
        return next(iter(self.read_backs.get(version.id, [])), None)

    def version(self, number: int) -> StatementVersion:
        """`NotThere` for a number there is not."""
        found = next((each for each in self.versions if each.number == number), None)
        if found is None:
            raise NotThere
        return found


def statements(viewer: Viewer, case: Case) -> list[Text]:
    """Newest first."""
    rights.to_read(viewer, case)
    rows = policy.scope(viewer, Statement.objects.filter(case=case).select_related("case__subject"))
    return _texts(viewer, list(rows.order_by("-begun_at", "id")))


def statement(viewer: Viewer, statement_id: UUID) -> Statement:
    rows = Statement.objects.filter(id=statement_id).select_related("case__subject")
    found = policy.scope(viewer, rows).first()
    if found is None:
        raise NotThere
    return found


def text(viewer: Viewer, row: Statement) -> Text:
    return _texts(viewer, [row])[0]


def _texts(viewer: Viewer, rows: list[Statement]) -> list[Text]:
    versions = StatementVersion.objects.filter(statement__in=rows).select_related("written_by__account")
    found = list(policy.scope(viewer, versions.order_by("-number")))
    backs = ReadBack.objects.filter(of_version__in=found).select_related("recorded_by__account", "interpreter__account")
    read = list(policy.scope(viewer, backs.order_by("-recorded_at", "id")))
    vault.prefetch([*rows, *found, *read])
    by_version: dict[UUID, list[ReadBack]] = {}
    for each in read:
        by_version.setdefault(each.of_version_id, []).append(each)
    return [Text(row, [each for each in found if each.statement_id == row.id], by_version) for row in rows]


def versions_of(row: Statement) -> list[StatementVersion]:
    """All, oldest first. The caller has opened the draft."""
    return list(row.versions.order_by("number"))


def paragraphs_of(viewer: Viewer, case: Case, version: StatementVersion) -> list[Paragraph]:
    """Of a version: all of it with both parts open, else what is left for the wider circle."""
    rights.to_read(viewer, case)
    if not rights.reads_narrow(viewer, case):
        return joined(version.body)
    narrow = policy.scope(viewer, NarrowPassages.objects.filter(of_version=version)).first()
    return joined(version.body, narrow.passages if narrow else ())


def unread(found: Text) -> bool:
    """The latest version was not read to the person yet."""
    return not found.read_backs.get(found.latest.id)
