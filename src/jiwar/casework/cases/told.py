"""The words of this room's timeline entries."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiwar.casework import service_lines
from jiwar.casework.cases.models import Case, CaseMember, Document, Goal, Note, Service, TimelineEntry
from jiwar.casework.cases.sectors import Sector, Severity, word
from jiwar.casework.cases.timeline import HELP, NOTES, PAPERS, PLAN, TEAM, tells


@tells("case-opened", TEAM)
def opened(_entry: TimelineEntry) -> str:
    return _("Case opened")


@tells("danger-flagged", TEAM)
def danger_flagged(entry: TimelineEntry) -> str:
    return _("Flagged: %(danger)s") % {"danger": word(Case.Danger, entry.facts["danger"])}


@tells("danger-cleared", TEAM)
def danger_cleared(_entry: TimelineEntry) -> str:
    return _("The danger is over")


@tells("assigned", TEAM)
def assigned(entry: TimelineEntry) -> str:
    if entry.facts["lead"]:
        return _("%(name)s leads the case now") % {"name": entry.facts["name"]}
    return _("%(name)s joined the team") % {"name": entry.facts["name"]}


@tells("assignment-ended", TEAM)
def assignment_ended(entry: TimelineEntry) -> str:
    return _("%(name)s left the team") % {"name": entry.facts["name"]}


@tells("handed-over", TEAM)
def handed_over(entry: TimelineEntry) -> str:
    return _("Handed over from %(old)s to %(new)s") % {"old": entry.facts["from"], "new": entry.facts["to"]}


@tells("person-joined", TEAM)
def person_joined(entry: TimelineEntry) -> str:
    role = word(CaseMember.Role, entry.facts["role"])
    return _("%(number)s joined the case: %(role)s") % {"number": entry.facts["number"], "role": role}


@tells("person-left", TEAM)
def person_left(entry: TimelineEntry) -> str:
    return _("%(number)s is no longer on the case") % {"number": entry.facts["number"]}


@tells("step-moved", PLAN)
def step_moved(entry: TimelineEntry) -> str:
    return _("Step: %(step)s") % {"step": word(Case.Step, entry.facts["step"])}


@tells("assessed", PLAN)
def assessed(entry: TimelineEntry) -> str:
    return _("Assessed %(sector)s: %(severity)s") % {
        "sector": word(Sector, entry.facts["sector"]),
        "severity": word(Severity, entry.facts["severity"]),
    }


@tells("need-recorded", PLAN)
def need_recorded(entry: TimelineEntry) -> str:
    return _("Need recorded: %(sector)s") % {"sector": word(Sector, entry.facts["sector"])}


@tells("need-met", PLAN)
def need_met(entry: TimelineEntry) -> str:
    return _("Need met: %(sector)s") % {"sector": word(Sector, entry.facts["sector"])}


@tells("goal-set", PLAN)
def goal_set(_entry: TimelineEntry) -> str:
    return _("Goal set")


@tells("goal-changed", PLAN)
def goal_changed(entry: TimelineEntry) -> str:
    return _("Goal: %(state)s") % {"state": word(Goal.State, entry.facts["state"])}


@tells("service-requested", HELP)
def service_requested(entry: TimelineEntry) -> str:
    return _("Asked for: %(service)s") % {"service": service_name(entry.facts["line"], entry.facts["kind"])}


@tells("service-moved", HELP)
def service_moved(entry: TimelineEntry) -> str:
    return _("%(service)s: %(state)s") % {
        "service": service_name(entry.facts["line"], entry.facts["kind"]),
        "state": word(Service.State, entry.facts["state"]),
    }


@tells("task-finished", PLAN)
def task_finished(entry: TimelineEntry) -> str:
    return _("Done: %(task)s") % {"task": entry.facts["title"]}


@tells("note-written", NOTES)
def note_written(entry: TimelineEntry) -> str:
    return word(Note.Kind, entry.facts["kind"])


@tells("document-added", PAPERS)
def document_added(entry: TimelineEntry) -> str:
    kind = word(Document.Kind, entry.facts["kind"])
    return _("Document added: %(kind)s") % {"kind": kind}


@tells("case-closed", TEAM)
def case_closed(entry: TimelineEntry) -> str:
    return _("Case closed: %(reason)s") % {"reason": word(Case.Closing, entry.facts["reason"])}


@tells("closing-words", TEAM)
def closing_words(_entry: TimelineEntry) -> str:
    return _("How it ended")


@tells("case-reopened", TEAM)
def case_reopened(_entry: TimelineEntry) -> str:
    return _("Case reopened")


def service_name(line: str, kind: str) -> str:
    """The word of a kind of service; its code where its line is not installed."""
    try:
        return str(service_lines.line(line).service(kind).name)
    except (KeyError, StopIteration):
        return kind


MINUTES = gettext_lazy("%(minutes)s min")
