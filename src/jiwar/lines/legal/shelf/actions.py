"""Putting on the shelf and setting aside; citing into a case, and arguing there."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiwar.casework.cases import clock, receipts
from jiwar.casework.cases import rights as on_cases
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case
from jiwar.foundation.access import policy
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.foundation.languages import running_text
from jiwar.lines.legal import kinds
from jiwar.lines.legal.models import (
    Argument,
    ArgumentParagraph,
    ArgumentUse,
    Citation,
    CountrySource,
    ShelfAge,
    SourceParagraph,
)
from jiwar.lines.legal.rights import LEGAL_PRIVILEGED, USE_SHELF
from jiwar.lines.legal.shelf import splitting

MOST_QUOTED = 2000


@dataclass(frozen=True, slots=True)
class Described:
    """What is said of a source beside its text."""

    title: str
    publisher: str
    countries: tuple[str, ...]
    published_on: date
    language: str
    reference: str = ""
    topics: str = ""
    licence: str = ""


def add_source(viewer: Viewer, *, described: Described, text: str, token: UUID | None = None) -> CountrySource:
    policy.require(viewer, USE_SHELF)
    pieces = splitting.split(text)
    if not pieces:
        raise NotPossible(_("There is no text in it. Paste the paragraphs you want to find again."))
    if len(pieces) > splitting.MOST:
        raise NotPossible(_("These are more paragraphs than one source can have. Put it on the shelf in parts."))
    with transaction.atomic():
        return receipts.once(viewer, token, CountrySource, lambda: _source(viewer, described, pieces))


def _source(viewer: Viewer, described: Described, pieces: list[splitting.Piece]) -> CountrySource:
    source = CountrySource.objects.create(
        title=described.title,
        publisher=described.publisher,
        countries=f" {' '.join(described.countries)} ",
        published_on=described.published_on,
        language=described.language,
        reference=described.reference,
        topics=described.topics,
        licence=described.licence,
        added_by=viewer.member,
    )
    SourceParagraph.objects.bulk_create(
        (
            SourceParagraph(
                source=source,
                position=position,
                number=piece.number,
                text=piece.text,
                folded=running_text.folded(piece.text),
            )
            for position, piece in enumerate(pieces, start=1)
        ),
        batch_size=500,
    )
    record(viewer, kinds.SOURCE_ADDED, row=source, about={"paragraphs": len(pieces)})
    return source


@transaction.atomic
def set_source_aside(viewer: Viewer, *, source: CountrySource, why: str, newer: CountrySource | None = None) -> None:
    """It is no longer found; what was cited from it stays readable."""
    policy.require(viewer, USE_SHELF)
    if newer is not None and newer.id == source.id:
        raise NotPossible(_("A source cannot be newer than itself."))
    source.set_aside_on, source.set_aside_why, source.newer = clock.today(), why, newer
    source.save(update_fields=["set_aside_on", "set_aside_why", "newer"])
    record(viewer, kinds.SOURCE_SET_ASIDE, row=source)


@transaction.atomic
def set_age(viewer: Viewer, *, months: int) -> None:
    policy.require(viewer, USE_SHELF)
    ShelfAge.objects.update_or_create(defaults={"months": months})
    record(viewer, kinds.SHELF_AGE_SET, about={"months": months})


def to_argue(viewer: Viewer, case: Case) -> None:
    """Works on the running case, with its privileged part open."""
    policy.require(viewer, USE_SHELF)
    on_cases.to_work_on(viewer, case, LEGAL_PRIVILEGED)


def cite(
    viewer: Viewer, *, paragraph: SourceParagraph, case: Case, words: str = "", token: UUID | None = None
) -> Citation:
    """`words`: which of the paragraph; they must stand in it. Empty: all of it."""
    to_argue(viewer, case)
    quoted = " ".join(words.split()) or paragraph.text[:MOST_QUOTED]
    if quoted not in paragraph.text:
        raise NotPossible(_("These words do not stand in the paragraph. Copy them from it without changes."))
    with transaction.atomic():
        return receipts.once(viewer, token, Citation, lambda: _citation(viewer, paragraph, case, quoted))


def _citation(viewer: Viewer, paragraph: SourceParagraph, case: Case, quoted: str) -> Citation:
    source = paragraph.source
    row = Citation.objects.create(
        case=case,
        subject_id=case.subject_id,
        compartment=LEGAL_PRIVILEGED.code,
        paragraph=str(paragraph.id),
        words=quoted,
        cited={
            "title": source.title,
            "publisher": source.publisher,
            "published_on": source.published_on.isoformat(),
            "number": paragraph.number,
            "language": source.language,
            "source": str(source.id),
        },
        cited_by=viewer.member,
    )
    record(viewer, kinds.CITED, subject=case.subject_id, compartment=LEGAL_PRIVILEGED, row=row)
    return row


@transaction.atomic
def drop_citation(viewer: Viewer, *, citation: Citation) -> None:
    to_argue(viewer, citation.case)
    if citation.dropped_at is not None:
        return
    citation.dropped_at = timezone.now()
    citation.save(update_fields=["dropped_at"])
    record(viewer, kinds.CITATION_DROPPED, subject=citation.case.subject_id, compartment=LEGAL_PRIVILEGED, row=citation)


def add_argument(
    viewer: Viewer,
    *,
    title: str,
    claim: str,
    country: str,
    text: str,
    paragraphs: list[SourceParagraph],
    token: UUID | None = None,
) -> Argument:
    policy.require(viewer, USE_SHELF)

    def make() -> Argument:
        row = Argument.objects.create(title=title, claim=claim, country=country, text=text, written_by=viewer.member)
        ArgumentParagraph.objects.bulk_create(
            ArgumentParagraph(argument=row, paragraph=each) for each in {each.id: each for each in paragraphs}.values()
        )
        record(viewer, kinds.ARGUMENT_ADDED, row=row)
        return row

    with transaction.atomic():
        return receipts.once(viewer, token, Argument, make)


@transaction.atomic
def set_argument_aside(viewer: Viewer, *, argument: Argument) -> None:
    policy.require(viewer, USE_SHELF)
    argument.set_aside_on = clock.today()
    argument.save(update_fields=["set_aside_on"])
    record(viewer, kinds.ARGUMENT_SET_ASIDE, row=argument)


@transaction.atomic
def use_argument(viewer: Viewer, *, argument: Argument, case: Case) -> ArgumentUse:
    """Once a case, however often it is said. The audit keeps the case, not which argument."""
    to_argue(viewer, case)
    Case.objects.select_for_update().get(id=case.id)
    for earlier in ArgumentUse.objects.filter(case=case):
        if earlier.argument == str(argument.id):
            return earlier
    row = ArgumentUse.objects.create(
        case=case,
        subject_id=case.subject_id,
        compartment=LEGAL_PRIVILEGED.code,
        argument=str(argument.id),
        used_by=viewer.member,
    )
    record(viewer, kinds.ARGUMENT_USED, subject=case.subject_id, compartment=LEGAL_PRIVILEGED, row=row)
    return row
