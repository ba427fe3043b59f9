"""The process that signs and that reads signed PDFs: little memory and time, nothing else of ours.

In: one line of JSON (`do`: bring, sign or check), then one file. Out: one line of JSON, and the signed PDF. It
writes no file and opens no connection. Started by `asking` alone.
"""

import asyncio
import json
import sys
from io import BytesIO
from typing import Any, Final

from asn1crypto import keys, pem, x509
from cryptography import x509 as certificates
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import PdfSignatureMetadata, SimpleSigner, async_sign_pdf
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import EmbeddedPdfSignature, async_validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from jiwar.foundation.confining import confine
from jiwar.foundation.papers.signatures import limits

Said = tuple[dict[str, Any], bytes]
_UNREADABLE: Final = (
    PdfError, SignatureValidationError, SigningError, UnsupportedAlgorithm, ValueError, TypeError, KeyError, IndexError,
    AttributeError, NotImplementedError, RecursionError, AssertionError, OSError,
)  # fmt: skip


def main() -> int:
    # A loop opens a pair of sockets to wake itself: it does so before sockets are gone.
    loop = asyncio.new_event_loop()
    confine(memory=limits.MEMORY, cpu_seconds=limits.CPU_SECONDS)
    wanted = json.loads(sys.stdin.buffer.readline())
    file = sys.stdin.buffer.read(wanted["size"])
    do = {"bring": _bring, "sign": _sign, "check": _check}[wanted["do"]]
    try:
        said, content = do(loop, wanted, file)
    except (*_UNREADABLE, MemoryError):
        said, content = {"refused": True}, b""
    sys.stdout.buffer.write(json.dumps({**said, "size": len(content)}).encode() + b"\n" + content)
    return 0


def _bring(_loop: asyncio.AbstractEventLoop, wanted: dict[str, Any], file: bytes) -> Said:
    found = pkcs12.load_pkcs12(file, wanted["passphrase"].encode())
    if found.key is None or found.cert is None:
        return {"refused": True}, b""
    own = found.cert.certificate
    if own.public_key() != found.key.public_key():
        return {"refused": True}, b""
    private = found.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    chain = [own, *(each.certificate for each in found.additional_certs)]
    public = "".join(each.public_bytes(Encoding.PEM).decode() for each in chain)
    return {"key": private, "certificates": public, "may_sign": _may_sign(own)}, b""


def _may_sign(own: certificates.Certificate) -> bool:
    try:
        usage = own.extensions.get_extension_for_class(certificates.KeyUsage).value
    except certificates.ExtensionNotFound:
        return True
    return usage.digital_signature or usage.content_commitment


def _sign(loop: asyncio.AbstractEventLoop, wanted: dict[str, Any], file: bytes) -> Said:
    own, *others = _certificates(wanted["certificates"])
    _kind, _headers, key = pem.unarmor(wanted["key"].encode())
    signer = SimpleSigner(
        signing_cert=own,
        signing_key=keys.PrivateKeyInfo.load(key),
        cert_registry=SimpleCertificateStore.from_certs(others),  # type: ignore[no-untyped-call]  # untyped
    )
    about = PdfSignatureMetadata(
        field_name="Group",
        md_algorithm="sha256",
        name=wanted["name"],
        reason=wanted["reason"],
        subfilter=SigSeedSubFilter.PADES,
    )
    writer = IncrementalPdfFileWriter(BytesIO(file), strict=False)
    out = loop.run_until_complete(async_sign_pdf(writer, about, signer=signer))
    return {}, out.getvalue()


def _check(loop: asyncio.AbstractEventLoop, wanted: dict[str, Any], file: bytes) -> Said:
    ours = [own for each in wanted["ours"] for own in _certificates(each)[:1]]
    reader = PdfFileReader(BytesIO(file), strict=False)
    signatures = reader.embedded_regular_signatures
    if len(signatures) > limits.SIGNATURES:
        return {"refused": True}, b""
    return {"found": [_one(loop, each, ours) for each in signatures]}, b""


def _one(loop: asyncio.AbstractEventLoop, signature: EmbeddedPdfSignature, ours: list[x509.Certificate]) -> Any:
    told = {"fingerprint": signature.signer_cert.sha256.hex(), "whole": False, "last": False}
    context = ValidationContext(trust_roots=ours, allow_fetching=False)
    try:
        status = loop.run_until_complete(async_validate_pdf_signature(signature, context, skip_diff=True))
    except _UNREADABLE:
        return told
    at = signature.self_reported_timestamp
    return {
        **told,
        "whole": bool(status.intact and status.valid),
        "last": status.coverage is SignatureCoverageLevel.ENTIRE_FILE,
        "name": str(signature.sig_object.get("/Name", "")),
        "reason": str(signature.sig_object.get("/Reason", "")),
        "at": at.isoformat() if at and at.tzinfo else "",
        "subject": signature.signer_cert.subject.human_friendly,
    }


def _certificates(said: str) -> list[x509.Certificate]:
    return [x509.Certificate.load(der) for _kind, _headers, der in pem.unarmor(said.encode(), multiple=True)]


if __name__ == "__main__":
    raise SystemExit(main())
