"""What can be done with a list. An import belongs to the member who brought it; to everyone else it is not there."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django_tasks.base import Task

from jiwar.casework.people import audit_kinds
from jiwar.casework.people.actions import sending
from jiwar.casework.people.imports import applying, headers, queries, running, undoing, verdicts
from jiwar.casework.people.imports.headers import Plan
from jiwar.casework.people.imports.messages import Message
from jiwar.casework.people.imports.models import ImportedRow, ImportMapping, PeopleImport
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import IDENTITY
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.foundation.groups.context import current_group
from jiwar.foundation.sheets import reading
from jiwar.foundation.sheets.cells import Look, Row, packed, unpacked
from jiwar.foundation.vault import files, keys, scanning
from jiwar.foundation.vault.models import Subject

State = PeopleImport.State
Fate = ImportedRow.Fate
PREVIEWED = 12


class NotNow(Exception):
    """The import has moved on: this cannot be done in its present state."""


class NobodyThere(ValueError):
    """No person the viewer may know of has this number."""


class NoName(ValueError):
    """Nobody can be registered without a name."""


def begin(
    viewer: Viewer,
    *,
    chunks: Iterable[bytes],
    name: str,
    sheet: str = "",
    today: date | None = None,
    token: UUID | None = None,
) -> PeopleImport:
    """Looks at the file, seals it, and guesses what its columns mean. Raises `SheetRefused` and `scanning.Refused`.

    A form that is sent twice (`token`) brings one list.
    """
    policy.require(viewer, can.IMPORT_PEOPLE)
    examined = scanning.examined(chunks)
    pieces = list(examined.chunks)
    seen = reading.look(pieces, sheet=sheet, most=headers.LOOKED_AT + PREVIEWED)
    with transaction.atomic():
        row_id = sending.row_id(viewer, token)
        if (sent_before := PeopleImport.objects.filter(id=row_id).first()) is not None:
            return sent_before
        subject = Subject.objects.create(kind=Subject.Kind.IMPORT)
        brought = PeopleImport(
            id=row_id,
            subject=subject,
            compartment=IDENTITY.code,
            member=viewer.member,
            came_on=today or timezone.localdate(),
        )
        brought.file = files.store(
            subject_id=subject.id, compartment=IDENTITY.code, chunks=pieces, name=name[:200], media_type=seen.kind
        )
        _note_look(brought, seen, name)
        brought.save()
        about = {"not_examined": True} if examined.looked_at is False else {}
        record(viewer, audit_kinds.IMPORT_BEGUN, subject=subject, compartment=IDENTITY, row=brought, about=about)
    return brought


def _note_look(brought: PeopleImport, seen: Look, name: str) -> None:
    brought.about = {
        "name": name[:200],
        "country": brought.about.get("country") or current_group().country,
        "kind": seen.kind,
        "sheet": seen.sheet,
        "sheets": [[each.name, each.hidden] for each in seen.sheets],
        "right_to_left": seen.right_to_left,
        "encoding": seen.encoding,
        "encoding_why": seen.encoding_why,
        "delimiter": seen.delimiter,
        "rows": [packed(row) for row in seen.rows],
    }
    brought.plan = _guess(seen.rows).as_data()


def _keep_mapping(plan: Plan) -> None:
    newest, *older = headers.signatures(plan.headings)
    ImportMapping.objects.filter(signature__in=older).delete()
    ImportMapping.objects.update_or_create(signature=newest, defaults={"fields": list(plan.fields)})


def _guess(rows: Sequence[Row], header: int | None = None) -> Plan:
    """What was kept of a list with the same headings, else the guess."""
    among = [row.number for row in rows[: headers.LOOKED_AT]] if header is None else [header]
    guesses = [headers.guessed(rows, number) for number in among]
    plans = {known: plan for plan in guesses for known in headers.signatures(plan.headings)}
    for kept in ImportMapping.objects.filter(signature__in=list(plans)).order_by("-kept_at"):
        plan = plans[bytes(kept.signature)]
        fields = headers.fitting(kept.fields, plan.headings)
        if fields and plan.header:
            return Plan(plan.header, fields, plan.headings)
    return headers.guessed(rows, header)


def read_otherwise(
    viewer: Viewer, *, brought: PeopleImport, sheet: str = "", encoding: str = "", delimiter: str = ""
) -> None:
    """Another sheet, encoding or separator of the same file. Raises `SheetRefused`."""
    found = queries.brought(viewer, brought.id)
    if found.file is None:
        raise NotNow
    # Looked at before anything is locked: a strange file may take its time.
    pieces = list(files.read(found.file))
    seen = reading.look(pieces, sheet=sheet, encoding=encoding, delimiter=delimiter, most=headers.LOOKED_AT + PREVIEWED)
    with transaction.atomic():
        stored = _locked(viewer, brought, State.NEW, State.TRIED)
        _note_look(stored, seen, stored.about["name"])
        _as_new(stored)
        stored.save()


@transaction.atomic
def choose(
    viewer: Viewer, *, brought: PeopleImport, header: int, fields: Sequence[str] | None, country: str = ""
) -> Plan:
    """What each column means; `fields` None guesses anew under another row of headings. Kept for the next list.

    `country`: where telephones are from that do not say it.
    """
    stored = _locked(viewer, brought, State.NEW, State.TRIED)
    rows = [unpacked(row) for row in stored.about["rows"]]
    plan = _guess(rows, header)
    if fields is not None and len(fields) == len(plan.headings):
        plan = Plan(plan.header, tuple(fields), plan.headings)
        if plan.header:
            _keep_mapping(plan)
    country = country or stored.about["country"]
    if (plan.as_data(), country) != (stored.plan, stored.about["country"]):
        stored.plan, stored.about = plan.as_data(), {**stored.about, "country": country}
        _as_new(stored)
    stored.save()
    return plan


def _as_new(stored: PeopleImport) -> None:
    """Raises `NotNow` where the list stands for people already: how it is read cannot change under them."""
    if _stands_for_somebody(stored):
        raise NotNow
    stored.state, stored.total, stored.counts = State.NEW, None, {}
    ImportedRow.objects.filter(of=stored).delete()


def _stands_for_somebody(stored: PeopleImport) -> bool:
    return ImportedRow.objects.filter(of=stored, person__isnull=False).exists()


@transaction.atomic
def start(viewer: Viewer, *, brought: PeopleImport, only_try: bool) -> None:
    """Into the background. Trying writes nothing about anybody. Raises `NotNow`, `NoName`."""
    _enqueue(running.carry_on, _started(viewer, brought, only_try=only_try))


def start_and_wait(viewer: Viewer, *, brought: PeopleImport, only_try: bool) -> None:
    """The same, worked off here and now: nobody else is asked to."""
    with transaction.atomic():
        stored = _started(viewer, brought, only_try=only_try)
    running.work_off(str(stored.id), str(stored.run))


def _enqueue(work: Task[[str, str, str], None], stored: PeopleImport) -> None:
    work.enqueue(str(stored.group_id), str(stored.id), str(stored.run))


def _started(viewer: Viewer, brought: PeopleImport, *, only_try: bool) -> PeopleImport:
    stored = _locked(viewer, brought, State.NEW, State.TRIED, State.STOPPED, State.UNDONE)
    if not headers.from_data(stored.plan).names_people:
        raise NoName
    if only_try and _stands_for_somebody(stored):
        raise NotNow
    if stored.total is not None:
        _wait_again(stored)
    stored.run = uuid4()
    stored.about = {name: value for name, value in stored.about.items() if name != "stopped"}
    stored.state = State.TRYING if only_try else State.RUNNING
    stored.save()
    about = {"try": only_try}
    record(viewer, audit_kinds.IMPORT_STARTED, subject=stored.subject, compartment=IDENTITY, row=stored, about=about)
    return stored


def _wait_again(stored: PeopleImport) -> None:
    """Every row is asked anew, but for those that could not be undone."""
    rows = ImportedRow.objects.filter(of=stored, person__isnull=True)
    rows.update(fate=Fate.WAITING, key=b"", household_key=b"")
    left = ImportedRow.objects.filter(of=stored, person__isnull=False)
    stored.counts = {}
    for fate in left.values_list("fate", flat=True):
        stored.counts[fate] = stored.counts.get(fate, 0) + 1


@transaction.atomic
def go_on(viewer: Viewer, *, brought: PeopleImport) -> None:
    """Puts the work into the queue again, where nothing has moved for a minute; whoever was at it stops. Twice is once:
    the second time it has moved. Raises `NotNow`."""
    stored = _locked(viewer, brought, State.TRYING, State.RUNNING, State.UNDOING)
    if not stored.stands_still:
        raise NotNow
    stored.run = uuid4()
    stored.save()
    _enqueue(undoing.carry_on if stored.state == State.UNDOING else running.carry_on, stored)


@transaction.atomic
def decide(viewer: Viewer, *, brought: PeopleImport, number: int, choice: str, same_as: str = "") -> ImportedRow:
    """`choice`: 'create', 'same' (as the person numbered `same_as`) or 'leave'. Raises `NotNow` where the row has been
    decided meanwhile, `NobodyThere`, `NoName`."""
    stored = _locked(viewer, brought, State.DONE)
    row = ImportedRow.objects.select_for_update(of=("self",)).filter(of=stored, row=number).first()
    if row is None:
        raise policy.NotThere(stored.subject_id)
    if row.fate not in {Fate.DECISION, Fate.ERROR}:
        raise NotNow
    before = row.fate
    if choice == "leave":
        row.fate, row.told = Fate.SKIPPED, {"messages": [Message("left-out").as_data()]}
        row.save()
    else:
        _take(viewer, stored, row, same_as if choice == "same" else "")
    stored.counts = {**stored.counts, before: stored.counts.get(before, 1) - 1}
    stored.counts[row.fate] = stored.counts.get(row.fate, 0) + 1
    stored.save()
    about = {"choice": choice, "row": row.row}
    record(viewer, audit_kinds.IMPORT_DECIDED, subject=stored.subject, compartment=IDENTITY, row=row, about=about)
    return row


def _take(viewer: Viewer, brought: PeopleImport, row: ImportedRow, same_as: str) -> None:
    entry = verdicts.read(brought, row, headers.from_data(brought.plan))
    messages = [*entry.not_taken, *entry.remarks]
    if same_as:
        person = queries.person_numbered(viewer, same_as)
        if person is None:
            raise NobodyThere(same_as)
        applying.add_to(viewer, brought, row, entry, person, messages)
    elif not any(name.kind == "own" for name in entry.who.names):
        raise NoName
    else:
        applying.create(viewer, brought, row, entry, messages)


@transaction.atomic
def undo(viewer: Viewer, *, brought: PeopleImport) -> None:
    """Into the background: records nobody has worked on are erased, what was added is taken away again."""
    stored = _locked(viewer, brought, State.DONE, State.STOPPED)
    stored.state, stored.run = State.UNDOING, uuid4()
    stored.save()
    _enqueue(undoing.carry_on, stored)


@transaction.atomic
def close(viewer: Viewer, *, brought: PeopleImport) -> None:
    """The rows, the file and their key go; how many rows met which fate stays. Undoing is not possible any more."""
    erase(viewer, _locked(viewer, brought, State.NEW, State.TRIED, State.DONE, State.STOPPED, State.UNDONE))


def erase(viewer: Viewer | None, stored: PeopleImport) -> None:
    """As `close`; by the program itself for an import whose member left. The caller has locked it."""
    ImportedRow.objects.filter(of=stored).delete()
    if stored.file is not None:
        files.remove(stored.file)
        stored.file = None
    stored.state = State.CLOSED
    stored.about, stored.plan = {}, {}
    stored.save()
    keys.destroy(stored.subject_id)
    about = {"counts": stored.counts}
    record(viewer, audit_kinds.IMPORT_CLOSED, subject=stored.subject, compartment=IDENTITY, row=stored, about=about)


def _locked(viewer: Viewer, brought: PeopleImport, *states: str) -> PeopleImport:
    """The import as it stands now, for a member who may go on with it. Raises `NotThere`, `NotNow`."""
    policy.require(viewer, can.IMPORT_PEOPLE)
    rows = PeopleImport.objects.select_for_update(of=("self",)).select_related("subject", "file")
    stored = rows.filter(id=brought.id, member=viewer.member).first()
    if stored is None:
        raise policy.NotThere(brought.subject_id)
    if stored.state not in states:
        raise NotNow
    return stored
