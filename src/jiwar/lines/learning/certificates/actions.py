"""What can be done with certificates: give one, take its paper out, withdraw it; say whether the group is named."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.receipts import once
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.foundation.groups.numbering import next_number, written
from jiwar.foundation.papers import drawing
from jiwar.foundation.papers.signatures import asking, for_group
from jiwar.foundation.vault import files
from jiwar.lines.learning import kinds
from jiwar.lines.learning.certificates import codes
from jiwar.lines.learning.certificates.papers import Given, saying
from jiwar.lines.learning.models import Certificate, CertificatePaper, Learner, NameShown
from jiwar.lines.learning.models.certificates import SERIES
from jiwar.lines.learning.rights import LEARNING, TEACH


def give_certificate(
    viewer: Viewer, *, learner: Learner, given: Given, today: date, token: UUID | None = None
) -> CertificatePaper:
    """Drawn, signed where the group has a key to sign with, and kept with the learner. Raises `NotPossible`."""
    policy.require(viewer, TEACH, subject=learner.subject, compartment=LEARNING)
    with transaction.atomic():
        number = next_number(SERIES)
    code = codes.new()
    # Drawing takes a second or two: it is over before the transaction begins.
    content, signed = _drawn(viewer, given, number, code, today)

    def make() -> CertificatePaper:
        certificate = Certificate.objects.create(
            number=number,
            secret_hash=codes.hashed(code),
            language=given.language,
            level=given.level.value,
            issued_on=today,
            issued_by=viewer.member,
        )
        own = {"subject_id": learner.subject_id, "compartment": LEARNING.code}
        name = f"{certificate.written_number}.pdf"
        paper = CertificatePaper.objects.create(
            **own,
            certificate=certificate,
            learner=learner,
            code=code,
            name=given.name,
            arabic_name=given.arabic_name,
            course=given.course,
            hours=given.hours,
            file=files.store(
                subject_id=learner.subject_id,
                compartment=LEARNING.code,
                chunks=[content],
                name=name,
                media_type="application/pdf",
            ),
            signed=signed,
        )
        record(viewer, kinds.LEARNING_CERTIFICATE_GIVEN, subject=learner.subject, compartment=LEARNING, row=paper)
        return paper

    with transaction.atomic():
        return once(viewer, token, CertificatePaper, make)


def _drawn(viewer: Viewer, given: Given, number: int, code: str, today: date) -> tuple[bytes, bool]:
    signs = for_group.has_key()
    said = saying(viewer.group, given, number=written(SERIES, number), code=code, today=today, signed=signs)
    try:
        content = drawing.attestation(said)
        reason = f"{said.reference}, {viewer.group.name}"
        signed = for_group.signed(content, name=viewer.account.name, reason=reason) if signs else None
    except drawing.NotDrawn:
        raise NotPossible(
            _("The certificate could not be drawn. Shorten what is to stand on it, or ask who runs the server.")
        ) from None
    except asking.NotRead:
        raise NotPossible(_("The certificate could not be signed. Ask who runs the server.")) from None
    return signed or content, signed is not None


def read_paper(viewer: Viewer, *, paper: CertificatePaper) -> Iterator[bytes]:
    """The PDF, in pieces."""
    policy.require(viewer, can.SEE_DESK, subject=paper.subject, compartment=LEARNING)
    record(viewer, kinds.LEARNING_CERTIFICATE_READ, subject=paper.subject, compartment=LEARNING, row=paper)
    return files.read(paper.file)


@transaction.atomic
def withdraw(viewer: Viewer, *, paper: CertificatePaper, why: str, today: date) -> None:
    """From now on its page says so. Withdrawn twice, the first day and reason stand."""
    row = CertificatePaper.objects.select_for_update(of=("self",)).select_related("subject").get(id=paper.id)
    policy.require(viewer, TEACH, subject=row.subject, compartment=LEARNING)
    certificate = Certificate.objects.select_for_update(of=("self",)).get(id=row.certificate_id)
    if certificate.withdrawn_on is not None:
        raise NotPossible(_("This certificate was withdrawn already."))
    certificate.withdrawn_on, certificate.withdrawn_by = today, viewer.member
    certificate.save(update_fields=["withdrawn_on", "withdrawn_by"])
    row.why_withdrawn = why
    row.save(update_fields=["why_withdrawn"])
    record(viewer, kinds.LEARNING_CERTIFICATE_WITHDRAWN, subject=row.subject, compartment=LEARNING, row=row)


@transaction.atomic
def say_name(viewer: Viewer, *, shown: bool) -> None:
    """Whether whoever checks a certificate reads which group gave it."""
    policy.require(viewer, can.MANAGE_GROUP)
    row, _made = NameShown.objects.update_or_create(
        group=viewer.group, defaults={"shown": shown, "said_by": viewer.member}
    )
    record(viewer, kinds.CERTIFICATE_NAME_SAID, row=row, about={"shown": shown})
