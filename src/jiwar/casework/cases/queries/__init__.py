"""What can be asked about cases. Every answer is already cut to what the viewer may see.

`case`, `workable`            one case, or `NotThere` / `Refused`
`note`, `task`, `service` …   one row of a case the viewer may open, or `NotThere`
`my_cases`, `intake_queue`, `all_cases`, `burning`, `of_person`, `new_to`, `team_load`   lists, constant in queries
`timeline`                    everything the viewer may see, newest first, keyset
`page`                        all of the case page
"""

from jiwar.casework.cases.queries.lists import (
    CaseLine,
    CasePage,
    all_cases,
    burning,
    by_number,
    intake_queue,
    my_cases,
    names_on,
    new_to,
    of_person,
    shown,
)
from jiwar.casework.cases.queries.load import Load, minutes_on, team_load
from jiwar.casework.cases.queries.one import (
    assignment,
    case,
    case_member,
    document,
    documents,
    goal,
    handovers,
    need,
    note,
    note_compartments,
    person_by_number,
    service,
    task,
    team,
    workable,
)
from jiwar.casework.cases.queries.page import CaseView, page
from jiwar.casework.cases.queries.tasks import tasks_of
from jiwar.casework.cases.queries.timeline import TimelinePage, Told, timeline

__all__ = [
    "CaseLine",
    "CasePage",
    "CaseView",
    "Load",
    "TimelinePage",
    "Told",
    "all_cases",
    "assignment",
    "burning",
    "by_number",
    "case",
    "case_member",
    "document",
    "documents",
    "goal",
    "handovers",
    "intake_queue",
    "minutes_on",
    "my_cases",
    "names_on",
    "need",
    "new_to",
    "note",
    "note_compartments",
    "of_person",
    "page",
    "person_by_number",
    "service",
    "shown",
    "task",
    "tasks_of",
    "team",
    "team_load",
    "timeline",
    "workable",
]
