"""A group's own key and certificate, made here; and what a certificate says of itself."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

YEARS: Final = 5
LONGEST_NAME: Final = 64
"""Bytes a certificate may hold of a name."""


@dataclass(frozen=True)
class KeyPair:
    """`key`: private, PEM; it is sealed before it rests anywhere. `certificates`: PEM, its own first."""

    key: str
    certificates: str


@dataclass(frozen=True, slots=True)
class Told:
    """`fingerprint`: SHA-256 over the certificate; what two people compare on the telephone."""

    name: str
    issuer: str
    fingerprint: str
    begins: datetime
    ends: datetime

    @property
    def self_made(self) -> bool:
        return self.name == self.issuer


def self_made(*, name: str, country: str, now: datetime) -> KeyPair:
    """For who has none from an authority: others trust it as far as the group tells them its fingerprint."""
    key = ec.generate_private_key(ec.SECP256R1())
    short = name.encode()[:LONGEST_NAME].decode(errors="ignore")
    who = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, country),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, short),
            x509.NameAttribute(NameOID.COMMON_NAME, short),
        ]
    )
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(days=365 * YEARS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    return KeyPair(private, made.public_bytes(Encoding.PEM).decode())


def told(certificates: str) -> Told:
    """Of the first of them."""
    found = x509.load_pem_x509_certificates(certificates.encode())[0]
    return Told(
        _common_name(found.subject),
        _common_name(found.issuer),
        found.fingerprint(SHA256()).hex(),
        found.not_valid_before_utc,
        found.not_valid_after_utc,
    )


def _common_name(name: x509.Name) -> str:
    said = name.get_attributes_for_oid(NameOID.COMMON_NAME) or name.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)
    return str(said[0].value) if said else name.rfc4514_string()
