"""A template is brought, tried, retired; a letter is made of it."""

from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiwar.casework.cases import actions as on_cases
from jiwar.casework.cases import clock, rights
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Case, Document
from jiwar.casework.cases.receipts import once
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import GENERAL, Compartment
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.foundation.papers.docx_templates import asking
from jiwar.foundation.papers.docx_templates.refusals import NotATemplate, sentences
from jiwar.foundation.vault import files, scanning
from jiwar.foundation.vault.models import Subject
from jiwar.lines.legal import kinds
from jiwar.lines.legal.actions.letters import Draft, keep_asked, raw_facts
from jiwar.lines.legal.letters.wording import Words
from jiwar.lines.legal.models import Letter, OwnTemplate
from jiwar.lines.legal.own_templates import invented
from jiwar.lines.legal.own_templates.names import KNOWN
from jiwar.lines.legal.rights import KEEP_TEMPLATES

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def add_template(
    viewer: Viewer,
    *,
    content: bytes,
    name: str,
    language: str,
    pack: str = "",
    step: str = "",
    token: UUID | None = None,
) -> OwnTemplate:
    """Raises `NotPossible`, with the fields nobody knows by name."""
    policy.require(viewer, KEEP_TEMPLATES)
    fields = _examined(content)

    def make() -> OwnTemplate:
        before = OwnTemplate.objects.select_related("subject").first()
        subject = before.subject if before else Subject.objects.create(kind=Subject.Kind.STAFF, hidden=True)
        file = files.store(
            subject_id=subject.id, compartment=GENERAL.code, chunks=[content], name="template.docx", media_type=WORD
        )
        row = OwnTemplate.objects.create(
            subject=subject,
            compartment=GENERAL.code,
            name=name,
            file=file,
            fields=fields,
            language=language,
            pack=pack,
            step=step,
            added_by=viewer.member,
        )
        record(viewer, kinds.TEMPLATE_ADDED, row=row)
        return row

    with transaction.atomic():
        return once(viewer, token, OwnTemplate, make)


def _examined(content: bytes) -> list[str]:
    try:
        scanning.examined([content])
        fields = asking.examined(content)
    except scanning.Refused as refused:
        raise NotPossible(refused.words) from refused
    except NotATemplate as refused:
        raise NotPossible(sentences()[refused.code]()) from None
    unknown = [name for name in fields if name not in KNOWN]
    if unknown:
        raise NotPossible(
            _("Nobody knows these fields: %(names)s. See the list below.") % {"names": ", ".join(unknown)}
        )
    return fields


def try_template(viewer: Viewer, *, template: OwnTemplate) -> bytes:
    """Filled with an invented person. From then on it is offered."""
    policy.require(viewer, KEEP_TEMPLATES)
    today = clock.today()
    words = Words(template.language, invented.file(viewer, today), invented.answers(today), hijri=True)
    content = _filled(template, words)
    with transaction.atomic():
        row = OwnTemplate.objects.select_for_update().get(id=template.id)
        if row.tried_at is None:
            row.tried_at, row.tried_by = timezone.now(), viewer.member
            row.save(update_fields=["tried_at", "tried_by"])
            record(viewer, kinds.TEMPLATE_TRIED, row=row)
    return content


def retire_template(viewer: Viewer, *, template: OwnTemplate) -> None:
    policy.require(viewer, KEEP_TEMPLATES)
    with transaction.atomic():
        row = OwnTemplate.objects.select_for_update().get(id=template.id)
        if row.retired_at is None:
            row.retired_at, row.retired_by = timezone.now(), viewer.member
            row.save(update_fields=["retired_at", "retired_by"])
            record(viewer, kinds.TEMPLATE_RETIRED, row=row)


def make_of_template(
    viewer: Viewer,
    *,
    case: Case,
    template: OwnTemplate,
    draft: Draft,
    compartment: Compartment = GENERAL,
    token: UUID | None = None,
) -> Letter:
    """Filled from the file and kept with the case, as a text document. Raises `NotPossible`."""
    rights.to_work_on(viewer, case, compartment)
    if not template.in_use:
        raise NotPossible(_("This template is not in use."))
    raw = {**raw_facts(viewer, case, draft), "template": str(template.id), "named": template.name}
    content = _filled(template, Words(template.language, raw["file"], raw["answers"], hijri=draft.hijri))

    def make() -> Letter:
        letter = Letter(
            case=case,
            subject_id=case.subject_id,
            compartment=compartment.code,
            thread=uuid4(),
            kind=draft.kind.code,
            languages=[template.language],
            facts=raw,
            made_by=viewer.member,
        )
        letter.document = on_cases.add_document(
            viewer,
            case=case,
            chunks=[content],
            name="letter.docx",
            title=template.name,
            kind=Document.Kind.LETTER,
            language=template.language,
            original_with=Document.Original.NONE,
            compartment=compartment,
        )
        letter.save()
        keep_asked(viewer, case, draft, compartment)
        record(viewer, kinds.LETTER_MADE, subject=case.subject, compartment=compartment, row=letter)
        return letter

    with transaction.atomic():
        return once(viewer, token, Letter, make)


def _filled(template: OwnTemplate, words: Words) -> bytes:
    values = words.values()
    try:
        return asking.filled(b"".join(files.read(template.file)), {name: values[name] for name in template.fields})
    except NotATemplate as refused:
        raise NotPossible(sentences()[refused.code]()) from None
