"""Which certificate signs, what was signed, and what a PDF somebody holds is."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.utils import timezone

from jiwar.casework.cases.models import Case
from jiwar.foundation.access import policy
from jiwar.foundation.access.viewer import Viewer
from jiwar.foundation.papers.signatures import asking
from jiwar.foundation.papers.signatures.asking import Found
from jiwar.foundation.papers.signatures.certificates import KeyPair, Told, told
from jiwar.lines.legal.models import GroupSignature, SigningCertificate


class Verdict(StrEnum):
    OURS = "ours"
    OURS_CHANGED = "ours-changed"
    OTHERS = "others"
    OTHERS_CHANGED = "others-changed"


@dataclass(frozen=True)
class Certificate:
    row: SigningCertificate
    told: Told


@dataclass(frozen=True)
class Judged:
    """`certificate`: ours, by which it was signed."""

    found: Found
    verdict: Verdict
    certificate: SigningCertificate | None


def in_force() -> SigningCertificate | None:
    return SigningCertificate.objects.filter(ended_at__isnull=True).first()


def key_in_force() -> KeyPair | None:
    """For rooms that sign for the group too; None where it could not sign today."""
    row = in_force()
    if row is None:
        return None
    said = told(row.certificates)
    return KeyPair(row.key, row.certificates) if said.begins <= timezone.now() < said.ends else None


def certificates() -> list[Certificate]:
    """Newest first, those that ended too."""
    rows = SigningCertificate.objects.select_related("made_by__account", "ended_by__account").order_by("-made_at")
    return [Certificate(row, told(row.certificates)) for row in rows]


def signatures_of(viewer: Viewer, case: Case) -> dict[UUID, GroupSignature]:
    """By the document that was signed."""
    rows = policy.scope(viewer, GroupSignature.objects.filter(case=case)).select_related("signed_by__account")
    return {row.of_id: row for row in rows}


def judged(content: bytes) -> list[Judged]:
    """Of each signature in a PDF, what is to be said of it. Raises `asking.NotRead`."""
    ours = {row.fingerprint: row for row in SigningCertificate.objects.all()}
    found = asking.checked(content, [row.certificates for row in ours.values()])
    return [Judged(each, _verdict(each, ours), ours.get(each.fingerprint)) for each in found]


def _verdict(found: Found, ours: Iterable[str]) -> Verdict:
    if found.fingerprint in ours:
        return Verdict.OURS if found.unchanged else Verdict.OURS_CHANGED
    return Verdict.OTHERS if found.unchanged else Verdict.OTHERS_CHANGED
