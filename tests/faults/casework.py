"""Killed while people are registered, cases opened, notes written, papers uploaded, and the audit chained."""

import hashlib
import os
from itertools import count
from typing import Any
from uuid import UUID

from tests.faults.killing import Confirmed, Ledger, Scenario
from tests.faults.place import working

PIECE = 32 * 1024


def write(ledger: Ledger) -> None:
    """A person, their case, two notes, and the first of them amended: five transactions, over and over."""
    from jiwar.casework.cases import actions as cases
    from jiwar.casework.people import actions as people
    from jiwar.casework.people.parts import Contact, NameGiven, PhoneGiven, Who

    for number in count(1):
        with working() as (viewer, case):
            name = f"Yusuf {os.getpid()} {number}"
            contact = Contact(phones=(PhoneGiven(f"+90532{os.getpid() % 1000:03}{number % 10000:04}"),))
            person = people.register(viewer, who=Who((NameGiven(name),)), contact=contact, none_of_these=True)
            ledger.confirmed("person", person.id, name)
            opened = cases.open_case(viewer, person=person, asks=f"What {name} asks")
            ledger.confirmed("case", opened.id, f"What {name} asks")
            note = cases.write_note(viewer, case=case, text=f"About {name}", minutes=5)
            ledger.confirmed("note", note.id, f"About {name}")
            cases.amend_note(viewer, note=note, text=f"Now {name}", kind=note.kind, minutes=6, seen_version=1)
            ledger.confirmed("note", note.id, f"Now {name}")


def upload(ledger: Ledger) -> None:
    """Papers of some chunks each."""
    from jiwar.casework.cases import actions as cases

    while True:
        with working() as (viewer, case):
            pieces = [b"%PDF-1.4\n", *(os.urandom(PIECE) for _piece in range(8))]
            digest = hashlib.sha256(b"".join(pieces)).hexdigest()
            paper = cases.add_document(viewer, case=case, chunks=pieces, name="letter.pdf", title="Letter")
            ledger.confirmed("paper", paper.id, digest)


def chain_on(ledger: Ledger) -> None:
    """Entries, and the chain after each few of them, as the worker does."""
    from jiwar.foundation.audit import chain, kinds, verification
    from jiwar.foundation.audit.record import record

    while True:
        with working() as (viewer, case):
            for _entry in range(3):
                record(viewer, kinds.EXPORTED, subject=case.subject, reason="asked by the person")
            chain.seal_group()
            ledger.confirmed("link", verification.last_sealed())


def look(confirmed: Confirmed, thorough: bool) -> list[str]:
    """What was confirmed is there and can be read; nothing is there by half."""
    with working() as (viewer, _case):
        faults = [fault for words in _last_said(confirmed) if (fault := _KINDS[words[0]](words[1], words[2]))]
        return [*faults, *everything(viewer)] if thorough else faults


def look_at_chain(confirmed: Confirmed, thorough: bool) -> list[str]:
    from jiwar.foundation.audit import verification

    with working() as (viewer, _case):
        furthest = max((int(words[1]) for words in confirmed), default=0)
        reached = verification.last_sealed()
        lost = [f"the chain had reached link {furthest} and ends at {reached}"] if reached < furthest else []
        verdict = verification.verify(viewer.group)
        broken = [f"chain: {verdict.problem}"] if verdict.problem else []
        return [*lost, *broken, *(everything(viewer) if thorough else [])]


def _last_said(confirmed: Confirmed) -> list[list[str]]:
    """Of what was changed later, the later."""
    return list({(words[0], words[1]): words for words in confirmed}.values())


def _person(row_id: str, name: str) -> str:
    from jiwar.casework.people.models import Person

    row = Person.objects.filter(id=row_id).first()
    return "" if row is not None and row.shown == name else f"person {row_id} is lost"


def _case(row_id: str, asks: str) -> str:
    from jiwar.casework.cases.models import Case

    row = Case.objects.filter(id=row_id).first()
    return "" if row is not None and row.asks == asks else f"case {row_id} is lost"


def _note(row_id: str, text: str) -> str:
    from jiwar.casework.cases.models import Note

    row = Note.objects.filter(id=row_id).first()
    # The amendment that follows may have been kept, and its confirmation not been heard any more.
    return "" if row is not None and row.text in (text, text.replace("About", "Now")) else f"note {row_id} is lost"


