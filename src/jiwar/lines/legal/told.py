"""The words of the legal line's entries in a case's timeline, and of its calls to members."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jiwar.casework.cases import clock
from jiwar.casework.cases.models import TimelineEntry
from jiwar.casework.service_lines import Words
from jiwar.foundation.languages.reader import current_reader, format_day, format_given, format_moment, format_number
from jiwar.knowledge import procedures
from jiwar.knowledge.calendars import GivenDate
from jiwar.knowledge.instruments import interview, said
from jiwar.knowledge.procedures import EventKind
from jiwar.lines.legal import words
from jiwar.lines.legal.detention.agreed import found_in_words
from jiwar.lines.legal.evidence.words import HOLDERS
from jiwar.lines.legal.hearings.words import KINDS as HEARINGS
from jiwar.lines.legal.hearings.words import OUTCOMES
from jiwar.lines.legal.kinds_of_help import help_in_words
from jiwar.lines.legal.models import Renewal
from jiwar.lines.legal.radar.papers import PAPERS, Paper
from jiwar.lines.legal.statements.wording import ANSWERS as READ_BACK


def opened(entry: TimelineEntry) -> str:
    return _("Procedure opened: %(name)s") % {"name": _(entry.facts["name"])}


def tracks_changed(entry: TimelineEntry) -> str:
    pack = procedures.load(entry.facts["pack"])
    tracks = [pack.track(track) for track in entry.facts["tracks"]]
    names = _(", ").join(_(track.label) for track in tracks if track)
    return _("Kind of procedure now: %(tracks)s") % {"tracks": names}


def closed(_entry: TimelineEntry) -> str:
    return _("Procedure closed")


def recorded(entry: TimelineEntry) -> str:
    follows = int(entry.facts.get("follows", 0))
    said = _said(entry.facts)
    if not follows:
        return said
    after = ngettext("%(n)s deadline follows", "%(n)s deadlines follow", follows) % {"n": format_number(follows)}
    return _("%(event)s – %(follows)s") % {"event": said, "follows": after}


def corrected(entry: TimelineEntry) -> str:
    before = format_given(GivenDate.of_plain(entry.facts["before"]))
    return _("Corrected: %(event)s (before: %(before)s)") % {"event": _said(entry.facts), "before": before}


def withdrawn(entry: TimelineEntry) -> str:
    return _("Withdrawn, recorded by mistake: %(event)s") % {"event": _said(entry.facts)}


def printed_recorded(entry: TimelineEntry) -> str:
    return _("The letter says %(day)s: %(action)s") % _printed(entry.facts)


def printed_confirmed(entry: TimelineEntry) -> str:
    return _("The letter’s date is confirmed, %(day)s: %(action)s") % _printed(entry.facts)


def taken_over(entry: TimelineEntry) -> str:
    facts = {"name": entry.facts["name"], "action": _(entry.facts["action"])}
    return _("%(name)s took over the deadline: %(action)s") % facts


def set_aside(entry: TimelineEntry) -> str:
    return _("Deadline set aside: %(action)s") % {"action": _(entry.facts["action"])}


def screened(entry: TimelineEntry) -> str:
    return _("Screen answered; suggested: %(help)s") % {"help": help_in_words(entry.facts["suggested"])}


def decided(entry: TimelineEntry) -> str:
    return _("Decided about legal help: %(help)s") % {"help": help_in_words(entry.facts["outcome"])}


def second_look(_entry: TimelineEntry) -> str:
    return _("A second adviser looked at the decision about legal help")


def scope_written(_entry: TimelineEntry) -> str:
    return _("Scope letter written")


def scope_agreed(entry: TimelineEntry) -> str:
    if entry.facts["how"] == "paper":
        return _("Scope of help explained, and agreed on paper")
    return _("Scope of help explained, and agreed aloud")


def scope_ended(_entry: TimelineEntry) -> str:
    return _("The agreed legal help has ended")


def exhibit_added(entry: TimelineEntry) -> str:
    return _("Exhibit %(label)s added: %(text)s") % dict(entry.facts)


def exhibit_moved(entry: TimelineEntry) -> str:
    said = {"label": entry.facts["label"], "holder": HOLDERS[entry.facts["holder"]]}
    return _("The original of exhibit %(label)s is now with: %(holder)s") % said


def statement_written(entry: TimelineEntry) -> str:
    return _("Statement written, version %(number)s") % {"number": format_number(entry.facts["number"])}


def statement_read_back(entry: TimelineEntry) -> str:
    said = {"number": format_number(entry.facts["number"]), "answer": READ_BACK[entry.facts["answer"]]}
    return _("Statement read to the person, version %(number)s: %(answer)s") % said


def runs_out(entry: TimelineEntry) -> str:
    return _("Runs out: %(paper)s, %(day)s") % _paper(entry.facts)


def runs_out_ended(entry: TimelineEntry) -> str:
    return _("Done with what ran out: %(paper)s, %(day)s") % _paper(entry.facts)


def renewal_ended(entry: TimelineEntry) -> str:
    facts = {
        "paper": PAPERS[Paper(entry.facts["kind"])],
        "first": format_day(date.fromisoformat(entry.facts["first"])),
        "last": format_day(date.fromisoformat(entry.facts["last"])),
        "outcome": Renewal.Outcome(entry.facts["outcome"]).label,
    }
    return _("Renewal round, %(paper)s, %(first)s to %(last)s: %(outcome)s") % facts


def interview_finished(entry: TimelineEntry) -> str:
    of = interview(entry.facts["kind"])
    name = said(of.titles, current_reader().language) if of else entry.facts["kind"]
    return _("Guided interview finished: %(name)s") % {"name": name}


def hearing(entry: TimelineEntry) -> str:
    facts = {"kind": HEARINGS[entry.facts["kind"]], "when": _when(entry.facts["starts"])}
    return _("Planned: %(kind)s, %(when)s") % facts


def hearing_moved(entry: TimelineEntry) -> str:
    facts = {
        "kind": HEARINGS[entry.facts["kind"]],
        "when": _when(entry.facts["starts"]),
        "was": _when(entry.facts["was"]),
    }
    return _("Another day: %(kind)s, %(when)s (before: %(was)s)") % facts


def hearing_ended(entry: TimelineEntry) -> str:
    facts = {"kind": HEARINGS[entry.facts["kind"]], "outcome": OUTCOMES[entry.facts["state"]]}
    if not entry.facts["next"]:
        return _("%(kind)s: %(outcome)s") % facts
    day = format_day(date.fromisoformat(entry.facts["next"]))
    return _("%(kind)s: %(outcome)s. Next day named: %(day)s") % {**facts, "day": day}


def safety_plan(_entry: TimelineEntry) -> str:
    return _("Safety plan written")


def safety_plan_ended(_entry: TimelineEntry) -> str:
    return _("Safety plan ended")


def check_in(_entry: TimelineEntry) -> str:
    return _("Heard from them at a check-in")


def alarm_raised(_entry: TimelineEntry) -> str:
    return _("Alarm: not heard from")


def alarm_taken(entry: TimelineEntry) -> str:
    return _("%(name)s has the alarm") % {"name": entry.facts["name"]}


def alarm_closed(entry: TimelineEntry) -> str:
    return _("Alarm closed: %(found)s") % {"found": found_in_words(entry.facts["found"])}


def look_asked(entry: TimelineEntry) -> str:
    return _("%(name)s was asked to look before it is filed") % {"name": entry.facts["name"]}


def looked(entry: TimelineEntry) -> str:
    if entry.facts["go"]:
        return _("A second look before filing: go")
    return _("A second look before filing: mend first")


TELLERS: Final[dict[str, Callable[[TimelineEntry], Words]]] = {
    "legal-procedure-opened": opened,
    "legal-tracks-changed": tracks_changed,
    "legal-procedure-closed": closed,
    "legal-event-recorded": recorded,
    "legal-event-corrected": corrected,
    "legal-event-withdrawn": withdrawn,
    "legal-printed-recorded": printed_recorded,
    "legal-printed-confirmed": printed_confirmed,
    "legal-deadline-taken-over": taken_over,
    "legal-deadline-set-aside": set_aside,
    "legal-help-screened": screened,
    "legal-help-decided": decided,
    "legal-help-second": second_look,
    "legal-scope-written": scope_written,
    "legal-scope-agreed": scope_agreed,
    "legal-scope-ended": scope_ended,
    "legal-exhibit-added": exhibit_added,
    "legal-exhibit-moved": exhibit_moved,
    "legal-statement-written": statement_written,
    "legal-statement-read-back": statement_read_back,
    "legal-runs-out": runs_out,
    "legal-runs-out-ended": runs_out_ended,
    "legal-renewal-ended": renewal_ended,
    "legal-interview-finished": interview_finished,
    "legal-hearing": hearing,
    "legal-hearing-moved": hearing_moved,
    "legal-hearing-ended": hearing_ended,
    "legal-look-asked": look_asked,
    "legal-looked": looked,
    "legal-safety-plan": safety_plan,
    "legal-safety-plan-ended": safety_plan_ended,
    "legal-check-in": check_in,
    "legal-alarm-raised": alarm_raised,
    "legal-alarm-taken": alarm_taken,
    "legal-alarm-closed": alarm_closed,
}


def _when(kept: str) -> str:
    return format_moment(timezone.localtime(datetime.fromisoformat(kept), clock.zone()))


def _paper(facts: dict[str, Any]) -> dict[str, Any]:
    return {"paper": PAPERS[Paper(facts["kind"])], "day": format_given(GivenDate.of_plain(facts["given"]))}


def _said(facts: dict[str, Any]) -> str:
    event, given = words.EVENTS[EventKind(facts["kind"])], format_given(GivenDate.of_plain(facts["given"]))
    return _("%(event)s: %(given)s") % {"event": event, "given": given}


def _printed(facts: dict[str, Any]) -> dict[str, str]:
    rules = procedures.load(facts["pack"]).rules
    action = next((rule.action for rule in rules if rule.id == facts["rule"]), facts["rule"])
    return {"day": format_day(date.fromisoformat(facts["day"])), "action": _(action)}
