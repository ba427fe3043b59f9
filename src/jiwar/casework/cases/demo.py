"""The cases of the story: Ahmed's, complete; and others in every state, with somebody detained this morning."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from jiwar.casework import service_lines
from jiwar.casework.cases import actions, queries
from jiwar.casework.cases.models import Case, TimelineEntry
from jiwar.casework.cases.sectors import Sector, Severity
from jiwar.casework.people.models import Person
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy, reading, unlike_work, words
from jiwar.foundation.access.actions import alarms, decoys, lending
from jiwar.foundation.access.actions.decoys import Invented
from jiwar.foundation.access.compartments import GENERAL, IDENTITY
from jiwar.foundation.access.models import Alarm, FileShown, Lending, Word
from jiwar.foundation.access.story import Story
from jiwar.foundation.access.viewer import Viewer, viewer_for
from jiwar.foundation.vault.models import Subject

SHARE_WITH_A_CASE = 0.45
ASKS = (
    "Asks how to register and where.",
    "يسأل عن تجديد بطاقة الحماية.",
    "The landlord wants them out by the end of the month.",
    "Needs a doctor for the child.",
    "Wants to bring the children to school.",
    "رسالة من دائرة الهجرة لا يفهمها.",
    "Asks for help with food until work is found.",
    "Lost contact with a brother on the way.",
)
FINDINGS = (
    (Sector.SHELTER, Severity.HIGH, "Two families share one room; the contract ends soon."),
    (Sector.BASIC_NEEDS, Severity.MEDIUM, "Eats once a day at the end of the month."),
    (Sector.DOCUMENTS, Severity.HIGH, "The card has run out; an appointment for a new one is needed."),
    (Sector.HEALTH, Severity.LOW, "No regular medicine."),
    (Sector.EDUCATION, Severity.MEDIUM, "Two children out of school since autumn."),
    (Sector.LANGUAGE, Severity.LOW, "Speaks a little of the language of the place."),
    (Sector.LIVELIHOOD, Severity.MEDIUM, "Works by the day, without papers."),
)
NOTES = (
    ("conversation", "Came to the office. We went through the letter together.", 40),
    ("telephone", "Called at the agreed hour. Will come on Monday.", 10),
    ("visit", "Visited at home. The roof leaks over the beds.", 90),
    ("authority", "Called the office: the file is there, no date yet.", 25),
    ("accompanied", "Went along to the registration. They were let in after two hours.", 150),
    ("internal", "Sorted the papers and wrote the list of what is missing.", 30),
)
GOALS = ("A room for the next six months.", "Registered, with a card that is valid.", "The children go to school.")
TASKS = (
    "Call back about the room",
    "Ask the clinic for a date",
    "Copy the papers",
    "Write to the school",
    "Send the list",
)
DANGERS = {
    "detained": "Taken at the bus station this morning; the cousin called.",
    "in-danger": "Somebody waits before the house since yesterday. Does not go out.",
}
NIGHTS = (
    (timedelta(days=6, hours=9), "The police have him at the bus station; I need the number of his card now."),
    (timedelta(hours=11), "اتصلت من الشارع: صاحب البيت أخرجهم ليلًا ومعها طفل مريض."),
)
"""How long ago, and what happened."""
SEEN_ALREADY = 0.9
ENDINGS = ("goals-reached", "left", "transferred", "lost-contact")


@dataclass(frozen=True)
class Staff:
    """Who sorts the queue, who leads, who stands beside, who gives cases away, who only goes along."""

    desk: list[Viewer]
    leads: list[Viewer]
    beside: list[Viewer]
    coordinator: Viewer
    volunteers: list[Viewer]


def tell(story: Story) -> None:
    """Cases for a good part of the people. Remembers 'ahmed/case' and 'case/<n>' in order."""
    chance = story.chance(__name__)
    staff = _staff(story)
    ahmed = story.recall("ahmed", Person)
    family = {story.recall(name, Person).id for name in ("ahmed/wife", "ahmed/son")}
    told: list[Case] = []
    for position in range(1, _people(story) + 1):
        person = story.recall(f"person/{position}", Person)
        if person.id == ahmed.id:
            case = _ahmed(story, staff, ahmed)
            story.remember("ahmed/case", case)
            told.append(case)
        elif person.id not in family and chance.random() < SHARE_WITH_A_CASE:
            told.append(_case(story, chance, staff, person, len(told)))
    for position, case in enumerate(told, start=1):
        story.remember(f"case/{position}", case)
    _given_to_volunteers(story, staff, told)
    _own_tasks(story, staff)
    _for_some_hours(story, staff, told)


def _people(story: Story) -> int:
    """How many persons were told: households come whole, so a few more than asked for."""
    count = 0
    while True:
        try:
            story.recall(f"person/{count + 1}", Person)
        except KeyError:
            return count
        count += 1


def _staff(story: Story) -> Staff:
    everyone = [story.as_(name) for name in story.cast]
    working = [viewer for viewer in everyone if viewer.can(can.WORK_ON_FILES) and viewer.can(can.TRIAGE)]
    leads = [viewer for viewer in working if any(role.code == "caseworker" for role in viewer.roles)]
    return Staff(
        desk=[viewer for viewer in everyone if viewer.can(can.TRIAGE)],
        leads=leads,
        beside=[viewer for viewer in working if viewer not in leads],
        coordinator=next(viewer for viewer in everyone if viewer.can(can.ASSIGN)),
        volunteers=[viewer for viewer in everyone if viewer.can(can.WORK_ON_FILES) and not viewer.can(can.TRIAGE)],
    )


def _ahmed(story: Story, staff: Staff, ahmed: Person) -> Case:
    """Led by Leila, with a legal adviser beside; his wife and son are on it."""
    leila = next((viewer for viewer in staff.leads if viewer.account.username == "leila"), staff.leads[0])
    case = actions.open_case(
        staff.desk[0], person=ahmed, asks="He got a letter and does not understand it. They need a room before winter."
    )
    actions.assign(staff.coordinator, case=case, member=leila.member)
    for adviser in staff.beside[:1]:
        actions.assign(
            staff.coordinator,
            case=case,
            member=adviser.member,
            lead=False,
            handover="He trusts slowly. Please see him with the Fur interpreter only.",
        )
    case.refresh_from_db()
    actions.add_member(leila, case=case, person=story.recall("ahmed/wife", Person), role="spouse")
    actions.add_member(leila, case=case, person=story.recall("ahmed/son", Person), role="child")
    _ahmed_plan(leila, case, story.today)
    _ahmed_work(leila, case, story.today)
    actions.looked_at(leila, case=case)
    _told_on(case, story.today, {"assessed": 32, "need-recorded": 32, "goal-set": 3, "step-moved": 3})
    _told_on(case, story.today, {"document-added": 3, "service-requested": 3, "service-moved": 2, "person-joined": 50})
    _told_on(case, story.today, {"case-opened": 52, "assigned": 51})
    _opened_on(case, story.today - timedelta(days=52))
    return case


def _ahmed_plan(leila: Viewer, case: Case, today: date) -> None:
    for sector, severity, finding in (
        (Sector.LEGAL, Severity.CRITICAL, "Refused. He has the letter; the time for an answer is short."),
        (Sector.SHELTER, Severity.HIGH, "One room for three, the contract ends with the year."),
        (Sector.HEALTH, Severity.MEDIUM, "Sleeps badly. Agrees to see the clinic."),
        (Sector.LANGUAGE, Severity.MEDIUM, "Reads Arabic; wants to learn Turkish."),
        (Sector.FAMILY, Severity.NONE, "Wife and son are with him."),
    ):
        actions.assess(leila, case=case, sector=sector, severity=severity, finding=finding)
    need = actions.record_need(leila, case=case, sector=Sector.SHELTER, text="A room for three for the winter.")
    actions.set_goal(leila, case=case, text="The objection is filed in time.", until=today + timedelta(days=6))
    actions.set_goal(leila, case=case, text="Rent for three months.", until=today + timedelta(days=60), need=need)
    actions.move_step(leila, case=case, step=Case.Step.IMPLEMENTATION)


def _ahmed_work(leila: Viewer, case: Case, today: date) -> None:
    for days, kind, text, minutes in (
        (
            50,
            "conversation",
            "First conversation, with the Fur interpreter. He tells of the way here in his own order.",
            75,
        ),
        (32, "accompanied", "Went along to the registration. Card handed out for the three of them.", 180),
        (16, "telephone", "Called in the evening: the interview was long, he is tired.", 15),
        (3, "conversation", "He brought the letter. Explained what it is, and that there is a way to answer.", 50),
    ):
        when = today - timedelta(days=days)
        actions.write_note(leila, case=case, kind=kind, text=text, minutes=minutes, happened_on=when)
    actions.add_task(leila, case=case, title="Ask the landlord for a contract of six months", due=today)
    actions.add_task(leila, case=case, title="Clinic: a date with a Fur interpreter", due=today + timedelta(days=3))
    actions.add_document(
        leila,
        case=case,
        chunks=[invented_letter("An invented letter for the demonstration")],
        name="letter.pdf",
        title="Letter of refusal",
        kind="decision",
        language="tr",
        original_with="person",
        translation="under-way",
    )
    for line, kind in _services()[-1:]:
        service = actions.request_service(leila, case=case, line=line, kind=kind, asked="Answer the refusal.")
        actions.progress_service(leila, service=service, state="active", seen_version=1)


def _services() -> list[tuple[str, str]]:
    """Those of the first line; the others tell their own part of the story."""
    return [(line.code, kind.code) for line in service_lines.installed()[:1] for kind in line.services]


def _case(story: Story, chance: random.Random, staff: Staff, person: Person, position: int) -> Case:
    """Most are led; some wait, some are over. The second and the seventh are in danger."""
    danger = {1: "detained", 6: "in-danger"}.get(position, "")
    case = actions.open_case(
        chance.choice(staff.desk),
        person=person,
        asks=chance.choice(ASKS),
        danger=danger,
        danger_words=DANGERS.get(danger, ""),
    )
    ago = 0 if danger else chance.randint(1, 200)
    _opened_on(case, story.today - timedelta(days=ago))
    _told_on(case, story.today, {"case-opened": ago})
    fate = chance.random()
    if fate < 0.12:
        return case
    lead = chance.choice(staff.leads)
    actions.assign(staff.coordinator, case=case, member=lead.member)
    case.refresh_from_db()
    if chance.random() < SEEN_ALREADY:
        actions.looked_at(lead, case=case)
    if staff.beside and chance.random() < 0.35:
        actions.assign(staff.coordinator, case=case, member=chance.choice(staff.beside).member, lead=False)
    ended = fate > 0.8 and not danger
    _work(story, chance, lead, case, ago, ended=ended)
    _told_on(case, story.today, dict.fromkeys(("assigned", "assessed", "goal-set"), max(ago - 1, 0)))
    _told_on(case, story.today, {"service-requested": ago // 2})
    if ended:
        case.refresh_from_db()
        reason = chance.choice(ENDINGS)
        actions.close_case(lead, case=case, reason=reason, words="Agreed with them.", seen_version=case.version)
    return case


def _work(story: Story, chance: random.Random, lead: Viewer, case: Case, ago: int, *, ended: bool) -> None:
    for sector, severity, finding in chance.sample(FINDINGS, chance.randint(1, 3)):
        actions.assess(lead, case=case, sector=sector, severity=severity, finding=finding)
    for kind, text, minutes in chance.sample(NOTES, chance.randint(1, 3)):
        when = story.today - timedelta(days=min(chance.randint(1, 60), ago))
        actions.write_note(lead, case=case, kind=kind, text=text, minutes=minutes, happened_on=when)
    if chance.random() < 0.6:
        until = story.today + timedelta(days=chance.randint(10, 90))
        actions.set_goal(lead, case=case, text=chance.choice(GOALS), until=until)
    if not ended and chance.random() < 0.5:
        due = story.today + timedelta(days=chance.randint(-2, 20))
        actions.add_task(lead, case=case, title=chance.choice(TASKS), due=due)
    offered: Sequence[tuple[str, str]] = _services()
    if not ended and offered and chance.random() < 0.4:
        line, kind = chance.choice(offered)
        actions.request_service(lead, case=case, line=line, kind=kind)


def _given_to_volunteers(story: Story, staff: Staff, told: Sequence[Case]) -> None:
    """One case each, beside whoever leads it, with something to do there. Never one in danger."""
    ahmeds = story.recall("ahmed/case", Case)
    led = [case for case in told if case.state == Case.State.OPEN and not case.danger and case != ahmeds]
    for viewer, case in zip(staff.volunteers, reversed(led), strict=False):
        word = "Goes along to the clinic. Please call the day before, in the morning."
        actions.assign(staff.coordinator, case=case, member=viewer.member, lead=False, handover=word)
        lead = next(row.member for row in queries.team(case) if row.lead)
        due = story.today + timedelta(days=1)
        title = "Call about the way to the clinic"
        actions.add_task(viewer_for(lead), case=case, title=title, due=due, owner=viewer.member)


def _own_tasks(story: Story, staff: Staff) -> None:
    for viewer in [*staff.leads, *staff.desk[:1]]:
        if not any(task.case is None for task in queries.tasks_of(viewer)):
            actions.add_task(viewer, title="Bring the tea glasses back", due=story.today + timedelta(days=2))


def _for_some_hours(story: Story, staff: Staff, told: Sequence[Case]) -> None:
    """A volunteer may call Ahmed today; two files were opened at night, one of them reviewed; a decoy lies
    about; and two members read unlike their work.
    """
    ahmeds = story.recall("ahmed/case", Case)
    lending.lend(
        staff.coordinator,
        member=staff.volunteers[-1].member,
        subject=ahmeds.subject,
        parts=[],
        of_people=[IDENTITY],
        purpose="Calls him today and goes along to the clinic as interpreter.",
        lasts=timedelta(hours=8),
    )
    guardian = next((viewer for viewer in map(story.as_, story.cast) if viewer.can(can.GUARD_DATA)), None)
    nights = _nights(staff, told)
    if guardian is not None and nights:
        outcome = Lending.Outcome.IN_ORDER
        lending.review(guardian, lending=nights[0], outcome=outcome, said="He called me from the station himself.")
        names = Invented(
            name="Salma Barakat",
            other_name="سلمى بركات",
            nationality="SY",
            born=1989,
            phone="+905000009871",
            registrar=staff.desk[0].member,
        )
        decoys.make(guardian, invented=names)
        _unlike_work(story, staff, told, guardian)


def _unlike_work(story: Story, staff: Staff, told: Sequence[Case], guardian: Viewer) -> None:
    """Two members read in a way that is told; what the first did was looked into. Files are counted while a page is
    answered, so what was read before today is written down here.
    """
    desk = next(
        viewer for viewer in staff.desk if viewer.can(can.REGISTER_PEOPLE) and not viewer.can(can.WORK_ON_FILES)
    )
    awake = staff.leads[-1]
    people = [story.recall(f"person/{number}", Person).subject for number in range(1, _people(story) + 1)]
    known = [case.subject for case in told if policy.decide(awake, can.SIGNED_IN, subject=case.subject).allowed]
    if len(people) < unlike_work.IN_A_ROW or len(known) < unlike_work.AT_NIGHT:
        return
    zone, midnight = ZoneInfo(story.group.time_zone), story.today - timedelta(days=1)
    afternoon = datetime.combine(story.today - timedelta(days=3), time(15), zone)
    in_a_row = _read(desk, Alarm.Kind.ROW, afternoon, afternoon, people[-unlike_work.IN_A_ROW :])
    alarms.settle(guardian, alarm=in_a_row)
    Word.objects.filter(kind=words.READING_ALARM).update(read_at=timezone.now())
    night, at_two = unlike_work.began(midnight, reading.limits()), datetime.combine(midnight, time(2), zone)
    _read(awake, Alarm.Kind.NIGHT, night, at_two, known[-unlike_work.AT_NIGHT :])


def _read(reader: Viewer, kind: Alarm.Kind, whole: datetime, hour: datetime, files: Sequence[Subject]) -> Alarm:
    """`whole`: the beginning of what the alarm is about, an hour or a night."""
    for number, subject in enumerate(files):
        at = hour + timedelta(minutes=6 * number)
        FileShown.objects.create(member=reader.member, hour=hour, subject=subject, at=at)
    reading.raise_alarm(reader, kind, whole, shown=len(files))
    alarm = Alarm.objects.get(member=reader.member, kind=kind)
    alarm.at = at
    alarm.save(update_fields=["at"])
    return alarm


def _nights(staff: Staff, told: Sequence[Case]) -> list[Lending]:
    """By a caseworker who was not on the case, while whoever leads it could not be reached."""
    led = [case for case in told if case.state == Case.State.OPEN]
    found = []
    for ago, reason in NIGHTS:
        tried = (
            (case, viewer)
            for case in led
            for viewer in staff.leads
            if not policy.decide(viewer, can.WORK_ON_FILES, subject=case.subject, compartment=GENERAL).allowed
        )
        case, viewer = next(tried, (None, None))
        if case is None or viewer is None:
            continue
        led.remove(case)
        lent = lending.open_in_emergency(
            viewer, subject=case.subject, part=GENERAL, reason=reason, lasts=timedelta(minutes=30)
        )
        lending.end(viewer, lending=lent)
        begun = timezone.now() - ago
        Lending.objects.filter(id=lent.id).update(
            begun_at=begun, until=begun + timedelta(minutes=30), ended_at=begun + timedelta(minutes=20)
        )
        found.append(lent)
    return found


def _told_on(case: Case, today: date, days_ago: dict[str, int]) -> None:
    """What actions wrote just now happened, in the story, so many days ago."""
    for kind, days in days_ago.items():
        TimelineEntry.objects.filter(case=case, kind=kind).update(happened_on=today - timedelta(days=days))


def _opened_on(case: Case, day: date) -> None:
    """The story begins before today."""
    at = timezone.now() - (timezone.localdate() - day)
    Case.objects.filter(id=case.id).update(opened_at=at)
    if case.danger:
        Case.objects.filter(id=case.id).update(danger_since=at)


def invented_letter(words: str) -> bytes:
    """A page of PDF with one line in Latin letters on it."""
    drawn = f"BT /F1 16 Tf 72 760 Td ({words}) Tj ET".encode("ascii")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + trailer
