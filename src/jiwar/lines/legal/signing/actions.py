"""The group gets a certificate and ends it; a member signs a letter or a bundle for the group."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiwar.casework.cases import actions as on_cases
from jiwar.casework.cases import rights
from jiwar.casework.cases.errors import NotPossible
from jiwar.casework.cases.models import Document
from jiwar.casework.cases.receipts import once
from jiwar.foundation.access import capabilities as can
from jiwar.foundation.access import policy
from jiwar.foundation.access.compartments import GENERAL
from jiwar.foundation.access.compartments import compartment as compartment_of
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.audit.record import record
from jiwar.foundation.papers.signatures import asking, certificates
from jiwar.foundation.papers.signatures.certificates import KeyPair
from jiwar.foundation.vault.models import Subject
from jiwar.lines.legal import kinds
from jiwar.lines.legal.models import GroupSignature, SigningCertificate
from jiwar.lines.legal.rights import SIGN_FOR_GROUP
from jiwar.lines.legal.signing.queries import in_force


def make_certificate(viewer: Viewer, *, token: UUID | None = None) -> SigningCertificate:
    """A key of our own. It takes the place of the one before."""
    policy.require(viewer, can.MANAGE_GROUP)
    group = viewer.group
    with transaction.atomic():
        return once(
            viewer,
            token,
            SigningCertificate,
            lambda: _take(viewer, certificates.self_made(name=group.name, country=group.country, now=timezone.now())),
        )


def bring_certificate(viewer: Viewer, *, content: bytes, passphrase: str) -> SigningCertificate:
    """One an authority gave out, from its file. Raises `NotPossible`."""
    policy.require(viewer, can.MANAGE_GROUP)
    try:
        pair = asking.brought(content, passphrase)
    except asking.NotRead:
        raise NotPossible(
            _("This file did not open: another passphrase, or it holds no key to sign with. Nothing was kept.")
        ) from None
    told = certificates.told(pair.certificates)
    if not told.begins <= timezone.now() < told.ends:
        raise NotPossible(_("This certificate is not valid today. Ask for a new one."))
    return _take(viewer, pair)


def _take(viewer: Viewer, pair: KeyPair) -> SigningCertificate:
    fingerprint = certificates.told(pair.certificates).fingerprint
    with transaction.atomic():
        before = SigningCertificate.objects.select_for_update().filter(ended_at__isnull=True).first()
        if before is not None:
            _end(viewer, before, timezone.now())
        subject = before.subject if before else Subject.objects.create(kind=Subject.Kind.STAFF, hidden=True)
        try:
            with transaction.atomic():
                row = SigningCertificate.objects.create(
                    subject=subject,
                    compartment=GENERAL.code,
                    key=pair.key,
                    certificates=pair.certificates,
                    fingerprint=fingerprint,
                    made_by=viewer.member,
                )
        except IntegrityError:
            raise NotPossible(_("A colleague has just done the same. Look at this page again.")) from None
        record(viewer, kinds.CERTIFICATE_MADE, row=row)
    return row


def end_certificate(viewer: Viewer, *, certificate: SigningCertificate) -> None:
    """Its key is gone from that moment; what it signed before stays signed."""
    policy.require(viewer, can.MANAGE_GROUP)
    with transaction.atomic():
        row = SigningCertificate.objects.select_for_update().get(id=certificate.id)
        if row.ended_at is None:
            _end(viewer, row, timezone.now())


def _end(viewer: Viewer, row: SigningCertificate, now: datetime) -> None:
    row.key, row.ended_at, row.ended_by = "", now, viewer.member
    row.save(update_fields=["key", "ended_at", "ended_by"])
    record(viewer, kinds.CERTIFICATE_ENDED, row=row)


def sign_for_group(viewer: Viewer, *, document: Document, signed_as: str, token: UUID | None = None) -> GroupSignature:
    """The same paper with the group's signature, as a document beside it. Raises `NotPossible`."""
    compartment = compartment_of(document.compartment)
    policy.require(viewer, SIGN_FOR_GROUP, subject=document.case.subject, compartment=compartment)
    rights.to_work_on(viewer, document.case, compartment)
    certificate = in_force()
    if certificate is None:
        raise NotPossible(
            _("The group has no certificate to sign with. An administrator makes one under Our signature.")
        )
    told = certificates.told(certificate.certificates)
    if not told.begins <= timezone.now() < told.ends:
        raise NotPossible(
            _("The group’s certificate is not valid today. An administrator makes a new one under Our signature.")
        )
    content = b"".join(on_cases.read_document(viewer, document=document))
    name = viewer.account.name
    pair = KeyPair(certificate.key, certificate.certificates)
    try:
        signed = asking.signed(content, pair, name=name, reason=f"{name}, {signed_as}, {viewer.group.name}")
    except asking.NotRead:
        raise NotPossible(_("This paper could not be signed: it is damaged or too large.")) from None

    def make() -> GroupSignature:
        row = GroupSignature(
            case=document.case,
            subject_id=document.subject_id,
            compartment=document.compartment,
            of=document,
            certificate=certificate,
            signed_as=signed_as,
            signed_by=viewer.member,
        )
        row.document = on_cases.add_document(
            viewer,
            case=document.case,
            chunks=[signed],
            name="signed.pdf",
            title=_("%(letter)s, signed for the group") % {"letter": document.title},
            kind=document.kind,
            language=document.language,
            original_with=Document.Original.NONE,
            compartment=compartment,
        )
        row.save()
        record(viewer, kinds.SIGNED_FOR_GROUP, subject=document.case.subject, compartment=compartment, row=row)
        return row

    try:
        with transaction.atomic():
            return once(viewer, token, GroupSignature, make)
    except IntegrityError:
        raise NotPossible(_("A colleague has just signed it.")) from None
