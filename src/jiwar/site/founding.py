"""Making a real group: everything it needs from its first day, and a refusal with its reason for what is too weak."""

import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiwar.foundation.access import roles
from jiwar.foundation.access.models import Account, MemberRole, Membership
from jiwar.foundation.audit import kinds
from jiwar.foundation.audit.record import record
from jiwar.foundation.groups.context import acting_for
from jiwar.foundation.groups.models import Digits, Group, Months, Office
from jiwar.foundation.languages.countries import country_codes
from jiwar.foundation.languages.directions import DESK_LANGUAGES
from jiwar.foundation.vault import custody, keys
from jiwar.site.options import Options

FOUNDED = kinds.register("group-founded", _("the group was founded"))


@dataclass(frozen=True, slots=True)
class Person:
    """One of the two people a group begins with."""

    username: str
    name: str
    password: str


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is asked before a group is made."""

    name: str
    country: str
    languages: tuple[str, ...]
    offices: tuple[str, ...]
    time_zone: str
    months: str
    digits: str
    administrator: Person
    guardian: Person


def faults(plan: Plan) -> list[str]:
    """Everything that stands against the plan, one sentence each; empty when nothing does."""
    return [*_faults_of_the_group(plan), *_faults_of_the_pair(plan)]


def found(given: Options, plan: Plan) -> Group:
    """Make keys, group, offices and the two members. The plan has no faults."""
    store = custody.load(given.keys) if custody.key_file(given.keys).exists() else custody.create(given.keys)
    group = Group(
        name=plan.name.strip(),
        country=plan.country,
        languages=list(plan.languages),
        time_zone=plan.time_zone,
        months=plan.months,
        digits=plan.digits,
    )
    custody.add_group(store, group.id)
    with transaction.atomic():
        group.save()
        with acting_for(group), keys.session():
            for office in plan.offices:
                Office(name=office.strip()).save()
            _appoint(plan)
            record(None, FOUNDED, row=group)
    return group


def _appoint(plan: Plan) -> None:
    """Each of the two confirms the other: from the first minute no role rests on one person's word."""
    pair = []
    for person in (plan.administrator, plan.guardian):
        account = Account.objects.create_user(
            person.username, person.password, name=person.name.strip(), language=plan.languages[0]
        )
        pair.append(Membership(account=account, languages=list(plan.languages)))
        pair[-1].save()
    now = timezone.now()
    for member, other, role in (
        (pair[0], pair[1], roles.ADMINISTRATOR),
        (pair[1], pair[0], roles.DATA_GUARDIAN),
    ):
        MemberRole(member=member, role=role.code, given_by=other, confirmed_by=other, confirmed_at=now).save()


def _faults_of_the_group(plan: Plan) -> Iterator[str]:
    if len(plan.name.strip()) < 3:
        yield "The name of the group is too short: write it as it stands on your letters."
    elif Group.objects.filter(name__iexact=plan.name.strip()).exists():
        yield f"A group called '{plan.name.strip()}' exists already."
    if plan.country not in country_codes():
        yield f"'{plan.country}' is no country code: take two letters such as TR, EG or LB (ISO 3166-1)."
    if not plan.languages:
        yield "At least one language of the desk is needed."
    for language in plan.languages:
        if language not in DESK_LANGUAGES:
            yield f"The desk does not speak '{language}': choose among {', '.join(DESK_LANGUAGES)}."
    if not any(office.strip() for office in plan.offices):
        yield "At least one office is needed: appointments and working days belong to an office."
    if plan.time_zone not in zoneinfo.available_timezones():
        yield f"'{plan.time_zone}' is no time zone: write it like Europe/Istanbul or Africa/Cairo."
    yield from _faults_of_the_writing(plan)


def _faults_of_the_writing(plan: Plan) -> Iterator[str]:
    if plan.months not in Months.values:
        yield f"'{plan.months}' are no month names: choose among {', '.join(Months.values)}."
    if plan.digits not in Digits.values:
        yield f"'{plan.digits}' are no digits: choose among {', '.join(Digits.values)}."


def _faults_of_the_pair(plan: Plan) -> Iterator[str]:
    first, second = plan.administrator, plan.guardian
    if _same(first.username, second.username) or _same(first.name, second.name):
        yield (
            "The administrator and the data guardian must be two people: "
            "one alone could open every account and every file."
        )
    if first.password and first.password == second.password:
        yield "The administrator and the data guardian must not share a password."
    for office, person in (("administrator", first), ("data guardian", second)):
        account = Account(username=person.username, name=person.name)
        if not person.name.strip():
            yield f"The {office} needs a name."
        try:
            account.clean_fields(exclude=["password", "name"])
        except ValidationError as error:
            yield f"The user name of the {office} cannot be '{person.username}': {' '.join(error.messages)}"
        if Account.objects.filter(username__iexact=person.username).exists():
            yield f"The user name '{person.username}' is taken."
        try:
            validate_password(person.password, account)
        except ValidationError as error:
            yield f"The password of the {office} is refused: {' '.join(error.messages)}"


def _same(one: str, other: str) -> bool:
    return one.casefold().split() == other.casefold().split()
