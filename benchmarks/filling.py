"""Fills an empty home with a register of the asked size: sealed as the program seals, written in bulk.

One case is told through the program's own actions; the legal rows of the others are its copies under their own keys.
Prints a line of JSON: addresses to ask, and the cookies of a signed-in legal adviser.
"""

import argparse
import json
import random
from datetime import timedelta
from typing import Any

import django
from django.conf import settings

django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.middleware.csrf import _get_new_csrf_string  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from jiwar.casework.cases.actions import assign, open_case  # noqa: E402
from jiwar.casework.cases.models import Assignment, Case, CaseMember, Note, TimelineEntry  # noqa: E402
from jiwar.casework.people import name_index  # noqa: E402
from jiwar.casework.people.models import Person, PersonName  # noqa: E402
from jiwar.foundation.access.compartments import GENERAL, IDENTITY  # noqa: E402
from jiwar.foundation.access.models import Account, Grant, MemberRole, Membership  # noqa: E402
from jiwar.foundation.access.viewer import Viewer, viewer_for  # noqa: E402
from jiwar.foundation.groups.context import acting_for, current_group  # noqa: E402
from jiwar.foundation.groups.models import Counter, Group  # noqa: E402
from jiwar.foundation.vault import custody, keys  # noqa: E402
from jiwar.foundation.vault.models import Subject  # noqa: E402
from jiwar.knowledge.calendars import GivenDate  # noqa: E402
from jiwar.knowledge.procedures import EventKind  # noqa: E402
from jiwar.lines.legal.actions import open_procedure, record_event  # noqa: E402
from jiwar.lines.legal.models import Deadline, Procedure, ProcedureEvent  # noqa: E402
from jiwar.lines.legal.recorded import Recorded  # noqa: E402
from jiwar.site import options  # noqa: E402
from jiwar.site.command_line import django_start  # noqa: E402
from jiwar.site.postgres.owner import as_owner  # noqa: E402

STAFF = 60
NOTES_A_CASE = 3
BATCH = 1000
FIRST = [
    "Ahmed",
    "Maryam",
    "Yusuf",
    "Fatima",
    "Selam",
    "Tesfaye",
    "Abdirahman",
    "Hodan",
    "Karim",
    "Zahra",
    "Nur",
    "Layla",
    "Omar",
    "Amina",
    "Idris",
    "Samira",
]
LAST = [
    "Ibrahim",
    "Adam",
    "Hassan",
    "Haile",
    "Warsame",
    "Rezaei",
    "Haddad",
    "Osman",
    "Deng",
    "Saleh",
    "Karimi",
    "Mahmoud",
    "Abdi",
    "Tekle",
    "Yusuf",
    "Noor",
]
WORDS = [
    "came",
    "with",
    "the",
    "letter",
    "asked",
    "for",
    "an",
    "interpreter",
    "and",
    "will",
    "bring",
    "the",
    "card",
    "on",
    "the",
    "next",
    "visit",
    "to",
    "the",
    "office",
]


def staff() -> list[Viewer]:
    """A coordinator first, then legal advisers."""
    viewers = []
    for number in range(STAFF):
        account = Account(username=f"staff{number}", name=f"Staff {number}", password="!")
        account.save()
        member = Membership.objects.create(account=account)
        for role in ("coordinator",) if number == 0 else ("legal-adviser",):
            MemberRole.objects.create(member=member, role=role, confirmed_at=timezone.now())
        viewers.append(viewer_for(member))
    return viewers


def tell_one(coordinator: Viewer, adviser: Viewer) -> Case:
    """The case of the case page, through the program's own actions."""
    person = people(adviser, 1, random.Random(0))[0]
    case = open_case(coordinator, person=person, asks="A refusal has come.")
    assign(coordinator, case=case, member=adviser.member, lead=True, role="legal-adviser")
    procedure = open_procedure(adviser, case=case, pack="tr", tracks=["regular"])
    today = timezone.localdate()
    for kind, days in ((EventKind.ENTRY, 60), (EventKind.REGISTRATION, 40), (EventKind.REFUSAL_NOTIFIED, 4)):
        given = GivenDate.of_civil(today - timedelta(days=days))
        record_event(adviser, procedure=procedure, recorded=Recorded(kind, given))
    return case


def people(registrar: Viewer, count: int, chance: random.Random) -> list[Person]:
    subjects = Subject.objects.bulk_create([Subject(kind=Subject.Kind.PERSON) for _ in range(count)])
    keys.provide((subject.id, IDENTITY.code) for subject in subjects)
    start = take("P", count)
    rows = []
    for number, subject in enumerate(subjects, start):
        name = f"{chance.choice(FIRST)} {chance.choice(FIRST)} {chance.choice(LAST)}"
        rows.append(
            Person(
                subject=subject,
                compartment=IDENTITY.code,
                number=number,
                registered_by=registrar.member,
                shown=name,
                sex=chance.choice(["female", "male"]),
                nationalities=[chance.choice(["SD", "SO", "ER", "SY", "AF", "YE"])],
                languages=[],
            )
        )
    made = Person.objects.bulk_create(rows)
    PersonName.objects.bulk_create(
        PersonName(person=row, subject=row.subject, compartment=IDENTITY.code, position=0, kind="own", text=row.shown)
        for row in made
    )
    with transaction.atomic():
        name_index.put_many({person.number: [person.shown] for person in made})
    return made


