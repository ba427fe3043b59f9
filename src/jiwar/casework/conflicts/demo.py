"""Ahmed's case was looked at and is clear; on another, somebody opposed sounds like somebody of the register.

Told after the lines: they give cases to advisers, and a possible conflict would hold that up, as it should.
"""

from typing import Final

from jiwar.casework.cases import actions as cases
from jiwar.casework.cases.models import Assignment, Case
from jiwar.casework.conflicts import actions
from jiwar.casework.conflicts.models import Opposed
from jiwar.casework.people import actions as people
from jiwar.casework.people.models.person import Sex
from jiwar.casework.people.parts import NameGiven, Who
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access.models import Membership
from jiwar.foundation.access.story import Story
from jiwar.foundation.access.viewer import viewer_for

_IN_LATIN: Final = "Abdulqader Hamdoun Shaqiri"
_IN_ARABIC: Final = "عبد القادر حمدون شقيري"
"""One name, as his former wife says it and as he was registered."""


def tell(story: Story) -> None:
    ahmed = story.recall("ahmed/case", Case)
    lead = _lead(ahmed)
    if lead is not None:
        actions.mark(
            viewer_for(lead),
            case=ahmed,
            kind=Opposed.Kind.INFORMER,
            names=["Tijani Kabbashi Ngarta"],
            note="He was seen with the men who asked for Ahmed at the bus station.",
        )
        actions.check(viewer_for(lead), case=ahmed)
    _possible(story, ahmed)


def _possible(story: Story, ahmed: Case) -> None:
    desk = next(viewer for viewer in map(story.as_, story.cast) if viewer.can(can.REGISTER_PEOPLE))
    man = people.register(
        desk, who=Who((NameGiven(_IN_ARABIC),), sex=Sex.MALE, nationalities=("SY",)), none_of_these=True
    )
    cases.open_case(desk, person=man, asks="يسأل عن لمّ شمل أولاده.")
    running = Case.objects.filter(state=Case.State.OPEN, subject__hidden=False).exclude(id=ahmed.id)
    led = [(case, lead) for case in running.select_related("subject").order_by("-number") if (lead := _lead(case))]
    if not led:
        return
    case, lead = led[0]
    actions.mark(
        viewer_for(lead),
        case=case,
        kind=Opposed.Kind.FORMER_PARTNER,
        names=[_IN_LATIN],
        note="She asks that he does not learn where she lives.",
    )
    actions.check(viewer_for(lead), case=case)
    story.remember("conflict/case", case)


def _lead(case: Case) -> Membership | None:
    rows = Assignment.objects.filter(case=case, lead=True, ended_at__isnull=True).select_related("member__account")
    row = rows.first()
    return row.member if row else None