def _paper(row_id: str, digest: str) -> str:
    from jiwar.casework.cases.models import Document
    from jiwar.foundation.vault import files

    row = Document.objects.select_related("file").filter(id=row_id).first()
    if row is None:
        return f"paper {row_id} is lost"
    read = hashlib.sha256()
    for piece in files.read(row.file):
        read.update(piece)
    return "" if read.hexdigest() == digest else f"paper {row_id} has other content"


_KINDS = {"person": _person, "case": _case, "note": _note, "paper": _paper}


def everything(viewer: Any) -> list[str]:
    from jiwar.foundation.audit import chain, verification
    from jiwar.foundation.vault import sampling

    while chain.seal_group(everything=True):
        pass
    verdict = verification.verify(viewer.group)
    sample = sampling.take()
    faults = [f"chain: {verdict.problem}"] if verdict.problem else []
    if verdict.waiting:
        faults.append(f"{verdict.waiting} entries are not in the chain")
    if sample.closed or sample.erased or sample.files_broken or sample.files_missing:
        faults.append(f"sealed and not to be opened: {sample}")
    return [*faults, *_halves(), *_damage()]


def _halves() -> list[str]:
    """Each row with what its action writes beside it, and nothing of it without the row."""
    from jiwar.casework.cases.models import Case, Document, Note, TimelineEntry
    from jiwar.casework.people import audit_kinds
    from jiwar.casework.people.imports.models import PeopleImport
    from jiwar.casework.people.models import Person, PersonName, Phone
    from jiwar.foundation.audit.models import Entry
    from jiwar.foundation.groups.models import Counter
    from jiwar.foundation.vault.models import SealedFile

    faults = []
    # Lists that were undone took people back: the audit keeps that they were there, their numbers are not given again.
    gone = set(Entry.objects.filter(kind=audit_kinds.UNREGISTERED).values_list("object_id", flat=True))
    for model in (Person, Case, Note, Document):
        rows = set(model._default_manager.values_list("id", flat=True))
        audited: set[UUID | None] = set(
            Entry.objects.filter(object_kind=model._meta.label_lower).values_list("object_id", flat=True)
        )
        if rows != audited - gone:
            faults.append(
                f"{model._meta.label_lower}: {len(rows ^ (audited - gone))} rows without audit entry or the reverse"
            )
    if set(Note.objects.values_list("id", flat=True)) != _told(TimelineEntry, "note-written"):
        faults.append("notes and timeline differ")
    filed = {
        *Document.objects.values_list("file_id", flat=True),
        *PeopleImport.objects.values_list("file_id", flat=True),
    }
    if filed != set(SealedFile.objects.values_list("id", flat=True)):
        faults.append("papers, lists and sealed files differ")
    for counted, series in ((Person, "P"), (Case, "C")):
        numbers = list(counted._default_manager.order_by("number").values_list("number", flat=True))
        left_out = len(gone) if counted is Person else 0
        if len(set(numbers)) != len(numbers) or len(numbers) + left_out != Counter.objects.get(series=series).last:
            faults.append(f"numbers of {series} have a gap or a double")
    for part in (PersonName, Phone):
        whose = set(part._default_manager.values_list("person_id", flat=True))
        if part is PersonName and whose != set(Person.objects.values_list("id", flat=True)):
            faults.append("people without names, or names without people")
    return faults


def _told(timeline: Any, kind: str) -> set[UUID]:
    return set(timeline.objects.filter(kind=kind).values_list("row", flat=True))


def _damage() -> list[str]:
    """What SQLite says of itself."""
    from django.db import connection

    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        said = [row[0] for row in cursor.fetchall()]
        cursor.execute("PRAGMA foreign_key_check")
        return [*(said if said != ["ok"] else []), *(f"foreign key of {row[0]}" for row in cursor.fetchall())]


WRITES = Scenario("writes", write, look, longest=0.6, hands=2, share=3.0)
UPLOADS = Scenario("uploads", upload, look, longest=0.4, hands=2, share=2.0)
CHAIN = Scenario("audit chain", chain_on, look_at_chain, longest=0.4)