def take(series: str, count: int) -> int:
    """The first of `count` numbers of a series."""
    counter, _ = Counter.objects.get_or_create(series=series, group=current_group())
    first = counter.last + 1
    Counter.objects.filter(id=counter.id).update(last=counter.last + count)
    return first


def cases(advisers: list[Viewer], found: list[Person], chance: random.Random, told: Case) -> None:
    subjects = Subject.objects.bulk_create([Subject(kind=Subject.Kind.CASE) for _ in found])
    keys.provide((subject.id, compartment.code) for subject in subjects for compartment in (IDENTITY, GENERAL))
    keys.provide((person.subject_id, GENERAL.code) for person in found)
    start, now = take("C", len(found)), timezone.now()
    owners = [chance.choice(advisers) for _ in found]
    rows = Case.objects.bulk_create(
        Case(
            subject=subject,
            compartment=IDENTITY.code,
            number=start + at,
            state=Case.State.OPEN if at % 3 else Case.State.CLOSED,
            asks="What the person asked when they came.",
            opened_by=owner.member,
        )
        for at, (subject, owner) in enumerate(zip(subjects, owners, strict=True))
    )
    sealed = [{"case": case, "subject": case.subject, "compartment": GENERAL.code} for case in rows]
    CaseMember.objects.bulk_create(CaseMember(case=c, person=p) for c, p in zip(rows, found, strict=True))
    Assignment.objects.bulk_create(
        Assignment(**place, member=owner.member, lead=True, role="legal-adviser", given_by=owner.member)
        for place, owner in zip(sealed, owners, strict=True)
    )
    Grant.objects.bulk_create(
        Grant(member=owner.member, subject=subject, compartment=GENERAL.code, source=Grant.Source.ASSIGNMENT)
        for case, person, owner in zip(rows, found, owners, strict=True)
        for subject in (case.subject, person.subject)
    )
    Note.objects.bulk_create(
        Note(
            **place,
            text=" ".join(chance.choices(WORDS, k=60)),
            minutes=chance.randrange(5, 90),
            happened_on=now.date() - timedelta(days=chance.randrange(400)),
            written_by=owner.member,
        )
        for place, owner in zip(sealed, owners, strict=True)
        for _ in range(NOTES_A_CASE)
    )
    TimelineEntry.objects.bulk_create(
        TimelineEntry(**place, kind="case-opened", facts={}, happened_on=now.date(), by=owner.member)
        for place, owner in zip(sealed, owners, strict=True)
    )
    legal(rows[::5], owners[::5], chance, told)


def legal(rows: list[Case], owners: list[Viewer], chance: random.Random, told: Case) -> None:
    """Copies of the told case's procedure, each under its own case, moved by some days."""
    model = Procedure.objects.get(case=told)
    events = list(ProcedureEvent.objects.filter(procedure=model))
    deadlines = list(Deadline.objects.filter(procedure=model))
    procedures = Procedure.objects.bulk_create(copy(model, case=case, subject=case.subject) for case in rows)
    ProcedureEvent.objects.bulk_create(
        copy(event, procedure=procedure, subject=procedure.subject) for procedure in procedures for event in events
    )
    made = []
    for procedure, owner in zip(procedures, owners, strict=True):
        shift = timedelta(days=chance.randrange(-2, 90))
        for deadline in deadlines:
            row = copy(deadline, procedure=procedure, case=procedure.case, subject=procedure.subject)
            row.identity, row.owner = random.randbytes(16), owner.member
            for name in ("safe", "due", "sort_by"):
                if (day := getattr(row, name)) is not None:
                    setattr(row, name, day + shift)
            made.append(row)
    Deadline.objects.bulk_create(made)


def copy(row: Any, **changes: Any) -> Any:
    """A new row with the same content; sealed fields are opened and sealed anew in their new place."""
    left_out = {"id", "group", *changes}
    values = {field.name: getattr(row, field.name) for field in row._meta.concrete_fields if field.name not in left_out}
    return type(row)(**values, **changes)


def signed_in(viewer: Viewer) -> dict[str, str]:
    session = SessionStore()
    session[SESSION_KEY] = str(viewer.account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = viewer.account.get_session_auth_hash()
    session.save()
    return {settings.SESSION_COOKIE_NAME: str(session.session_key)}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, required=True)
    count = parser.parse_args().people
    chance = random.Random(7)
    django_start.migrate()
    call_command("collectstatic", interactive=False, verbosity=0)
    group = Group.objects.create(
        name="Benchmark", country="TR", languages=["en"], time_zone="Europe/Istanbul", fictional=True
    )
    custody.add_group(custody.create(settings.JIWAR_KEYS), group.id)
    with acting_for(group), keys.session():
        coordinator, *advisers = staff()
        told = tell_one(coordinator, advisers[0])
    for start in range(0, count, BATCH):
        with acting_for(group), keys.session():
            size = min(BATCH, count - start)
            cases(advisers, people(advisers[0], size, chance), chance, told)
    with acting_for(group):
        cookies = signed_in(advisers[0])
    with as_owner(options.read()), connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the program's own hourly job does
    token = _get_new_csrf_string()
    print(
        json.dumps(
            {
                "cookies": {**cookies, settings.CSRF_COOKIE_NAME: token},
                "token": token,
                "number": told.written_number,
                "case": reverse("cases:case", args=[told.id]),
                "search": reverse("people:list"),
            }
        )
    )


if __name__ == "__main__":
    main()
