"""Who learns in the story: Ahmed in the mornings, some beside him, and some who still wait."""

from datetime import date, timedelta

from jiwar.casework.cases.models import Assignment, Case, CaseMember
from jiwar.casework.people.models import Person
from jiwar.casework.people.models.person import Sex
from jiwar.foundation.access.models import Membership
from jiwar.foundation.access.story import Story
from jiwar.foundation.access.viewer import Viewer, viewer_for
from jiwar.lines.learning.courses import queries as courses
from jiwar.lines.learning.models import Course, Enrolment, PlaceOffer, TaughtClass, WaitingEntry
from jiwar.lines.learning.places import actions
from jiwar.lines.learning.places.wishes import Wishes

BESIDE, WAITING = 4, 5
PARTS: tuple[tuple[str, ...], ...] = (("morning",), ("morning", "afternoon"), ("evening",), ())
"""When they can come, one after the other."""


def tell(story: Story) -> None:
    turkish, reading = story.recall("course/turkish", Course), story.recall("course/reading", Course)
    teacher = story.as_("amal")
    morning = courses.taught(teacher, story.recall("class/morning", TaughtClass).id)
    women = courses.taught(teacher, story.recall("class/women", TaughtClass).id)
    ahmed, others = story.recall("ahmed", Person), led_people(story)
    leila, case = story.as_("leila"), story.recall("ahmed/case", Case)
    asked = [actions.ask_place(leila, case=case, person=ahmed, course=turkish, wishes=Wishes(), scripts=("arabic",))]
    asked += [
        actions.ask_place(lead, case=of, person=person, course=turkish, wishes=Wishes(), scripts=("latin",))
        for lead, of, person in others[:BESIDE]
    ]
    _waited(asked, story.today - timedelta(days=60))
    first = [each for each in others[BESIDE:] if each[2].sex == Sex.FEMALE][:2]
    wishes = Wishes(only_with_women=True, needs_childcare=True)
    _waited(
        [actions.ask_place(lead, case=of, person=person, course=reading, wishes=wishes) for lead, of, person in first],
        story.today - timedelta(days=50),
    )
    for taught in (morning, women):
        for offer in actions.offer_free(teacher, taught=taught):
            actions.accept(
                viewer_for(_lead(offer)), offer=PlaceOffer.objects.select_related("entry__case").get(id=offer.id)
            )
        Enrolment.objects.filter(taught=taught).update(since=taught.first_day)
    left = [each for each in others[BESIDE:] if each not in first][:WAITING]
    waiting = [
        actions.ask_place(lead, case=of, person=person, course=turkish, wishes=Wishes(parts=PARTS[place % len(PARTS)]))
        for place, (lead, of, person) in enumerate(left)
    ]
    _waited(waiting, story.today - timedelta(days=20))


def led_people(story: Story) -> list[tuple[Viewer, Case, Person]]:
    """People of cases that somebody leads and nobody is in danger in, with whoever leads."""
    ahmeds = story.recall("ahmed/case", Case)
    cases = Case.objects.filter(state=Case.State.OPEN, danger="").exclude(id=ahmeds.id).select_related("subject")
    found = []
    for case in cases.order_by("number"):
        lead = Assignment.objects.filter(case=case, lead=True, ended_at__isnull=True).select_related("member").first()
        joined = CaseMember.objects.filter(case=case, left_at__isnull=True, person__subject__hidden=False)
        member = joined.select_related("person__subject").order_by("joined_at").first()
        if lead is not None and member is not None:
            found.append((viewer_for(lead.member), case, member.person))
    return found


def _waited(entries: list[WaitingEntry], first: date) -> None:
    for days, entry in enumerate(entries):
        WaitingEntry.objects.filter(id=entry.id).update(since=first + timedelta(days=3 * days))


def _lead(offer: PlaceOffer) -> Membership:
    return Assignment.objects.get(case=offer.entry.case_id, lead=True, ended_at__isnull=True).member
