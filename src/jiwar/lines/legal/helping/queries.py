"""What can be asked about legal help, always for a viewer; what an adviser thinks of it only where that stands open."""

from dataclasses import dataclass
from uuid import UUID

from jiwar.casework.cases import queries as cases
from jiwar.casework.cases.models import Case, Service
from jiwar.foundation import vault
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.policy import NotThere
from jiwar.foundation.access.viewer import Viewer
from jiwar.knowledge.instruments import Answer, Help, Suggestion
from jiwar.lines.legal.helping import actions, criteria
from jiwar.lines.legal.helping.criteria import Asked
from jiwar.lines.legal.kinds_of_help import help_in_words
from jiwar.lines.legal.models import Decision, Ground, Scope, Screen
from jiwar.lines.legal.rights import DECIDE_HELP, LEGAL_PRIVILEGED

LINE = "legal"


@dataclass(frozen=True)
class Line:
    """One legal service of a case in a line: how far it is."""

    service: Service
    decision: Decision | None
    scope: Scope | None

    @property
    def needs_scope(self) -> bool:
        """Nobody is represented before it was explained what that means, and agreed to; less was agreed for less."""
        if not self.service.running or self.service.kind != Help.REPRESENTATION:
            return False
        return self.scope is None or not self.scope.agreed or self.scope.kind != Help.REPRESENTATION

    @property
    def agreed(self) -> bool:
        return self.scope is not None and self.scope.agreed

    @property
    def waits_for_second(self) -> bool:
        return self.decision is not None and self.decision.wants_second and self.decision.second_at is None


@dataclass(frozen=True)
class DecisionShown:
    """`ground` None: the privileged part is closed to the viewer."""

    row: Decision
    help: str
    ground: Ground | None


@dataclass(frozen=True)
class ScreenShown:
    """`because`: what limited it. What was suggested is in the row, whatever would be suggested today."""

    row: Screen
    because: Suggestion
    answers: list[tuple[Asked, Answer, str]]


@dataclass(frozen=True)
class HelpView:
    """Everything about one legal service. `privileged`: what the adviser thinks of it stands open."""

    service: Service
    line: Line
    privileged: bool
    may_decide: bool
    screens: list[ScreenShown]
    decisions: list[DecisionShown]
    scopes: list[Scope]


def service(viewer: Viewer, service_id: UUID) -> Service:
    """`NotThere` for one of another line, or of a file closed to the viewer."""
    found = Service.objects.filter(id=service_id, line=LINE).values_list("case_id", flat=True).first()
    if found is None:
        raise NotThere
    case = cases.case(viewer, found)
    row = cases.service(viewer, case, service_id)
    row.case = case
    return row


def of_case(viewer: Viewer, case: Case) -> list[Line]:
    rows = list(policy.scope(viewer, Service.objects.filter(case=case, line=LINE)))
    decisions = _last(list(policy.scope(viewer, Decision.objects.filter(case=case).order_by("number"))))
    scopes = list(policy.scope(viewer, Scope.objects.filter(case=case).order_by("-number")))
    shown = {row.id: _counts([scope for scope in scopes if scope.service_id == row.id]) for row in rows}
    vault.prefetch([*decisions.values(), *(scope for scope in shown.values() if scope)])
    return [Line(row, decisions.get(row.id), shown[row.id]) for row in rows]


def _last(rows: list[Decision]) -> dict[UUID, Decision]:
    return {row.service_id: row for row in rows}


def _counts(scopes: list[Scope]) -> Scope | None:
    """Of those of one service, newest first: the one that is agreed and runs, else the newest."""
    return next((row for row in scopes if row.agreed), next(iter(scopes), None))


def page(viewer: Viewer, of: Service) -> HelpView:
    subject = of.case.subject
    privileged = policy.decide(viewer, can.SIGNED_IN, subject=subject, compartment=LEGAL_PRIVILEGED).allowed
    may_decide = policy.decide(viewer, DECIDE_HELP, subject=subject, compartment=LEGAL_PRIVILEGED).allowed
    decisions = list(Decision.objects.filter(service=of).select_related("decided_by__account", "second_by__account"))
    grounds = {row.decision_id: row for row in policy.scope(viewer, Ground.objects.filter(decision__in=decisions))}
    screens = list(policy.scope(viewer, Screen.objects.filter(service=of).select_related("screened_by__account")))
    scopes = list(Scope.objects.filter(service=of).select_related("explained_by__account", "document"))
    for rows in (decisions, screens, scopes):
        rows.sort(key=lambda row: -row.number)
    vault.prefetch([*decisions, *grounds.values(), *screens, *scopes])
    return HelpView(
        service=of,
        line=Line(of, decisions[0] if decisions else None, _counts(scopes)),
        privileged=privileged,
        may_decide=may_decide and not of.case.is_closed,
        screens=[_screen(row) for row in screens],
        decisions=[DecisionShown(row, help_in_words(row.outcome), grounds.get(row.id)) for row in decisions],
        scopes=scopes,
    )


def _screen(row: Screen) -> ScreenShown:
    """As it was asked, answered and suggested; what we have no words for any more is left out."""
    given = {code: (Answer(answer), reason) for code, (answer, reason) in row.answers.items()}
    known = {each.criterion.id: each for each in criteria.all_criteria()}
    answers = [(known[code], answer, reason) for code, (answer, reason) in given.items() if code in known]
    found = actions.suggestion(row.asked_for, {code: answer for code, (answer, _reason) in given.items()})
    return ScreenShown(row, found, answers)


def last_answers(viewer: Viewer, of: Service) -> dict[str, tuple[str, str]]:
    """For the form: what was answered last. Refused where the privileged part is closed."""
    policy.require(viewer, can.WORK_ON_FILES, subject=of.case.subject, compartment=LEGAL_PRIVILEGED)
    last = Screen.objects.filter(service=of).order_by("-number").first()
    return {code: (answer, reason) for code, (answer, reason) in last.answers.items()} if last else {}


def decision(viewer: Viewer, decision_id: UUID) -> Decision:
    rows = Decision.objects.filter(id=decision_id).select_related("case__subject", "service")
    found = policy.scope(viewer, rows).first()
    if found is None:
        raise NotThere
    found.service.case = found.case
    return found


def scope(viewer: Viewer, scope_id: UUID) -> Scope:
    wanted = ("case__subject", "service", "explained_by__account", "written_by__account")
    found = policy.scope(viewer, Scope.objects.filter(id=scope_id).select_related(*wanted)).first()
    if found is None:
        raise NotThere
    policy.require(viewer, can.SIGNED_IN, subject=found.case.subject, compartment=GENERAL)
    found.service.case = found.case
    return found
