"""What a file says of itself at a point of the checklist: counted, never judged. The reviewer says what it means."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from jiwar.casework.cases.models import Case, CaseMember, Document, Task
from jiwar.casework.conflicts.models import Check
from jiwar.casework.people.models import Consent
from jiwar.foundation.access import policy
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.languages.reader import format_number
from jiwar.foundation.vault import prefetch
from jiwar.lines.legal.helping import queries as helping
from jiwar.lines.legal.models import Deadline, Exhibit, ReadBack, StatementVersion


@dataclass(frozen=True)
class Said:
    """`tone`: 'ok' where nothing is missing, 'soon' where something is, '' where there is nothing to say."""

    text: str
    tone: str = ""


def of_case(viewer: Viewer, case: Case) -> dict[str, Said]:
    """By the code an item asks for; only of what stands open to the viewer."""
    return {code: say(viewer, case) for code, say in _SAYS.items()}


def _conflict(_viewer: Viewer, case: Case) -> Said:
    last = Check.objects.filter(case=case).order_by("-run_at", "-id").first()
    if last is None:
        return Said(_("Nobody looked yet."), "soon")
    clear = last.outcome == Check.Outcome.CLEAR
    return Said(_("Looked for; the last answer: %(answer)s") % {"answer": last.get_outcome_display()}, _tone(clear))


def _scope(viewer: Viewer, case: Case) -> Said:
    lines = [line for line in helping.of_case(viewer, case) if line.service.running]
    if not lines:
        return Said(_("No legal help runs here."))
    missing = sum(line.needs_scope for line in lines)
    if missing:
        return Said(_("Represented, and no scope letter was agreed."), "soon")
    agreed = any(line.agreed for line in lines)
    return Said(_("A scope letter was agreed.") if agreed else _("Only advice or papers: none is needed."), "ok")


def _consent(viewer: Viewer, case: Case) -> Said:
    people = CaseMember.objects.filter(case=case, left_at__isnull=True).values("person")
    rows = list(policy.scope(viewer, Consent.objects.filter(person__in=people, state=Consent.State.GIVEN)))
    prefetch(rows)
    given = any(row.purpose == Consent.Purpose.LEGAL for row in rows)
    return Said(
        _("Asked for legal help, and given.") if given else _("No consent to legal help is kept."), _tone(given)
    )


def _deadline(viewer: Viewer, case: Case) -> Said:
    limits = Deadline.objects.filter(case=case, status=Deadline.Status.OPEN, kind=Deadline.Kind.LIMIT)
    rows = list(policy.scope(viewer, limits))
    if not rows:
        return Said(_("No deadline is open."))
    prefetch(rows)
    lacking = sum(row.safe is None or row.owner_id is None or not row.details.get("basis") for row in rows)
    said = {"open": format_number(len(rows)), "lacking": format_number(lacking)}
    if lacking:
        return Said(_("Open: %(open)s. Without a day, a source or an owner: %(lacking)s.") % said, "soon")
    return Said(_("Open: %(open)s, each with day, source and owner.") % said, "ok")


def _next_step(viewer: Viewer, case: Case) -> Said:
    rows = policy.scope(viewer, Task.objects.filter(case=case, state=Task.State.OPEN))
    if rows.filter(due__isnull=False, owner__isnull=False).exists():
        return Said(_("A task is open, with a day and an owner."), "ok")
    return Said(_("No open task has a day and an owner."), "soon")


def _statement(viewer: Viewer, case: Case) -> Said:
    versions = policy.scope(viewer, StatementVersion.objects.filter(statement__case=case))
    last = versions.order_by("-written_at", "-number").first()
    if last is None:
        return Said(_("No statement was written."))
    read = policy.scope(viewer, ReadBack.objects.filter(of_version=last)).exists()
    return Said(_("The last version was read back.") if read else _("The last version was not read back."), _tone(read))


def _evidence(viewer: Viewer, case: Case) -> Said:
    exhibits = policy.scope(viewer, Exhibit.objects.filter(case=case)).count()
    papers = policy.scope(viewer, Document.objects.filter(case=case)).count()
    said = {"exhibits": format_number(exhibits), "papers": format_number(papers)}
    text = _("Exhibits: %(exhibits)s. Papers on the case: %(papers)s.")
    return Said(text % said, _tone(bool(exhibits or not papers)))


def _tone(good: bool) -> str:
    return "ok" if good else "soon"


_SAYS: Final[dict[str, Callable[[Viewer, Case], Said]]] = {
    "conflict": _conflict,
    "scope": _scope,
    "consent": _consent,
    "deadline": _deadline,
    "next-step": _next_step,
    "statement": _statement,
    "evidence": _evidence,
}
