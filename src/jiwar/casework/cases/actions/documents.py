"""Papers of a case: taken in as a stream, hashed, sealed; read again as a stream, and every reading recorded."""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import chain
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases import events, kinds, paper_types, pictures, rights, timeline
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case, Document
from jiwar.casework.cases.receipts import once
from jiwar.casework.cases.versions import step_on
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import GENERAL, Compartment
from jiwar.foundation.access.compartments import compartment as compartment_of
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.foundation.vault import files, scanning
from jiwar.foundation.vault.models import SealedFile

HEAD = 8192


def add_document(
    viewer: Viewer,
    *,
    case: Case,
    chunks: Iterable[bytes],
    name: str,
    title: str,
    kind: str = Document.Kind.OTHER,
    language: str = "",
    original_with: str = Document.Original.PERSON,
    translation: str = Document.Translation.NOT_NEEDED,
    compartment: Compartment = GENERAL,
    token: UUID | None = None,
    without_traces: bool = False,
) -> Document:
    """Its type is told by its content; its SHA-256 is of the bytes that are kept: as they came, or, for a picture whose
    traces are to be taken out, as it was written anew. Raises `NotPossible`."""
    rights.to_work_on(viewer, case, compartment)
    try:
        seen = scanning.examined(chunks)
    except scanning.Refused as refused:
        raise NotPossible(refused.words) from refused

    def make() -> Document:
        file, digest = _take_in(case, compartment, seen.chunks, name, without_traces=without_traces)
        try:
            document = Document.objects.create(
                case=case,
                subject_id=case.subject_id,
                compartment=compartment.code,
                file=file,
                kind=kind,
                language=language,
                title=title,
                original_with=original_with,
                translation=translation,
                sha256=digest,
                added_by=viewer.member,
            )
            facts = {"kind": kind, "text": title}
            timeline.write(
                viewer, case=case, kind="document-added", facts=facts, compartment=compartment, row=document.id
            )
            about = {"without_traces": True} if without_traces else {}
            about |= {"not_examined": True} if seen.looked_at is False else {}
            subject = case.subject
            record(viewer, kinds.DOCUMENT_ADDED, subject=subject, compartment=compartment, row=document, about=about)
            events.publish(events.DocumentAdded(viewer, case, document))
        except BaseException:
            files.path_of(file.id).unlink(missing_ok=True)
            raise
        return document

    with transaction.atomic():
        # To look took its time.
        rights.to_work_on(viewer, case, compartment)
        return once(viewer, token, Document, make)


def _take_in(
    case: Case, compartment: Compartment, chunks: Iterable[bytes], name: str, *, without_traces: bool
) -> tuple[SealedFile, str]:
    incoming = iter(chunks)
    head = b""
    while len(head) < HEAD and (piece := next(incoming, None)) is not None:
        head += piece
    if not head:
        raise NotPossible(_("The file is empty."))
    media_type = paper_types.media_type(head)
    incoming = _limited(chain([head], incoming), media_type)
    if without_traces:
        incoming = iter([pictures.without_traces(b"".join(incoming), media_type)])
    digest = hashlib.sha256()
    file = files.store(
        subject_id=case.subject_id,
        compartment=compartment.code,
        chunks=_hashed(incoming, digest),
        name=paper_types.harmless_name(name, media_type),
        media_type=media_type,
    )
    return file, digest.hexdigest()


def _limited(chunks: Iterable[bytes], media_type: str) -> Iterator[bytes]:
    size, most = 0, paper_types.largest(media_type)
    for chunk in chunks:
        size += len(chunk)
        if size > most:
            raise NotPossible(_("A file of this kind may have up to %(most)d MB.") % {"most": most // paper_types.MB})
        yield chunk


def _hashed(chunks: Iterable[bytes], digest: "hashlib._Hash") -> Iterator[bytes]:
    for chunk in chunks:
        digest.update(chunk)
        yield chunk


@transaction.atomic
def describe_document(
    viewer: Viewer,
    *,
    document: Document,
    title: str,
    kind: str,
    language: str,
    original_with: str,
    translation: str,
    seen_version: int,
) -> Document:
    """What is said of a paper; the paper itself never changes. Raises `Stale`."""
    rights.to_work_on(viewer, document.case, compartment_of(document.compartment))
    step_on(document, seen_version)
    document.title, document.kind, document.language = title, kind, language
    document.original_with, document.translation = original_with, translation
    document.save(update_fields=["title", "kind", "language", "original_with", "translation"])
    about = {"translation": translation}
    subject, compartment = document.case.subject, document.compartment
    record(viewer, kinds.DOCUMENT_CHANGED, subject=subject, compartment=compartment, row=document, about=about)
    return document


@transaction.atomic
def read_document(viewer: Viewer, *, document: Document) -> Iterator[bytes]:
    """The bytes, in pieces."""
    compartment = compartment_of(document.compartment)
    policy.require(viewer, can.SIGNED_IN, subject=document.case.subject, compartment=compartment)
    record(viewer, kinds.DOCUMENT_READ, subject=document.case.subject, compartment=compartment, row=document)
    return files.read(document.file)
